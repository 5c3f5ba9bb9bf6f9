import type { Bindings } from "../../note/compare/bindings.ts";
import type { LinePart } from "../../note/compare/line-pattern.ts";
import { type Content, type Html, html } from "../html.ts";
import type { Words } from "../translations.ts";
import { linePairs, type Pair } from "./lines/pairs.ts";
import type { LinePiece } from "./lines/pieces.ts";
import type { DiffRow } from "./lines/rows.ts";
import { differingWords } from "./lines/word-diff.ts";
import { examine, type ShownStep } from "./model.ts";
import { foldedLines, wordsHtml } from "./output.ts";

/**
 * Lines of the note beside lines of the output, for the page's script: both as HTML, or 0 for the output's next lines, which the page shows;
 * the number of these lines; and what is said of them where they are folded.
 */
export type BesideRow = readonly [noted: string | 0, seen: string | 0, lines: number, folded?: string];

/** What the page lacks to show the note beside each step's output: most often the words that differ. By the steps' ids. */
export const besideRows = (steps: readonly ShownStep[], words: Words): Record<string, BesideRow[]> =>
  Object.fromEntries(
    steps.flatMap((shown) => {
      const rows = rowsOf(shown, words);
      return rows.length === 0 ? [] : [[shown.id, rows]];
    }),
  );

function rowsOf(shown: ShownStep, words: Words): BesideRow[] {
  const { step } = shown;
  const { rows = [] } = examine(shown);
  if (step === undefined || step.kind === "file" || rows.length === 0) return [];
  let below = rows.filter((row) => "seen" in row).length;
  const pairs = linePairs(step, rows).flatMap((pair) => {
    below -= linesOf(pair);
    return pairRows(pair, below, shown, words);
  });
  return [...typedRows(shown, words), ...pairs];
}

const linesOf = (pair: Pair): number =>
  "count" in pair ? pair.count : pair.kind === "differs" && pair.row.kind === "missing" ? 0 : 1;

/** @param below the number of lines of the output below these */
function pairRows(pair: Pair, below: number, shown: ShownStep, words: Words): BesideRow[] {
  if (pair.kind === "same") return [[0, 0, pair.count]];
  if (pair.kind === "differs") return [differenceRow(pair.row, shown)];
  if (pair.kind === "alike") {
    const noted = pair.noted.map((piece) => notedHtml(piece, shown, words));
    return [[text(noted), text(pair.seen.map((piece) => seenHtml(piece, words))), 1]];
  }
  const { record, step } = shown;
  const free = step?.kind !== "file" && step?.expected.length === 0;
  const noted = text(free ? html`<em lang="${words.language}">${words.beside.free}</em>` : pair.noted.join("\n"));
  const folded = foldedLines(pair.count, below, record.outcome === "failed");
  if (folded === 0) return [[noted, 0, pair.count]];
  const open = pair.count - folded;
  return [[noted, 0, folded, words.folded(folded)], ...(open > 0 ? [["", 0, open] as const] : [])];
}

const text = (content: Content): string => html`${content}`.text;

/** What was typed, if it is not what the note has: the run's values stand in place of the note's. */
function typedRows({ record: { typed, entered }, bindings }: ShownStep, words: Words): BesideRow[] {
  if (entered === null || entered === typed) return [];
  const [noted, ours] = [typed.split(BLANKS), entered.split(BLANKS)];
  const side = (own: readonly string[], why: (noted: string) => string): string => {
    const varied = own.map((word, index) => {
      const other = noted[index];
      return other === undefined || other === ours[index] ? word : variedHtml(word, [why(other)]);
    });
    return text(html`<b>${varied}</b>`);
  };
  return [[side(noted, (word) => boundTo(word, bindings, words)), side(ours, (word) => fromNote(word, words)), 0]];
}

const BLANKS = /(\s+)/;

/** A line of the note and one of the output with the words in which they differ, or one of them alone. */
function differenceRow(row: DiffRow, { bindings }: ShownStep): BesideRow {
  if (row.kind === "missing") return [text(html`<del>${row.expected.text}</del>`), "", 0];
  if (row.kind === "extra") return ["", text(html`<ins>${row.seen}</ins>`), 1];
  const { expected, seen } = differingWords(row.expected, row.seen, bindings);
  return [text(wordsHtml(expected, "del")), text(wordsHtml(seen, "ins")), 1];
}

function notedHtml({ text, part }: LinePiece, { after }: ShownStep, words: Words): Content {
  if (part === undefined) return text;
  return variedHtml(text, [shapeOf(part, words), part.word?.shape?.binds === true ? boundTo(text, after, words) : ""]);
}

function seenHtml({ text, part }: LinePiece, words: Words): Content {
  if (part === undefined) return text;
  return variedHtml(text, [shapeOf(part, words), part.word === undefined ? "" : fromNote(part.word.text, words)]);
}

const shapeOf = ({ word }: LinePart, words: Words): string =>
  word?.shape === undefined ? words.handout.signs.any : (words.shapes[word.shape.name] ?? word.shape.name);

/** What a word of the note stands for, and since when; "" if that is not known. */
function boundTo(word: string, bindings: Bindings, words: Words): string {
  const bound = bindings.of(word);
  return bound === undefined ? "" : words.beside.bound(bound.value, bound.line);
}

const fromNote = (word: string, words: Words): string => `${words.expected}: ${word}`;

/** A word that may differ, and why. */
const variedHtml = (text: string, why: readonly string[]): Html =>
  html`<i title="${why.filter((part) => part !== "").join(" · ")}">${text}</i>`;
