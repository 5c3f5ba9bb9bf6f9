import { inWords } from "../../record/reasons/words.ts";
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
  /** The steps that failed. */
  failures: Content;
  /** The page shows the steps alone. */
  otherNote: boolean;
  words: Words;
}

/** The top of a page: whether the run passed, what failed, and what to do about it. Where and when it ran is one line; the rest is folded. */
export function summaryHtml({ record, title, language, failures, otherNote, words }: Summary): Html {
  const { host, outcome, counts, started, reasons } = record;
  const sign = verdictOf(record);
  return html`<header class="summary">
<h1${title.id !== undefined && html` id="${title.id}"`}${langHtml(language, words.language)}>${title.content}</h1>
<p class="verdict ${sign}">${mark(sign, words)} <strong>${words.verdict(outcome, counts)}</strong></p>
<p class="glance">${separated([
    sign !== "passed" && countsHtml(counts, words),
    host.name,
    host.base,
    tookOf(record, words),
    timeHtml(started),
    standInsOf(host.images, words),
  ])}</p>
${reasons.map((reason) => html`<p class="notice">${inWords(reason, words.reasons)}</p>\n`)}${
  otherNote &&
  html`<p class="notice">${words.otherNote}</p>
`
}${failures}<details class="facts"><summary>${words.summary}</summary>
${factsHtml(factsOf(record, words), words)}
</details>
</header>`;
}

/** Everything that is known of the host and the run. */
function factsOf(record: RunRecord, words: Words): [string, Content][] {
  const { host, started } = record;
  const { facts } = words;
  return [
    [facts.host, [host.name, html` <span class="quiet">${words.kinds[host.kind] ?? host.kind}</span>`]],
    [facts.base, host.base],
    ...Object.entries(host.facts).map(([name, value]): [string, Content] => [name, value]),
    [facts.note, record.note.file],
    [facts.started, timeHtml(started)],
    [facts.took, tookOf(record, words)],
    [facts.ends, host.ends !== null && timeHtml(host.ends)],
    [facts.images, imagesHtml(host.images, words)],
  ];
}

const tookOf = ({ started, ended }: RunRecord, words: Words): string =>
  ended === null ? words.neverEnded : words.seconds((Date.parse(ended) - Date.parse(started)) / 1000);

function standInsOf(images: readonly ImageRecord[], words: Words): Content {
  const count = images.filter(({ standIn }) => standIn).length;
  return count > 0 && html`<span title="${words.standIns}">${words.someStandIns(count, images.length)}</span>`;
}

/** Facts in one line. Each stays whole where the line breaks. */
const separated = (facts: readonly Content[]): Content =>
  facts.filter((fact) => fact !== false).map((fact) => html`<span>${fact}</span>\n`);

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
