import { type Bindings, substitute } from "../../../note/compare/bindings.ts";
import { matchPrompt } from "../../../note/compare/compare.ts";
import type { Mismatch } from "../../../note/compare/mismatch.ts";
import { bindingsAtPrompt } from "../../../note/compare/replay.ts";
import { shellOpenedBy } from "../../../note/console/openers.ts";
import type { CommandStep, HttpStep } from "../../../note/note.ts";
import type { Reason } from "../../../record/reasons/reason.ts";
import { isOnePlace, matcherFor, plainPath, standsFor, type WordFacts } from "../command/matcher.ts";
import { type Same, sameCommand, showsOrder } from "../command/same.ts";
import { ACTIVE, type ShellCommand } from "../command/tokens.ts";
import type { Observation } from "../observe/observation.ts";
import { endReasons, tells } from "./ending.ts";
import { isAnywhere, namesFiles, saysPlaces, typingPlace } from "./folders.ts";
import { isRoots, rootReasons } from "./root.ts";
import { isLoud, shownBy, withTypedIds } from "./shown.ts";

/** A step to which a command may belong, and where it is to be typed. */
export interface Wanted {
  step: CommandStep;
  place: number;
  folder: string | undefined;
  commands: readonly ShellCommand[];
}

/** What a command is against one step, with what the note's words stand for. */
export interface Evaluation {
  wanted: Wanted;
  /** How it is the note's command; `undefined` where it is another one. */
  same: Same | undefined;
  /** Nothing speaks against it: the step is done. */
  holds: boolean;
  /** What speaks against it; none where it holds, or where one cannot know. */
  reasons: readonly Reason[];
  /** The bindings after it. */
  bindings: Bindings;
  /** How many lines of its output it took. */
  taken: number;
  /** Whether the lines hold as they are, the progress of a build included. */
  exact: boolean;
}

/** How a command that was seen stands to one step. @param seen lines that the student has seen before, with ids */
export function evaluate(
  wanted: Wanted,
  observation: Observation,
  typed: readonly ShellCommand[],
  bindings: Bindings,
  seen: readonly string[],
  home: string,
): Evaluation {
  const { step } = wanted;
  const facts: WordFacts = { ...typingPlace(observation, wanted.folder, home), known: step.known, bindings, seen };
  const same = isRoots(step, wanted.commands, typed)
    ? undefined
    : sameCommand(wanted.commands, typed, matcherFor(facts));
  const none: Evaluation = { wanted, same, holds: false, reasons: [], bindings, taken: 0, exact: false };
  if (same === undefined) return none;
  const others = wordsFor(same, facts, "another");
  const bound = withTypedIds(bindings, same.pairs, seen, step.line);
  if (others.length > 0 || bound === undefined) return { ...none, reasons: others };
  const misplaced = placeReason(step, observation, facts);
  if (misplaced !== undefined) return { ...none, reasons: [misplaced] };
  const match = toldIn(step, observation, same)
    ? { holds: true as const, bindings: bound, taken: 0, exact: true }
    : shownBy(step, observation.output, bound, {
        ...same,
        spelt: same.spelt.map((pair) => ({ ...pair, value: expanded(pair.value, facts) })),
      });
  const folder = folderReason(wanted, observation, typed, same, facts);
  const end = endReasons(step, observation);
  // What failed for want of a word of the note's is another command.
  if (end.length > 0 && (same.lacks || isNotFound(observation, wanted.commands, typed)))
    return { ...none, same: undefined };
  const isSure = same.pairs.every((pair) => standsFor(pair, facts) !== "unknown");
  if (match.holds && end.length === 0 && ((folder === undefined && isSure) || isLoud(step))) {
    const after = bindingsAfter(step, observation, match.bindings);
    if (after !== undefined)
      return { ...none, holds: tells(step, observation), bindings: after, taken: match.taken, exact: match.exact };
    // A path in full does the same in another folder of that shell.
    if (same.spelt.length > 0 && facts.folder !== facts.wanted) return none;
    const wantedPrompt = substitute(promptOf(step), bindings, step.known);
    return { ...none, reasons: [{ kind: "otherLine", seen: observation.nextPrompt ?? "", wanted: wantedPrompt }] };
  }
  // What was typed ahead, or is missing, may be all that differs. A container that is not known may be the right one.
  const unsure =
    observation.mixed ||
    observation.cut ||
    same.piped ||
    same.loose ||
    same.says === "other" ||
    same.pairs.some((pair) => isUnknown(pair, facts));
  if (!match.holds && end.length === 0 && folder === undefined && (unsure || isOnePath(match))) return none;
  // What is not known, and fails, is not what is meant.
  const strange = end.length > 0 ? wordsFor(same, facts, "unknown") : [];
  if (strange.length > 0) return { ...none, reasons: strange };
  // Another program fails in its own way.
  if (same.says === "other" && step.exit !== 0 && observation.exit !== 0) return none;
  const [moved] = end.length === 0 ? (same.order ?? []) : [];
  if (!match.holds && moved !== undefined)
    return { ...none, reasons: showsOrder(wanted.commands) ? [{ kind: "otherPlace", seen: moved }] : [] };
  const shown = match.holds ? [] : [lineReason(match, step, bindings)];
  const root = rootReasons(step, observation, wanted.commands, typed, end.length > 0);
  return { ...none, reasons: [...root, ...(folder === undefined ? [] : [folder]), ...end, ...shown] };
}

/** Whether what differs is one path, written in two ways. */
const isOnePath = ({ word }: Mismatch): boolean =>
  word?.seen.startsWith("/") === true && plainPath(word.seen) === plainPath(word.expected);

