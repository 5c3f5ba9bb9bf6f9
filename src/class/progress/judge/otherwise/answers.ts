/** Whether another command has the answer in it, or finds it by chance. */

import { literal } from "../../../../note/compare/shapes/shape.ts";
import { readCall } from "../../command/calls.ts";
import { programsOf } from "../../command/near.ts";
import { type Matcher, sameCommand, unhushed } from "../../command/same.ts";
import { flat, type ShellCommand } from "../../command/tokens.ts";

/** Whether each line that was printed stands in the command: it may print nothing else than what was typed. */
export const isTypedIn = (typed: string, output: string): boolean => {
  const words = typed.split(/\s+/).join(" ");
  const asWords = (line: string) => literal(line.trim().split(/\s+/).join(" "));
  return output.split("\n").every((line) => new RegExp(`(?<![\\w./-])${asWords(line)}(?![\\w./-]*\\w)`).test(words));
};

/** Whether a line has all words by which the note's command picks lines or files: without them, the same ones come by chance. */
export const picksAll = (note: readonly ShellCommand[], typed: string): boolean =>
  wordsIn(patternsIn(note)).every((word) => typed.toLowerCase().includes(word));

/**
 * Whether a command looks for what the note's command has found, or puts it in itself: a word of its patterns and formats is printed, or sought, and is
 * no word of the note's. Behind the note's own first program, a pattern only leaves lines out.
 */
export function hasAnswer(
  note: readonly ShellCommand[],
  typed: readonly ShellCommand[],
  output: string,
  matcher: Matcher,
): boolean {
  const known = flat(note).toLowerCase();
  const parts = wordsIn(patternsIn(note));
  const isOwn = (word: string) => !known.includes(word) && !parts.some((part) => word.includes(part));
  const printed = wordsIn([output]);
  const isAnswer =
    wordsIn(patternsIn(typed)).some(isOwn) ||
    wordsIn(formatsIn(typed)).some((word) => isOwn(word) && printed.includes(word));
  const [begin, other] = [note[0], typed[0]];
  return isAnswer && !(begin && other && sameCommand([unhushed(begin)], [{ ...unhushed(other), joint: "" }], matcher));
}

/** The words of texts that have three signs at least, in small letters. */
const wordsIn = (texts: readonly string[]): string[] =>
  texts.flatMap(
    (text) =>
      text
        .replace(/[[\]]/g, "")
        .toLowerCase()
        .match(/[\p{L}\p{N}]{3,}/gu) ?? [],
  );

/** The patterns by which a command picks lines or files. */
const patternsIn = (commands: readonly ShellCommand[]): string[] =>
  commands.flatMap(({ words }) => {
    const { name, words: all } = readCall(words);
    const [text = ""] = all.filter((word) => !word.startsWith("-"));
    if (name === "grep") return [text];
    if (name === "find") return all.filter((_, at) => FINDS.test(all[at - 1] ?? ""));
    if (name === "awk") return all.join(" ").match(/(?<=[=~] ?)"[^"]*"|\/[^/]*\//g) ?? [];
    return name === "sed" ? (all.join(" ").match(/(?<=^|[\s;,{])\/[^/]*\//g) ?? []) : [];
  });
const FINDS = /^-(?:i?(?:name|path)|user|group|newer|perm)$/;

/** The texts in which commands say how they print what they have found, and what is put into it in place of something else. */
const formatsIn = (commands: readonly ShellCommand[]): string[] =>
  commands.flatMap(({ words }) => {
    const { name, words: all } = readCall(words);
    if (name === "sed") return all.flatMap((word) => /^[\d,$]*s([^\w\s\\]).*?\1(.*?)\1/s.exec(word)?.[2] ?? []);
    return all.flatMap((word, at) =>
      FORMAT.test(all[at - 1] ?? "") ? [word] : (/^--?(?:format|printf)=(.*)$/s.exec(word)?.[1] ?? []),
    );
  });
const FORMAT = /^(?:-[cf]|--format|--?printf)$/;

/** Whether a pipe lacks a program of the note's, and has none in its place: where the same comes, that is by chance. */
export function dropsProgram(note: readonly ShellCommand[], typed: readonly ShellCommand[]): boolean {
  const [ours, theirs] = [programsOf(note), programsOf(typed)];
  let at = 0;
  for (const name of ours) if (theirs[at] === name) at += 1;
  return theirs.length > 0 && theirs.length < ours.length && at === theirs.length;
}
