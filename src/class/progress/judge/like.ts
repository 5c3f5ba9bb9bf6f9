import { retype } from "../../../adopt/commands/typography.ts";
import { substitute } from "../../../note/compare/bindings.ts";
import { oneSlip } from "../../../note/page/slips.ts";
import type { Reason } from "../../../record/reasons/reason.ts";
import { mayFailSilently, onlyShows } from "../command/calls.ts";
import { withoutHangul } from "../command/hangul.ts";
import { wholeId } from "../command/ids.ts";
import {
  areOneUnspaced,
  areTwoNames,
  distance,
  innerWords,
  isSlip,
  isTypo,
  lacksFreeAlone,
  mayBeOne,
  type OtherWord,
  otherWords,
  programsOf,
} from "../command/near.ts";
import { doesMore, failsWithout, isFilter } from "../command/programs.ts";
import { sameCommand } from "../command/same.ts";
import { readCommand } from "../command/tokens.ts";
import type { Wanted } from "./evaluate.ts";
import { NEAR, type SectionView } from "./section.ts";
import { namesIds, shownBy } from "./shown.ts";

/** Two commands are like each other up to this distance, if one of them fails. */
const LIKE = 0.4;
/** The page names so many words at most that differ. */
const TOLD = 2;
/** A command of fewer words, options apart, is often another command that is meant. */
const TELLING = 3;
/** So many signs of a word may be slips where a command did not fail: more of them are on purpose. */
const FEW = 3;

/** The next step that a command is like, and what differs; `undefined` where it may be meant as it is. */
export function likeStep(view: SectionView): { place: number; reasons: readonly Reason[] } | undefined {
  const { observation } = view;
  const near = view.open.slice(0, NEAR).filter((wanted) => isShell(view, wanted));
  const mistyped = keyboard(view, near);
  if (mistyped !== undefined) return mistyped;
  const found = near
    .map((wanted) => ({ wanted, far: distance(typedFor(view, wanted), observation.typed) }))
    .toSorted((a, b) => a.far - b.far)
    .map(({ wanted, far }) => ({
      ...{ wanted, far },
      words: otherWords(wanted.step.typed ?? "", observation.typed, view.matcherOf(wanted)),
    }))
    // A word that was left out, or is a slip, is meant sooner than one in the place of another; that one is sooner the next step's.
    .toSorted((a, b) => Number(isReplaced(a.words)) - Number(isReplaced(b.words)) || inNotesOrder(a, b))
    .flatMap(({ wanted, far, words }) => {
      const failed = hasFailed(view) && !isToFail(wanted, observation.exit);
      const isQuiet = !failed || view.typed.some(mayFailSilently);
      if (isQuiet && isLook(view, wanted) && words.every((word) => word.typed === undefined)) return [];
      const isNear = far <= LIKE || (words.length === 1 && words.every(isOneSlip));
      const meant = failed ? isNear && isMeantFor(view, wanted, words) : hasSlipped(view, wanted, words);
      // Of several steps with one command, the first is next.
      const { place } = near.find(({ step }) => step.typed === wanted.step.typed) ?? wanted;
      return meant ? [{ place, reasons: wordReasons(words) }] : [];
    });
  const [best] = found;
  // With another way to do the very next step, a command may look like a slip for a later one.
  const next = near.find(({ place }) => best !== undefined && place < best.place);
  return next !== undefined && !hasFailed(view) && isOtherWay(view, next) ? undefined : best;
}

/** Two steps with one word replaced stand in the note's order. */
const inNotesOrder = (...[one, other]: readonly [Likeness, Likeness]): number =>
  [one, other].every(({ words }) => words.length === 1 && isReplaced(words))
    ? one.wanted.place - other.wanted.place
    : 0;

interface Likeness {
  wanted: Wanted;
  words: readonly OtherWord[];
}

/** Whether a word stands in the place of another one, and is no slip for it, as the letter of an option is not. */
function isReplaced(words: readonly OtherWord[]): boolean {
  const moved = movedWords(words);
  return words.some(
    ({ note, typed }) =>
      note !== undefined &&
      typed !== undefined &&
      !(moved.has(note) && moved.has(typed)) &&
      (!isSlip(note, typed) || (/^-\w+$/.test(note) && /^-\w+$/.test(typed))),
  );
}

const isOneSlip = ({ note, typed }: OtherWord): boolean =>
  note !== undefined && typed !== undefined && oneSlip(note, typed);

