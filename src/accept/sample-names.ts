import { Bindings, substitute } from "../note/compare/bindings.ts";
import { type LinePattern, matchLine } from "../note/compare/line-pattern.ts";
import { squeeze } from "../note/compare/lines.ts";
import { notInWord } from "../note/compare/shapes/shape.ts";

/** What the note's words stand for at a line, and what they stood for in the run of the whole section. */
export interface Names {
  bindings: Bindings;
  section: Bindings;
}

/** The bindings after a seen line, if it matches the pattern. */
export function matchesLine(pattern: LinePattern, seen: string, bindings: Bindings): Bindings | undefined {
  const matched = matchLine(pattern, squeeze(seen), bindings);
  return matched instanceof Bindings ? matched : undefined;
}

const longId = new RegExp(`${notInWord.before}[0-9a-f]{64}${notInWord.after}`, "gu");

/** A seen text, with the note's words in place of the values that they stand for. */
export function nameSamples(seen: string, { bindings, section }: Names): string {
  const known = [...bindings.all(), ...section.all().filter(({ sample }) => bindings.of(sample) === undefined)];
  const words = known.reduce((all, { sample, value, line, abbreviated }) => {
    const more = all.bind(value, sample, line, abbreviated);
    return more instanceof Bindings ? more : all;
  }, Bindings.none);
  // The note may have a word only for the head of a long id.
  return substitute(seen.trimEnd(), words).replace(longId, (id) => {
    const head = words.of(id)?.value === undefined ? words.of(id.slice(0, 12))?.value : undefined;
    return head === undefined ? id : head + id.slice(12);
  });
}
