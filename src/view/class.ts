import type { Note } from "../note/note.ts";
import type { RunRecord } from "../record/record.ts";
import { documentHtml, type PageAssets } from "./page.ts";
import { type Content, type Html, html, langHtml } from "./page-html.ts";
import { type ShownSection, shownSections, verdictOf, worst } from "./page-model.ts";
import { mark } from "./page-step.ts";
import { timeHtml } from "./page-summary.ts";
import { type Words, wordsFor } from "./words.ts";

/** A student's host and its record; there is none where the note was not run. */
export interface Student {
  name: string;
  record: RunRecord | undefined;
}

/** What the page of a class is made of. */
export interface ClassInput {
  students: readonly Student[];
  /** The note that was run, for its language and its sections' titles. */
  note: Note | undefined;
  assets: PageAssets;
}

interface Row extends Student {
  sections: ReadonlyMap<string, ShownSection>;
}

/** The class at a glance: a row a student, a column a section, the worst first. Each cell leads to the step. Pure. */
export function renderClass({ students, note, assets }: ClassInput): string {
  const words = wordsFor(note?.frontMatter.language ?? "en");
  const rows = students.map(rowOf).toSorted(worstFirst);
  const titles = new Map(note?.sections.map(({ id, title }) => [id, title]));
  const ids = [...new Set(rows.flatMap(({ sections }) => [...sections.keys()]))];
  const first = rows.find(({ record }) => record !== undefined)?.record;
  const title = first?.note.title ?? first?.note.file ?? words.class.title;
  const failing = students.filter(({ record }) => record === undefined || verdictOf(record) !== "passed").length;
  const sign = failing === 0 ? "passed" : "failed";
  return documentHtml({
    kind: "class",
    title: `${title} · ${words.students(students.length)}`,
    words,
    assets,
    withPlayer: false,
    body: html`<a class="skip" href="#:class">${words.skip}</a>
<header class="summary">
<h1>${title}</h1>
<p class="verdict ${sign}">${mark(sign, words)} <strong>${words.class.verdict(failing, students.length)}</strong>${first && timeHtml(first.started)}</p>
</header>
<main id=":class" tabindex="-1">
<div class="scroll" role="group" aria-label="${words.class.title}">
<table class="class">
<thead><tr><th scope="col">${words.class.student}</th><th scope="col">${words.class.all}</th>${ids.map(
      (id) => html`<th scope="col">${titles.get(id) ?? id}</th>`,
    )}</tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, ids, words))}</tbody>
<tfoot><tr><th scope="row">${words.class.failing}</th><td>${failing}</td>${ids.map(
      (id) => html`<td>${rows.filter(({ sections }) => (sections.get(id)?.counts.failed ?? 0) > 0).length}</td>`,
    )}</tr></tfoot>
</table>
</div>
</main>
<footer><p>${words.madeBy}</p></footer>`,
  });
}

const rowOf = ({ name, record }: Student): Row => ({
  name,
  record,
  sections: new Map((record === undefined ? [] : shownSections(record)).map((section) => [section.id, section])),
});

/** Without a record, then by what failed and what was not done, then by name as people count. */
function worstFirst(one: Row, other: Row): number {
  const [a, b] = [one.record?.counts, other.record?.counts];
  return (
    Number(a !== undefined) - Number(b !== undefined) ||
    (b?.failed ?? 0) - (a?.failed ?? 0) ||
    (b?.skipped ?? 0) - (a?.skipped ?? 0) ||
    one.name.localeCompare(other.name, "en", { numeric: true })
  );
}

function rowHtml({ name, record, sections }: Row, ids: readonly string[], words: Words): Html {
  if (record === undefined)
    return html`<tr><th scope="row">${name}</th><td class="quiet" colspan="${ids.length + 1}">${words.class.none}</td></tr>
`;
  const page = `${encodeURIComponent(name)}/index.html`;
  return html`<tr><th scope="row"><a href="${page}">${name}</a></th><td>${mark(verdictOf(record), words)} ${record.counts.passed}/${record.steps.length}</td>${ids.map(
    (id) => html`<td>${cellHtml(sections.get(id), page, words)}</td>`,
  )}</tr>
`;
}

/** Leads to the first step that failed, else to the section. */
function cellHtml(section: ShownSection | undefined, page: string, words: Words): Content {
  if (section === undefined) return false;
  const { id, counts, steps } = section;
  const place = steps.find(({ record }) => record.outcome === "failed")?.id ?? id;
  return html`<a href="${page}#${encodeURIComponent(place)}">${mark(worst(counts), words)}${counts.failed > 0 && html` ${counts.failed}`}</a>`;
}
