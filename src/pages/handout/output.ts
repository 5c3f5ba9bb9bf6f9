import type { Bindings } from "../../note/compare/bindings.ts";
import type { CommandStep } from "../../note/note.ts";
import { type LinePiece, seenPieces } from "../run/lines/pieces.ts";
import { outputRows } from "../run/lines/rows.ts";

/** A line that a run printed; `undefined` in place of very many lines. */
export type PrintedLine = readonly LinePiece[] | undefined;

/** From so many lines on, what the note leaves out with `...` is left out of a handout, too. */
export const MANY = 100;

/** What a run printed in a step that passed, in place of the note's lines and of the note's signs among them. */
export function printedLines(step: CommandStep, output: string, bindings: Bindings): PrintedLine[] {
  const lines: PrintedLine[] = [];
  let free: PrintedLine[] = [];
  const flush = () => {
    lines.push(...(free.length < MANY ? free : [undefined]));
    free = [];
  };
  for (const row of outputRows(step, output, bindings, undefined)) {
    if (!("seen" in row)) continue;
    if (row.kind === "held") {
      flush();
      lines.push(seenPieces(row));
    } else free.push([{ text: row.seen, part: undefined }]);
  }
  flush();
  return lines;
}
