import type { ExpectedLine, Step } from "../note.ts";
import { withoutPulls } from "./lines.ts";
import { literal, type Shape } from "./shapes/shape.ts";
import { type KnownWords, split } from "./shapes.ts";

/** The first digits of an id that another line shows with more digits. */
const abbreviation: Shape = { name: "id", pattern: "[0-9a-z]+", binds: true, abbreviated: true };

/** The least digits that are an id by themselves, where another line shows more of it. */
const ENOUGH = 7;

/**
 * The words of a section that have a shape wherever they stand: those of the front matter's `varies`; each word that is bound in one of
 * the lines; and the first digits of exactly one id that the section shows, where they are typed as an argument, or are at least 7.
 */
export function knownWords(steps: readonly Step[], varies: readonly string[]): KnownWords {
  const lines = steps.flatMap(linesOf);
  const bound = new Map<string, Shape>();
  const ids = new Set<string>();
  for (const line of lines)
    for (const { text, shape } of split(line.text, line.around)) {
      if (shape?.binds) bound.set(text, shape);
      if (shape?.abbreviated) ids.add(text);
    }
  const begins = beginnings([...ids]);
  const typed = steps.flatMap((step) => (step.kind === "command" ? argumentsOf(step.typed ?? "") : []));
  const printed = lines.flatMap(({ text }) => text.match(/(?<![\p{L}\p{N}_])[0-9a-z]{7,64}(?![\p{L}\p{N}_])/gu) ?? []);
  const short = [...typed, ...printed.filter((word) => word.length >= ENOUGH)].filter(
    (word) => !bound.has(word) && begins(word),
  );
  return new Map([
    ...bound,
    ...short.map((word) => [word, abbreviation] as const),
    ...varies.map((word) => [word, variesShape(word)] as const),
  ]);
}

/** The lines of a step that are compared, and its prompt. */
function linesOf(step: Step): ExpectedLine[] {
  if (step.kind === "file") return [];
  const lines = withoutPulls(step.expected).flatMap((item) => ("keys" in item ? [] : [item]));
  return step.kind === "command" && step.ending.kind === "prompt" ? [...lines, step.ending.prompt] : lines;
}

/**
 * The words of a command that may be the first digits of an id: arguments of at least 2 hexadecimal digits, or signs of a swarm's id. What
 * is glued to them is a path in a container, or git's signs for what is near an id.
 */
const argumentsOf = (typed: string): string[] =>
  typed.match(/(?<=[\p{L}\p{N}_.'")-][ \t]+(?:\S*\.\.)?["']?)[0-9a-z]{2,64}(?=$|[\s;|&)"'^~]|:\D|\.\.)/gmu) ?? [];

/** Whether a word begins exactly one of some ids. Where one id begins another, only the longer one counts. */
function beginnings(ids: readonly string[]): (word: string) => boolean {
  const sorted = ids.toSorted();
  const longest = sorted.filter((id, at) => !sorted[at + 1]?.startsWith(id));
  return (word) => {
    let [from, to] = [0, longest.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((longest[middle] as string) < word) from = middle + 1;
      else to = middle;
    }
    return longest[from]?.startsWith(word) === true && longest[from + 1]?.startsWith(word) !== true;
  };
}

/** The shape of a word that only the note knows. A value has the same signs as the word between its letters and digits. */
const variesShape = (word: string): Shape => ({
  name: "varies",
  pattern: "",
  seen: word
    .split(/([^\p{L}\p{N}_])/u)
    .map((part) => (/^[\p{L}\p{N}_]+$/u.test(part) ? String.raw`[\p{L}\p{N}_]+` : literal(part)))
    .join(""),
  binds: true,
});