/** A word as the shell expands it. */
const expanded = (word: string, { home, folder }: WordFacts): string =>
  word.replaceAll(`${ACTIVE}$PWD`, (folder ?? `${ACTIVE}$PWD`).replace(/^~/, home)).replaceAll(`${ACTIVE}$HOME`, home);

/** Whether a program was not found that the note calls by another name. */
const isNotFound = ({ exit }: Observation, note: readonly ShellCommand[], typed: readonly ShellCommand[]): boolean =>
  exit === NOT_FOUND && typed.some(({ words }, at) => words[0] !== note[at]?.words[0]);

/** The status of a shell that has not found a program. */
const NOT_FOUND = 127;

/** Whether a program that was to tell less of what it did, or more, has done it as the note says: only its status can tell. */
function toldIn({ exit, empty, expected }: CommandStep, observation: Observation, { says }: Same): boolean {
  if (says === undefined || exit !== 0 || observation.exit !== 0) return false;
  if (says !== "more" && observation.output.trim() === "") return true;
  return says !== "less" && (empty || expected.length === 0);
}

/** The words that stand for something else than the note's words do, or where labnote does not know what they stand for. */
function wordsFor({ pairs }: Pick<Same, "pairs">, facts: WordFacts, meaning: "another" | "unknown"): Reason[] {
  return pairs
    .filter((pair) => standsFor(pair, facts) === meaning)
    .map(({ sample, value }) => {
      const wanted = facts.bindings.of(sample)?.value ?? "";
      return sample.startsWith(value) || value.startsWith(sample)
        ? { kind: "sampleId", seen: value, wanted }
        : { kind: "otherId", seen: value, wanted };
    });
}

/** Whether nothing is known of what a word stands for, and it has not the form of the note's word: a name in place of an id. */
function isUnknown(pair: Same["pairs"][number], facts: WordFacts): boolean {
  const meaning = standsFor(pair, facts);
  return meaning === "unknown" || (meaning === "free" && pair.value.length !== pair.sample.length);
}

/** Whether the shell in which a command was typed is that of a container, as far as one can know. */
function inContainer({ prompt = "", within }: Observation): boolean {
  if (HOST_ID.test(prompt)) return true;
  const opened = within.map(shellOpenedBy).filter((each) => each !== undefined);
  return within.length > 0 && opened.at(-1) !== "host";
}

/** The wrong shell, if it is one. A shell of the host within another one does as well as that one. */
function placeReason({ prompt, root }: CommandStep, observation: Observation, facts: WordFacts): Reason | undefined {
  if (prompt === undefined) {
    if (observation.prompt === undefined) return undefined;
    if (inContainer(observation) || (root && !observation.prompt.endsWith("#")))
      return { kind: "inShell", prompt: observation.prompt };
    return undefined;
  }
  if (observation.prompt === undefined)
    return { kind: "onHost", prompt: substitute(prompt, facts.bindings, facts.known) };
  const [sample, value] = [prompt, observation.prompt].map((text) => HOST_ID.exec(text)?.[0]);
  if (sample === undefined || value === undefined) return undefined;
  const [other] = wordsFor({ pairs: [{ sample, value }] }, facts, "another");
  return other;
}

/** The id of a container, as its shell's prompt has it. */
const HOST_ID = /(?<=@)[0-9a-f]{12}\b/;

function folderReason(
  wanted: Wanted,
  { prompt }: Observation,
  typed: readonly ShellCommand[],
  { spelt }: Same,
  facts: WordFacts,
): Reason | undefined {
  const { folder } = facts;
  if (folder === undefined || wanted.folder === undefined || folder === wanted.folder) return undefined;
  const there = spelt.filter(({ sample, value }) => isOnePlace(sample, value, facts)).map(({ value }) => value);
  if (isAnywhere(typed) || saysPlaces(typed, there) || (prompt !== undefined && !namesFiles(typed))) return undefined;
  return { kind: "folder", seen: folder, wanted: wanted.folder };
}

/** The bindings with those of the prompts around; `undefined` where the prompt is another one. */
function bindingsAfter(
  step: CommandStep,
  { prompt, nextPrompt }: Observation,
  bindings: Bindings,
): Bindings | undefined {
  const known = { output: { known: step.known } };
  const before =
    step.prompt === undefined || prompt === undefined
      ? bindings
      : (matchPrompt({ line: step.line, text: step.prompt, around: known }, prompt, bindings) ?? bindings);
  if (step.ending.kind !== "prompt") return before;
  const after = bindingsAtPrompt(step, nextPrompt, before);
  return nextPrompt === undefined || matchPrompt(step.ending.prompt, nextPrompt, before) !== undefined
    ? after
    : undefined;
}

const promptOf = ({ ending }: CommandStep): string => (ending.kind === "prompt" ? ending.prompt.text : "");

/** Where the output differs, with the student's own ids in place of the note's. */
export function lineReason(
  { expected, seen, word }: Mismatch,
  { known }: CommandStep | HttpStep,
  bindings: Bindings,
): Reason {
  const own = (text: string) => substitute(text.trim(), bindings, known);
  if (expected === undefined) return { kind: "moreLine", seen: seen ?? "" };
  if (seen === undefined) return { kind: "noLine", wanted: own(expected.text) };
  const [shown, wanted] = word === undefined ? [seen, expected.text] : [word.seen, word.expected];
  return { kind: "otherLine", seen: shown.trim(), wanted: own(wanted) };
}