/** Whether a command has the step's words but for one. */
function isOtherWay(view: SectionView, wanted: Wanted): boolean {
  const words = otherWords(wanted.step.typed ?? "", view.observation.typed, view.matcherOf(wanted));
  return words.length === 1 && programsOf(wanted.commands).join() === programsOf(view.typed).join();
}

const isShell = ({ observation }: SectionView, { step }: Wanted): boolean =>
  (step.prompt === undefined) === (observation.prompt === undefined);

/** Whether the command failed, as far as its status or what it printed tells. */
const hasFailed = ({ observation: { exit, output } }: SectionView): boolean =>
  exit === undefined ? SAYS_SO.test(output) : exit !== 0;
const SAYS_SO = /not found|no such|error|invalid|unknown|denied/i;

/** Whether the step's command fails as well: with this status, or without one in what it prints. */
const isToFail = ({ step }: Wanted, exit: number | undefined): boolean =>
  exit === step.exit && (exit !== undefined || step.expected.some((item) => "text" in item && SAYS_SO.test(item.text)));

/** Whether a command that failed is the step's but for slips, or but for one word of several. */
function isMeantFor({ observation }: SectionView, { step, commands }: Wanted, words: readonly OtherWord[]): boolean {
  if (words.length === 0) return false;
  if (areOneUnspaced(step.typed ?? "", observation.typed)) return true;
  const moved = movedWords(words);
  const slips = words.every(({ note, typed }) => {
    if (note === undefined || typed === undefined) return true;
    return isSlip(note, typed) || (moved.has(note) && moved.has(typed));
  });
  return slips || (words.length === 1 && wordsOf(commands).length >= TELLING);
}

/**
 * Whether a command that did not fail is meant for the step: it is the step's but for one slip, or for an option that is missing; or one word of
 * several is another, and what it printed does not show that.
 */
function hasSlipped(view: SectionView, wanted: Wanted, words: readonly OtherWord[]): boolean {
  const [first, ...others] = words;
  const all = wordsOf(wanted.commands);
  const operands = all.filter((word) => !word.startsWith("-")).length;
  const moved = movedWords(words);
  const areMoved = words.every(({ note = "", typed = "" }) => moved.has(note) || moved.has(typed));
  // Where there are options, one of the words may be the value of one.
  if (words.length === 2 && areMoved && operands >= TELLING) return operands === all.length;
  // An option is missing, with its value.
  if (words.length === 2 && operands > TELLING && words.every((word) => word.typed === undefined))
    return first?.note?.startsWith("-") === true;
  if (first?.note === undefined || others.length > 0) return false;
  const { note, typed } = first;
  const isShown = () => shownBy(wanted.step, view.observation.output, view.bindings, undefined).holds;
  if (typed === undefined) {
    const isNeeded = !programsOf(wanted.commands).some((program) => failsWithout(program, note));
    const isTried = (wanted.step.exit ?? 0) !== 0 && isShown();
    return operands >= TELLING && /^(?:-|\d*[<>&])/.test(note) && isNeeded && !isTried && !isLook(view, wanted);
  }
  // What the shell makes of a word is not known here.
  if (expandedIn(note) !== expandedIn(typed) || mayBeOne(note, typed)) return false;
  if (isLook(view, wanted) && hasMoreLetters(note, typed)) return false;
  if (operands >= 2 && isTypo(note, typed)) return true;
  const holds = isShown();
  // Where nothing waits for what is typed next, a terminal is no matter.
  const isMark = wanted.step.ending.kind === "mark";
  if (holds && isMark && programsOf(wanted.commands).some((program) => lacksFreeAlone(program, note, typed)))
    return false;
  // Some programs write the file that is their last operand.
  if (holds && /^\w/.test(typed) && note === `>${typed}`) return false;
  if (operands >= TELLING && isSlip(note, typed, FEW))
    return !holds || !(isSignsApart(note, typed) || (isLook(view, wanted) && isOtherFilter(wanted, note, typed)));
  const isProgram = programsOf(wanted.commands).some((program) => program.split(" ")[0] === note);
  const isOver = view.observation.state === "ended";
  // The id in place of a name, and another filter that shows the same, may well be meant.
  const theirs = programsOf(view.typed);
  const mayBeMeant =
    (isFilter(note) && isFilter(typed)) ||
    wholeId(typed, view.seen) !== undefined ||
    (namesIds(wanted.step) && programsOf(wanted.commands).some((name, at) => doesMore(theirs[at] ?? "", name)));
  if (all.length > TELLING && isOver && !isProgram && !mayBeMeant && areOtherNames(note, typed)) return holds;
  return all.length === TELLING && note === all[0] && view.observation.output === "" && holds;
}

