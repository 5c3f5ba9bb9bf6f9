import type { Note, Step } from "../../note/note.ts";
import type { RunRecord } from "../../record/record.ts";
import type { Assets } from "../assets.ts";
import { copyButton } from "../copy-button.ts";
import { documentHtml } from "../document.ts";
import { Html, html } from "../html.ts";
import { noteHtml } from "../note-html.ts";
import type { MadePicture } from "../pictures/draw.ts";
import { isPicture, pictureName } from "../pictures/plan.ts";
import { facesOf, fontFaces, pictureCss, svgOf } from "../pictures/svg.ts";
import { isOf, type ShownStep, shownSections } from "../run/model.ts";
import { type Words, wordsFor } from "../translations.ts";
import { blockHtml, type Known } from "./block.ts";
import { coverHtml, headingsHtml, runningHead } from "./cover.ts";

/** The input of {@link renderHandout}. */
export interface HandoutInput {
  /** The note, and the text that it was read from. */
  note: Note;
  markdown: string;
  /** The run whose commands and outputs take the place of the note's; without one, or of other steps, the note's stay. */
  record: RunRecord | undefined;
  /** The pictures that the note's images ask for. An image without a picture becomes its description. */
  pictures: readonly MadePicture[];
  assets: Assets;
}

/**
 * A note as one HTML file for students to read, to copy from and to print: its text, its commands and outputs as a run had them, and its
 * pictures. It needs no network, and its only action is to copy. Pure.
 */
export function renderHandout({ note, markdown, record, pictures, assets }: HandoutInput): string {
  const { language } = note.frontMatter;
  const words = wordsFor(language);
  const known = knownOf(note, record, pictures, words);
  const byName = new Map(pictures.map((picture) => [picture.name, picture]));
  const inPlace = new Set([...known.placed.values()].map(({ name }) => name));
  const { html: body, headings } = noteHtml(markdown, note, {
    code: (block) => blockHtml(block, known)?.text,
    image: ({ url }) => {
      const name = isPicture(url) ? pictureName(url) : "";
      const picture = byName.get(name);
      return inPlace.has(name) ? "" : picture && pictureHtml(picture, []).text;
    },
  });
  const title = note.frontMatter.title ?? note.file;
  const [, heading = "", rest = ""] = /^\s*(<h1[ >].*?<\/h1>)?(.*)$/s.exec(body) ?? [];
  return documentHtml({
    kind: "handout",
    title,
    language,
    colours: "light",
    style: `${assets.style}${pictureCss}${runningHead(title)}`,
    script: assets.script,
    fonts: fontFaces(facesOf(pictures.map(({ drawing }) => drawing))),
    body: html`<main>
${new Html(heading)}${coverHtml(heading === "" ? title : undefined, known.ran.size > 0 ? record : undefined, words)}${headingsHtml(headings, words)}
${new Html(rest)}
</main>`,
  });
}

function knownOf(note: Note, record: RunRecord | undefined, pictures: readonly MadePicture[], words: Words): Known {
  const steps = note.sections.flatMap((section) => section.steps);
  const shown = record === undefined || !isOf(note, record) ? [] : shownSections(record, note);
  const ran = new Map(shown.flatMap((section) => section.steps).map((each) => [each.step as Step, each]));
  const placed = new Map<Step, { name: string; steps: readonly Step[]; content: Html }>();
  for (const picture of pictures) {
    const own = picture.steps.flatMap((index) => steps[index] ?? []);
    if (!isStretch(picture.steps) || own.some((step) => step.kind !== "command" || placed.has(step))) continue;
    const typed = own.flatMap(
      (step) => ran.get(step)?.typed ?? (step.kind === "command" ? step.typed : undefined) ?? [],
    );
    const content = pictureHtml(picture, buttonsOf(typed, words));
    for (const step of own) placed.set(step, { name: picture.name, steps: own, content });
  }
  const pictured = new Set(pictures.flatMap((picture) => picture.steps.flatMap((index) => steps[index] ?? [])));
  return { steps, ran, prompts: promptsOf(shown.map((section) => section.steps)), pictured, placed, words };
}

/** Only steps that follow each other can be shown together without changing their order. */
const isStretch = (steps: readonly number[]): boolean => steps.every((step, index) => step === (steps[0] ?? 0) + index);

/** The nested prompts at which steps were typed: each is what the step before it in its terminal ended at. */
function promptsOf(sections: readonly (readonly ShownStep[])[]): Map<Step, string> {
  const prompts = new Map<Step, string>();
  for (const steps of sections) {
    const now = new Map<number | null, string | null>();
    for (const { step, record } of steps) {
      const prompt = now.get(record.terminal);
      if (step?.kind === "command" && step.prompt !== undefined && prompt != null)
        prompts.set(step, `${prompt.trimEnd()} `);
      if (record.kind === "command") now.set(record.terminal, record.nextPrompt);
    }
  }
  return prompts;
}

const buttonsOf = (typed: readonly string[], words: Words): Html[] =>
  typed
    .filter((text) => text !== "")
    .map((text, index, all) => copyButton(text, text, words, all.length > 1 ? index + 1 : undefined));

const pictureHtml = ({ title, drawing }: MadePicture, buttons: readonly Html[]): Html =>
  html`<figure><div class="scroll">${new Html(svgOf(drawing, "none"))}</div><figcaption>${title}</figcaption>${
    buttons.length > 0 && html`<div class="copies">${buttons}</div>`
  }</figure>`;
