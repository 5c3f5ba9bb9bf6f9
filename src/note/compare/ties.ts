import { Bindings } from "./bindings.ts";
import type { Expectation } from "./expectation.ts";
import { type LinePattern, matchLine } from "./line-pattern.ts";

/**
 * A row of `docker images`, and the age in it. The engine sorts images by the whole second in which they were made. Those of one second
 * come in another order at each call (`Images` in moby's daemon/images/images.go).
 */
const imageRow = /^\S+ \S+(?: \S+)? [0-9a-f]{12} (.+ ago) [\d.]+ ?[kMGT]?B$/;

/** What Docker Compose says of one of its parts. It works on several at once, and lists them as they come (docker/compose, pkg/progress). */
const composeRow =
  /^ ?(?:✔ )?(?:Container|Network|Volume) \S+ (?:Creat|Start|Restart|Stopp|Remov|Runn|Recreat|Wait|Health|Exit)(?:e|ed|ing|y)\b/;

/** What neighbours have in common that come in any order: the age of images, or that Compose says them. */
const tieOf = (text: string): string | undefined =>
  imageRow.exec(text)?.[1] ?? (composeRow.test(text) ? "compose" : undefined);

/** The lines (blanks squeezed), with rows that their program prints in any order in the order of the note. */
export function tiesInNotesOrder(
  texts: readonly string[],
  { patterns, gaps }: Expectation,
  bindings: Bindings,
): readonly string[] {
  const matches = (text: string) => (pattern: LinePattern) => matchLine(pattern, text, bindings) instanceof Bindings;
  const firstGap = Math.min(...gaps);
  // A row that no line of the note stands for belongs in a gap. Without a gap it comes last.
  const placeOf = (text: string): number => {
    const place = patterns.findIndex(matches(text));
    return place === -1 ? firstGap - 0.5 : place;
  };
  return tiesIn(texts).flatMap((tie) =>
    tie.length === 1
      ? tie
      : tie
          .map((text) => ({ text, place: placeOf(text) }))
          .sort((one, other) => (one.place < other.place ? -1 : Number(one.place > other.place)))
          .map(({ text }) => text),
  );
}

/** The lines in their order. Neighbours of one tie are together. */
function tiesIn(texts: readonly string[]): string[][] {
  const ties: string[][] = [];
  let tie: string | undefined;
  for (const text of texts) {
    const its = tieOf(text);
    if (its !== undefined && its === tie) ties.at(-1)?.push(text);
    else ties.push([text]);
    tie = its;
  }
  return ties;
}
