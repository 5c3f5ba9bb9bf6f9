import { wildcard } from "../note/compare/line-pattern.ts";
import { squeeze } from "../note/compare/lines.ts";
import { split } from "../note/compare/shapes.ts";

/** Expected things, in order, to be aligned with seen things. */
export interface Alignable {
  expected: number;
  seen: number;
  /** Whether an expected thing is a gap: it stands for any number of seen ones. */
  isGap: (expected: number) => boolean;
  /** How many seen things a gap stands for at least. A gap that has fewer is taken out. */
  least: 0 | 1;
  /** How many seen things an expected one may stand for at most; mostly 1. */
  reach: (expected: number) => number;
  /** Whether an expected thing stands for the seen ones from `seen` up to `end`. */
  fits: (expected: number, seen: number, end: number) => boolean;
  /** How alike an expected and a seen thing are: from 0, not at all, to 1, almost the same. */
  likeness: (expected: number, seen: number) => number;
}

/** What happens to an expected thing, or to a seen thing that has no expected one. Seen things that a gap takes are in no move. */
export type AlignmentMove =
  | { kind: "kept"; expected: number; seen: number; end: number }
  | { kind: "changed"; expected: number; seen: number }
  | { kind: "gone"; expected: number }
  | { kind: "new"; seen: number };

const GONE = 1;
const NEW = 0.6;
/** A gap goes only when the note then checks more. */
const GAP_GONE = 0.01;
/**
 * A change costs less than taking the thing out. Otherwise a gap beside it would take the seen thing, and the note would check less. Two
 * changes cost more than one thing out and one in, so that things that still fit stay.
 */
const changeCost = (likeness: number): number => (likeness > 0 ? 0.95 - 0.14 * likeness : 0.97);
/** The cost of each seen thing after the first that one expected thing stands for. */
const WIDER = 0.3;
/** The cost of taking out everything between two gaps: the note then checks less, so it is done only where nothing else is possible. */
const VANISHED = 10;

/** How many places are looked at, at most. More would take seconds, and a person could not judge the result. */
export const MOST = 500_000;

/**
 * The cheapest way from the expected things to the seen ones. Gaps take what they can, and between two gaps at least one thing stays.
 * It looks at `expected` times `seen` places (a little more for things that reach far).
 *
 * @returns `undefined` where that would be more than {@link MOST}
 */
export function alignLines({
  expected: n,
  seen: m,
  isGap,
  least,
  reach,
  fits,
  likeness,
}: Alignable): AlignmentMove[] | undefined {
  if ((n + 1) * (m + 1) > MOST) return undefined;
  const gaps = Array.from({ length: n }, (_, at) => isGap(at));
  // A place: how many expected and seen things are behind, and whether one of the expected ones since the last gap has stayed.
  const place = (i: number, j: number, left: 0 | 1): number => 2 * (i * (m + 1) + j) + left;
  const costs = new Float64Array(2 * (n + 1) * (m + 1)).fill(Infinity);
  const origins = new Int32Array(costs.length);
  costs[place(0, 0, 0)] = 0;
  const reached = (from: number, to: number, cost: number, anew = false): void => {
    const total = (costs[from] as number) + cost;
    if (total > (costs[to] as number) || (total === costs[to] && !anew)) return;
    costs[to] = total;
    origins[to] = from;
  };
  for (let i = 0; i <= n; i += 1)
    for (let j = 0; j <= m; j += 1)
      for (const left of [0, 1] as const) {
        const here = place(i, j, left);
        if (costs[here] === Infinity) continue;
        const behindGap = i > 0 && gaps[i - 1] === true;
        // Of two equal ways, the one in which the gap takes more is like the comparison, which takes the first place that fits.
        if (j < m) reached(here, place(i, j + 1, behindGap ? 0 : 1), behindGap ? 0 : NEW, behindGap);
        if (i === n) continue;
        if (gaps[i]) {
          const cost = left === 0 && i > 0 && !behindGap ? VANISHED : 0;
          if (j + least <= m) reached(here, place(i + 1, j + least, 0), cost);
          if (least > 0) reached(here, place(i + 1, j, 0), cost + GAP_GONE);
          continue;
        }
        for (let end = j + 1; end <= Math.min(m, j + reach(i)); end += 1)
          if (fits(i, j, end)) reached(here, place(i + 1, end, 1), WIDER * (end - j - 1));
        if (j < m) reached(here, place(i + 1, j + 1, 1), changeCost(likeness(i, j)));
        reached(here, place(i + 1, j, left), GONE);
      }
  const vanished = n > 0 && !gaps[n - 1] ? VANISHED : 0;
  const ends = [place(n, m, 1), place(n, m, 0)] as const;
  const end = (costs[ends[0]] as number) <= (costs[ends[1]] as number) + vanished ? ends[0] : ends[1];
  return walkBack(end, place(0, 0, 0), origins, m, gaps, least, fits);
}

function walkBack(
  end: number,
  start: number,
  origins: Int32Array,
  m: number,
  gaps: readonly boolean[],
  least: number,
  fits: Alignable["fits"],
): AlignmentMove[] {
  const at = (place: number) => ({ i: Math.floor(place / 2 / (m + 1)), j: Math.floor(place / 2) % (m + 1) });
  const moves: AlignmentMove[] = [];
  for (let now = end; now !== start; ) {
    const before = origins[now] as number;
    const [from, to] = [at(before), at(now)];
    now = before;
    const expected = from.i;
    const seen = from.j;
    if (to.i === from.i) {
      if (!gaps[expected - 1]) moves.push({ kind: "new", seen });
    } else if (gaps[expected] && to.j === from.j + least) continue;
    else if (to.j === from.j) moves.push({ kind: "gone", expected });
    else if (fits(expected, seen, to.j)) moves.push({ kind: "kept", expected, seen, end: to.j });
    else moves.push({ kind: "changed", expected, seen });
  }
  return moves.reverse();
}

/** How alike two lines are, by the words that they share: from 0 to 1. */
export function similarity(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count > 0) shared += 1;
    counts.set(word, count - 1);
  }
  return shared === 0 ? 0 : (2 * shared) / (left.length + right.length);
}

/** The words of a line for {@link similarity}. A word of a shape counts as its shape. A line without words is one word. */
export function wordsOf(line: string): string[] {
  const words = split(line).flatMap(({ text, shape }) =>
    shape === undefined ? (text.replaceAll(wildcard, " ").match(/[\p{L}\p{N}]+/gu) ?? []) : [` ${shape.name}`],
  );
  return words.length > 0 ? words : [squeeze(line)];
}
