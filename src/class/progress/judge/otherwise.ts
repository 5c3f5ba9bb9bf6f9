import { opensTerminal } from "../../../note/console/openers.ts";
import { madeBy, onlyShows, readCall } from "../command/calls.ts";
import { areSame, areTwo } from "../command/ids.ts";
import { areTwoNames, type OtherWord, otherWords, programsOf, subjectsOf } from "../command/near.ts";
import { mayHave, mayLack, saysFor } from "../command/options.ts";
import { optionsIn } from "../command/parsed.ts";
import { teed } from "../command/pipes.ts";
import { doesMore } from "../command/programs.ts";
import type { Matcher } from "../command/same.ts";
import type { ShellCommand } from "../command/tokens.ts";
import type { Evaluation, Wanted } from "./evaluate.ts";
import { NEAR, type SectionView } from "./section.ts";
import { isLoud, namesAlone, shownBy, withoutRemarks } from "./shown.ts";

/**
 * The next step whose result another command shows. Only an output that tells of its step counts; one that would do for another step, too, tells
 * nothing, nor does a command that only prints what was typed.
 */
export function otherwise(view: SectionView): (Evaluation & { world: number }) | undefined {
  const { observation, typed } = view;
  if (observation.output.length > MOST) return undefined;
  if (observation.state !== "ended" || programsOf(typed).some((name) => /^(?:echo|printf)$/.test(name)))
    return undefined;
  const showing = view.wanted.flatMap((wanted) => shows(view, wanted));
  const [found, ...others] = showing.filter(({ wanted }) => isAkin(view, wanted));
  if (found === undefined || others.length > 0) return undefined;
  return view.open.slice(0, NEAR).includes(found.wanted) ? found : undefined;
}

/** An output that is longer tells of many things. */
const MOST = 32 * 1024;

/** The step, if its lines tell of it and the command has shown them. */
function shows(view: SectionView, wanted: Wanted): (Evaluation & { world: number })[] {
  const { observation, progress } = view;
  const { step } = wanted;
  const sameShell = (step.prompt === undefined) === (observation.prompt === undefined);
  if (step.ending.kind !== "mark" || !sameShell || !isLoud(step) || isHeading(step)) return [];
  // What is to be interrupted goes on by itself.
  if (step.expected.some((item) => "keys" in item && !observation.output.includes(item.keys))) return [];
  if (step.exit !== undefined && step.exit !== observation.exit) return [];
  const output = namesAlone(withoutRemarks(observation.output), observation.typed, step);
  for (const [world, bindings] of progress.worlds.entries()) {
    const match = shownBy(step, output, bindings, undefined);
    if (!match.holds) continue;
    return [
      {
        wanted,
        same: undefined,
        holds: true,
        reasons: [],
        bindings: match.bindings,
        taken: match.taken,
        exact: match.exact,
        world,
      },
    ];
  }
  return [];
}

/** Whether a step's lines are the heads of a table alone: they tell of nothing that is there. */
const isHeading = ({ expected }: Wanted["step"]): boolean =>
  expected.every((item) => "text" in item && /^(?:[A-Z][A-Z ]*\S\s{2,})+[A-Z][A-Z ]*$/.test(item.text));

/** Whether a command is about the same as the step's, in the same place; of the same program, without words that would narrow its output. */
function isAkin(view: SectionView, wanted: Wanted): boolean {
  const { step, commands } = wanted;
  const { observation, typed } = view;
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
  if (!writtenBy(commands).every((file) => writtenBy(typed).some((other) => isOneFile(file, other, matcher))))
    return false;
  // What stands behind `||` may have printed what the other was to print.
  if (fallsBack(typed) && !fallsBack(commands)) return false;
  const same = programsOf(commands).join() === programsOf(typed.filter(runs)).join();
  const { output } = observation;
  const isTold = isTypedIn(observation.typed, output);
  if (!same) return !isTold && !isOtherDeed(commands, typed);
  // What the note's command prints of its own words, it prints in any place.
  const echoes = isTold && ECHOES.test(observation.typed);
  const isText = echoes && ECHOES.test(step.typed) && isTypedIn(step.typed, output);
  if (echoes && !isText) return false;
  if (!madeBy(commands).every((one) => madeBy(typed).includes(one))) return false;
  const hasRun = (step.exit ?? 0) < NOT_RUN;
  if (hasRun && keeps(typed) !== keeps(commands)) return false;
  if (commands.some(tellsOfItsWork)) return false;
  const words = otherWords(step.typed, observation.typed, matcher);
  // It may show the same of another thing.
  const more = words.flatMap(({ typed = "" }) => typed);
  if (words.some(({ note = "" }) => more.some((word) => areTwo(note, word, view.seen)))) return false;
  // A look at less than the note's prints the name of what it is about.
  const isShown = (word: string) => onlyShows(typed) && output.includes(word);
  const isOther = ({ note = "", typed: word = "" }: OtherWord) => areTwoNames(note, word) && !isShown(word);
  if (!isText && words.some(isOther)) return false;
  const deeds = deedsOf(commands);
  if (hasRun && words.some((word) => isSetting(deeds, word))) return false;
  // A word that stands in another place narrows it as the note's does.
  return words.every((word) => isNoFilter(word, output) || words.some(({ note }) => note === word.typed));
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
  return output.split("\n").every((line) => words.includes(line.trim().split(/\s+/).join(" ")));
};

/** Programs that print what is typed, wherever they stand. */
const ECHOES = /\b(?:echo|printf)\b/;

/** Whether a program's subcommand is to do something, and another one was typed in its place: it does something else. */
function isOtherDeed(commands: readonly ShellCommand[], typed: readonly ShellCommand[]): boolean {
  const theirs = programsOf(typed).filter((name) => SUBCOMMAND.test(name));
  return deedsOf(commands).some(
    (name) =>
      SUBCOMMAND.test(name) &&
      !theirs.includes(name) &&
      theirs.some((other) => other.split(" ")[0] === name.split(" ")[0] && !doesMore(other, name)),
  );
}

/** A program with its subcommand. */
const SUBCOMMAND = /^\S+ \w/;

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

/** A word without the signs around it, such as those that tie a pattern to a line's beginning. */
const coreOf = (word: string): string => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** Whether a word that differs is none that narrows what is printed, or what is printed is about that word. */
const isNoFilter = ({ note, typed = "" }: OtherWord, output: string): boolean =>
  note !== undefined || /^--?[A-Za-z-]*$/.test(typed) || output.includes(typed.replace(/^.*[=:]/, "") || typed);

/** Whether a command works in a container, not on the host. */
const isInContainer = (commands: readonly ShellCommand[]): boolean =>
  commands.some(({ words }) =>
    /^docker (?:run|exec)$/.test(programsOf([{ joint: "", words, redirections: [] }])[0] ?? ""),
  ) || commands.some(({ words }) => opensTerminal(words.join(" ")));
