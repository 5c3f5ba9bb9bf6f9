import { diffArrays } from "diff";
import { oneSlip } from "../../../note/page/slips.ts";
import { readCall, scriptIn } from "./calls.ts";
import { mayHave, mayLack } from "./options.ts";
import { optionsIn } from "./parsed.ts";
import { hasSubcommands } from "./programs.ts";
import type { Matcher } from "./same.ts";
import { ACTIVE, flat, readCommand, type ShellCommand, writtenWord } from "./tokens.ts";

/** A word of the note and the word that was typed in its place; one of them is missing where the other has none. */
export interface OtherWord {
  note: string | undefined;
  typed: string | undefined;
}

/** The words in which a typed command differs from the note's, in their order. */
export function otherWords(note: string, typed: string, matcher: Matcher): OtherWord[] {
  const [one, other] = [wordsOf(note), wordsOf(typed)];
  const [ours, theirs] = [withoutValues(one, other), withoutValues(other, one)];
  const same = (one: PlacedWord, other: PlacedWord): boolean => {
    // A shell looks for a program by its name in other places than by its path.
    if (one.runs || other.runs) return one.word === other.word;
    const program = one.program === other.program ? one.program : "";
    if (areAsGood(program, one.word, other.word)) return true;
    const pairs = matcher.match(one.word, other.word, program);
    return pairs?.every(matcher.fits) === true;
  };
  return replaced(ours, theirs, same).map(({ note: one, typed: other }) => {
    const [note, typed] = [one && writtenWord(one.word), other && writtenWord(other.word)];
    if (note !== typed) return { note, typed };
    // The one has in quotes what the shell expands in the other.
    return one?.word.includes(ACTIVE) ? { note, typed: `'${typed}'` } : { note: `'${note}'`, typed };
  });
}

/** Words with an option and its value as two words, where the other command has the value in a word of its own. */
const withoutValues = (words: readonly PlacedWord[], others: readonly PlacedWord[]): PlacedWord[] =>
  words.flatMap((placed) => {
    const [, option, value] = /^(--[\w-]+)=(?!true$)(.*)$/s.exec(placed.word) ?? [];
    if (option === undefined || value === undefined) return [placed];
    const [name] = optionsIn(placed.program, option);
    const isBare = ({ word, program }: PlacedWord) => !word.includes("=") && optionsIn(program, word).at(-1) === name;
    return others.some(isBare) ? [option, value].map((word) => ({ ...placed, word })) : [placed];
  });

/** Whether two words of options differ in such alone as may be there or not. */
function areAsGood(program: string, note: string, typed: string): boolean {
  const [ours, theirs] = [optionsIn(program, note), optionsIn(program, typed)];
  const mayGo = (name: string) => theirs.includes(name) || mayLack(program, name, undefined);
  const mayCome = (name: string) => ours.includes(name) || mayHave(program, name, undefined);
  // In another order, a letter may be the value of the one before it.
  const common = [ours, theirs].map((names) => names.filter((name) => ours.includes(name) && theirs.includes(name)));
  const isInOrder = common[0]?.join() === common[1]?.join();
  const numbers = [note, typed].map((word) => word.replace(/\D/g, ""));
  const isOneNumber = numbers.includes("") || numbers[0] === numbers[1];
  return common[0]?.length !== 0 && isInOrder && isOneNumber && ours.every(mayGo) && theirs.every(mayCome);
}

/** Whether a word of options only lacks such as may be there or not. */
export function lacksFreeAlone(program: string, note: string, typed: string): boolean {
  const [ours, theirs] = [optionsIn(program, note), optionsIn(program, typed)];
  const isFree = (name: string) => theirs.includes(name) || mayHave(program, name, undefined);
  return theirs.length > 0 && theirs.every((name) => ours.includes(name)) && ours.every(isFree);
}

/** What stands in the place of what, where two lists differ. */
function replaced<Word>(
  ours: Word[],
  theirs: Word[],
  same: (one: Word, other: Word) => boolean,
): { note: Word | undefined; typed: Word | undefined }[] {
  const found: { note: Word | undefined; typed: Word | undefined }[] = [];
  let removed: Word[] = [];
  for (const change of diffArrays(ours, theirs, { comparator: same })) {
    if (change.removed) removed = [...change.value];
    else if (change.added) {
      for (let at = 0; at < Math.max(removed.length, change.value.length); at += 1)
        found.push({ note: removed[at], typed: change.value[at] });
      removed = [];
    } else {
      found.push(...removed.map((word) => ({ note: word, typed: undefined })));
      removed = [];
    }
  }
  return [...found, ...removed.map((word) => ({ note: word, typed: undefined }))];
}

/** Of two quoted texts, such as a statement or a script, the words in which they differ; of other words, themselves. */
export function innerWords({ note, typed }: OtherWord): OtherWord[] {
  const [ours, theirs] = [note, typed].map((word = "") => word.trim().split(/\s+/)) as [string[], string[]];
  if (ours.length === 1 || theirs.length === 1 || typed === `'${note}'` || note === `'${typed}'`)
    return [{ note, typed }];
  return replaced(ours, theirs, (one, other) => one === other);
}

/** A word, and the program for which it stands there. */
interface PlacedWord {
  word: string;
  program: string;
  /** Whether it is the program itself, or its subcommand. */
  runs: boolean;
}

const wordsOf = (command: string): PlacedWord[] =>
  readCommand(command).flatMap(({ joint, words, redirections }) => {
    const program = words.length > 0 ? readCall(words).name : "";
    const joints = joint.split(" ").filter((part) => part !== "");
    return [...joints, ...words, ...redirections].map((word, at) => ({
      ...{ word, program, runs: words.length > 0 && (at === joints.length || isSubcommand(words, at - joints.length)) },
    }));
  });

