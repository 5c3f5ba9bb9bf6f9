import { adjectives, surnames } from "./docker-names.ts";

/**
 * A kind of word that differs in every run and can be known by its form. A word of the note matches any seen word of the same kind.
 */
export interface Shape {
  /** The name for users. Several rows may share a name; each still matches only its own form. */
  name: string;
  /** The source of a regular expression (flag `u`) for the word itself. All shapes have the same bounds, see {@link notInWord}. */
  pattern: string;
  /** The form of a seen word, where a run may show more forms than a note's word may have. */
  seen?: string;
  /** Whether the note's word stands for the seen value from then on. */
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
 * In a note, an id of decimal digits alone counts as a number, since nothing shows that it is an id. A run may show such an id: about one
 * in 280 of the ids that Docker computes has only decimal digits.
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

/** The pieces of a line, in order. Together they are the line. */
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

/** The word of that shape that begins at `at` in a seen line, or `undefined`. */
export const wordAt = (shape: Shape, line: string, at: number): string | undefined =>
  find(shape, "here", line, at)?.[0];

/** The place where the next word of that shape begins, at `from` or later; -1 if there is none. */
export const nextWord = (shape: Shape, line: string, from: number): number =>
  find(shape, "next", line, from)?.index ?? -1;

function find(shape: Shape, where: "here" | "next", line: string, from: number): RegExpExecArray | null {
  const pattern = (seenPatterns.get(shape) as { here: RegExp; next: RegExp })[where];
  pattern.lastIndex = from;
  return pattern.exec(line);
}
