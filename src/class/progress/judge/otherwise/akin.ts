import { literal } from "../../../../note/compare/shapes/shape.ts";
import { onlyShows, readCall } from "../../command/calls.ts";
import { areSame, areTwo } from "../../command/ids.ts";
import { areTwoNames, isSlip, type OtherWord, otherWords, programsOf, subjectsOf } from "../../command/near.ts";
import { optionsIn } from "../../command/parsed.ts";
import { type Matcher, sameCommand, unhushed } from "../../command/same.ts";
import { ACTIVE, flat, type ShellCommand } from "../../command/tokens.ts";
import type { Wanted } from "../evaluate.ts";
import type { SectionView } from "../section.ts";

/**
 * Whether another command looks at what the step's command looks at. Both only show: a command that has made or changed something prints too little of
 * that, and so only what is known of its program tells that it does the same.
 */
export function isAkin(view: SectionView, wanted: Wanted): boolean {
  const { step, commands } = wanted;
  const { observation, typed } = view;
  const { output } = observation;
  const ran = typed.filter(isMore);
  if (step.typed === undefined || !onlyShows(commands) || !onlyShows(ran.filter(({ words }) => words[0] !== "cd")))
    return false;
  const matcher = view.matcherOf(wanted);
  const subjects = subjectsOf(commands);
  const about = [...subjectsOf(typed)];
  const isAbout = (note: string) =>
    about.some(
      (word) =>
        coreOf(word) === coreOf(note) ||
        matcher.match(note, word, "")?.every(matcher.fits) ||
        areSame(note, word, view.seen),
    );
  if (subjects.size > 0 && ![...subjects].some((note) => isAbout(note) || isVariable(note, observation.typed)))
    return false;
  if (![...subjects].every((note) => !isName(note) || isAbout(note) || names(observation.typed, note))) return false;
  if (isLookup(commands) !== isLookup(typed)) return false;
  if (isLookup(typed) && about.some((word) => !subjects.has(word))) return false;
  if (hasAnswer(commands, typed, output, matcher)) return false;
  if (!wordsIn(patternsIn(commands)).every((word) => observation.typed.toLowerCase().includes(word))) return false;
  if (dropsProgram(commands, typed)) return false;
  // What stands behind `||` may have printed what the other was to print.
  if (fallsBack(typed) && !fallsBack(commands)) return false;
  if (programsOf(commands).join() !== programsOf(ran).join()) return !isTypedIn(observation.typed, output);
  const words = otherWords(step.typed, observation.typed, matcher);
  if (words.some(isOtherText)) return false;
  if (words.some((word) => programsOf(commands).some((program) => asksOther(program, word)))) return false;
  // It may show the same of another thing.
  const more = words.flatMap(({ typed = "" }) => typed);
  if (words.some(({ note = "" }) => more.some((word) => areTwo(note, word, view.seen)))) return false;
  // A look at less than the note's prints the name of what it is about.
  const isShown = (word: string) => !word.startsWith("/") && output.includes(word);
  if (words.some(({ note = "", typed: word = "" }) => areTwoNames(note, word) && !isShown(word))) return false;
  // A word that stands in another place narrows it as the note's does.
  return words.every(
    (word) => isNoFilter(word, output) || isKind(typed, word) || words.some(({ note }) => note === word.typed),
  );
}

/** Whether a word is a name: of a file, a container, an image, a program. */
const isName = (word: string): boolean => /^[\w.:/@-]+$/.test(word);

/** Whether a line has a name somewhere, also within a path or a pattern. */
const names = (line: string, name: string): boolean => new RegExp(`(?<![\\w.-])${literal(name)}(?![\\w.-])`).test(line);

/** Whether a word is a variable that a line names, as `printenv` does. */
const isVariable = (word: string, line: string): boolean => word.startsWith(ACTIVE) && names(line, word.slice(2));

/** Whether a command is more than a variable of the shell's. */
const isMore = ({ words }: ShellCommand): boolean => words.some((word) => !/^[A-Za-z_]\w*=/.test(word));

const fallsBack = (commands: readonly ShellCommand[]): boolean => commands.some(({ joint }) => joint.includes("||"));

