import type { CommandStep, Note, Step } from "../note/note.ts";
import { documentHtml } from "./document.ts";
import { type CodeBlock, noteHtml } from "./markdown.ts";
import { Html, html } from "./page-html.ts";
import { isPicture, pictureName } from "./picture-plan.ts";
import { facesOf, fontFaces, pictureCss, svgOf } from "./picture-svg.ts";
import type { MadePicture } from "./pictures.ts";

/** What a handout is made of. */
export interface HandoutInput {
  /** The note, and the text that it was read from. */
  note: Note;
  markdown: string;
  /** Those of a run that the note's images ask for; an image without one is its description. */
  pictures: readonly MadePicture[];
  /** What stands in every handout. */
  style: string;
  script: string;
}

/**
 * A note as one HTML file for students, to read, to copy from and to print: its text, its outputs as it shows them, and its pictures;
 * nothing of how a run went. Pure. It needs no network, and does nothing but copy.
 */
export function renderHandout({ note, markdown, pictures, style, script }: HandoutInput): string {
  const { language } = note.frontMatter;
  const words = /^ko\b/i.test(language) ? korean : english;
  const steps = note.sections.flatMap((section) => section.steps);
  const byName = new Map(pictures.map((picture) => [picture.name, picture]));
  const body = noteHtml(markdown, note, {
    code: (block) => blockHtml(block, steps, words)?.text,
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
    style: `${style}${pictureCss}`,
    script,
    fonts: fontFaces(facesOf(pictures.map(({ drawing }) => drawing))),
    body: html`<main>
${new Html(body)}
</main>`,
  });
}

const pictureHtml = ({ title, drawing }: MadePicture): Html =>
  html`<figure>${new Html(svgOf(drawing, "none"))}<figcaption>${title}</figcaption></figure>`;

/** Blocks of so many lines may be broken between two pages. */
const LONG = 40;

/** A block with steps in it: what is typed or written can be copied. `undefined` for any other. */
function blockHtml(block: CodeBlock, steps: readonly Step[], words: Words): Html | undefined {
  const own = steps.filter(({ line }) => block.line <= line && line <= block.lastLine);
  if (own.length === 0) return undefined;
  const lines = block.text.split("\n");
  const [file] = own.flatMap((step) => (step.kind === "file" ? [step] : []));
  const content =
    file === undefined
      ? lines.map((text, index) => lineHtml(text, block.line + 1 + index, own, words))
      : html`${block.text}\n`;
  return html`<div class="block${lines.length > LONG && " long"}">${
    file && html`<p>${file.path}</p>${copyButton(file.content, file.path, words)}`
  }<pre><code>${content}</code></pre></div>`;
}

/** A line of a session: typed, or shown. */
function lineHtml(text: string, line: number, steps: readonly Step[], words: Words): Html {
  const typed = steps.find(
    (step): step is CommandStep =>
      step.kind === "command" &&
      step.typed !== undefined &&
      step.line <= line &&
      line < step.line + step.typed.split("\n").length,
  );
  if (typed === undefined) return html`<span class="output">${text}</span>\n`;
  const button = typed.line === line && copyButton(typed.typed ?? "", typed.typed ?? "", words);
  return html`${button}<span class="typed">${text}</span>\n`;
}

const copyButton = (text: string, name: string, words: Words): Html =>
  html`<button type="button" class="copy" data-text="${text}" data-done="${words.copied}" aria-label="${words.copy}: ${name}">${words.copy}</button>`;

interface Words {
  copy: string;
  copied: string;
}
const english: Words = { copy: "Copy", copied: "Copied" };
const korean: Words = { copy: "복사", copied: "복사됨" };
