import type { Note } from "../note/note.ts";
import type { RunRecord } from "../record/record.ts";
import type { Assets } from "./assets.ts";
import { documentHtml } from "./document.ts";
import { type Content, type Html, html, langHtml } from "./html.ts";
import { type ShownSection, shownSections, verdictOf, worse, worst } from "./run/model.ts";
import { mark } from "./run/step.ts";
import { factsHtml, imagesHtml, timeHtml } from "./run/summary.ts";
import { type Words, wordsFor } from "./translations.ts";

/** A student's host and its record; `undefined` if the note did not run there. */
export interface Student {
  name: string;
  record: RunRecord | undefined;
}

/** The input of {@link renderClass}. */
export interface ClassInput {
  students: readonly Student[];
  /** The note that ran, for its language and the titles of its sections. */
  note: Note | undefined;
  assets: Assets;
}

interface Row extends Student {
  sections: ReadonlyMap<string, ShownSection>;
}

/** A class at a glance: a row for each student, the most failures first, and a column for each section. Each cell links to the step. Pure. */
export function renderClass({ students, note, assets }: ClassInput): string {
  const language = note?.frontMatter.language ?? "en";
  const words = wordsFor(language);
  const rows = students.map(rowOf).toSorted(worstFirst);
  const titles = new Map(note?.sections.map(({ id, title }) => [id, title]));
  const ids = [...new Set(rows.flatMap(({ sections }) => [...sections.keys()]))];
  const records = students.flatMap(({ record }) => record ?? []);
  const title = records[0]?.note.title ?? records[0]?.note.file ?? words.class.title;
  const outcomes = students.map(({ record }) => (record === undefined ? "skipped" : verdictOf(record)));
  const sign = outcomes.reduce(worse, "passed");
  const count = outcomes.filter((outcome) => outcome === sign).length;
  const failing = outcomes.filter((outcome) => outcome === "failed").length;
  return documentHtml({
    kind: "class",
    title: `${title} · ${words.students(students.length)}`,
    language: words.language,
    colours: "light dark",
    style: assets.style,
    script: assets.script,
    fonts: "",
    body: html`<a class="skip" href="#:class">${words.skip}</a>
<header class="summary">
<h1${langHtml(language, words.language)}>${title}</h1>
<p class="verdict ${sign}">${mark(sign, words)} <strong>${words.class.verdict(sign, count, students.length)}</strong></p>
${records.length > 0 && factsHtml(factsOf(records, words), words)}
</header>
<main id=":class" tabindex="-1">
<div class="scroll" role="group" aria-label="${words.class.title}">
<table class="class">
<thead><tr><th scope="col">${words.class.student}</th><th scope="col">${words.class.all}</th>${ids.map((id) =>
      headingHtml(id, titles.get(id) ?? id, langHtml(language, words.language)),
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

/** Which note ran, on what, and from when to when. */
function factsOf(records: readonly RunRecord[], words: Words): [string, Content][] {
  const { facts } = words;
  const each = (of: (record: RunRecord) => string) => [...new Set(records.map(of))].toSorted();
  const images = new Map(records.flatMap(({ host }) => host.images).map((image) => [image.name, image]));
  const times = records.flatMap(({ started, ended }) => [started, ended ?? started]).toSorted();
  return [
    [facts.note, each(({ note }) => note.file).join(", ")],
    [facts.base, each(({ host }) => host.base).join(", ")],
    [facts.started, times.slice(0, 1).map(timeHtml)],
    [facts.ended, times.slice(-1).map(timeHtml)],
    [facts.images, imagesHtml([...images.values()], words)],
  ];
}

/** A section's number, and its title, which the style sheet hides on a narrow screen. */
function headingHtml(id: string, title: string, lang: Content): Html {
  const rest = title.startsWith(`${id} `) && title.slice(id.length + 1);
  return html`<th scope="col" title="${title}"${lang}>${rest === false ? title : html`${id} <span class="rest">${rest}</span>`}</th>`;
}

const rowOf = ({ name, record }: Student): Row => ({
  name,
  record,
  sections: new Map((record === undefined ? [] : shownSections(record)).map((section) => [section.id, section])),
});

/** Students without a record first, then by failed steps, by skipped steps, and by name with numbers in their order. */
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

/** Links to the first step that failed, or to the section. */
function cellHtml(section: ShownSection | undefined, page: string, words: Words): Content {
  if (section === undefined) return false;
  const { id, counts, steps } = section;
  const place = steps.find(({ record }) => record.outcome === "failed")?.id ?? id;
  return html`<a href="${page}#${encodeURIComponent(place)}">${mark(worst(counts), words)}${counts.failed > 0 && html` ${counts.failed}`}</a>`;
}
