/** The region that answers for all of the world's regions, in which most accounts are. */
export const WORLD = "us-east-1";

/** Those of the parts of AWS that have accounts and prices of their own, by what their regions' names begin with. */
const HOMES: readonly (readonly [string, string])[] = [
  ["cn-", "cn-north-1"],
  ["us-gov-", "us-gov-west-1"],
  ["eusc-", "eusc-de-east-1"],
];

/** A region that is certainly there, for the accounts that can use the one that is named. */
export const homeOf = (region: string): string =>
  HOMES.find(([beginning]) => region.startsWith(beginning))?.[1] ?? WORLD;
