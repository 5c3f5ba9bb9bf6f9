import { directiveOf } from "../../note/console/directives.ts";
import { promptSign } from "../../note/console/prompts.ts";
import { CHECKS, type Note, type Section, type Step } from "../../note/note.ts";
import { copyButton } from "../../pages/copy-button.ts";
import { CODE, type Content, Html, html } from "../../pages/html.ts";
import { type CodeBlock, noteHtml } from "../../pages/note-html.ts";
import { type Words, wordsFor } from "../../pages/translations.ts";
import { stepId } from "../progress/state.ts";
import { type ClassWords, classWordsFor } from "./words/words.ts";

/** A step of the note, and its id. */
interface Numbered {
  id: string;
  step: Step;
}

interface Known {
  steps: readonly Numbered[];
  /** The words that all pages have, and those of the class. */
  words: Words;
  own: ClassWords;
}

/**
 * A note as a student works with it: each step with the place for its state and with its buttons, each section with how much of it is done. The
 * script of the page fills them in.
 */
export function liveNoteHtml(note: Note, markdown: string): Html {
  const { language } = note.frontMatter;
  const known = { steps: numbered(note), words: wordsFor(language), own: classWordsFor(language) };
  const { html: text, headings } = noteHtml(markdown, note, { code: (block) => blockHtml(block, known)?.text });
  const places = new Map(headings.map(({ id, depth }) => [id, `<h${depth} id="${id}">`]));
  return new Html(
    note.sections.reduce((page, section) => {
      const bar = barHtml(section, known).text;
      const place = places.get(section.id);
      const at = place === undefined ? -1 : page.indexOf(place);
      if (at === -1) return `${bar}${page}`;
      const end = page.indexOf("</h", at) + "</h1>".length;
      return `${page.slice(0, end)}\n${bar}${page.slice(end)}`;
    }, text),
  );
}

const numbered = ({ sections }: Note): Numbered[] =>
  sections.flatMap(({ id, steps }) => steps.map((step, place) => ({ id: stepId(id, place), step })));

/** How much of a section is done, and what one may do with it. */
const barHtml = ({ id }: Section, { own }: Known): Html =>
  html`<div class="bar" data-section="${id}" lang="${own.language}"><span class="count"></span><button type="button" class="folder" title="${own.folderHint}" data-text="mkdir -p ~/${id} && cd ~/${id}" aria-label="${own.folder}: ~/${id}">${own.folder} <code${CODE}>~/${id}</code></button><button type="button" class="check" title="${own.checkHint}" aria-label="${own.check}: ${id}">${own.check}</button><button type="button" class="again" aria-label="${own.again}: ${id}">${own.again}</button></div>
`;

/** A block with steps; `undefined` for other blocks. */
function blockHtml(block: CodeBlock, known: Known): Html | undefined {
  const steps = known.steps.filter(({ step: { line } }) => block.line <= line && line <= block.lastLine);
  if (steps.length === 0) return undefined;
  const lines = block.text.split("\n").map((text, index) => ({ text, line: block.line + 1 + index }));
  const above = lines.filter(({ line }) => steps.every(({ step }) => line < step.line));
  return html`<div class="block">
${commentHtml(above)}${steps.map((numbered) => stepHtml(numbered, lines, steps, known))}</div>`;
}

/** A line of a block. */
interface Line {
  text: string;
  line: number;
}

const commentHtml = (lines: readonly Line[]): Content =>
  lines.some(({ text }) => text.trim() !== "") &&
  preHtml(
    "comment",
    lines
      .map(({ text }) => text)
      .join("\n")
      .trim(),
  );

function stepHtml({ id, step }: Numbered, lines: readonly Line[], steps: readonly Numbered[], known: Known): Html {
  const { own } = known;
  const terminal = step.kind === "command" ? step.terminal : undefined;
  const below = linesBelow(step, lines, steps);
  return html`<article class="step" id="${id}" data-state="open" data-kind="${step.kind}"${terminal !== undefined && html` data-terminal="${terminal}"`}>
<div class="head"><span class="state" role="img" aria-label="${own.open}" lang="${own.language}"></span>${typedHtml(step, known)}<p class="deeds" lang="${own.language}">${deedsHtml(id, step, known)}</p></div>
<p class="how" lang="${own.language}"></p>
<div class="why" lang="${own.language}"></div>
${outputHtml(step, below)}</article>
${afterHtml(step, below)}`;
}

function typedHtml(step: Step, { words, own }: Known): Html {
  if (step.kind !== "command")
    return html`<p class="typed"><span class="kind">${words[step.kind === "file" ? "file" : "request"]}</span> <code${CODE}>${step.kind === "file" ? step.path : step.typed}</code></p>`;
  if (step.typed === undefined) return html`<p class="typed"><span class="kind">${words.goesOn}</span></p>`;
  const prompt = step.prompt ?? promptSign(step.root).trimEnd();
  const badge =
    step.terminal === CHECKS
      ? html`<span class="badge" title="${own.checkStep}">${words.terminal(CHECKS)}</span>`
      : step.terminal !== 1 && html`<span class="badge">${words.terminal(step.terminal)}</span>`;
  return html`<div class="typed"><pre${CODE}><code><span class="prompt">${prompt} </span><span class="command">${step.typed}</span></code></pre>${badge}</div>`;
}

/** The buttons of a step: a command is typed, a file is written, and both are copied. */
function deedsHtml(id: string, step: Step, { words, own }: Known): Content {
  if (step.kind === "http" || (step.kind === "command" && (step.terminal === CHECKS || step.typed === undefined)))
    return false;
  const isFile = step.kind === "file";
  const [deed, hint] = isFile ? (["writeIt", "writeHint"] as const) : (["typeIt", "typeHint"] as const);
  return [
    html`<button type="button" class="deed" title="${own[hint]}" aria-label="${own[deed]}: ${id}">${own[deed]}</button>`,
    copyButton(isFile ? step.content : (step.typed ?? ""), id, words),
  ];
}

/** The lines of a block that stand below what a step types, up to the next step. */
function linesBelow(step: Step, lines: readonly Line[], steps: readonly Numbered[]): Line[] {
  const first = step.line + (step.kind === "command" ? (step.typed?.split("\n").length ?? 0) : 1);
  const next = steps.find((one) => one.step.line > step.line)?.step.line ?? Number.POSITIVE_INFINITY;
  return lines.filter(({ line }) => line >= first && line < next);
}

/** What a step is held to; the other lines below it are comments above the next one. */
const isHeld = ({ text, line }: Line, step: Step): boolean =>
  directiveOf(text) !== undefined || (step.kind !== "file" && step.expected.some((expected) => expected.line === line));

/** What the note has below what is typed. A file is its content. */
function outputHtml(step: Step, below: readonly Line[]): Content {
  if (step.kind === "file") return preHtml("output", step.content.replace(/\n$/, ""));
  const last = below.findLastIndex((line) => isHeld(line, step));
  if (last === -1) return false;
  const shown = below.slice(0, last + 1).map(({ text }, index) => [index > 0 && "\n", signedHtml(text)]);
  return preHtml("output", shown);
}

/** The comments below a step. */
function afterHtml(step: Step, below: readonly Line[]): Content {
  if (step.kind === "file") return false;
  const last = below.findLastIndex((line) => isHeld(line, step));
  return commentHtml(below.slice(last + 1));
}

const preHtml = (kind: string, content: Content): Html => html`<pre class="${kind}"${CODE}>${content}</pre>
`;

/** A line of output; what the note says of a step's end is no output. */
const signedHtml = (text: string): Content => (directiveOf(text) === undefined ? text : html`<i>${text}</i>`);
