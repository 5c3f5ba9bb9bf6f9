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

/** The input of {@link renderPage}. */
export interface PageInput {
  record: RunRecord;
  /** The note and its text. If its steps are not those of the record, the page shows the steps alone. */
  note: Note | undefined;
  text: string;
  recordings: readonly Recording[];
  /** The pictures that the note's images ask for, as SVG, by the names of their files. */
  pictures: ReadonlyMap<string, string>;
  /** CSS with the embedded typeface of the pictures; "" to use the reader's own. */
  fonts: string;
  assets: Assets;
  /** The player of recordings. */
  player: Assets;
}

/**
 * The page of a run: one file that needs no network. Nothing in the note or in the host's output can run or load there: both are
 * escaped, and the page's policy allows only its own script and styles, by their hashes. Pure.
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
    // The player's script contains WebAssembly.
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

/** Text as data in a page: a quarter of its size, and without characters that HTML would interpret. */
const packed = (text: string): string => gzipSync(text, { level: 9 }).toString("base64");
