import type { Note } from "../note/note.ts";
import { documentHtml } from "./document.ts";
import { blockHtml } from "./handout-block.ts";
import { noteHtml } from "./markdown.ts";
import { Html, html } from "./page-html.ts";
import { isPicture, pictureName } from "./picture-plan.ts";
import { facesOf, fontFaces, pictureCss, svgOf } from "./picture-svg.ts";
import type { MadePicture } from "./pictures.ts";
import { wordsFor } from "./words.ts";

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
