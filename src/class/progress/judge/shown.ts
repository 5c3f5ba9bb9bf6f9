import { Bindings } from "../../../note/compare/bindings.ts";
import { compareStep, type Match } from "../../../note/compare/compare.ts";
import { expectationOf } from "../../../note/compare/expectation.ts";
import type { Mismatch } from "../../../note/compare/mismatch.ts";
import { literal } from "../../../note/compare/shapes/shape.ts";
import type { CommandStep, HttpStep } from "../../../note/note.ts";
import { wholeId } from "../command/ids.ts";
import { isRemark } from "../command/programs.ts";
import type { CommandPair, Same } from "../command/same.ts";
import { writtenWord } from "../command/tokens.ts";

/**
 * Compares what a student's terminal showed with a step, as a run does. Where the student typed an id or a name in another form than the note,
 * the program may print that form: it stands for the same.
 *
 * @param bindings what the note's words stand for, with those that the typed words show
 */
export function shownBy(
  step: CommandStep | HttpStep,
  output: string,
  bindings: Bindings,
  same: Pick<Same, "pairs" | "order" | "spelt" | "fed"> | undefined,
): Match | Mismatch {
  const asItIs = compareStep(step, output, bindings);
  if (asItIs.holds || same === undefined) return asItIs;
  const plain = inNotesForm(withoutRemarks(output), [...same.pairs, ...same.spelt.flatMap(withHost)], bindings);
  const other = inNotesRows(inNotesOrder(namedAsInNote(inNotesJobs(plain, step), same), same, bindings), step);
  const silent = unremarked(step);
  const match = other === output && silent === step ? asItIs : compareStep(silent, other, bindings);
  return match.holds ? match : asItIs;
}

/** A word that is spelt in another way, with the host in it, if that is. */
const withHost = (pair: CommandPair): CommandPair[] => {
  const [sample = "", value = ""] = [pair.sample, pair.value].map((word) => LOOPBACK.exec(word)?.[0]);
  return sample === value || sample === "" || value === "" ? [pair] : [pair, { sample, value, spelt: true }];
};
const LOOPBACK = /\blocalhost\b|\b127\.0\.0\.1\b/;

/** What the shell or a program remarks on by the way is no result. */
export const withoutRemarks = (output: string): string =>
  output
    .split("\n")
    .filter((line) => !isRemark(line))
    .join("\n");

const plainSteps = new WeakMap<CommandStep | HttpStep, CommandStep | HttpStep>();

/** A step without the lines in which the shell tells what has become of a job: it does so sooner or later. */
function unremarked(step: CommandStep | HttpStep): CommandStep | HttpStep {
  if (step.kind !== "command" || ASKS_FOR_JOBS.test(step.typed ?? "")) return step;
  const known = plainSteps.get(step);
  if (known !== undefined) return known;
  const expected = step.expected.filter((item) => !("text" in item && isRemark(item.text)));
  const plain =
    expected.length === step.expected.length ? step : { ...step, expected, empty: step.empty || expected.length === 0 };
  plainSteps.set(step, plain);
  return plain;
}

const ASKS_FOR_JOBS = /(?:^|[\s;&|])(?:jobs|wait|fg|bg)(?:$|[\s;&|])/;

/** The output with the note's number of a job that was begun: it is a matter of what else the shell runs. */
function inNotesJobs(output: string, { expected }: CommandStep | HttpStep): string {
  const begun = expected.flatMap((item) => ("text" in item ? (BEGUN.exec(item.text)?.[0] ?? []) : []));
  const [number, ...others] = begun;
  return number === undefined || others.length > 0 ? output : output.replace(new RegExp(BEGUN, "m"), number);
}

/** What the shell puts before the PID of a job that it begins. */
const BEGUN = /^\[\d+\](?= \d+$)/;

/** The output with the name of a file that the note's program has on its standard input and the typed one does not, or without it. */
function namedAsInNote(output: string, { fed }: Pick<Same, "fed">): string {
  if (fed === undefined) return output;
  const behind = ` ${writtenWord(fed.file)}`;
  const lines = output.split("\n");
  return lines
    .map((line) => (fed.named ? (line.endsWith(behind) ? line.slice(0, -behind.length) : line) : `${line}${behind}`))
    .join("\n");
}

/** The output with the values that the note's words stand for, in place of those that were typed. */
function inNotesForm(output: string, pairs: readonly CommandPair[], bindings: Bindings): string {
  return pairs.reduce((text, pair) => {
    const [sample, value] = [pair.sample, pair.value].map(writtenWord) as [string, string];
    const bound = pair.spelt ? sample : bindings.of(sample)?.value;
    // What a pattern finds is not printed as the pattern is.
    if (pair.spelt && (!/\w/.test(value) || /[[\]]/.test(`${sample}${value}`))) return text;
    if (bound === undefined || bound === value) return text;
    const [ours, theirs, name] = foldersOf(bound, value);
    const form = new RegExp(`(?<![\\w./-])${literal(theirs)}(${globbed(name)})(?!\\.?[\\w-])`, "g");
    return text.replace(form, (_, shown: string) => `${ours}${shown}`);
  }, output);
}

