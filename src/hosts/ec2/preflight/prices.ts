import { homeOf, WORLD } from "../aws/partitions.ts";
import prices from "./prices.json" with { type: "json" };

/** What a thing costs, with source and date of the price; or AWS's page that has it. */
export type Price = { usd: number; source: string; date: string } | { page: string };

/** Prices of things of one sort, as in `prices.json`. */
interface PriceList {
  /** AWS's own page. */
  page: string;
  /** By the thing's name and the region; `*` is every region of the worldwide partition. The first quote that has a price counts. */
  quotes: {
    source: string;
    date: string;
    prices: { [thing: string]: { [region: string]: number | undefined } | undefined };
  }[];
}

/** The price of an on-demand Linux instance, in dollars an hour. */
export const instancePrice = (type: string, region: string): Price => find(prices.instances, type, region);

/** The price of a disk, in dollars for a GiB and a month. */
export const diskPrice = (type: string, region: string): Price => find(prices.disks, type, region);

/** The price of a public IPv4 address, in dollars an hour. */
export const addressPrice = (region: string): Price => find(prices.addresses, "IPv4", region);

function find({ page, quotes }: PriceList, thing: string, region: string): Price {
  const everywhere = homeOf(region) === WORLD ? "*" : region;
  for (const { source, date, prices } of quotes) {
    const usd = prices[thing]?.[region] ?? prices[thing]?.[everywhere];
    if (usd !== undefined) return { usd, source, date };
  }
  return { page };
}
