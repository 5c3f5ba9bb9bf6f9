import { withoutQuoted } from "../console/shell-syntax.ts";
import type { CommandStep, ExpectedLine } from "../note.ts";

/** What a rule has found: the line, and the words that its message names. */
export interface Found {
  line: number;
  words: readonly string[];
}

/** One thing that may surprise the author of a step. */
export interface LintRule {
  find: (step: CommandStep) => readonly Found[];
  /** What is seen, and what to do. */
  says: (...words: string[]) => string;
}

/** Finds in what is typed; each word that is found gives one warning. */
export const inTyped =
  (find: (typed: string) => readonly string[]): LintRule["find"] =>
  ({ typed, line }) =>
    typed === undefined ? [] : [...new Set(find(typed))].map((word) => ({ line, words: [word] }));

/** Finds in the lines that must be seen. */
export const inOutput =
  (find: (text: string, step: CommandStep) => readonly string[] | undefined): LintRule["find"] =>
  (step) =>
    linesOf(step).flatMap(({ line, text }) => {
      const words = find(text, step);
      return words === undefined ? [] : [{ line, words }];
    });

/** The lines that must be seen, without keys. */
export const linesOf = ({ expected }: CommandStep): ExpectedLine[] =>
  expected.filter((item): item is ExpectedLine => "text" in item);

/** What a shell takes by its own rules: a command without what is in quotes, and without its here-documents. */
export const unquoted = (typed: string): string =>
  withoutQuoted(typed.replace(/<<-?\s*(['"]?)([\w.]+)\1(.*)\n[\s\S]*/, "$3"));
