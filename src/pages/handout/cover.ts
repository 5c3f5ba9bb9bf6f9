import type { RunRecord } from "../../record/record.ts";
import { type Content, html } from "../html.ts";
import type { PageHeading } from "../note-html.ts";
import { verdictOf } from "../run/model.ts";
import type { Words } from "../translations.ts";

/**
 * The line below the title: when and on what all of the note was seen to hold.
 *
 * @param title the note's title, if the note itself has no heading for it
 * @param record the run whose outputs the handout has
 */
export function coverHtml(title: string | undefined, record: RunRecord | undefined, words: Words): Content {
  const { checked, varies } = words.handout;
  const date = record?.started.slice(0, 10) ?? "";
  const standIns = record?.host.images.filter(({ standIn }) => standIn).map(({ name }) => name) ?? [];
  return [
    title !== undefined && html`<h1>${title}</h1>`,
    record !== undefined &&
      html`<div class="cover">
${verdictOf(record) === "passed" && html`<p>${checked}: <time datetime="${date}">${date}</time> · ${record.host.base}${standIns.length > 0 && ` · ${words.standIn}: ${standIns.join(", ")}`}</p>`}
<p>${varies}</p>
</div>`,
  ];
}

/** From so many headings on, a reader needs to see them together. */
const SEVERAL = 4;

/** The headings of a longer note. */
export function headingsHtml(headings: readonly PageHeading[], words: Words): Content {
  const entries = headings.filter(({ depth }) => depth === 2 || depth === 3);
  return (
    entries.length >= SEVERAL &&
    html`<nav aria-labelledby=":contents"><h2 id=":contents">${words.contents}</h2>
<ul>${entries.map(
      ({ id, depth, title }) =>
        html`<li class="depth${depth}"><a href="#${encodeURIComponent(id)}">${title}</a></li>
`,
    )}</ul></nav>`
  );
}

/** The style that prints a title above each page. Signs that mean something in a style sheet are written as code points. */
export const runningHead = (title: string): string =>
  `@page { @top-right { content: "${title.replace(/[^\p{L}\p{N} .,:()-]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"; } }\n`;
