import { split } from "../../note/compare/shapes.ts";
import type { RecordedRun } from "../../record/read.ts";
import { loadAssets } from "../assets.ts";
import { renderClass } from "../class/page.ts";
import { renderHandout } from "../handout/page.ts";
import { type Html, html } from "../html.ts";
import { readPageInput } from "../run/input.ts";
import { type ShownStep, shownSections } from "../run/model.ts";
import { renderPage } from "../run/page.ts";
import type { KeptLesson } from "./kept-runs.ts";
import type { Photograph } from "./photographs.ts";

/** Two commands of a note: what stands between them is a stretch of it. */
interface Stretch {
  from: string;
  to: string;
}

/** What the first picture shows: the commit's id, which is another at each run, comes again in what `git log` prints. */
const COMMIT: Stretch = { from: 'git commit -m "Add the potato soup"', to: "git status" };

/** The width of a README at GitHub, in pixels, and a window that has room for the contents of a page. */
const WIDTH = 1012;
const WIDE = { width: 1280, height: 900 };

/** A photograph with another one in it, which is taken first. */
export interface Composed {
  inner: Photograph;
  outer(inner: Buffer): Photograph;
}

/** The photographs of a lesson's pages, by name. */
export async function photographsOf({ note, markdown, runs }: KeptLesson): Promise<ReadonlyMap<string, Composed>> {
  const [first] = runs as [KeptLesson["runs"][number]];
  const page = renderPage(await readPageInput(first.folder, first.run.record, { note, text: markdown }));
  const students = runs.map(({ run: { record } }) => ({ name: record.host.name, record }));
  const ofClass = renderClass({ students, note, assets: await loadAssets("run") });
  const handout = renderHandout({
    ...{ note, markdown, record: first.run.record, pictures: [] },
    assets: await loadAssets("handout"),
  });
  return new Map<string, Composed>([
    [
      "note-and-page",
      {
        inner: {
          html: page,
          window: { width: 560, height: 800 },
          from: elementsOf(COMMIT, first.run, note),
        },
        outer: (inner) => sideBySide(note.file, partOf(markdown, COMMIT), inner),
      },
    ],
    ["page", framed(`records/lab/${first.run.record.host.name}/index.html`, { html: page, window: WIDE })],
    ["class", framed("records/lab/index.html", { html: ofClass, window: { width: WIDTH, height: 470 } })],
    ["handout", framed("handouts/git-basics.html", { html: handout, window: { width: WIDTH, height: 700 } })],
  ]);
}

/** The elements of two commands' steps in the page of a run. */
function elementsOf({ from, to }: Stretch, { record }: RecordedRun, note: KeptLesson["note"]) {
  const steps = shownSections(record, note).flatMap((section) => section.steps);
  const first = steps.findIndex((step) => step.record.typed === from);
  const last = steps.findIndex((step, index) => index > first && step.record.typed === to);
  if (first === -1 || last === -1) throw new Error(`the note does not type ${from} and then ${to}`);
  return { first: (steps[first] as ShownStep).id, last: (steps[last] as ShownStep).id };
}

/** A note from one command to the end of the block of another, with a mark for what its block has above. */
function partOf(markdown: string, { from, to }: Stretch): string[] {
  const lines = markdown.split("\n");
  const start = lines.indexOf(`$ ${from}`);
  return ["```console", "⋮", ...lines.slice(start, lines.indexOf("```", lines.indexOf(`$ ${to}`, start)) + 1)];
}

/** Lines of a note as an editor shows them that breaks long lines; a word whose shape labnote knows stands out. */
function noteLines(lines: readonly string[]): Html[] {
  let typed: string | undefined;
  return joined(lines).map((line) => {
    if (line.startsWith("```")) {
      typed = typed === undefined ? "" : undefined;
      return html`<span class="fence">${line}</span>\n`;
    }
    if (typed === undefined) return html`${line}\n`;
    if (line.startsWith("$ ")) {
      typed = line.slice(2);
      return html`$ <b>${typed}</b>\n`;
    }
    const pieces = split(line, { output: { typed } });
    return html`${pieces.map(({ text, shape }) => (shape === undefined ? text : html`<mark>${text}</mark>`))}\n`;
  });
}

/** Lines with each paragraph between two blocks as one line. */
const joined = (lines: readonly string[]): string[] =>
  lines
    .join("\n")
    .replace(/(?<=^```\n).*?(?=^```\w)/gms, (text) => text.replace(/(?<=\S)\n(?=\S)/g, " "))
    .split("\n");

/** A stretch of a note at the left, and the page of its run at the right, each in a window. */
const sideBySide = (file: string, lines: readonly string[], page: Buffer): Photograph =>
  windows([
    { bar: file, content: html`<pre>${noteLines(lines)}</pre>` },
    { bar: "The page of its run", content: image(page) },
  ]);

/** A photograph in a window, whose bar names the file. */
export const framed = (file: string, inner: Photograph): Composed => ({
  inner,
  outer: (photograph) => windows([{ bar: file, content: image(photograph) }]),
});

const image = (png: Buffer): Html => html`<img src="data:image/png;base64,${png.toString("base64")}">`;

/** Windows side by side: their frame sets them apart from a white page and from a dark one. */
const windows = (shown: readonly { bar: string; content: Html }[]): Photograph => ({
  html: html`<!doctype html><html lang="en"><meta charset="utf-8"><style>
body{margin:0;padding:2px;display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:12px;font-family:var(--sans)}
figure{margin:0;border:1px solid #b4bbc5;border-radius:10px;overflow:hidden;background:#fff}
figcaption{padding:7px 14px;font-size:13px;font-weight:600;color:#4a5462;background:#f0f2f5;border-bottom:1px solid #d9dde3}
pre{margin:0;padding:14px;font:12.5px/1.6 var(--mono);color:#1d2430;white-space:pre-wrap}
.fence{color:#59636f}
mark{background:#dbe9fb;color:inherit;border-radius:3px}
img{width:100%;display:block}
figure+figure img{padding-block:12px}
</style><body id="all">${shown.map(({ bar, content }) => html`<figure><figcaption>${bar}</figcaption>${content}</figure>`)}</body></html>`
    .text,
  window: { width: WIDTH, height: 520 },
  from: { first: "all", last: "all" },
});
