import { gzipSync } from "node:zlib";
import type { Note } from "../note/note.ts";
import type { RunRecord } from "../record/record.ts";
import { contentsHtml } from "./page-contents.ts";
import { type Content, Html, html } from "./page-html.ts";
import { isOf, shownSections } from "./page-model.ts";
import { castId, noteBody, type Recording, stepsBody } from "./page-note.ts";
import { filterHtml, summaryHtml } from "./page-summary.ts";
import { policyOf } from "./policy.ts";
import { type Words, wordsFor } from "./words.ts";

export type { Recording } from "./page-note.ts";

/** What stands in every page: its look, what it does, and the player of recordings. */
export interface PageAssets {
  style: string;
  script: string;
  player: { style: string; script: string };
}

/** What a page is made of. */
export interface PageInput {
  record: RunRecord;
  /** The note and its text; where its steps are not those of the record, these are shown by themselves. */
  note: Note | undefined;
  text: string;
  recordings: readonly Recording[];
  /** What the note's images ask for of the run, as SVG, by the name of its file. */
  pictures: ReadonlyMap<string, string>;
  assets: PageAssets;
}

/**
 * The page of a run: one file that needs no network. Pure. Nothing of the note or of what the host printed can run or load in it:
 * both are text, and the page's policy allows its own script and styles alone, by their hashes.
 */
export function renderPage({ record, note, text, recordings, pictures, assets }: PageInput): string {
  const language = note?.frontMatter.language ?? "en";
  const words = wordsFor(language);
  const own = note !== undefined && isOf(note, record) ? note : undefined;
  const sections = shownSections(record, own);
  const run = { sections, recordings, pictures, language, words };
  const { title, entries, content } = own === undefined ? stepsBody(run) : noteBody(text, own, run);
  const name = record.note.title ?? record.note.file;
  const firstFailure = sections.flatMap(({ steps }) => steps).find((step) => step.record.outcome === "failed")?.id;
  return documentHtml({
    kind: "run",
    title: `${name} · ${record.host.name}`,
    words,
    assets,
    withPlayer: recordings.length > 0,
    body: html`<a class="skip" href="#:note">${words.skip}</a>
${summaryHtml({ record, title: title ?? { id: undefined, content: html`${name}` }, language, firstFailure, otherNote: own === undefined, words })}
${contentsHtml(entries, language, words)}
<main id=":note" tabindex="-1">
${filterHtml(record, words)}
<div class="note" lang="${language}">
${content}</div>
<p class="said" role="status" data-link="${words.linkCopied}"></p>
</main>
<footer><p>${words.madeBy}</p></footer>
${recordings.map(
  ({ section, terminal, cast }) =>
    html`<script type="application/gzip" id="${castId(section, terminal)}">${packed(cast)}</script>
`,
)}`,
  });
}

interface Document {
  /** What the page is of; its look depends on it. */
  kind: "run" | "class";
  title: string;
  words: Words;
  assets: PageAssets;
  withPlayer: boolean;
  body: Content;
}

/** A whole HTML document, which may do what its own script and styles do and nothing else. */
export function documentHtml({ kind, title, words, assets, withPlayer, body }: Document): string {
  const { style, script, player } = assets;
  const policy = policyOf({
    scripts: [script, ...(withPlayer ? [player.script] : [])],
    styles: [style, ...(withPlayer ? [player.style] : [])],
    // The player's terminal is WebAssembly, which stands in its script.
    alsoScripts: withPlayer ? "'wasm-unsafe-eval'" : undefined,
  });
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body class="${kind}">
${body}
${
  withPlayer &&
  html`<script type="application/gzip" id=":player:script">${packed(player.script)}</script>
<script type="application/gzip" id=":player:style">${packed(player.style)}</script>
`
}<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

/** Text as data of a page: a quarter of its size, and no signs in it that mean anything there. */
const packed = (text: string): string => gzipSync(text, { level: 9 }).toString("base64");
