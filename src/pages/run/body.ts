import type { Note } from "../../note/note.ts";
import type { HostRecord } from "../../record/record.ts";
import { type Content, Html, html, langHtml } from "../html.ts";
import { type CodeBlock, type NoteImage, noteHtml, type PageHeading } from "../note-html.ts";
import { isPicture, pictureName, type WantedPicture } from "../pictures/plan.ts";
import { playHtml, type TerminalReplay } from "../replay/html.ts";
import type { Words } from "../translations.ts";
import { type Entry, entriesOf } from "./contents.ts";
import { figureHtml, figuresOf, groupsOf } from "./figures.ts";
import { neighboursOf, type ShownSection, type ShownStep, worst } from "./model.ts";
import { isWide, mark, NOTICED, stepHtml } from "./step.ts";

/** The part of a page below its summary, and the entries of its contents. */
export interface Body {
  /** The note's first heading, which becomes the page's: its anchor and the content of its element. */
  title: { id: string; content: Html } | undefined;
  entries: readonly Entry[];
  content: Html;
}

interface Run {
  sections: readonly ShownSection[];
  replays: readonly TerminalReplay[];
  /** The ids of the steps that the replays type. */
  replayed: ReadonlySet<string>;
  /** The pictures that the note's images ask for. */
  pictures: readonly WantedPicture[];
  /** The host on which the note ran. */
  host: HostRecord;
  /** The note's language; the words may be in another. */
  language: string;
  words: Words;
}

/** The note with the steps of the run in place of its blocks. */
export function noteBody(markdown: string, note: Note, run: Run): Body {
  const steps = run.sections.flatMap((section) => section.steps);
  const byLine = new Map(steps.map((step) => [step.record.line, step]));
  const neighbours = neighboursOf(steps);
  const rest = new Set(steps);
  const figures = figuresOf(run.pictures, steps);
  const drawn = new Set(run.pictures.map(({ name }) => name));

  const code = (block: CodeBlock): string | undefined => {
    const lines = Array.from({ length: block.lastLine - block.line + 1 }, (_, index) => block.line + index);
    const ofBlock = lines.map((line) => byLine.get(line)).filter((step) => step !== undefined);
    if (ofBlock.length === 0) return undefined;
    for (const step of ofBlock) rest.delete(step);
    const comments = commentsOf(block, ofBlock);
    return html`${groupsOf(ofBlock, figures).map((group) => {
      const content = group.steps.map((step) => [comments.get(step.id), stepHtml(step, neighbours.get(step.id), run)]);
      return group.figures.length === 0 ? blockHtml(content, group.steps, run) : figureHtml(group, content, run);
    })}`.text;
  };
  const image = ({ url }: NoteImage): string | undefined =>
    isPicture(url) && drawn.has(pictureName(url)) ? "" : undefined;
  const { html: text, headings } = noteHtml(markdown, note, { code, image });
  const chunks = split(text, headings);
  const [first] = chunks;
  const title =
    first?.heading?.depth === 1 ? { id: first.heading.id, content: new Html(inner(first.head)) } : undefined;
  const ids = new Set(headings.map(({ id }) => id));
  // Steps above the first heading belong to the page itself.
  const byHeading = new Map(run.sections.map((section) => [ids.has(section.id) ? section.id : undefined, section]));
  const content = chunks.map(({ heading, head, body }) => {
    const section = byHeading.get(heading?.id);
    return html`<section>
${(title === undefined || heading !== first?.heading) && new Html(head)}${section && barHtml(section, run)}${new Html(body)}
</section>
`;
  });
  // Steps that were not found in a block of the note are shown at the end.
  const left =
    rest.size > 0 &&
    blockHtml(
      [...rest].map((step) => stepHtml(step, neighbours.get(step.id), run)),
      [...rest],
      run,
    );
  return {
    title,
    entries: entriesOf(headings, steps),
    content: html`${content}${left}`,
  };
}

/** The steps alone, for a note that has changed since the run. */
export function stepsBody(run: Run): Body {
  const neighbours = neighboursOf(run.sections.flatMap((section) => section.steps));
  const entries = run.sections.map(({ id, title, counts }) => ({
    heading: { id, depth: 2, title },
    outcome: worst(counts),
  }));
  const content = run.sections.map(
    (section) => html`<section>
<h2 id="${section.id}">${section.title}</h2>${barHtml(section, run)}
${blockHtml(
  section.steps.map((step) => stepHtml(step, neighbours.get(step.id), run)),
  section.steps,
  run,
)}
</section>
`,
  );
  return { title: undefined, entries, content: html`${content}` };
}

const blockHtml = (
  content: Content,
  steps: readonly ShownStep[],
  { language, words }: Run,
): Html => html`<div class="block${steps.some(isWide) && " wide"}"${langHtml(words.language, language)}>
${content}</div>`;

/** The outcome of a section, its duration, and its recordings. */
function barHtml(section: ShownSection, { replays, language, words }: Run): Html {
  const own = replays.filter((replay) => replay.section === section.id);
  return html`<div class="bar"${langHtml(words.language, language)}>${mark(worst(section.counts), words)}<span>${countsHtml(section.counts, words)}</span>${section.seconds >= NOTICED && html`<span>${words.seconds(section.seconds)}</span>`}${own.map((replay) => playHtml(replay, words))}</div>`;
}

/** The number of steps with each outcome. Failed and skipped steps are left out if there are none. */
export const countsHtml = (counts: ShownSection["counts"], words: Words): string =>
  (["passed", "failed", "skipped"] as const)
    .filter((outcome) => outcome === "passed" || counts[outcome] > 0)
    .map((outcome) => words.counted(outcome, counts[outcome]))
    .join(", ");

/** The comments of a block, by the id of the step below them. */
function commentsOf({ line, text }: CodeBlock, steps: readonly ShownStep[]): Map<string, Html> {
  const comments = new Map<string, Html>();
  const lines = text.split("\n");
  let from = line + 1;
  for (const { id, record, step } of steps) {
    const above = lines
      .slice(from - line - 1, Math.max(0, record.line - line - 1))
      .filter((one) => one.startsWith("#"));
    if (above.length > 0) comments.set(id, html`<pre class="comment">${above.join("\n")}</pre>`);
    const last = step?.kind === "file" ? undefined : step?.expected.at(-1);
    from = Math.max(record.line + record.typed.split("\n").length, (last?.line ?? 0) + 1);
  }
  return comments;
}

interface Chunk {
  heading: PageHeading | undefined;
  /** The HTML of the heading, and of what follows it. */
  head: string;
  body: string;
}

/** The note's HTML, split before each heading that may begin a section. Only the page's own headings have an id. */
function split(text: string, headings: readonly PageHeading[]): Chunk[] {
  const chunks: Chunk[] = [];
  let heading: PageHeading | undefined;
  let start = 0;
  const cut = (end: number) => {
    const chunk = text.slice(start, end);
    const close = heading === undefined ? 0 : chunk.indexOf(`</h${heading.depth}>`) + 5;
    if (chunk.trim() !== "") chunks.push({ heading, head: chunk.slice(0, close), body: chunk.slice(close) });
  };
  for (const next of headings.filter(({ depth }) => depth <= 3)) {
    const at = text.indexOf(`<h${next.depth} id="${next.id}">`, start);
    if (at === -1) continue;
    cut(at);
    [heading, start] = [next, at];
  }
  cut(text.length);
  return chunks;
}

const inner = (element: string): string => element.slice(element.indexOf(">") + 1, element.lastIndexOf("<"));
