import { diffArrays } from "diff";

/** A part in which two lists are the same, or in which they differ, as a range of each list. */
export interface Stretch {
  same: boolean;
  one: Range;
  other: Range;
}

interface Range {
  from: number;
  to: number;
}

/**
 * The shortest difference between two lists, as stretches that are the same and stretches that differ, in turn.
 *
 * @param farthest the most items that may be added or removed
 * @returns `undefined` if the lists differ more
 */
export function diffLists<One, Other>(
  one: readonly One[],
  other: readonly Other[],
  same: (one: One, other: Other) => boolean,
  farthest: number,
): Stretch[] | undefined {
  const changes = diffArrays<unknown>([...one], [...other], {
    comparator: (left, right) => same(left as One, right as Other),
    maxEditLength: farthest,
  });
  if (changes === undefined) return undefined;
  const stretches: Stretch[] = [];
  let at = { one: 0, other: 0 };
  for (const { added, removed, count } of changes) {
    const next = { one: at.one + (added ? 0 : count), other: at.other + (removed ? 0 : count) };
    const last = stretches.at(-1);
    if (last !== undefined && !last.same && (added || removed)) {
      last.one.to = next.one;
      last.other.to = next.other;
    } else
      stretches.push({
        same: !added && !removed,
        one: { from: at.one, to: next.one },
        other: { from: at.other, to: next.other },
      });
    at = next;
  }
  return stretches;
}

/** Whether a range, including its end, contains one of these places. */
export const within = (places: ReadonlySet<number>, { from, to }: Range): boolean => {
  for (let at = from; at <= to; at += 1) if (places.has(at)) return true;
  return false;
};
