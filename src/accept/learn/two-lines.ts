import { diffArrays } from "diff";
import { wildcard } from "../../note/compare/line-pattern.ts";
import { squeeze } from "../../note/compare/lines.ts";
import { split } from "../../note/compare/shapes.ts";
import type { ExpectedLine } from "../../note/note.ts";

/** A word of a line, and what another run shows in its place. */
export interface WordPair {
  word: string;
  other: string;
}

/** A stretch of a line: what both runs show, a word that has another in its place, or any other difference. */
type Stretch = { kind: "same"; text: string } | { kind: "pair"; pair: WordPair } | { kind: "open" };

/** The words of a line that differ in the other line one by one. */
export const wordPairs = (line: ExpectedLine, other: string): WordPair[] =>
  stretches(line, other).flatMap((each) => (each.kind === "pair" ? [each.pair] : []));

/** A line that holds for both: `[..]` stands where they differ. */
export const openLine = (line: ExpectedLine, other: string): string =>
  stretches(line, other)
    .map((each) => (each.kind === "same" ? each.text : wildcard))
    .join("")
    .replaceAll(/(?:\[\.\.\]){2,}/g, wildcard);

function stretches(line: ExpectedLine, other: string): Stretch[] {
  // Blanks that a table has more or fewer of are no difference.
  const [ours, theirs] = [tokensOf(line), tokensOf({ ...line, text: other })];
  const found: Stretch[] = [];
  const changes = diffArrays(ours, theirs);
  for (const [at, { added, removed, value }] of changes.entries()) {
    const before = changes[at - 1];
    if (added && before?.removed) continue;
    const next = changes[at + 1];
    if (!added && !removed) found.push({ kind: "same", text: value.join("") });
    else if (removed && next?.added) found.push(...between(value, next.value));
    else found.push({ kind: "open" });
  }
  return found;
}

/** Two stretches that differ: word by word, where both have as many and the same signs between them. */
function between(ours: readonly string[], theirs: readonly string[]): Stretch[] {
  const isWord = (token: string) => /[\p{L}\p{N}]/u.test(token);
  const alike =
    ours.length === theirs.length &&
    ours.every((token, at) => token === theirs[at] || (isWord(token) && isWord(theirs[at] as string)));
  if (!alike) return [{ kind: "open" }];
  return ours.map((word, at): Stretch => {
    const other = theirs[at] as string;
    return word === other ? { kind: "same", text: word } : { kind: "pair", pair: { word, other } };
  });
}

/** Words, numbers with their points, runs of blanks, `[..]`, and each other sign. A word of a shape is one. */
const tokensOf = ({ text, around }: ExpectedLine): string[] =>
  split(squeeze(text), around).flatMap(({ text, shape }) =>
    shape === undefined ? (text.match(/\[\.\.\]|\d+(?:[.,:]\d+)+|[\p{L}\p{N}_]+|\s+|./gu) ?? []) : [text],
  );
