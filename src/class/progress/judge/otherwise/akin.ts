import { literal } from "../../../../note/compare/shapes/shape.ts";
import { opensTerminal } from "../../../../note/console/openers.ts";
import { madeBy, onlyShows, readCall } from "../../command/calls.ts";
import { areSame, areTwo } from "../../command/ids.ts";
import { areTwoNames, isSlip, type OtherWord, otherWords, programsOf, subjectsOf } from "../../command/near.ts";
import { mayHave, mayLack, saysFor } from "../../command/options.ts";
import { optionsIn } from "../../command/parsed.ts";
import { teed } from "../../command/pipes.ts";
import { doesMore } from "../../command/programs.ts";
import type { Matcher } from "../../command/same.ts";
import { flat, type ShellCommand } from "../../command/tokens.ts";
import type { Wanted } from "../evaluate.ts";
import type { SectionView } from "../section.ts";
import { namesIds } from "../shown.ts";

/** Whether a command is about the same as the step's, in the same place; of the same program, without words that would narrow its output. */
export function isAkin(view: SectionView, wanted: Wanted): boolean {
  const { step, commands } = wanted;
  const { observation, typed } = view;
  const { output } = observation;
  if (isInContainer(commands) !== isInContainer(typed)) return false;
  if (step.typed === undefined) return false;
  const matcher = view.matcherOf(wanted);
  const subjects = subjectsOf(commands);
  const about = [...subjectsOf(typed)];
  const shared = [...subjects].some((note) =>
    about.some(
      (word) =>
        coreOf(word) === coreOf(note) ||
        matcher.match(note, word, "")?.every(matcher.fits) ||
        areSame(note, word, view.seen),
    ),
  );
  if (subjects.size > 0 && !shared) return false;
  if (picksAnswer(commands, typed, output)) return false;
  if (putsIn(typed, output) && !putsIn(commands, output)) return false;
  if (!soughtBy(commands).every((word) => observation.typed.toLowerCase().includes(word))) return false;
  // A file that is to run by itself is another thing than one that a shell reads.
  if (
    programsOf(commands).some((name) => /^\.{0,2}\//.test(name)) &&
    !programsOf(typed).some((name) => name.includes("/"))
  )
    return false;
  if (!writtenBy(commands).every((file) => writtenBy(typed).some((other) => isOneFile(file, other, matcher))))
    return false;
  // What stands behind `||` may have printed what the other was to print.
  if (fallsBack(typed) && !fallsBack(commands)) return false;
  const same = programsOf(commands).join() === programsOf(typed.filter(runs)).join();
  const isTold = isTypedIn(observation.typed, output);
  const works = deedsOf(commands).filter((name) => SUBCOMMAND.test(name));
  // Another work of a program is another deed, unless it does the note's as well and tells to what.
  const theirs = programsOf(typed);
  const isDone = (name: string) => theirs.some((other) => other === name || (doesMore(other, name) && namesIds(step)));
  if (!same) return !isTold && works.every(isDone);
  // What the note's command prints of its own words, it prints in any place.
  const echoes = isTold && ECHOES.test(observation.typed);
  const isText = echoes && ECHOES.test(step.typed) && isTypedIn(step.typed, output);
  if (echoes && !isText) return false;
  if (!madeBy(commands).every((one) => madeBy(typed).includes(one))) return false;
  const hasRun = (step.exit ?? 0) < NOT_RUN;
  if (hasRun && keeps(typed) !== keeps(commands)) return false;
  if (commands.some(tellsOfItsWork)) return false;
  const words = otherWords(step.typed, observation.typed, matcher);
  if (words.some(isOtherText)) return false;
  if (words.some((word) => programsOf(commands).some((program) => asksOther(program, word)))) return false;
  // It may show the same of another thing.
  const more = words.flatMap(({ typed = "" }) => typed);
  if (words.some(({ note = "" }) => more.some((word) => areTwo(note, word, view.seen)))) return false;
  // A look at less than the note's prints the name of what it is about.
  const isShown = (word: string) => onlyShows(typed) && !word.startsWith("/") && output.includes(word);
  const isOther = ({ note = "", typed: word = "" }: OtherWord) => areTwoNames(note, word) && !isShown(word);
  if (!isText && words.some(isOther)) return false;
  const deeds = deedsOf(commands);
  if (hasRun && words.some((word) => isSetting(deeds, word))) return false;
  // Where it makes what the note makes, that counts; all else that it does shows in no output.
  const isSeen = madeBy(commands).length > 0 || works.every((name) => INSIDE.test(name));
  if (!isSeen && !words.every(isLeftOut)) return false;
  // A word that stands in another place narrows it as the note's does.
  return words.every(
    (word) => isNoFilter(word, output) || isKind(typed, word) || words.some(({ note }) => note === word.typed),
  );
}

/** Whether a command is more than a variable of the shell's. */
const runs = ({ words }: ShellCommand): boolean => words.some((word) => !/^[A-Za-z_]\w*=/.test(word));

/** The programs of commands that are to do something, not only to show it. */
const deedsOf = (commands: readonly ShellCommand[]): string[] =>
  programsOf(commands.filter((command) => !onlyShows([{ ...command, redirections: [] }])));

/** From this status on, Docker has run nothing. */
const NOT_RUN = 125;

const fallsBack = (commands: readonly ShellCommand[]): boolean => commands.some(({ joint }) => joint.includes("||"));

/** Whether each line that was printed stands in the command: it may print nothing else than what was typed. */
const isTypedIn = (typed: string, output: string): boolean => {
  const words = typed.split(/\s+/).join(" ");
  const asWords = (line: string) => literal(line.trim().split(/\s+/).join(" "));
  return output.split("\n").every((line) => new RegExp(`(?<![\\w./-])${asWords(line)}(?![\\w./-]*\\w)`).test(words));
};

/** Programs that print what is typed, wherever they stand. */
const ECHOES = /\b(?:echo|printf)\b/;

/** Whether a word that differs is an option that says what a program makes, removes or sets up. */
const isSetting = (programs: readonly string[], { note = "", typed = "" }: OtherWord): boolean =>
  programs.some(
    (program) =>
      SETTERS.test(program) &&
      (optionsIn(program, note).some((name) => !mayLack(program, name, undefined) && !isFree(program, name)) ||
        optionsIn(program, typed).some((name) => !isFree(program, name))),
  );

const isFree = (program: string, name: string): boolean =>
  mayHave(program, name, undefined) || mayHave(program, name, "");

/** Programs whose options say what they make, remove or set up. How an image is built is another matter. */
const SETTERS = /^docker (?!build$|compose$)/;

/** A program with its subcommand. */
const SUBCOMMAND = /^\S+ \w/;

/** What has another program run prints what that one does. */
const INSIDE = /^docker (?:run|exec)$/;

/** Whether a word is an option that was left out: what is printed shows whether it counts. */
const isLeftOut = ({ note = "", typed }: OtherWord): boolean => typed === undefined && note.startsWith("-");

/** Whether what commands make is there behind them. */
const keeps = (commands: readonly ShellCommand[]): boolean => !commands.some(({ words }) => words.includes("--rm"));

/** The redirections that write files; a last `tee` is one. */
const writtenBy = (commands: readonly ShellCommand[]): string[] =>
  teed(commands).flatMap(({ redirections }) =>
    redirections.filter((each) => /^(?:1?|&)>>?[^&>]/.test(each) && !each.endsWith("/dev/null")),
  );

/** Whether two redirections write one file in one way. */
function isOneFile(note: string, typed: string, matcher: Matcher): boolean {
  const [ours, theirs] = [note, typed].map((each) => each.replace(/^[1&]/, "").split(/(?<=>)(?!>)/)) as [
    string[],
    string[],
  ];
  return ours[0] === theirs[0] && matcher.match(ours[1] ?? "", theirs[1] ?? "", "")?.every(matcher.fits) === true;
}

/** Whether a command prints what it does, on demand: it does not tell of all that it does. */
const tellsOfItsWork = ({ words }: ShellCommand): boolean => {
  const call = readCall(words);
  return call.words.some((word) => optionsIn(call.name, word).some((name) => saysFor(call.name, name) === "more"));
};

/** Whether a command puts a text of its own into what it prints, in place of another one. */
const putsIn = (commands: readonly ShellCommand[], output: string): boolean =>
  commands.some(({ words }) => {
    const call = readCall(words);
    return (
      call.name === "sed" &&
      call.words.some((word) => {
        const [, , text = ""] = /^[\d,$]*s([^\w\s\\]).*?\1(.*?)\1/s.exec(word) ?? [];
        return /[\p{L}\p{N}]{2}/u.test(text) && output.includes(text);
      })
    );
  });

/** Whether a command that is not the note's looks for what the note's command has found. */
const picksAnswer = (note: readonly ShellCommand[], typed: readonly ShellCommand[], output: string): boolean =>
  programsOf(note)[0] !== programsOf(typed)[0] &&
  !programsOf(note).includes("grep") &&
  soughtBy(typed).some((word) => output.toLowerCase().includes(word) && !flat(note).toLowerCase().includes(word));

/** Whether two texts differ in a slip, or in the order of their words: where they show the same, that is by chance. */
function isOtherText({ note = "", typed = "" }: OtherWord): boolean {
  if (!/\s/.test(note) || !/\s/.test(typed)) return false;
  const [ours, theirs] = [note, typed].map((text) => text.replace(/\s/g, "")) as [string, string];
  const words = [note, typed].map((text) => text.trim().split(/\s+/).toSorted().join(" "));
  return ours !== theirs && (words[0] === words[1] || isSlip(ours, theirs, 1));
}

/** The words by which the note's command picks lines, in small letters: without them, the same lines come by chance. */
const soughtBy = (commands: readonly ShellCommand[]): string[] =>
  commands.flatMap(({ words }) => {
    const { name, words: all } = readCall(words);
    const [text = ""] = all.filter((word) => !word.startsWith("-"));
    const sought =
      name === "grep"
        ? [text]
        : name === "find"
          ? all.filter((_, at) => /^-(?:i?(?:name|path)|user|group|newer)$/.test(all[at - 1] ?? ""))
          : name === "awk"
            ? (all.join(" ").match(/(?<=[=~] ?)"[^"]*"|\/[^/]*\//g) ?? [])
            : [];
    return sought.flatMap(
      (each) =>
        each
          .replace(/[[\]]/g, "")
          .toLowerCase()
          .match(/\p{L}{3,}/gu) ?? [],
    );
  });

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
const coreOf = (word: string): string => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

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

/** Whether a command works in a container, not on the host. */
const isInContainer = (commands: readonly ShellCommand[]): boolean =>
  commands.some(({ words }) =>
    /^docker (?:run|exec)$/.test(programsOf([{ joint: "", words, redirections: [] }])[0] ?? ""),
  ) || commands.some(({ words }) => opensTerminal(words.join(" ")));
