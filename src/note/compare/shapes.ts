import { adjectives, surnames } from "./docker-names.ts";

/**
 * A kind of word that differs at every run and shows it by its form: what it was in the note stands for any of the same kind.
 */
export interface Shape {
  /** For people. Several rows may share one: each still matches its own form alone. */
  name: string;
  /** The source of a regular expression (flag `u`) for the word itself; its bounds are the same for all, see {@link notInWord}. */
  pattern: string;
  /** What a run may show in its place, where that is wider than what a note's word must look like. */
  seen?: string;
  /** Whether the note's word stands for the value really seen from then on. */
  binds: boolean;
}

/** The bounds of a word: a letter, a digit or `_` next to it would be part of it. */
export const notInWord = { before: String.raw`(?<![\p{L}\p{N}_])`, after: String.raw`(?![\p{L}\p{N}_])` } as const;

const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const clock = String.raw`\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?`;
const isoDate = String.raw`\d{4}-\d{2}-\d{2}`;
// Named one by one: a word in capitals may follow a date, as in "2026-11-24 06:15:46 INFO".
const zoneName = "(?:UTC|GMT|CES?T|EES?T|[BIJK]ST|MSK|[ECMP][SD]T|AE[SD]T)";
const zone = String.raw`(?: ?Z| ?[+-]\d{2}:?\d{2}(?: ${zoneName})?| ${zoneName})`;
const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const number = String.raw`\d+(?:,\d{3}){0,4}(?:\.\d+)?`;
const bytes = "[kKMGTP]?i?B";

/**
 * Every shape. Where two could begin at the same place, the upper row is tried first.
 *
 * An id that is all decimal digits is taken for a number in a note, since nothing shows that it is none, but one in about
 * 280 ids that Docker computes from content is such: a run may show it.
 */
export const shapes: readonly Shape[] = [
  { name: "digest", pattern: "(?<=sha256:)[0-9a-f]{64}", binds: true },
  { name: "id", pattern: String.raw`(?!\d{64}(?![0-9a-f]))[0-9a-f]{64}`, binds: true },
  { name: "uuid", pattern: "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", binds: true },
  { name: "id", pattern: String.raw`(?!\d{12}(?![0-9a-f]))[0-9a-f]{12}`, seen: "[0-9a-f]{12}", binds: true },
  // What `docker logs`, `inspect` and `date --iso` print, and Go's own form.
  { name: "date", pattern: `${isoDate}[T ]${clock}${zone}?`, binds: false },
  { name: "date", pattern: String.raw`${isoDate}(?![T ]\d{2}:\d{2})`, binds: false },
  // systemd's.
  { name: "date", pattern: `${weekday} ${isoDate} ${clock}(?: ${zoneName})?`, binds: false },
  // The Common Log Format, and the error log of nginx.
  { name: "date", pattern: String.raw`\d{2}/${month}/\d{4}:${clock} [+-]\d{4}`, binds: false },
  { name: "date", pattern: String.raw`\d{4}/\d{2}/\d{2} ${clock}`, binds: false },
  // HTTP's, the one of `date`, and the two of `ls -l`.
  { name: "date", pattern: String.raw`${weekday}, \d{2} ${month} \d{4} ${clock} GMT`, binds: false },
  { name: "date", pattern: String.raw`${weekday} ${month} \d{1,2} ${clock} ${zoneName} \d{4}`, binds: false },
  { name: "date", pattern: String.raw`${month} \d{1,2} (?:\d{2}:\d{2}(?!:)|\d{4})`, binds: false },
  { name: "mac", pattern: "[0-9a-f]{2}(?::[0-9a-f]{2}){5}", binds: false },
  { name: "clock", pattern: `(?<!:)${clock}(?!:)`, binds: false },
  {
    name: "address",
    pattern: String.raw`(?<!\d\.)(?!0\.0\.0\.0|127\.|255\.)${octet}(?:\.${octet}){3}(?!\.\d)`,
    binds: true,
  },
  // Docker's words for an amount of time: "Up", "Exited (0)" and "ago" around it stay to the letter.
  {
    name: "age",
    pattern: String.raw`(?:Less than a (?:second|minute)|[Aa]bout an? (?:minute|hour)|\d+(?:\.\d+)? (?:second|minute|hour|day|week|month|year)s?)`,
    binds: false,
  },
  { name: "duration", pattern: String.raw`(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+`, binds: false },
  { name: "rate", pattern: `${number} ?${bytes}/s`, binds: false },
  { name: "size", pattern: `${number} ?${bytes}(?!/s${notInWord.after})`, binds: false },
  { name: "name", pattern: String.raw`(?:${adjectives.join("|")})_(?:${surnames.join("|")})\d?`, binds: true },
];

/** A piece of a line: text to the letter, or a word of a shape. */
export interface PatternPiece {
  text: string;
  /** Its offset in the line. */
  at: number;
  shape: Shape | undefined;
}

const bounded = (pattern: string): string => `${notInWord.before}(?:${pattern})${notInWord.after}`;
const any = new RegExp(bounded(shapes.map(({ pattern }) => `(${pattern})`).join("|")), "gu");

/** A line of a note as its pieces, in order; together they are the line. */
export function split(line: string): PatternPiece[] {
  const pieces: PatternPiece[] = [];
  let end = 0;
  const literal = (until: number) => {
    if (until > end) pieces.push({ text: line.slice(end, until), at: end, shape: undefined });
  };
  for (const match of line.matchAll(any)) {
    literal(match.index);
    const row = match.slice(1).findIndex((group) => group !== undefined);
    pieces.push({ text: match[0], at: match.index, shape: shapes[row] });
    end = match.index + match[0].length;
  }
  literal(line.length);
  return pieces;
}

const seenPatterns = new Map(
  shapes.map((shape) => {
    const source = bounded(shape.seen ?? shape.pattern);
    return [shape, { here: new RegExp(source, "uy"), next: new RegExp(source, "gu") }];
  }),
);

/** The word of that shape that begins at `at` in a line that was seen, or `undefined`. */
export const wordAt = (shape: Shape, line: string, at: number): string | undefined =>
  find(shape, "here", line, at)?.[0];

/** Where the next word of that shape begins, at `from` or later; -1 if nowhere. */
export const nextWord = (shape: Shape, line: string, from: number): number =>
  find(shape, "next", line, from)?.index ?? -1;

function find(shape: Shape, where: "here" | "next", line: string, from: number): RegExpExecArray | null {
  const pattern = (seenPatterns.get(shape) as { here: RegExp; next: RegExp })[where];
  pattern.lastIndex = from;
  return pattern.exec(line);
}
