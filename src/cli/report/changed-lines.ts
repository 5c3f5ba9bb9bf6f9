import stringWidth from "string-width";
import type { Paint } from "../../common/progress.ts";
import { sanitizeLine } from "../../common/sanitize.ts";
import { Bindings } from "../../note/compare/bindings.ts";
import type { ExpectedLine } from "../../note/note.ts";
import { differingWords, type Word } from "../../pages/run/lines/word-diff.ts";

type Words = readonly Pick<Word, "text" | "differs">[];

/** Two lines: one stands in the other's place. */
export interface ChangedLine {
  /** In red, after `-`. */
  old: string;
  /** In green, after `+`. */
  new: string;
  /** Signs below the words of the new line that differ, where no colours show them; "" where they do, or where all words differ. */
  pointers: string;
}

/** A line of a note and the line that was seen in its place, for a terminal: the words in which they differ are reversed. */
export function changedLine(expected: ExpectedLine, seen: string, bindings: Bindings, paint: Paint): ChangedLine {
  const words = differingWords(expected, seen, bindings);
  const [before, after] = [marked(words.expected), marked(words.seen)];
  const hasColours = paint("inverse", "x") !== "x";
  const pointers = after.map(({ text, differs }) => (differs ? "^" : " ").repeat(stringWidth(text))).join("");
  return {
    old: signed("-", before, paint),
    new: signed("+", after, paint),
    pointers: hasColours || pointers.trim() === "" ? "" : `  ${pointers.trimEnd()}`,
  };
}

/** A line that is in the old text alone: in red, after `-`. */
export const removedLine = (text: string, paint: Paint): string => signed("-", [whole(text)], paint);

/** A line that is in the new text alone: in green, after `+`. */
export const addedLine = (text: string, paint: Paint): string => signed("+", [whole(text)], paint);

/** The lines of a unified diff for a terminal. Where as many lines came as went, each is compared with the one in whose place it is. */
export function patchLines(lines: readonly string[], paint: Paint): string[] {
  const shown: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const removed = linesWith("-", lines, at);
    const added = linesWith("+", lines, at + removed.length);
    at += removed.length + added.length;
    if (removed.length === added.length) {
      const both = removed.map((text, index) =>
        changedLine({ line: 0, text }, added[index] ?? "", Bindings.none, paint),
      );
      shown.push(...both.map((line) => line.old), ...both.map((line) => line.new));
    } else
      shown.push(...removed.map((text) => removedLine(text, paint)), ...added.map((text) => addedLine(text, paint)));
    const other = lines[at];
    if (removed.length + added.length > 0 || other === undefined) continue;
    shown.push(other.startsWith("@@") ? paint("cyan", sanitizeLine(other)) : ` ${sanitizeLine(other)}`);
    at += 1;
  }
  return shown;
}

/** The lines from there on that have this sign, without it. */
function linesWith(sign: string, lines: readonly string[], from: number): string[] {
  const rest = lines.slice(from);
  const end = rest.findIndex((line) => !line.startsWith(sign));
  return rest.slice(0, end === -1 ? undefined : end).map((line) => line.slice(1));
}

/** The words to show: a blank between two that differ is marked with them; where all words differ, none is marked. */
function marked(words: Words): Words {
  const isAll = words.every(({ text, differs }) => differs || text.trim() === "");
  return words.map(({ text, differs }, at) => {
    const isBetween = text === " " && words[at - 1]?.differs === true && words[at + 1]?.differs === true;
    return { text: sanitizeLine(text), differs: !isAll && (differs || isBetween) };
  });
}

const COLOURS = { "-": "red", "+": "green" } as const;

function signed(sign: keyof typeof COLOURS, words: Words, paint: Paint): string {
  const line = words.map(({ text, differs }) => (differs ? paint("inverse", text) : text)).join("");
  return paint(COLOURS[sign], `${sign} ${line}`);
}

const whole = (text: string): Words[number] => ({ text: sanitizeLine(text), differs: false });
