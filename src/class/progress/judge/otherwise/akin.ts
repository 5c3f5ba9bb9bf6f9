import { literal } from "../../../../note/compare/shapes/shape.ts";
import { onlyShows } from "../../command/calls.ts";
import { areSame, areTwo } from "../../command/ids.ts";
import { areTwoNames, isSlip, type OtherWord, otherWords, programsOf, subjectsOf } from "../../command/near.ts";
import { optionsIn } from "../../command/parsed.ts";
import { ACTIVE, flat, type ShellCommand } from "../../command/tokens.ts";
import type { Wanted } from "../evaluate.ts";
import type { SectionView } from "../section.ts";
import { dropsProgram, hasAnswer, isTypedIn, picksAll } from "./answers.ts";

/**
 * Whether another command looks at what the step's command looks at. Both only show: a command that has made or changed something prints too little of
 * that, and so only what is known of its program tells that it does the same.
 */
export function isAkin(view: SectionView, wanted: Wanted): boolean {
  const { commands } = wanted;
  const { observation, typed } = view;
  const { output } = observation;
  const ran = typed.filter(isMore);
  if (!onlyShows(commands) || !onlyShows(ran.filter(({ words }) => words[0] !== "cd"))) return false;
  if (isLookup(commands) !== isLookup(typed) || (fallsBack(typed) && !fallsBack(commands))) return false;
  if (!namesAll(view, wanted) || !picksAll(commands, observation.typed) || dropsProgram(commands, typed)) return false;
  if (hasAnswer(commands, typed, output, view.matcherOf(wanted))) return false;
  return programsOf(commands).join() === programsOf(ran).join()
    ? asksAlike(view, wanted)
    : namesNoOther(view, wanted) && !isTypedIn(observation.typed, output);
}

/** Whether a command names all that the step's names: files, containers, variables. */
function namesAll(view: SectionView, wanted: Wanted): boolean {
  const { typed } = view.observation;
  const subjects = [...subjectsOf(wanted.commands)];
  const about = subjectsOf(view.typed);
  const matcher = view.matcherOf(wanted);
  const isAbout = (note: string) =>
    [...about].some(
      (word) =>
        coreOf(word) === coreOf(note) ||
        matcher.match(note, word, "")?.every(matcher.fits) ||
        areSame(note, word, view.seen),
    );
  // Where a shell finds a program is asked by its name alone.
  if (isLookup(view.typed) && ![...about].every((word) => subjects.includes(word))) return false;
  return (
    (subjects.length === 0 || subjects.some((note) => isAbout(note) || isVariable(note, typed))) &&
    subjects.every((note) => !isName(note) || isAbout(note) || names(typed, note))
  );
}

/** Whether a command names nothing else than the step's does, but for what it prints. */
function namesNoOther(view: SectionView, wanted: Wanted): boolean {
  const { match } = view.matcherOf(wanted);
  const subjects = [...subjectsOf(wanted.commands)];
  return [...subjectsOf(view.typed)].every(
    (word) =>
      !isName(word) ||
      word === "/dev/null" ||
      names(view.observation.output, word) ||
      names(flat(wanted.commands), coreOf(word)) ||
      subjects.some((note) => names(word, note) || match(note, word, "") || areSame(note, word, view.seen)),
  );
}

/** Whether a command with the programs of the step's asks them for the same: no word narrows what is printed, or asks for something else. */
function asksAlike(view: SectionView, wanted: Wanted): boolean {
  const { output, typed } = view.observation;
  const programs = programsOf(wanted.commands);
  const words = otherWords(wanted.step.typed ?? "", typed, view.matcherOf(wanted));
  if (words.some(isOtherText) || words.some((word) => programs.some((program) => asksOther(program, word))))
    return false;
  // It may show the same of another thing.
  const more = words.flatMap((word) => word.typed ?? []);
  if (words.some(({ note = "" }) => more.some((word) => areTwo(note, word, view.seen)))) return false;
  // A look at less than the note's prints the name of what it is about.
  const isShown = (word: string) => !word.startsWith("/") && output.includes(word);
  if (words.some((word) => areTwoNames(word.note ?? "", word.typed ?? "") && !isShown(word.typed ?? ""))) return false;
  // A word that stands in another place narrows it as the note's does.
  return words.every(
    (word) => isNoFilter(word, output) || isKind(view.typed, word) || words.some(({ note }) => note === word.typed),
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

/** Whether a command has `||`: what stands behind it may have printed what the other was to print. */
const fallsBack = (commands: readonly ShellCommand[]): boolean => commands.some(({ joint }) => joint.includes("||"));

/** Whether commands ask where a shell finds a program: that is more than where a file is. */
const isLookup = (commands: readonly ShellCommand[]): boolean =>
  programsOf(commands).some((name) => /^(?:which|type|command|whereis|hash)$/.test(name));

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
  note !== undefined || /^(?:--?[A-Za-z-]*|%\d+)$/.test(typed) || names(output, typed.replace(/^.*[=:]/, "") || typed);

/** Whether a word only says what kind of files `find` is to find. */
const isKind = (commands: readonly ShellCommand[], { note, typed = "" }: OtherWord): boolean =>
  note === undefined &&
  /^[fdl]$/.test(typed) &&
  commands.some(({ words }) => words[words.indexOf(typed) - 1] === "-type");
