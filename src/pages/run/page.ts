import type { Note } from "../../note/note.ts";
import type { RunRecord } from "../../record/record.ts";
import type { Assets } from "../assets.ts";
import { documentHtml } from "../document.ts";
import { html } from "../html.ts";
import { packed } from "../packed.ts";
import type { WantedPicture } from "../pictures/plan.ts";
import { type Recording, replayedSteps, replayHtml, replaysOf } from "../replay/html.ts";
import { type Words, wordsFor } from "../translations.ts";
import { besideRows } from "./beside.ts";
import { noteBody, stepsBody } from "./body.ts";
import { contentsHtml } from "./contents.ts";
import { failuresHtml } from "./failures.ts";
import { isOf, shownSections, verdictOf } from "./model.ts";
import { signs } from "./step.ts";
import { summaryHtml } from "./summary.ts";
import { toolsHtml } from "./tools.ts";

/** The input of {@link renderPage}. */
export interface PageInput {
  record: RunRecord;
  /** The note and its text. If its steps are not those of the record, the page shows the steps alone. */
  note: Note | undefined;
  text: string;
  recordings: readonly Recording[];
  /** The pictures that the note's images ask for: the page has their steps in windows. */
  pictures: readonly WantedPicture[];
  /** CSS with the embedded typeface of pictures; "" to use the reader's own. */
  fonts: string;
  assets: Assets;
  /** The player of recordings. */
  player: Assets;
  /** In place of the words for a run. */
  words?: Words;
}

/**
 * The page of a run: one file that needs no network. Nothing in the note or in the host's output can run or load there: both are
 * escaped, and the page's policy allows only its own script and styles, by their hashes. Pure.
 */
export function renderPage({
  record,
  note,
  text,
  recordings,
  pictures,
  fonts,
  assets,
  player,
  words: given,
}: PageInput): string {
  const language = note?.frontMatter.language ?? "en";
  const words = given ?? wordsFor(language);
  const own = note !== undefined && isOf(note, record) ? note : undefined;
  const sections = shownSections(record, own);
  const replays = replaysOf(recordings, record.steps);
  const run = { sections, replays, replayed: replayedSteps(replays), pictures, host: record.host, language, words };
  const { title, entries, content } = own === undefined ? stepsBody(run) : noteBody(text, own, run);
  const name = record.note.title ?? record.note.file;
  const { failed } = record.counts;
  const sign = verdictOf(record);
  const said = `${signs[sign]}${failed > 0 ? ` ${failed}` : ""}`;
  const played = replays.length > 0;
  const beside = besideRows(
    sections.flatMap(({ steps }) => steps),
    words,
  );
  const hasBeside = Object.keys(beside).length > 0;
  return documentHtml({
    kind: "run",
    title: `${said} · ${name} · ${record.host.name}`,
    icon: sign,
    language: words.language,
    colours: "light dark",
    style: assets.style,
    script: assets.script,
    fonts,
    // The player's script contains WebAssembly.
    later: played ? { styles: [player.style], scripts: [player.script], alsoScripts: "'wasm-unsafe-eval'" } : undefined,
    body: html`<a class="skip" href="#:note">${words.skip}</a>
${summaryHtml({ record, title: title ?? { id: undefined, content: html`${name}` }, language, failures: failuresHtml(sections, language, words), otherNote: own === undefined, words })}
${contentsHtml(entries, language, words)}
<main id=":note" tabindex="-1">
${toolsHtml({ record, beside: hasBeside, words })}
<div class="note" lang="${language}">
${content}</div>
<p class="toast" role="status" data-link="${words.linkCopied}" data-copy="${words.handout.copy}" data-copied="${words.handout.copied}"></p>
</main>
<footer><p>${words.madeBy}</p></footer>
${
  hasBeside &&
  html`<script type="application/gzip" id=":pairs">${packed(JSON.stringify(beside))}</script>
`
}${played && replayHtml(replays, player, words)}`,
  });
}