/** Whether a word of a command says what its program is to do. */
const isSubcommand = (words: readonly string[], at: number): boolean =>
  at > 0 &&
  hasSubcommands(words[0] ?? "") &&
  at === words.findIndex((word, place) => place > 0 && !word.startsWith("-"));

/** How far two commands are from each other: 0 where they are the same, 1 where they have nothing in common. */
export function distance(note: string, typed: string): number {
  const [one, other] = [note, typed].map((text) => writtenWord(flat(readCommand(text)))) as [string, string];
  return edits(one.slice(0, LONGEST), other.slice(0, LONGEST)) / Math.max(one.length, other.length, 1);
}

/** The signs of a command that are compared. The time is that of their square. */
const LONGEST = 400;

/** The least number of signs that are put in, left out or replaced (Levenshtein). */
function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const replaced = (row[to - 1] as number) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[to] as number) + 1, (next[to - 1] as number) + 1));
    }
    row = next;
  }
  return row[other.length] as number;
}

/** Whether two commands are the same but for blanks. */
export const areOneUnspaced = (note: string, typed: string): boolean => unspaced(note) === unspaced(typed);
const unspaced = (command: string): string => writtenWord(flat(readCommand(command))).replace(/\s/g, "");

/** Whether a typed word is a slip for another one, and not another word that may be meant. @param most so many signs may be slips */
export const isSlip = (note: string, typed: string, most = LONGEST): boolean =>
  Math.min(note.length, typed.length) >= 2 &&
  (oneSlip(note, typed) || edits(note, typed) <= Math.min(Math.floor(note.length / 3), most));

/**
 * Whether two words may mean the same, though it is not known here: an option by its letter and by its name, or behind one dash and two; a file and
 * the folder that it is put into; an owner with and without a group; a mode with and without a word of whom; a text in small letters; and a file
 * that is written on where it may be new.
 */
export function mayBeOne(note: string, typed: string): boolean {
  const [one, other] = [note, typed].toSorted((a, b) => a.length - b.length) as [string, string];
  if (typed === `>${note}` || here(note) === here(typed) || (`${one}g` === other && /^s(\W).*\1$/s.test(one)))
    return true;
  if (/\s/.test(one) && one.toLowerCase() === other.toLowerCase()) return true;
  if (/^-[A-Za-z]$/.test(one)) return other.startsWith(`-${one}`);
  if (/^-\w/.test(one)) return other === `-${one}`;
  if (/^[\w/.~:-]+$/.test(one) && (other === `${one}:` || other.startsWith(`${one.replace(/\/$/, "")}/`))) return true;
  const [, sign] = /^[ugoa]*([+=-][rwxXst]+)$/.exec(one) ?? [];
  return sign !== undefined && new RegExp(`^[ugoa]*\\${sign}$`).test(other) && (one === sign || other === sign);
}

/**
 * Whether two words are names of two things: of files, images or containers, two paths from the root, also in containers, or two values of one
 * setting. What else stands in a word's place may be the same in another form.
 */
export function areTwoNames(note: string, typed: string): boolean {
  const form = NAMES.find((each) => each.test(note) && each.test(typed));
  // A path from the root is whole: another one that begins as it does is another place, unless it is within.
  const [ours, theirs] = [note, typed].map((word) => word.replace(/(?<=.)\/$/, "")) as [string, string];
  if (
    form === undefined ||
    ours === theirs ||
    ((!note.startsWith("/") || isWithin(ours, theirs)) && mayBeOne(note, typed))
  )
    return false;
  return form !== SETTING || note.replace(/=.*/s, "") === typed.replace(/=.*/s, "");
}

/** Whether one of two paths is in the other, which is not the root. */
const isWithin = (one: string, other: string): boolean => other.startsWith(`${one}/`) || one.startsWith(`${other}/`);

const SETTING = /^[\w-]+=[\w.:/-]+$/;
const NAMES = [/^[A-Za-z][\w.-]*(?:\/[\w.-]+)*(?::[\w.-]+)?$/, /^(?:[\w.-]+:)?\/[\w./-]*$/, SETTING];

/** A word without what says that its path begins in the shell's folder. */
const here = (word: string): string => word.replace(/(?<=^|=)\.\/(?=.)/, "");

/** Whether two words of some length differ in one letter, which nobody types on purpose. */
export const isTypo = (note: string, typed: string): boolean =>
  Math.min(note.length, typed.length) >= 5 &&
  oneSlip(note, typed) &&
  note.replace(LETTERS, "") === typed.replace(LETTERS, "");
const LETTERS = /\p{L}/gu;

/** The programs of a command, each with its subcommand. */
export const programsOf = (commands: readonly ShellCommand[]): string[] =>
  commands.filter(({ words }) => words.length > 0).map(({ words }) => readCall(words).name);

/** The words of a command that name what it is about: no options, and no words of less than three letters. */
export const subjectsOf = (commands: readonly ShellCommand[]): Set<string> =>
  new Set(
    commands
      .flatMap(({ words, redirections }) => [
        ...readCall(words).words.flatMap((word) => (isRemote(words) ? (scriptIn(word) ?? word).split(/\s+/) : [word])),
        ...redirections.map((each) => each.replace(/^\d*[<>&|]+/, "")),
      ])
      .filter((word) => !word.startsWith("-") && /[\p{L}\p{N}].*[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(word)),
  );

/** Whether another computer is to do what the words say. */
const isRemote = (words: readonly string[]): boolean => words.length > 0 && readCall(words).name === "ssh";
