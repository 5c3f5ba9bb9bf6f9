import type { RunRecord } from "../../record/record.ts";
import { type Content, type Html, html } from "../html.ts";
import type { Words } from "../translations.ts";
import { signs } from "./step.ts";

interface Tools {
  record: RunRecord;
  /** Whether the note can be shown beside the steps. */
  beside: boolean;
  words: Words;
}

/** What the page's steps are, and above the note the tools: where the reader is, and what is shown. They need the page's script, and are hidden without it. */
export function toolsHtml({ record: { steps, counts }, beside, words }: Tools): Html {
  const { filter } = words;
  return html`<p class="legend"><span class="mark passed" aria-hidden="true">${signs.passed}</span> <span>${words.legend}</span>${beside && html` <span class="tint">${words.beside.told}</span>`}</p>
<div class="tools" hidden>
<div class="here"><button type="button" class="menu" popovertarget=":contents" aria-label="${words.contents}">☰</button><p class="trail" id=":trail"></p>
<p role="status" id=":shown" data-all="${words.steps(steps.length)}" data-some="${words.shown(-1, steps.length)}" data-none="${filter.none}">${words.steps(steps.length)}</p>
${counts.failed > 0 && jumpsHtml(words)}</div>
<search class="filter">
${chipsHtml(steps.length, counts, words)}<label class="find"><input type="search" id=":text" placeholder="${filter.text}" aria-label="${filter.text}" autocomplete="off" spellcheck="false"> <kbd>/</kbd></label>
${
  beside &&
  html`<label><input type="checkbox" id=":beside" autocomplete="off" data-noted="${words.expected}" data-seen="${words.seen}" data-told="${words.beside.told}"> ${words.beside.name}</label>
`
}</search>
</div>`;
}

/** The outcomes that there are besides "passed", each with its number. */
function chipsHtml(all: number, counts: RunRecord["counts"], { filter, outcome }: Words): Content {
  const others = (["failed", "skipped"] as const).filter((one) => counts[one] > 0);
  const chip = (value: string, name: string, count: number) =>
    html`<label><input type="radio" name=":outcome" value="${value}" autocomplete="off"${value === "all" && html` checked`}> ${name} ${count}</label>`;
  return (
    others.length > 0 &&
    html`<fieldset class="chips"><legend class="unseen">${filter.outcomes}</legend>${chip("all", filter.all, all)}${others.map(
      (one) => chip(one, outcome[one], counts[one]),
    )}</fieldset>
`
  );
}

/** To the failure above and to the one below, by a button or by its key. */
const jumpsHtml = (words: Words): Html =>
  html`<span class="jump">${jump("previous", "↑", "p", words.previousFailure)}${jump("next", "↓", "n", words.nextFailure)}</span>
`;

const jump = (id: string, sign: string, key: string, name: string): Html =>
  html`<button type="button" id=":${id}" aria-keyshortcuts="${key}" title="${name}">${sign} <span class="unseen">${name}</span> <kbd>${key}</kbd></button>`;
