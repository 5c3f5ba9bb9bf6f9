import { directiveOf } from "../note/directives.ts";
import { wildcard } from "../note/line-pattern.ts";
import type { Step } from "../note/note.ts";
import { isGap } from "../note/text.ts";
import type { CodeBlock } from "./markdown.ts";
import { CODE, type Content, type Html, html } from "./page-html.ts";
import type { Words } from "./words.ts";

/** Blocks of so many lines may be broken between two pages. */
const LONG = 40;

/**
 * A block with steps in it: what is typed or written can be copied. `undefined` for any other.
 *
 * @param pictured steps whose output a picture shows, so that it need not stand here, too
 */
export function blockHtml(
  block: CodeBlock,
  steps: readonly Step[],
  pictured: ReadonlySet<Step | undefined>,
  words: Words,
): Html | undefined {
  const own = steps.filter(({ line }) => block.line <= line && line <= block.lastLine);
  if (own.length === 0) return undefined;
  const [file] = own.flatMap((step) => (step.kind === "file" ? [step] : []));
  const lines =
    file === undefined
      ? block.text
          .split("\n")
          .map((text, index) => ({ text, line: block.line + 1 + index }))
          .map(({ text, line }) => ({ text, line, step: own.findLast((step) => step.line <= line) }))
          .filter(({ text, line, step }) => !pictured.has(step) || !isOutput(text, line, step))
          .map(({ text, line, step }) => lineHtml(text, line, step, words))
      : block.text.split("\n").map((text) => html`${text}\n`);
  return html`<div class="block${lines.length > LONG && " long"}">${
    file && html`<p>${file.path}</p>${copyButton(file.content, file.path, words)}`
  }<pre><code${CODE}>${lines}</code></pre></div>`;
}

/** Whether a line is of what a step prints, and not of what is typed or noted above the next. */
function isOutput(text: string, line: number, step: Step | undefined): boolean {
  if (step === undefined || step.kind === "file" || line < lastTyped(step)) return false;
  return (
    text.trim() === "" || directiveOf(text) !== undefined || step.expected.some((expected) => expected.line === line)
  );
}

/** The line behind what is typed. */
const lastTyped = (step: Step): number =>
  step.line + (step.kind === "command" ? (step.typed?.split("\n").length ?? 0) : 1);

/** A line of a session: typed, or shown. */
function lineHtml(text: string, line: number, step: Step | undefined, words: Words): Html {
  const typed = step?.kind === "command" && line < lastTyped(step) ? step.typed : undefined;
  if (typed === undefined) return html`<span class="output">${signed(text, words)}</span>\n`;
  const button = step?.line === line && copyButton(typed, typed, words);
  return html`${button}<span class="typed">${text}</span>\n`;
}

/** A line of output with the note's own signs in it, which no terminal prints, told from what one does. */
function signed(text: string, { language, handout: { signs } }: Words): Content {
  const signHtml = (sign: string, title: string): Html =>
    html`<i class="sign" lang="${language}" title="${title}">${sign}</i>`;
  const directive = directiveOf(text);
  const whole = isGap(text) ? signs.gap : directive && signs[directive.kind];
  if (whole !== undefined) return signHtml(text, whole);
  return text.split(wildcard).map((part, index) => [index > 0 && signHtml(wildcard, signs.any), part]);
}

const copyButton = (text: string, name: string, { handout: { copy, copied } }: Words): Html =>
  html`<button type="button" class="copy" data-text="${text}" data-done="${copied}" aria-label="${copy}: ${name}">${copy}</button>`;
