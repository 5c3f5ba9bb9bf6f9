import type { Shape } from "./shape.ts";
import { shapes } from "./table.ts";

/** The shapes of a line's cells, by the places of the words in the line, from 0. Blanks stand between words. */
export type Cells = ReadonlyMap<number, readonly Shape[]>;

export const noCells: Cells = new Map();

const headers = Map.groupBy(
  shapes.filter(({ column }) => column !== undefined),
  ({ column }) => column as string,
)
  .entries()
  .map(([column, below]) => ({ header: new RegExp(column, "gu"), below }))
  .toArray();

interface Range {
  from: number;
  to: number;
}

/**
 * The cells of each line of an output that stand below a header of the table of shapes. A cell stands below a header when the two have a
 * column of the screen in common. A table ends at a blank line, and at the next line with headers.
 */
export function tableCells(lines: readonly string[]): Cells[] {
  let above: (Range & { below: readonly Shape[] })[] = [];
  return lines.map((line) => {
    const found = headersOf(line);
    if (line.trim() === "" || found.length > 0) {
      above = found;
      return noCells;
    }
    if (above.length === 0) return noCells;
    const words = wordsOf(line).map(({ from, to }, place) => {
      const header = above.find((one) => one.from < to && from < one.to);
      return [place, header?.below ?? []] as const;
    });
    return new Map(words.filter(([, below]) => below.length > 0));
  });
}

function headersOf(line: string): (Range & { below: readonly Shape[] })[] {
  // Tables have narrow headers, and the patterns of headers look back to the line's start.
  if (line.length > 300) return [];
  return headers.flatMap(({ header, below }) =>
    Array.from(line.matchAll(header), ({ 0: text, index }) => ({ ...onScreen(line, index, text), below })),
  );
}

const wordsOf = (line: string): Range[] =>
  line.length > 2000 ? [] : Array.from(line.matchAll(/\S+/g), ({ 0: text, index }) => onScreen(line, index, text));

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** The columns of the screen that a word takes: the signs of some languages take two. */
function onScreen(line: string, index: number, text: string): Range {
  const widthOf = (part: string) => part.length + (part.match(wide)?.length ?? 0);
  const from = widthOf(line.slice(0, index));
  return { from, to: from + widthOf(text) };
}
