import type { ImageRecord, RunRecord } from "../../record/record.ts";
import { type Content, type Html, html, langHtml } from "../html.ts";
import type { Words } from "../translations.ts";
import { countsHtml } from "./body.ts";
import { verdictOf } from "./model.ts";
import { mark } from "./step.ts";

interface Summary {
  record: RunRecord;
  title: { id: string | undefined; content: Html };
  /** The note's language, which its title is in. */
  language: string;
  /** The id of the first step that failed. */
  firstFailure: string | undefined;
  /** The page shows the steps alone. */
  otherNote: boolean;
  words: Words;
}

/** The top of a page: whether the run passed; then where, on what and when it ran. */
export function summaryHtml({ record, title, language, firstFailure, otherNote, words }: Summary): Html {
  const { host, outcome, counts, started, ended, reason } = record;
  const { facts } = words;
  const rows: [string, Content][] = [
    [facts.host, [host.name, html` <span class="quiet">${host.kind}</span>`]],
    [facts.base, host.base],
    ...Object.entries(host.facts).map(([name, value]): [string, Content] => [name, value]),
    [facts.note, record.note.file],
    [facts.started, timeHtml(started)],
    [facts.took, ended === null ? words.neverEnded : words.seconds((Date.parse(ended) - Date.parse(started)) / 1000)],
    [facts.ends, host.ends !== null && timeHtml(host.ends)],
    [facts.images, imagesHtml(host.images, words)],
    [facts.reason, reason !== null && html`<span lang="en">${reason}</span>`],
  ];
  const sign = verdictOf(record);
  return html`<header class="summary">
<h1${title.id !== undefined && html` id="${title.id}"`}${langHtml(language, words.language)}>${title.content}</h1>
<p class="verdict ${sign}">${mark(sign, words)} <strong>${words.verdict(outcome, counts)}</strong>${sign !== "passed" && html` <span>${countsHtml(counts, words)}</span>`}${
    firstFailure !== undefined && html` <a href="#${encodeURIComponent(firstFailure)}">↓ ${words.firstFailure}</a>`
  }</p>
${factsHtml(rows, words)}
${
  otherNote &&
  html`<p class="notice">${words.otherNote}</p>
`
}</header>`;
}

/** Facts about a run or several, as names and values. A value of `false` is left out. */
export const factsHtml = (facts: readonly (readonly [string, Content])[], words: Words): Html =>
  html`<dl aria-label="${words.summary}">
${facts.map(
  ([name, value]) =>
    value !== false &&
    html`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
)}</dl>`;

/** Images, with a mark on stand-ins and what it means; nothing if there are none. */
export function imagesHtml(images: readonly ImageRecord[], words: Words): Content {
  if (images.length === 0) return false;
  const names = images.map(({ name, standIn }) => [
    html`<li><code>${name}</code>`,
    standIn && html` <span class="badge">${words.standIn}</span>`,
    html`</li>`,
  ]);
  const some = images.some(({ standIn }) => standIn);
  return html`<ul>${names}</ul>${some && html`<p class="quiet">${words.standIns}</p>`}`;
}

/** A time in UTC. The page's script rewrites it in the page's language and the reader's own time zone. */
export const timeHtml = (time: string): Html =>
  html`<time datetime="${time}">${time.slice(0, 16).replace("T", " ")} UTC</time>`;

/** The filter needs the page's script, and is hidden without it. */
export function filterHtml({ steps, counts }: RunRecord, pictures: number, words: Words): Html {
  return html`<search class="filter" hidden>
<label><input type="checkbox" id=":failed"${counts.failed === 0 && html` disabled`}> ${words.filter.failed} <span class="quiet">${counts.failed}</span></label>
<label><span>${words.filter.text}</span> <input type="search" id=":text" autocomplete="off" spellcheck="false"></label>
${
  pictures > 0 &&
  html`<label><input type="checkbox" id=":pictures" autocomplete="off"> ${words.filter.pictures} <span class="quiet">${pictures}</span></label>
`
}<p role="status" id=":shown" data-all="${words.steps(steps.length)}" data-some="${words.shown(-1, steps.length)}" data-none="${words.filter.none}">${words.steps(steps.length)}</p>
</search>`;
}
