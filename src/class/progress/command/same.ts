import { type ProgramCall, readCall } from "./calls.ts";
import { joinedForm } from "./forms/joined.ts";
import { hasValue, isAsGood, isFreeOption, mayHave, mayLack, saysFor } from "./options.ts";
import { haveSwapped, optionsIn, type Parsed, parse, type TypedOption } from "./parsed.ts";
import { hasOrder, keepsOrder, putsInto, takesAnyOrder, tellsOfOrder } from "./programs.ts";
import type { ShellCommand } from "./tokens.ts";

/** A word of the note and the word that was typed in its place. Both stand for something that differs in each run, such as an id. */
export interface CommandPair {
  sample: string;
  value: string;
  /** It is the same word, written in another way. */
  spelt?: true;
}

/** How words are compared. */
export interface Matcher {
  /** The parts of a word of the note, and of a typed one, that may differ; `undefined` where others differ. `program` is the one they are for. */
  match(note: string, typed: string, program: string): readonly CommandPair[] | undefined;
  /** Whether the typed part stands for what the note's part stands for, as far as that is known. */
  fits(pair: CommandPair): boolean;
}

/** How a typed command is the note's. */
export interface Same {
  pairs: readonly CommandPair[];
  /** Words that are the same and were written in another way: what a program prints of them is written so, too. */
  spelt: readonly CommandPair[];
  /** Some options that only change what is printed are there in one of them alone. */
  loose: boolean;
  /** It lacks an option of the note's without which it does the same or fails. */
  lacks: boolean;
  /** A file that one of the two names, and the other has on its standard input: what is printed has its name, or has it not. */
  fed: { file: string; named: boolean } | undefined;
  /** Whether it has more programs in pipes, or less: what stands behind only shows what is printed, and a program may print less into a pipe. */
  piped: boolean;
  /** Whether the programs tell more, or less, of what they do than those of the note; `other`: other programs do it, in words of their own. */
  says: "more" | "less" | "other" | undefined;
  /** The typed operands in the order of the note's, where they were typed in another one. */
  order: readonly string[] | undefined;
}

/** How a typed command is the note's, in the same words or in others to the same end; `undefined` where it is not. */
export function sameCommand(
  note: readonly ShellCommand[],
  typed: readonly ShellCommand[],
  matcher: Matcher,
): Same | undefined {
  const [ours, theirs] = [joinedForm(note), joinedForm(typed)];
  if (ours.length !== theirs.length) return undefined;
  // Of one program, its status tells what its errors would.
  const hushed = ours.length === 1 && isHushed(ours[0]) !== isHushed(theirs[0]);
  if (hushed) for (const commands of [ours, theirs]) commands[0] = unhushed(commands[0] as ShellCommand);
  const isAlone = ours.length === 1 && ours[0]?.redirections.length === 0;
  const found: SameCall[] = [];
  for (const [at, one] of ours.entries()) {
    const same = sameSimple(one, theirs[at] as ShellCommand, matcher);
    if (same === undefined || (same.order !== undefined && !isAlone && showsOrder([one]))) return undefined;
    found.push(same);
  }
  const pairs = found.flatMap((each) => each.pairs);
  return {
    pairs: pairs.filter(({ spelt }) => !spelt),
    spelt: pairs.filter(({ spelt }) => spelt),
    loose: hushed || found.some(({ loose }) => loose),
    lacks: found.some(({ lacks }) => lacks),
    fed: fedIn(ours.at(-1)?.input, theirs.at(-1)?.input),
    piped: ours.length - theirs.length !== note.length - typed.length,
    says: found.find(({ says }) => says !== undefined)?.says,
    order: found.find(({ order = [] }) => order.length > 1)?.order,
  };
}

/** Whether what commands print is not the same with their operands in another order. What is said of each one may stand in their order. */
export const showsOrder = (commands: readonly ShellCommand[]): boolean =>
  commands.some(({ words }) => tellsOfOrder(readCall(words).name));

