/** The home region of the worldwide partition, in which most accounts are. */
export const WORLD = "us-east-1";

/** Home regions of the other partitions, which have accounts and prices of their own, by the first letters of their regions' names. */
const HOMES: readonly (readonly [string, string])[] = [
  ["cn-", "cn-north-1"],
  ["us-gov-", "us-gov-west-1"],
  ["eusc-", "eusc-de-east-1"],
];

/** The home region of a region's partition: it certainly exists. */
export const homeOf = (region: string): string =>
  HOMES.find(([beginning]) => region.startsWith(beginning))?.[1] ?? WORLD;
