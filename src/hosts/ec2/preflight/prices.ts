import { homeOf, WORLD } from "../aws/partitions.ts";
import prices from "./prices.json" with { type: "json" };

/** What a thing costs, who says so and of when; or where AWS says it. */
export type Price = { usd: number; source: string; date: string } | { page: string };

/** Prices of one sort of thing, as `prices.json` has them. */
interface PriceList {
  /** AWS's own page. */
  page: string;
  /** By the thing's name and the region, or `*` for all regions of the world's accounts. The first that has a price is taken. */
  quotes: {
    source: string;
    date: string;
    prices: { [thing: string]: { [region: string]: number | undefined } | undefined };
  }[];
}

/** Of a machine with Linux on demand, in dollars an hour. */
export const instancePrice = (type: string, region: string): Price => find(prices.instances, type, region);

/** Of a disk, in dollars a month of a GiB. */
export const diskPrice = (type: string, region: string): Price => find(prices.disks, type, region);

/** Of a public IPv4 address, in dollars an hour. */
export const addressPrice = (region: string): Price => find(prices.addresses, "IPv4", region);

function find({ page, quotes }: PriceList, thing: string, region: string): Price {
  const everywhere = homeOf(region) === WORLD ? "*" : region;
  for (const { source, date, prices } of quotes) {
    const usd = prices[thing]?.[region] ?? prices[thing]?.[everywhere];
    if (usd !== undefined) return { usd, source, date };
  }
  return { page };
}
