import wrapAnsi from "wrap-ansi";
import type { Paint } from "../../common/progress.ts";
import { sanitize, sanitizeLine } from "../../common/sanitize.ts";
import { isDiffRow, type OutputRow } from "../../pages/run/lines/rows.ts";
import { examine, type ShownStep } from "../../pages/run/model.ts";
import { inEnglish } from "../../record/reasons/words.ts";
import { typedLine } from "../../record/summary.ts";
import { addedLine, changedLine, removedLine } from "./changed-lines.ts";

/** How many differences of a step are shown; the others are counted. */
const DIFFERENCES = 4;
/** How many of the last lines of output are shown where the differences are not all that is wrong: they say most often why. */
const TAIL = 3;

/** What stands around a step that failed. */
export interface FailurePlace {
  /** The note's file. */
  file: string;
  /** The address of the step in the page of its run, if there is one. */
  link: string | undefined;
  /** On which hosts it failed, in words; "" where there is one only. */
  where: string;
}

/** How lines are printed. */
export interface Printing {
  paint: Paint;
  /** Those of the terminal; `undefined` where lines have no end. */
  columns: number | undefined;
}

/** The head of a step in lines for a terminal: its line in the note, which terminals make a link, its place, and what it types. */
export const stepHead = (file: string, line: number, place: string, typed: string, paint: Paint): string =>
  paint("bold", `${sanitizeLine(`${file}:${line} (${place})`)} ${typed}`);

/**
 * A step that failed, in lines for a terminal: where it stands and what it typed, a wrong status, the lines that differ from the note, and
 * where to see all of it.
 */
export function failureLines(shown: ShownStep, { file, link, where }: FailurePlace, printing: Printing): string[] {
  const { id, record, typed } = shown;
  const { rows, bound, reasons } = examine(shown);
  const { paint } = printing;
  return [
    ...wrapped(stepHead(file, record.line, id, typedLine(typed), paint), "  ", printing),
    ...[
      where,
      ...sanitize(inEnglish(reasons))
        .split("\n")
        .map((line) => line && paint("red", line)),
    ].flatMap((line) => (line === "" ? [] : wrapped(line, "    ", printing))),
    ...rowLines(rows ?? [], reasons.length > 0, shown, printing),
    ...(bound === undefined
      ? []
      : wrapped(
          sanitizeLine(`${bound.sample} stands for ${bound.value} since line ${bound.line} of the note`),
          "    ",
          printing,
        )),
    ...(link === undefined ? [] : [`    ${paint("cyan", link)}`]),
  ];
}

/** The first lines that differ, and where that is not all, the last ones. "⋮" stands for lines between. */
function rowLines(rows: readonly OutputRow[], isMore: boolean, shown: ShownStep, printing: Printing): string[] {
  const differing = [...rows.keys()].filter((at) => isDiffRow(rows[at] as OutputRow));
  const seen = [...rows.keys()].filter((at) => "seen" in (rows[at] as OutputRow));
  const first = differing.slice(0, DIFFERENCES);
  const isEndTold = isMore || first.every((at) => rows[at]?.kind === "missing");
  const chosen = [...new Set([...first, ...(isEndTold ? seen.slice(-TAIL) : [])])].sort((a, b) => a - b);
  const lines = chosen.flatMap((at, index) => [
    ...(index > 0 && at - (chosen[index - 1] as number) > 1 ? ["    ⋮"] : []),
    ...rowLine(rows[at] as OutputRow, shown, printing),
  ]);
  const more = differing.filter((at) => !chosen.includes(at)).length;
  return more === 0 ? lines : [...lines, `    and ${more} more ${more === 1 ? "line differs" : "lines differ"}`];
}

function rowLine(row: OutputRow, { bindings }: ShownStep, printing: Printing): string[] {
  const { paint } = printing;
  const show = (line: string) => wrapped(line, "    ", printing);
  switch (row.kind) {
    case "held":
    case "any":
      return show(`  ${sanitizeLine(row.seen)}`);
    case "missing":
      return show(removedLine(row.expected.text, paint));
    case "extra":
      return show(addedLine(row.seen, paint));
    case "other": {
      const line = changedLine(row.expected, row.seen, bindings, paint);
      const seen = show(line.new);
      // Signs point at nothing where the line above them is broken.
      const pointed = line.pointers !== "" && seen.length === 1;
      return [...show(line.old), ...seen, ...(pointed ? [`    ${line.pointers}`] : [])];
    }
  }
}

/** A line with an indentation. Its further lines on a narrow terminal have two blanks more. */
export function wrapped(line: string, indent: string, { columns }: Printing): string[] {
  if (columns === undefined) return [`${indent}${line}`];
  const room = Math.max(20, columns - indent.length - 2);
  const parts = wrapAnsi(line, room, { hard: true, trim: false }).split("\n");
  return parts.map((part, at) => `${indent}${at === 0 ? "" : "  "}${part}`);
}
