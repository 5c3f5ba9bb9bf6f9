import { textOf, trimBlank } from "../../../note/compare/lines.ts";
import type { CommandStep, HttpStep } from "../../../note/note.ts";
import { type LinePiece, notedPieces, seenPieces } from "./pieces.ts";
import type { DiffRow, OutputRow } from "./rows.ts";

/** Lines of the note beside lines of the output. */
export type Pair =
  /** So many lines of the output, which the note has to the letter. */
  | { kind: "same"; count: number }
  /** A line of the note, and the line of the output that it matches. */
  | { kind: "alike"; noted: readonly LinePiece[]; seen: readonly LinePiece[] }
  /** So many lines of the output that are not compared, and what the note has there: `...`, or nothing. */
  | { kind: "any"; noted: readonly string[]; count: number }
  /** A difference. */
  | { kind: "differs"; row: DiffRow };

/** A step's lines in the note beside those of its output. Together they have all lines of both but blank ones around gaps. */
export function linePairs({ expected }: CommandStep | HttpStep, rows: readonly OutputRow[]): Pair[] {
  const pairs: Pair[] = [];
  // The first line of the note that has no place yet.
  let next = 0;
  const place = (lines: readonly string[]) => {
    const noted = trimBlank(lines, (line) => line.trim() === "");
    const last = pairs.at(-1);
    if (noted.length === 0) return;
    if (last?.kind === "any" && last.noted.length === 0) last.noted = noted;
    else pairs.push({ kind: "any", noted, count: 0 });
  };
  for (const row of rows) {
    if ("expected" in row) {
      const { line } = row.expected;
      const at = expected.findIndex((item, index) => index >= next && item.line === line && !("keys" in item));
      if (at !== -1) {
        place(expected.slice(next, at).map(textOf));
        next = at + 1;
      }
    }
    add(pairs, row);
  }
  place(expected.slice(next).map(textOf));
  return pairs;
}

function add(pairs: Pair[], row: OutputRow): void {
  const last = pairs.at(-1);
  if (row.kind === "any") {
    if (last?.kind === "any") last.count += 1;
    else pairs.push({ kind: "any", noted: [], count: 1 });
  } else if (row.kind !== "held") pairs.push({ kind: "differs", row });
  else {
    const seen = seenPieces(row);
    if (seen.length > 1 || seen[0]?.part !== undefined || row.seen !== row.expected.text)
      pairs.push({ kind: "alike", noted: notedPieces(row.expected), seen });
    else if (last?.kind === "same") last.count += 1;
    else pairs.push({ kind: "same", count: 1 });
  }
}