/** Whether the errors of a command are thrown away. */
const isHushed = (command: ShellCommand | undefined): boolean => command?.redirections.includes(HUSH) === true;
/** A command whose errors are seen. */
export const unhushed = (command: ShellCommand): ShellCommand => ({
  ...command,
  redirections: command.redirections.filter((each) => each !== HUSH),
});
const HUSH = "2>/dev/null";

function sameSimple(note: ShellCommand, typed: ShellCommand, matcher: Matcher): SameCall | undefined {
  // What is not printed is not known, but for a text that stands in the command.
  if (note.joint !== typed.joint || (note.prints && !typed.prints && note.words[0] !== "printf")) return undefined;
  const [ours, theirs] = [readCall(note.words), readCall(typed.words)];
  const redirected = matchAll(
    [...redirectionsOf(note), ...ours.settings],
    [...redirectionsOf(typed), ...theirs.settings],
    "",
    matcher,
  );
  if (redirected === undefined) return undefined;
  const words = sameCall(ours, theirs, matcher) ?? sameCall(placed(ours), placed(theirs), matcher);
  const prints = typed.prints === note.prints ? undefined : typed.prints ? "more" : "less";
  return words && { ...words, pairs: [...words.pairs, ...redirected], says: words.says ?? prints };
}

/** The redirections of a command: the operator and the file of each one. What a here-document says is not a file. */
const redirectionsOf = ({ redirections }: ShellCommand): string[] =>
  redirections.toSorted().flatMap((each) => {
    const [operator = ""] = /^\d*(?:>>|>&|<&|>\||[<>](?!<)|&>>?)/.exec(each) ?? [];
    const file = each.slice(operator.length);
    if (/^&>/.test(operator)) return ["2>&", "1", operator.slice(1), file];
    return operator === "" ? [each] : [operator, file];
  });

/** A call that puts a file into a folder, with the file's name there. */
function placed(call: ProgramCall): ProgramCall {
  const [file = "", folder = "", ...others] = call.words.filter((word) => !word.startsWith("-"));
  if (!putsInto(call.name) || others.length > 0 || !/(?:^\.{1,2}|\/)$/.test(folder)) return call;
  const name = file.replace(/\/$/, "").replace(/^.*[/:]/, "");
  return { ...call, words: call.words.with(-1, `${folder.replace(/\/$/, "")}/${name}`) };
}

/** Matches words one by one. */
function matchAll(
  note: readonly string[],
  typed: readonly string[],
  program: string,
  matcher: Matcher,
): CommandPair[] | undefined {
  if (note.length !== typed.length) return undefined;
  const pairs: CommandPair[] = [];
  for (const [at, word] of note.entries()) {
    const found = matcher.match(word, typed[at] as string, program);
    if (found === undefined) return undefined;
    pairs.push(...found);
  }
  return pairs;
}

const fedIn = (note: string | undefined, typed: string | undefined): Same["fed"] => {
  const file = typed ?? note;
  return file === undefined || (note === undefined) === (typed === undefined)
    ? undefined
    : { file, named: typed === undefined };
};

type SameCall = Omit<Same, "piped" | "spelt" | "fed">;

function sameCall(note: ProgramCall, typed: ProgramCall, matcher: Matcher): SameCall | undefined {
  const named = sameProgram(note.name, typed.name, matcher);
  if (named === undefined) return undefined;
  const other = note.means === typed.means ? undefined : "other";
  const exact = matchAll(note.words, typed.words, note.name, matcher);
  if (exact !== undefined && (exact.every(matcher.fits) || !takesAnyOrder(note.name)))
    return { pairs: [...named, ...exact], loose: false, lacks: false, says: other, order: undefined };
  if (hasOrder(note.name) || haveSwapped(note.name, note.words, typed.words)) return undefined;
  const known = [...new Set([...note.words, ...typed.words].flatMap((word) => optionsIn(note.name, word)))];
  const open = known.filter((name) => !hasValue(name));
  if (open.length > MOST) return undefined;
  let loose: SameCall | undefined;
  // Which of the others take a value is not known: it is tried.
  for (let tried = 0; tried < 2 ** open.length; tried += 1) {
    const valued = new Set([...known.filter(hasValue), ...open.filter((_, at) => (tried >> at) & 1)]);
    const same = samePlaced(note.name, parse(note, valued), parse(typed, valued), matcher);
    const whole = same && { ...same, pairs: [...named, ...same.pairs], says: other ?? same.says };
    if (whole?.loose === false) return whole;
    loose ??= whole;
  }
  return loose;
}

