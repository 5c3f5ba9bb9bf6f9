import { diffArrays } from "diff";

/** A stretch in which two lists are the same, or in which they are not: the items from one place up to another of each. */
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
 * The shortest way from one list to another, as stretches that are the same and that are not, in turn.
 *
 * @param farthest more items than that are not put in or taken out to find it
 * @returns `undefined` where the lists are farther apart
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

/** Whether one of these stands in a range, its end included. */
export const within = (places: ReadonlySet<number>, { from, to }: Range): boolean => {
  for (let at = from; at <= to; at += 1) if (places.has(at)) return true;
  return false;
};