/** The folders before a name that two paths have in common, and the name; both whole where they have none in common. */
function foldersOf(one: string, other: string): [one: string, other: string, name: string] {
  const name = /[^/]*$/.exec(one)?.[0] ?? "";
  const both = [one, other].map((path) => path.slice(0, path.length - name.length));
  const isName = name !== "" && other.endsWith(name) && both.every((folder) => /^$|\/$/.test(folder));
  return isName ? [both[0] as string, both[1] as string, name] : [one, other, ""];
}

/** The source of a pattern for the names of files that a word stands for. */
const globbed = (word: string): string => literal(word).replaceAll("\\*", "[^\\s/]*").replaceAll("\\?", "[^\\s/]");

/** The output with the lines that name the operands in the note's order. */
function inNotesOrder(output: string, { order, pairs }: Pick<Same, "pairs" | "order">, bindings: Bindings): string {
  if (order === undefined) return output;
  const names = order.map((word) => {
    const sample = pairs.find(({ value }) => value === word)?.sample;
    return (sample === undefined ? undefined : bindings.of(sample)?.value) ?? word;
  });
  const lines = output.split("\n");
  const nameAt = (line: string) => names.indexOf(/\S*$/.exec(line)?.[0] ?? "");
  const places = [...lines.keys()].filter((at) => nameAt(lines[at] as string) !== -1);
  const sorted = places.map((at) => lines[at] as string).toSorted((a, b) => nameAt(a) - nameAt(b));
  for (const [index, at] of places.entries()) lines[at] = sorted[index] as string;
  return lines.join("\n");
}

/** The output of `ls` in the rows of the note: how many names a row has is a matter of the terminal's width. */
function inNotesRows(output: string, step: CommandStep | HttpStep): string {
  if (step.kind !== "command" || !LISTS.test(step.typed ?? "")) return output;
  const note = step.expected.map((item) => ("text" in item ? item.text : "")).join("\n");
  // Several folders have a heading each.
  return !/:$/m.test(note) && namesIn(note) === namesIn(output) ? note : output;
}

const namesIn = (text: string): string => text.split(/\s+/).filter(Boolean).toSorted().join("\n");

/** What a long list shows as the list of names that the note has; any other output as it is. */
export function namesAlone(output: string, typed: string, step: CommandStep | HttpStep): string {
  if (step.kind !== "command" || !LISTS.test(step.typed ?? "") || !LISTS_ALL.test(typed)) return output;
  const lines = output.split("\n").filter((line) => !/^total \d|^$/.test(line));
  const names = lines.map((line) => LISTED.exec(line)?.[1]);
  return names.length === 0 || names.includes(undefined) ? output : inNotesRows(names.join("\n"), step);
}

/** `ls` with all that it tells of each file, and its line of a file. */
const LISTS_ALL = /^(?:ll|ls (?:-\S+ )*-\w*l\w*)(?: [^\s|;&<>]+)*$/;
const LISTED = /^[-dlbcps][-rwxsStT]{9}\S*\s+\d+\s.*\s(\S+)$/;

/** `ls` with names alone, in the order of the names. */
const LISTS = /^ls(?: (?:-[1aAdFpC]+|[^-\s|;&<>][^\s|;&<>]*))*$/;

/**
 * The bindings with those that typed words show: what an unbound id of the note stands for, where the whole id is known. `undefined` if another
 * word of the note stands for it already.
 */
export function withTypedIds(
  bindings: Bindings,
  pairs: readonly CommandPair[],
  seen: readonly string[],
  line: number,
): Bindings | undefined {
  let now = bindings;
  for (const { sample, value } of pairs) {
    if (now.of(sample) !== undefined) continue;
    const isId = /^[0-9a-f]{2,64}$/.test(sample);
    const whole = isId ? (wholeId(value, seen) ?? value) : value;
    // The first digits of an id show too little of it.
    if (isId && (sample.length < 12 || whole.length < sample.length)) continue;
    const bound = now.bind(sample, isId ? whole.slice(0, sample.length) : whole, line, isId);
    if (!(bound instanceof Bindings)) return undefined;
    now = bound;
  }
  return now;
}

/** So many signs, beyond blanks, shapes and `[..]`, make an output tell of its command. */
const LOUD = 8;

/** Whether a step's lines say so much that they tell whether it was done. */
export function isLoud(step: CommandStep | HttpStep): boolean {
  const signs = expectationOf(unremarked(step)).patterns.flatMap(({ runs }) =>
    runs.flat().flatMap(({ text, shape }) => (shape === undefined ? [text.replace(/\s/g, "").length] : [])),
  );
  return signs.reduce((sum, length) => sum + length, 0) >= LOUD;
}

/** Whether a step's lines have an id, or another word that stands for one thing alone. */
export const namesIds = (step: CommandStep | HttpStep): boolean =>
  expectationOf(step).patterns.some(({ runs }) => runs.flat().some(({ shape }) => shape?.binds === true));