/** Whether a word of a look may be another one to the same end: neither an option in another one's place nor another name. */
const isOtherFilter = ({ step }: Wanted, note: string, typed: string): boolean =>
  step.expected.length > 0 && !areTwoNames(note, typed) && !/^-\w -\w$/.test(`${note} ${typed}`);

/** Whether a word of options has all letters of another one, and more: on purpose. */
const hasMoreLetters = (note: string, typed: string): boolean =>
  [note, typed].every((word) => /^-[A-Za-z]+$/.test(word)) && [...note].every((letter) => typed.includes(letter));

/** Whether two texts have the same words, and other signs between them. */
const isSignsApart = (note: string, typed: string): boolean => {
  const [one, other] = [note, typed].map((text) => text.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase());
  return /\s/.test(note) && one === other;
};

/** Whether two words are the names of two things. What else stands in a word's place may be the same in another form. */
const areOtherNames = (note: string, typed: string): boolean =>
  [note, typed].every((word) => /^[a-z][\w.-]+$/.test(word)) && !note.startsWith(typed) && !typed.startsWith(note);

/** Whether a command looks at a part of what the step's command looks at. */
const isLook = ({ typed }: SectionView, { commands }: Wanted): boolean => onlyShows(commands) && onlyShows(typed);

const wordsOf = (commands: Wanted["commands"]): string[] =>
  commands.flatMap(({ words, redirections }) => [...words, ...redirections]);

/** The parts of a word that a shell replaces. */
const expandedIn = (word: string): string =>
  (word.match(/\$\w+|\$[({].*|`.*`|^~\w+|\{.*,.*\}|^\S*[*?]\S*$/g) ?? []).join(" ");

/** What a run would type, with the student's own ids. */
const typedFor = ({ bindings }: SectionView, { step }: Wanted): string =>
  substitute(step.typed ?? "", bindings, step.known);

/** Hangul that was left on, and signs that an editor put in: the words are right, the signs are not. */
function keyboard(
  view: SectionView,
  near: readonly Wanted[],
): { place: number; reasons: readonly Reason[] } | undefined {
  const { typed } = view.observation;
  const latin = withoutHangul(typed);
  const plain = retype(typed).text;
  const isStep = (text: string) => (wanted: Wanted) =>
    sameCommand(wanted.commands, readCommand(text), view.matcherOf(wanted)) !== undefined;
  if (latin !== typed) {
    const program = hasFailed(view) && programOf(typed) !== programOf(latin) ? programOf(latin) : undefined;
    const meant =
      near.find(isStep(latin)) ?? near.find(({ step }) => program && programOf(step.typed ?? "") === program);
    if (meant !== undefined) return { place: meant.place, reasons: [{ kind: "hangul", wanted: latin }] };
  }
  if (plain === typed) return undefined;
  const meant = near.find(isStep(plain));
  const word = typed.split(/\s+/).find((each) => retype(each).text !== each) ?? typed;
  return meant && { place: meant.place, reasons: [{ kind: "otherSign", seen: word }] };
}

const programOf = (command: string): string | undefined => programsOf(readCommand(command))[0]?.split(" ")[0];

/** The words that differ, as reasons. A word that only stands in another place is one. */
function wordReasons(words: readonly OtherWord[]): Reason[] {
  const moved = movedWords(words);
  const told = words.flatMap((word) => {
    const inner = innerWords(word);
    return inner.length <= TOLD ? inner : [word];
  });
  const reasons = told.flatMap(({ note, typed }): Reason[] => {
    if (typed !== undefined && moved.has(typed)) return [{ kind: "otherPlace", seen: typed }];
    if (note !== undefined && moved.has(note)) return [];
    if (note === undefined) return [{ kind: "moreWord", seen: typed ?? "" }];
    return typed === undefined
      ? [{ kind: "noWord", wanted: note }]
      : [{ kind: "otherWord", seen: typed, wanted: note }];
  });
  return reasons.slice(0, TOLD);
}

/** The words that are there in both commands, and stand in another place. */
function movedWords(words: readonly OtherWord[]): Set<string> {
  const missing = new Set(words.flatMap(({ note, typed }) => (note === undefined || note === typed ? [] : [note])));
  return new Set(words.flatMap(({ typed }) => (typed !== undefined && missing.has(typed) ? [typed] : [])));
}
