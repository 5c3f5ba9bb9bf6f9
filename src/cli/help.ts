import wrapAnsi from "wrap-ansi";
import { commandLine, DEFAULT_STACK, npm, usageLine } from "../common/advice.ts";

/** Rows of two columns: what one types, and what it is. */
type Rows = readonly (readonly [left: string, right: string])[];

/** What `--help` shows, in this order. */
export interface HelpText {
  /** The command's name. */
  name: string;
  summary: string;
  /** As usage shows them. */
  arguments: readonly string[];
  examples: readonly Example[];
  /** Tables with their titles, in which empty ones are left out. */
  tables: readonly { title: string; rows: Rows }[];
}

/** A command line, without the command's own name, and what it does. */
export interface Example {
  words: readonly string[];
  what: string;
}

/** Of a terminal as it opens. */
const COLUMNS = 80;
/** A column of names that are longer leaves too little room: what a longer one is stands below it. */
const MOST_LEFT = 26;

/** The text of `--help`, which fits into a terminal of 80 columns, but for command lines, which are there to be copied. */
export function helpText({ name, summary, arguments: all, examples, tables }: HelpText): string {
  const shown: HelpText["tables"] = [
    {
      title: "Examples",
      rows: examples.map(({ words, what }) => [commandLine(npm(name, ...words), DEFAULT_STACK), what] as const),
    },
    ...tables,
  ];
  return [
    ...wrapped(summary, COLUMNS),
    "",
    `Usage: ${usageLine(name, all)}`,
    ...shown.filter(({ rows }) => rows.length > 0).flatMap(({ title, rows }) => ["", `${title}:`, ...table(rows)]),
  ].join("\n");
}

function table(rows: Rows): string[] {
  const width = Math.min(MOST_LEFT, Math.max(...rows.map(([left]) => left.length)));
  const indent = " ".repeat(width + 4);
  return rows.flatMap(([left, right]) => {
    const [first = "", ...others] = wrapped(right, COLUMNS - indent.length);
    const head = left.length <= width ? [`  ${left.padEnd(width)}  ${first}`] : [`  ${left}`, `${indent}${first}`];
    return [...head, ...others.map((line) => `${indent}${line}`)];
  });
}

const wrapped = (text: string, columns: number): string[] => wrapAnsi(text, columns).split("\n");