/** Whether each line that was printed stands in the command: it may print nothing else than what was typed. */
const isTypedIn = (typed: string, output: string): boolean => {
  const words = typed.split(/\s+/).join(" ");
  const asWords = (line: string) => literal(line.trim().split(/\s+/).join(" "));
  return output.split("\n").every((line) => new RegExp(`(?<![\\w./-])${asWords(line)}(?![\\w./-]*\\w)`).test(words));
};

/** Whether commands ask where a shell finds a program: that is more than where a file is. */
const isLookup = (commands: readonly ShellCommand[]): boolean =>
  programsOf(commands).some((name) => /^(?:which|type|command|whereis|hash)$/.test(name));

/**
 * Whether a command looks for what the note's command has found, or puts it in itself: a word of its patterns and formats is printed, or sought, and is
 * no word of the note's. Behind the note's own first program, a pattern only leaves lines out.
 */
function hasAnswer(
  note: readonly ShellCommand[],
  typed: readonly ShellCommand[],
  output: string,
  matcher: Matcher,
): boolean {
  const begin =
    note[0] && typed[0] && sameCommand([unhushed(note[0])], [{ ...unhushed(typed[0]), joint: "" }], matcher);
  const known = flat(note).toLowerCase();
  const parts = wordsIn(patternsIn(note));
  const own = wordsIn([...patternsIn(typed), ...formatsIn(typed)]).filter(
    (word) => !known.includes(word) && !parts.some((part) => word.includes(part)),
  );
  const printed = wordsIn([output]);
  return (
    begin === undefined &&
    (wordsIn(patternsIn(typed)).some((word) => own.includes(word)) || own.some((word) => printed.includes(word)))
  );
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

/** The patterns by which a command picks lines or files: without them, the same ones come by chance. */
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
function dropsProgram(note: readonly ShellCommand[], typed: readonly ShellCommand[]): boolean {
  const [ours, theirs] = [programsOf(note), programsOf(typed)];
  let at = 0;
  for (const name of ours) if (theirs[at] === name) at += 1;
  return theirs.length > 0 && theirs.length < ours.length && at === theirs.length;
}

/** Whether two texts differ in a slip, or in the order of their words: where they show the same, that is by chance. */
function isOtherText({ note = "", typed = "" }: OtherWord): boolean {
  if (!/\s/.test(note) || !/\s/.test(typed)) return false;
  const [ours, theirs] = [note, typed].map((text) => text.replace(/\s/g, "")) as [string, string];
  const words = [note, typed].map((text) => text.trim().split(/\s+/).toSorted().join(" "));
  return ours !== theirs && (words[0] === words[1] || isSlip(ours, theirs, 1));
}

/**
 * Whether an option, or the number in it, is another one than the note's: it asks a program for something else. A letter may be that of a name.
 */
function asksOther(program: string, { note = "", typed = "" }: OtherWord): boolean {
  const [ours, theirs] = [optionsIn(program, note), optionsIn(program, typed)];
  if (ours.length === 0 || theirs.length === 0 || note.startsWith("--") !== typed.startsWith("--")) return false;
  if (ours.every((name) => theirs.includes(name)) || theirs.every((name) => ours.includes(name)))
    return /\d/.test(note) && /\d/.test(typed) && !note.startsWith(typed) && !typed.startsWith(note);
  return true;
}

/** A word without the signs around it, such as those that tie a pattern to a line's beginning. */
const coreOf = (word: string): string => word.replace(/^[^\p{L}\p{N}/.~]+|[^\p{L}\p{N}/]+$/gu, "");

/** Whether a word that differs is none that narrows what is printed, or what is printed is about that word. */
const isNoFilter = ({ note, typed = "" }: OtherWord, output: string): boolean =>
  note !== undefined ||
  /^(?:--?[A-Za-z-]*|%\d+)$/.test(typed) ||
  output.includes(typed.replace(/^.*[=:]/, "") || typed);

/** Whether a word only says what kind of files `find` is to find. */
const isKind = (commands: readonly ShellCommand[], { note, typed = "" }: OtherWord): boolean =>
  note === undefined &&
  /^[fdl]$/.test(typed) &&
  commands.some(({ words }) => words[words.indexOf(typed) - 1] === "-type");
