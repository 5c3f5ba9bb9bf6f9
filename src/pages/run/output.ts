import { Bindings } from "../../note/compare/bindings.ts";
import { linePattern, matchLine } from "../../note/compare/line-pattern.ts";
import { squeeze } from "../../note/compare/lines.ts";
import { CODE, type Content, Html, html } from "../html.ts";
import type { Words } from "../translations.ts";
import { type DiffRow, isDiffRow, type OutputRow } from "./lines/rows.ts";
import { differingWords, type Word } from "./lines/word-diff.ts";

/** From this number on, lines that `...` takes are folded. */
const FOLDED = 9;
/** The last lines of a step that failed say most often why: they are never folded. */
const TAIL = 12;

/** Lines without a comparison; nothing if there are none. */
export const linesHtml = (lines: readonly string[], kind: string, label: string): Content =>
  lines.length > 0 && grouped(html`<pre${CODE}>${lines.join("\n")}</pre>`, kind, label);

/** A step's output, with each difference from the note in its place. Of a step that failed, the end is never folded. */
export function rowsHtml(rows: readonly OutputRow[], failed: boolean, bindings: Bindings, words: Words): Content {
  let below = rows.filter((row) => "seen" in row).length;
  const content = runsOf(rows).map((run) => {
    const lines = run.flatMap((row) => ("seen" in row ? [row.seen] : []));
    below -= lines.length;
    const [first] = run;
    if (first === undefined || isDiffRow(first))
      return run.filter(isDiffRow).map((row) => differenceHtml(row, bindings, words));
    return first.kind === "any" ? foldedHtml(lines, foldedLines(lines.length, below, failed), words) : preHtml(lines);
  });
  return rows.length > 0 && grouped(content, "output", words.seen);
}

/** How many of the first of these lines that `...` takes are folded, given the number of lines below them. */
export function foldedLines(count: number, below: number, failed: boolean): number {
  const folded = count - Math.max(0, (failed ? TAIL : 0) - below);
  return folded < FOLDED ? 0 : folded;
}

function foldedHtml(lines: readonly string[], folded: number, words: Words): Content {
  if (folded === 0) return preHtml(lines);
  const rest = lines.slice(folded);
  return [
    html`<details><summary>${words.folded(folded)}</summary>${preHtml(lines.slice(0, folded))}</details>`,
    rest.length > 0 && preHtml(rest),
  ];
}

/** A newline right behind the tag is no line of the element. */
const preHtml = (lines: readonly string[]): Html =>
  html`<pre${CODE}>${lines[0] === "" && "\n"}${lines.join("\n")}</pre>`;

/** Adjacent rows of the same kind together. */
function runsOf(rows: readonly OutputRow[]): OutputRow[][] {
  const runs: OutputRow[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.[0]?.kind === row.kind) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

const grouped = (content: Content, kind: string, label: string): Html =>
  html`<div class="${kind}" role="group" aria-label="${label}">${content}</div>`;

function differenceHtml(row: DiffRow, bindings: Bindings, words: Words): Html {
  if (row.kind === "extra") return html`<div class="diff">${seenLine(row.seen, words.extra)}</div>`;
  if (row.kind === "missing")
    return html`<div class="diff">${expectedLine(row.expected.text, words.missing, row.expected.line, words)}</div>`;
  const { expected, seen } = differingWords(row.expected, row.seen, bindings);
  // A word with the right shape that stands for another value is explained below the output.
  const bound = matchLine(linePattern(row.expected), squeeze(row.seen), Bindings.none) instanceof Bindings;
  const shaped = bound ? [] : expected.filter(({ differs, parts }) => differs && shapesOf(parts).length > 0);
  return html`<div class="diff">${expectedLine(wordsHtml(expected, "del"), words.expected, row.expected.line, words)}${seenLine(
    wordsHtml(seen, "ins"),
    words.seen,
  )}${shaped.map((word) => heldHtml(word, words))}</div>`;
}

const expectedLine = (content: Content, label: string, line: number, words: Words): Html =>
  html`<p class="expected"><span class="side">${label}, ${words.line(line)}</span><code${CODE}>${content}</code></p>`;

const seenLine = (content: Content, label: string): Html =>
  html`<p class="seen"><span class="side">${label}</span><code${CODE}>${content}</code></p>`;

/** A line in which the words that differ are marked. */
export function wordsHtml(words: readonly Word[], tag: "del" | "ins"): Content {
  const name = new Html(tag);
  return words.map(({ text, differs }) => (differs ? html`<${name}>${text}</${name}>` : text));
}

/** The shapes by which a word that differs was compared. */
const heldHtml = ({ text, parts }: Word, words: Words): Html =>
  html`<p class="held"><code${CODE}>${text}</code> ${words.heldTo}: ${shapesOf(parts)
    .map((name) => words.shapes[name] ?? name)
    .join(", ")}</p>`;

const shapesOf = (parts: Word["parts"]): string[] => [
  ...new Set(parts.flatMap(({ shape }) => (shape === undefined ? [] : [shape.name]))),
];
