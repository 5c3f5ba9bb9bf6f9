/** The known word that another word seems to be meant for: one letter too many, missing, other or swapped, or its beginning. */
export const meantBy = (word: string, known: readonly string[]): string | undefined =>
  known.find((other) => oneSlip(word.toLowerCase(), other) || (word.length >= 4 && other.startsWith(word)));

/** Whether two words differ in one letter: too many, missing, other, or swapped with the next one. */
export function oneSlip(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  const swapped = left.length === 2 && left === [...right].reverse().join("");
  return swapped || Math.max(left.length, right.length) <= 1;
}
