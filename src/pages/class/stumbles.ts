import { isOfLines } from "../../record/reasons/against.ts";
import { inWords } from "../../record/reasons/words.ts";
import { CODE, type Content, type Html, html } from "../html.ts";
import type { ShownStep } from "../run/model.ts";
import type { Words } from "../translations.ts";
import { hrefHtml, type StudentRow } from "./student.ts";

/** A step that failed for some students. */
export interface Stumble {
  /** The step's id in each page. */
  id: string;
  /** The command as the note has it. */
  typed: string;
  students: readonly StudentRow[];
  /** What most of them saw, and how many did; of ids and numbers that differ, those of the first. */
  seen: { text: string; count: number };
}

/** The most steps that are listed. */
const MOST = 5;

/** The steps at which most students failed, the most first and then in the note's order. */
export function stumblesOf(rows: readonly StudentRow[], words: Words): Stumble[] {
  const failures = rows.flatMap((row) =>
    [...row.sections.values()].flatMap(({ steps }) =>
      steps.filter(({ record }) => record.outcome === "failed").map((step) => ({ row, step })),
    ),
  );
  return [...Map.groupBy(failures, ({ step }) => step.id)]
    .map(([id, own]) => ({
      id,
      line: own[0]?.step.record.line ?? 0,
      typed: own[0]?.step.record.typed ?? "",
      students: own.map(({ row }) => row),
      seen: mostFrequent(own.map(({ step }) => seenIn(step, words))),
    }))
    .toSorted((a, b) => b.students.length - a.students.length || a.line - b.line)
    .slice(0, MOST);
}

/**
 * What a student saw where the step failed, in one line: the last line of a command that ended with a wrong status, else the line that
 * differs from the note, else the reason.
 */
function seenIn({ record: { output, reasons } }: ShownStep, words: Words): string {
  const [first] = reasons;
  const last = output?.split("\n").findLast((line) => line.trim() !== "");
  if (first?.kind === "status" && last !== undefined) return last;
  const difference = reasons.find(isOfLines);
  if (difference !== undefined && "seen" in difference) return difference.seen;
  return first === undefined ? "" : inWords(first, words.reasons);
}

/** Texts that differ in ids and numbers alone are the same. */
function mostFrequent(texts: readonly string[]): Stumble["seen"] {
  const alike = Map.groupBy(texts, (text) => text.replace(/\b[0-9a-f]{7,}\b|\d+/g, "#"));
  const [most = []] = [...alike.values()].toSorted((a, b) => b.length - a.length);
  return { text: most[0] ?? "", count: most.length };
}

/** The steps at which most students failed, as a table; nothing if none did. */
export function stumblesHtml(stumbles: readonly Stumble[], words: Words): Content {
  const { stumbles: title, step, students, seen } = words.class;
  return (
    stumbles.length > 0 &&
    html`<section class="stumbles">
<h2>${title}</h2>
<div class="scroll" role="group" aria-label="${title}">
<table class="class">
<thead><tr><th scope="col">${step}</th><th scope="col">${students}</th><th scope="col">${seen}</th></tr></thead>
<tbody>
${stumbles.map((stumble) => stumbleHtml(stumble, words))}</tbody>
</table>
</div>
</section>`
  );
}

const stumbleHtml = ({ id, typed, students, seen }: Stumble, words: Words): Html =>
  html`<tr><th scope="row"><span class="quiet">${id}</span> <code${CODE}>${typed === "" ? words.goesOn : typed.split("\n")[0]}</code></th><td><strong>${words.students(students.length)}</strong>: ${students.map(
    (student, index) => html`${index > 0 && ", "}<a${hrefHtml(student, id)}>${student.name}</a>`,
  )}</td><td><code${CODE}>${seen.text}</code>${students.length > 1 && html` <span class="quiet">(${words.students(seen.count)})</span>`}</td></tr>
`;