/** A program by its name, or one file by its path: a shell looks for a name elsewhere. */
const sameProgram = (note: string, typed: string, { match }: Matcher): readonly CommandPair[] | undefined =>
  note === typed ? [] : note.includes("/") && typed.includes("/") ? match(note, typed, "") : undefined;

/** The most options for which it is tried whether they take a value. */
const MOST = 10;

function samePlaced(program: string, note: Parsed, typed: Parsed, matcher: Matcher): SameCall | undefined {
  const operands = matchAll(note.operands, typed.operands, program, matcher);
  const fits = operands?.every(matcher.fits) === true;
  const shuffled =
    !fits && (takesAnyOrder(program) || putsInto(program)) ? shuffle(program, note, typed, matcher) : undefined;
  const pairs = shuffled?.pairs ?? operands;
  if (pairs === undefined) return undefined;
  const rest = [...typed.options];
  const missing: TypedOption[] = [];
  const found = [...pairs];
  for (const option of note.options) {
    const at = rest.findIndex((other) => sameOption(program, option, other, matcher) !== undefined);
    if (at === -1) missing.push(option);
    else found.push(...(sameOption(program, option, rest.splice(at, 1)[0] as TypedOption, matcher) ?? []));
  }
  if (
    !missing.every(({ name, value }) => isFreeOption(program, name, value) || mayLack(program, name, value)) ||
    !rest.every(({ name, value }) => mayHave(program, name, value))
  )
    return undefined;
  const says = [
    ...rest.map(({ name }) => saysFor(program, name)),
    ...missing.map(({ name }) => opposite[saysFor(program, name) ?? ""]),
  ].find((each) => each !== undefined);
  const lacks = missing.some(({ name, value }) => mayLack(program, name, value));
  return { pairs: found, loose: missing.length + rest.length > 0, lacks, says, order: shuffled?.order };
}

const opposite: { readonly [says: string]: Same["says"] } = { more: "less", less: "more" };

function sameOption(
  program: string,
  note: TypedOption,
  typed: TypedOption,
  matcher: Matcher,
): readonly CommandPair[] | undefined {
  if (!isAsGood(program, note.name, typed.name) || (keepsOrder(program) && note.slot !== typed.slot)) return undefined;
  if (note.value === undefined || typed.value === undefined) return note.value === typed.value ? [] : undefined;
  return matcher.match(note.value, typed.value, program);
}

/** Matches operands in any order. */
function shuffle(
  program: string,
  { operands: note }: Parsed,
  { operands: typed }: Parsed,
  { match, fits }: Matcher,
): { pairs: CommandPair[]; order: string[] } | undefined {
  if (note.length !== typed.length) return undefined;
  const rest = [...typed];
  const pairs: CommandPair[] = [];
  const order: string[] = [];
  for (const word of note) {
    const found = rest.map((other) => match(word, other, program));
    const fitting = found.findIndex((each) => each?.every(fits));
    const at = fitting === -1 ? found.findIndex((each) => each !== undefined) : fitting;
    if (at === -1) return undefined;
    order.push(...rest.splice(at, 1));
    pairs.push(...(found[at] ?? []));
  }
  // What is put into a folder may stand in any order; the folder is the last one.
  return putsInto(program) && order.at(-1) !== typed.at(-1) ? undefined : { pairs, order };
}
