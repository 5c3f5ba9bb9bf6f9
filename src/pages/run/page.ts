import { gzipSync } from "node:zlib";
import type { Note } from "../../note/note.ts";
import type { RunRecord } from "../../record/record.ts";
import type { Assets } from "../assets.ts";
import { documentHtml } from "../document.ts";
import { html } from "../html.ts";
import { wordsFor } from "../translations.ts";
import { castId, noteBody, type Recording, stepsBody } from "./body.ts";
import { contentsHtml } from "./contents.ts";
import { isOf, shownSections } from "./model.ts";
import { filterHtml, summaryHtml } from "./summary.ts";

/** What a page is made of. */
export interface PageInput {
  record: RunRecord;
  /** The note and its text; where its steps are not those of the record, these are shown by themselves. */
  note: Note | undefined;
  text: string;
  recordings: readonly Recording[];
  /** What the note's images ask for of the run, as SVG, by the name of its file. */
  pictures: ReadonlyMap<string, string>;
  /** The typeface of the pictures as CSS that holds it; "" for the reader's own. */
  fonts: string;
  assets: Assets;
  /** The player of recordings. */
  player: Assets;
}

/**
 * The page of a run: one file that needs no network. Pure. Nothing of the note or of what the host printed can run or load in it:
 * both are text, and the page's policy allows its own script and styles alone, by their hashes.
 */
export function renderPage({ record, note, text, recordings, pictures, fonts, assets, player }: PageInput): string {
  const language = note?.frontMatter.language ?? "en";
  const words = wordsFor(language);
  const own = note !== undefined && isOf(note, record) ? note : undefined;
  const sections = shownSections(record, own);
  const run = { sections, recordings, pictures, language, words };
  const { title, entries, content } = own === undefined ? stepsBody(run) : noteBody(text, own, run);
  const name = record.note.title ?? record.note.file;
  const firstFailure = sections.flatMap(({ steps }) => steps).find((step) => step.record.outcome === "failed")?.id;
  const played = recordings.length > 0;
  return documentHtml({
    kind: "run",
    title: `${name} · ${record.host.name}`,
    language: words.language,
    colours: "light dark",
    style: assets.style,
    script: assets.script,
    fonts,
    // The player's terminal is WebAssembly, which stands in its script.
    later: played ? { styles: [player.style], scripts: [player.script], alsoScripts: "'wasm-unsafe-eval'" } : undefined,
    body: html`<a class="skip" href="#:note">${words.skip}</a>
${summaryHtml({ record, title: title ?? { id: undefined, content: html`${name}` }, language, firstFailure, otherNote: own === undefined, words })}
${contentsHtml(entries, language, words)}
<main id=":note" tabindex="-1">
${filterHtml(record, pictures.size, words)}
<div class="note" lang="${language}">
${content}</div>
<p class="said" role="status" data-link="${words.linkCopied}"></p>
</main>
<footer><p>${words.madeBy}</p></footer>
${recordings.map(
  ({ section, terminal, cast }) =>
    html`<script type="application/gzip" id="${castId(section, terminal)}">${packed(cast)}</script>
`,
)}${
  played &&
  html`<script type="application/gzip" id=":player:script">${packed(player.script)}</script>
<script type="application/gzip" id=":player:style">${packed(player.style)}</script>
`
}`,
  });
}

/** Text as data of a page: a quarter of its size, and no signs in it that mean anything there. */
const packed = (text: string): string => gzipSync(text, { level: 9 }).toString("base64");
