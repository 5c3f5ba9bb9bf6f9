import type { Note } from "../../note/note.ts";
import type { RunRecord } from "../../record/record.ts";
import type { Assets } from "../assets.ts";
import { documentHtml } from "../document.ts";
import { type Content, html, langHtml } from "../html.ts";
import { mark } from "../run/step.ts";
import { factsHtml, imagesHtml, timeHtml } from "../run/summary.ts";
import { type Words, wordsFor } from "../translations.ts";
import { STUDENT_STATES, type Student, type StudentRow, signOf, studentRows, worstSign } from "./student.ts";
import { stumblesHtml, stumblesOf } from "./stumbles.ts";
import { tableHtml } from "./table.ts";

/** The input of {@link renderClass}. */
export interface ClassInput {
  students: readonly Student[];
  /** The note that ran, for its language, the titles of its sections and what each step was held to. */
  note: Note | undefined;
  /** Since when the page is as it is, while the note runs: the page renews itself then. */
  live?: Date;
  assets: Assets;
}

/**
 * A class at a glance: how many students passed; a row for each, the most failures first, with a cell for each step; the steps at which
 * most failed; and what was run. Pure.
 */
export function renderClass({ students, note, live, assets }: ClassInput): string {
  const language = note?.frontMatter.language ?? "en";
  const words = wordsFor(language);
  const lang = langHtml(language, words.language);
  const rows = studentRows(students, note, live !== undefined);
  const titles = new Map(note?.sections.map(({ id, title }) => [id, title]));
  const columns = [...new Set(rows.flatMap(({ sections }) => [...sections.keys()]))].map((id) => ({
    id,
    title: titles.get(id) ?? id,
  }));
  const records = students.flatMap(({ record }) => record ?? []);
  const title = records[0]?.note.title ?? records[0]?.note.file ?? words.class.title;
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
<h1${lang}>${title}</h1>
${verdictHtml(rows, words)}
${
  live &&
  html`<p class="quiet" data-live="${live.toISOString()}">${words.class.live}</p>
`
}</header>
<main id=":class" tabindex="-1">
${tableHtml(rows, columns, lang, words)}
${stumblesHtml(stumblesOf(rows, words), words)}
${records.length > 0 && factsHtml(factsOf(records, words), words)}
</main>
<footer><p>${words.madeBy}</p></footer>`,
  });
}

/** One sentence if all passed, else how many students came to what. The numbers add up to the class. */
function verdictHtml(rows: readonly StudentRow[], words: Words): Content {
  const sign = worstSign(rows);
  if (sign === "passed")
    return html`<p class="verdict passed">${mark(sign, words)} <strong>${words.class.allPassed}</strong></p>`;
  const { states, counted } = words.class;
  const counts = STUDENT_STATES.map((state) => ({
    state,
    count: rows.filter((row) => row.state === state).length,
  }));
  return html`<ul class="verdict ${sign}" aria-label="${words.students(rows.length)}">
${counts
  .filter(({ count }) => count > 0)
  .map(
    ({ state, count }) =>
      html`<li class="${signOf(state)}">${mark(signOf(state), words)} <strong>${counted(count, states[state])}</strong></li>
`,
  )}</ul>`;
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
