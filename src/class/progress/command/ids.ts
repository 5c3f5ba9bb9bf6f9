/** Ids that a student has seen, and the names of what has them. `seen` is the lines with ids in them. */

import { literal } from "../../../note/compare/shapes/shape.ts";
import { madeBy, readCall } from "./calls.ts";
import { readCommand, type ShellCommand } from "./tokens.ts";

/** Whether the student has seen more of what has this id than the id. */
export const hasName = (id: string, seen: readonly string[]): boolean =>
  seen.some((line) => /\s/.test(line.trim()) && idsIn([line]).some((other) => alike(other, id)));

export const isId = (word: string): boolean => /^[0-9a-f]{2,64}$/.test(word);

/** Whether a word is the beginning of this id, and of no other one. */
export const isShort = (word: string, id: string, seen: readonly string[]): boolean =>
  isId(word) && id.startsWith(word) && idsIn(seen).every((other) => !other.startsWith(word) || alike(other, id));

/** Whether a word names what has this id: they stand in one line that was seen, and the word in no line with another id. */
export function areOne(word: string, id: string, seen: readonly string[]): boolean {
  if (isId(word) || word.length < 2 || id.length < SHORT) return false;
  const lines = linesOf(word, seen);
  return lines.length > 0 && idsIn(lines).every((other) => alike(other, id));
}

/** Whether what has this id was given a name once: names go from one thing to another. */
export const hadName = (name: string, id: string, seen: readonly string[]): boolean =>
  seen.some((line) => line.endsWith(` ${name}`) && alike(line.slice(0, -name.length - 1), id));

/** Whether a word is the beginning of the id of what has a name now: the last one with which the name was seen, as names stand at a line's end. */
export const isIdOf = (word: string, name: string, seen: readonly string[]): boolean => {
  if (!isId(word) || isId(name)) return false;
  // What gave up the name stands in a line without an id.
  const last = seen.findLast((line) => line.endsWith(` ${name}`) || line.startsWith(`${name} `));
  const ids = last === undefined ? [] : idsIn([last]);
  return ids.length === 1 && ids.every((id) => isShort(word, id, seen) || word.startsWith(id));
};

/** Whether two words, ids or names, are known to be those of two things: no id of the one is an id of the other. */
export function areTwo(one: string, other: string, seen: readonly string[]): boolean {
  const [ours, theirs] = [one, other].map((word) => idsOf(word, seen)) as [string[], string[]];
  return ours.length > 0 && theirs.length > 0 && !ours.some((id) => theirs.some((each) => alike(id, each)));
}

/** Whether two words, ids or names, are known to be those of one thing. */
export function areSame(one: string, other: string, seen: readonly string[]): boolean {
  const [ours, theirs] = [one, other].map((word) => idsOf(word, seen)) as [string[], string[]];
  return ours.length > 0 && theirs.length > 0 && ours.every((id) => theirs.every((each) => alike(id, each)));
}

/** The ids of what a word names; none where a line has the word without an id. */
function idsOf(word: string, seen: readonly string[]): string[] {
  // Fewer digits may be a number.
  const ids = isId(word) && word.length >= TELLING ? idsIn(seen).filter((id) => alike(id, word)) : [];
  if (ids.length > 0 || word.length < 2) return ids;
  const lines = linesOf(word, seen);
  return lines.every((line) => line.search(ID) !== -1) ? idsIn(lines) : [];
}

/** The lines that have a word as a whole. */
function linesOf(word: string, seen: readonly string[]): string[] {
  const name = new RegExp(`(?<![\\w.-])${literal(word)}(?![.-]*\\w)`);
  return seen.filter((line) => name.test(line));
}

/** The whole id, as it was seen, that begins with a word; `undefined` where none or several do. */
export function wholeId(word: string, seen: readonly string[]): string | undefined {
  const found = isId(word) ? idsIn(seen).filter((id) => id.startsWith(word)) : [];
  const [first] = found.toSorted((a, b) => b.length - a.length);
  return first !== undefined && found.every((id) => alike(id, first)) ? first : undefined;
}

/** So many digits of an id are shown in lists. */
const SHORT = 12;
/** So many tell which id it is. */
const TELLING = 4;
const alike = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);
const ID = /(?<!\w)(?:[0-9a-f]{64}|[0-9a-f]{12})(?!\w)/g;
const idsIn = (lines: readonly string[]): string[] => lines.flatMap((line) => line.match(ID) ?? []);

/** A command, and what it printed. */
interface Shown {
  typed: string;
  output: string;
  exit: number | undefined;
}

/** The lines of what a command shows that tell which names and ids are one, with the name that it gives to what it makes, or has made before. */
export function linesWithIds({ typed, output, exit }: Shown): string[] {
  const lines = output.split("\n").filter((line) => line.length <= LONGEST && line.search(ID) !== -1);
  const commands = readCommand(typed);
  const [name, ...others] = madeBy(commands);
  const alone = lines.filter((line) => WHOLE.test(line));
  const isNamed = name !== undefined && NAME.test(name) && others.length === 0 && alone.length === 1;
  const named = lines.map((line) => (isNamed && line === alone[0] ? `${line} ${name}` : line));
  return [...(exit === 0 ? commands : []).flatMap(renamedBy), ...named].slice(0, MOST);
}

/** The old and the new name of what a command gives another name, as a line. */
function renamedBy({ words }: ShellCommand): string[] {
  const call = words.length === 0 ? undefined : readCall(words);
  const isRename = call?.name === "docker rename" && call.words.length === 2;
  return isRename && call.words.every((word) => NAME.test(word)) ? [call.words.join(" ")] : [];
}

/** A name that a container may have. */
const NAME = /^[\w.-]{1,128}$/;

/** A line that is an id. */
const WHOLE = /^[0-9a-f]{64}$/;

const LONGEST = 240;
const MOST = 30;
