import { substitute } from "../../note/compare/bindings.ts";
import { wildcard } from "../../note/compare/line-pattern.ts";
import { isGap } from "../../note/compare/lines.ts";
import { directiveOf } from "../../note/console/directives.ts";
import type { Step } from "../../note/note.ts";
import { copyButton } from "../copy-button.ts";
import { CODE, type Content, type Html, html } from "../html.ts";
import type { CodeBlock } from "../note-html.ts";
import type { ShownStep } from "../run/model.ts";
import type { Words } from "../translations.ts";
import { type PrintedLine, printedLines } from "./output.ts";

/** What a handout knows of a note's steps beside the note. */
export interface Known {
  steps: readonly Step[];
  /** Each step as it ran; none without a run. */
  ran: ReadonlyMap<Step, ShownStep>;
  /** The nested prompt at which the run typed a step. */
  prompts: ReadonlyMap<Step, string>;
  /** Steps whose output is in a picture at its own place. */
  pictured: ReadonlySet<Step>;
  /** Steps that a picture in their place shows: the picture at the first of them, nothing at the others. */
  placed: ReadonlyMap<Step, { name: string; steps: readonly Step[]; content: Html }>;
  words: Words;
}

/** Blocks with more lines than this may be split between two pages. */
const LONG = 40;

/** A block with steps, whose commands and files can be copied. `undefined` for other blocks. */
export function blockHtml(block: CodeBlock, known: Known): Html | undefined {
  const own = known.steps.filter(({ line }) => block.line <= line && line <= block.lastLine);
  if (own.length === 0) return undefined;
  const [file] = own.flatMap((step) => (step.kind === "file" ? [step] : []));
  if (file === undefined) return sessionHtml(block, own, known);
  const lines = block.text.split("\n").map((text) => html`${text}\n`);
  return textHtml(lines, html`<p>${file.path}</p>${copyButton(file.content, file.path, known.words)}`);
}

const textHtml = (lines: readonly Html[], head: Content): Html =>
  html`<div class="block${lines.length > LONG && " long"}">${head}<pre><code${CODE}>${lines}</code></pre></div>`;

/** A line of a block, as the note has it. */
interface Line {
  text: string;
  line: number;
}

/** The text of a session, with pictures in place of the steps that they show. */
function sessionHtml(block: CodeBlock, own: readonly Step[], known: Known): Html {
  const lines = block.text.split("\n").map((text, index): Line => ({ text, line: block.line + 1 + index }));
  const byStep = Map.groupBy(lines, ({ line }) => own.findLast((step) => step.line <= line));
  const parts: Html[] = [];
  let open = (byStep.get(undefined) ?? []).map(({ text }) => plain(text));
  const close = () => {
    if (open.length > 0) parts.push(textHtml(open, false));
    open = [];
  };
  const comments = (step: Step): Html[] =>
    (byStep.get(step) ?? []).filter((line) => kindOf(line, step) === "rest").map(({ text }) => plain(text));
  for (const step of own) {
    const picture = known.placed.get(step);
    if (picture === undefined) open.push(...stepHtml(step, byStep.get(step) ?? [], known), ...comments(step));
    else if (picture.steps[0] === step) {
      open.push(...picture.steps.slice(0, -1).flatMap(comments));
      close();
      parts.push(picture.content);
    }
    if (picture?.steps.at(-1) === step) open.push(...comments(step));
  }
  close();
  return html`${parts}`;
}

const plain = (text: string): Html => html`<span class="output">${text}</span>\n`;

/** Whether a line is part of a step's command or of its output; the rest are comments above the next step. */
function kindOf({ text, line }: Line, step: Step): "typed" | "output" | "rest" {
  if (step.kind === "file") return "output";
  const after = step.line + (step.kind === "command" ? (step.typed?.split("\n").length ?? 0) : 1);
  if (line < after) return "typed";
  const isOutput =
    text.trim() === "" || directiveOf(text) !== undefined || step.expected.some((expected) => expected.line === line);
  return isOutput ? "output" : "rest";
}

/** A step's command, as it was really typed, and its output: the run's if it passed, else the note's. */
function stepHtml(step: Step, lines: readonly Line[], known: Known): Html[] {
  const { ran, pictured, words } = known;
  const typed = lines.filter((line) => kindOf(line, step) === "typed");
  const output = lines.filter((line) => kindOf(line, step) === "output");
  const command = typedHtml(step, typed, known);
  if (pictured.has(step)) return command;
  const run = ran.get(step);
  if (step.kind === "command" && run?.record.outcome === "passed" && run.record.output !== null) {
    const printed = printedLines(step, run.record.output, run.bindings);
    return [
      ...command,
      ...printed.map((line) => printedHtml(line, words)),
      ...output.map((line) => endHtml(line, words)),
    ];
  }
  const replaced = (text: string) =>
    run === undefined || step.kind === "file" ? text : substitute(text, run.bindings, step.known);
  return [
    ...command,
    ...output.map(({ text }) => html`<span class="output">${signed(replaced(text), words)}</span>\n`),
  ];
}

function typedHtml(step: Step, lines: readonly Line[], { ran, prompts, words }: Known): Html[] {
  if (step.kind !== "command" || step.typed === undefined) return lines.map(({ text }) => plain(text));
  const inNote = step.typed.split("\n");
  const typed = ran.get(step)?.typed ?? step.typed;
  const entered = typed.split("\n");
  return lines.map(({ text }, index) => {
    const wanted = inNote[index] ?? "";
    const lead = text.trimEnd().endsWith(wanted.trimEnd())
      ? text.trimEnd().slice(0, text.trimEnd().length - wanted.trimEnd().length)
      : undefined;
    const prompt = index === 0 ? (prompts.get(step) ?? lead) : lead;
    const shown = prompt === undefined ? text : `${prompt}${entered[index] ?? ""}`;
    return html`${index === 0 && copyButton(typed, typed, words)}<span class="typed">${shown}</span>\n`;
  });
}

const printedHtml = (line: PrintedLine, { language, handout }: Words): Html =>
  line === undefined
    ? html`<span class="output">${signHtml("...", handout.signs.gap, language)}</span>\n`
    : html`<span class="output">${line.map(({ text, part }) => (part ? html`<span class="varies">${text}</span>` : text))}</span>\n`;

/** What the note says of a step's end, in words; nothing where no sign is needed. */
function endHtml({ text }: Line, { language, endings, exit }: Words): Html {
  const directive = directiveOf(text);
  if (directive === undefined || directive.kind === "empty") return html``;
  const said = directive.kind === "exit" ? exit(directive.status) : endings[directive.kind];
  return html`<i class="remark" lang="${language}">${said}</i>\n`;
}

const signHtml = (sign: string, title: string, language: string): Html =>
  html`<i class="sign" lang="${language}" title="${title}">${sign}</i>`;

/** A line of output in which the note's signs, which no terminal prints, are marked. */
function signed(text: string, { language, handout: { signs } }: Words): Content {
  const directive = directiveOf(text);
  const whole = isGap(text) ? signs.gap : directive && signs[directive.kind];
  if (whole !== undefined) return signHtml(text, whole, language);
  return text.split(wildcard).map((part, index) => [index > 0 && signHtml(wildcard, signs.any, language), part]);
}
