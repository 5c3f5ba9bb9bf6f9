import { wildcard } from "../note/compare/line-pattern.ts";
import { isGap } from "../note/compare/lines.ts";
import { directiveOf } from "../note/console/directives.ts";
import type { Note, Step } from "../note/note.ts";
import type { Assets } from "./assets.ts";
import { documentHtml } from "./document.ts";
import { CODE, type Content, Html, html } from "./html.ts";
import { type CodeBlock, noteHtml } from "./note-html.ts";
import type { MadePicture } from "./pictures/draw.ts";
import { isPicture, pictureName } from "./pictures/plan.ts";
import { facesOf, fontFaces, pictureCss, svgOf } from "./pictures/svg.ts";
import { type Words, wordsFor } from "./translations.ts";

/** The input of {@link renderHandout}. */
export interface HandoutInput {
  /** The note, and the text that it was read from. */
  note: Note;
  markdown: string;
  /** The pictures that the note's images ask for. An image without a picture becomes its description. */
  pictures: readonly MadePicture[];
  assets: Assets;
}

/**
 * A note as one HTML file for students to read, to copy from and to print: its text, its outputs and its pictures, and nothing about a
 * run. It needs no network, and its only action is to copy. Pure.
 */
export function renderHandout({ note, markdown, pictures, assets }: HandoutInput): string {
  const { language } = note.frontMatter;
  const words = wordsFor(language);
  const steps = note.sections.flatMap((section) => section.steps);
  const pictured = new Set(pictures.flatMap((picture) => picture.steps.map((index) => steps[index])));
  const byName = new Map(pictures.map((picture) => [picture.name, picture]));
  const body = noteHtml(markdown, note, {
    code: (block) => blockHtml(block, steps, pictured, words)?.text,
    image: ({ url }) => {
      const picture = isPicture(url) ? byName.get(pictureName(url)) : undefined;
      return picture && pictureHtml(picture).text;
    },
  }).html;
  return documentHtml({
    kind: "handout",
    title: note.frontMatter.title ?? note.file,
    language,
    colours: "light",
    style: `${assets.style}${pictureCss}`,
    script: assets.script,
    fonts: fontFaces(facesOf(pictures.map(({ drawing }) => drawing))),
    body: html`<main>
${new Html(body)}
</main>`,
  });
}

const pictureHtml = ({ title, drawing }: MadePicture): Html =>
  html`<figure>${new Html(svgOf(drawing, "none"))}<figcaption>${title}</figcaption></figure>`;

/** Blocks with more lines than this may be split between two pages. */
const LONG = 40;

/**
 * A block with steps, whose commands and files can be copied. `undefined` for other blocks.
 *
 * @param pictured steps whose output is in a picture, and so is left out here
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

/** Whether a line belongs to a step's output, and not to its command or to a comment above the next step. */
function isOutput(text: string, line: number, step: Step | undefined): boolean {
  if (step === undefined || step.kind === "file" || line < lastTyped(step)) return false;
  return (
    text.trim() === "" || directiveOf(text) !== undefined || step.expected.some((expected) => expected.line === line)
  );
}

/** The line after the command. */
const lastTyped = (step: Step): number =>
  step.line + (step.kind === "command" ? (step.typed?.split("\n").length ?? 0) : 1);

/** A line of a session: part of a command, or output. */
function lineHtml(text: string, line: number, step: Step | undefined, words: Words): Html {
  const typed = step?.kind === "command" && line < lastTyped(step) ? step.typed : undefined;
  if (typed === undefined) return html`<span class="output">${signed(text, words)}</span>\n`;
  const button = step?.line === line && copyButton(typed, typed, words);
  return html`${button}<span class="typed">${text}</span>\n`;
}

/** A line of output in which the note's signs, which no terminal prints, are marked. */
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
