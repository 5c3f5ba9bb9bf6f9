import type { Reason } from "../../record/reasons/reason.ts";
import { inWords } from "../../record/reasons/words.ts";
import { type Content, type Html, html } from "../html.ts";
import { type ShownSection, type ShownStep, worst } from "../run/model.ts";
import { mark } from "../run/step.ts";
import type { Words } from "../translations.ts";
import { hrefHtml, type StudentRow, signOf } from "./student.ts";

/** A column of the table: a section of the note. */
export interface Column {
  id: string;
  title: string;
}

/**
 * A row for each student and a column for each section.
 *
 * @param lang the language of the titles, as an attribute
 */
export function tableHtml(rows: readonly StudentRow[], columns: readonly Column[], lang: Content, words: Words): Html {
  const failing = rows.filter(({ state }) => state === "failed").length;
  return html`<div class="scroll" role="group" aria-label="${words.class.title}">
<table class="class">
<thead><tr><th scope="col">${words.class.student}</th><th scope="col">${words.class.all}</th>${columns.map((column) =>
    headingHtml(column, lang),
  )}</tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, columns, words))}</tbody>
<tfoot><tr><th scope="row">${words.class.failing}</th><td>${failing}</td>${columns.map(
    ({ id }) => html`<td>${rows.filter(({ sections }) => (sections.get(id)?.counts.failed ?? 0) > 0).length}</td>`,
  )}</tr></tfoot>
</table>
</div>`;
}

/** A section's number, and its title, which the style sheet hides on a narrow screen. */
function headingHtml({ id, title }: Column, lang: Content): Html {
  const rest = title.startsWith(`${id} `) && title.slice(id.length + 1);
  return html`<th scope="col" title="${title}"${lang}>${rest === false ? title : html`${id} <span class="rest">${rest}</span>`}</th>`;
}

function rowHtml(row: StudentRow, columns: readonly Column[], words: Words): Html {
  const { name, record, state, sections } = row;
  const said = words.class.states[state];
  const sign = mark(signOf(state), words);
  if (record === undefined)
    return html`<tr><th scope="row">${name}</th><td class="quiet" colspan="${columns.length + 1}">${sign} ${said}</td></tr>
`;
  const unfinished =
    signOf(state) === "skipped" &&
    html` <span class="quiet"${record.reasons.length > 0 && html` title="${whyOf(record, words)}"`}>${said}</span>`;
  return html`<tr><th scope="row"><a${hrefHtml(row)}>${name}</a></th><td>${sign} ${record.counts.passed}/${record.steps.length}${unfinished}</td>${columns.map(
    ({ id }) => html`<td>${cellHtml(sections.get(id), row, words)}</td>`,
  )}</tr>
`;
}

/** A link to the first step that failed, or to the section; and a strip of all its steps. */
function cellHtml(section: ShownSection | undefined, row: StudentRow, words: Words): Content {
  if (section === undefined) return false;
  const { id, counts, steps } = section;
  const place = steps.find(({ record }) => record.outcome === "failed")?.id ?? id;
  return html`<div class="cell"><a${hrefHtml(row, place)}>${mark(worst(counts), words)}${counts.failed > 0 && html` ${counts.failed}`}</a>${stripHtml(steps, row, words)}</div>`;
}

/** A cell for each step. It is for the pointer alone: by keys, and for screen readers, there would be hundreds of stops to the next student. */
const stripHtml = (steps: readonly ShownStep[], row: StudentRow, words: Words): Html =>
  html`<span class="strip" aria-hidden="true">${steps.map(
    ({ id, typed, record }) =>
      html`<a class="${record.outcome}" tabindex="-1"${hrefHtml(row, id)} title="${[
        `${id} ${typed === "" ? words.goesOn : typed}`,
        ...(record.reasons.length > 0 ? [whyOf(record, words)] : []),
      ].join("\n")}"></a>`,
  )}</span>`;

/** Why a step or a run came to what it is, in the page's words. */
const whyOf = ({ reasons }: { reasons: readonly Reason[] }, words: Words): string =>
  reasons.map((reason) => inWords(reason, words.reasons)).join(" ");
