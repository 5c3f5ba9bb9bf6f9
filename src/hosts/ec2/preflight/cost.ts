import { advice, npm } from "../../../common/advice.ts";
import type { Estimate } from "../../kind.ts";
import { DISK_GIB, DISK_TYPE } from "../instance.ts";
import { dollars } from "./account-plan.ts";
import { addressPrice, diskPrice, instancePrice, type Price } from "./prices.ts";

/** What is about to be made. */
export interface Order {
  /** How many hosts are still to be made. */
  hosts: number;
  instanceType: string;
  region: string;
  /** Until they end by themselves; `null` for never. */
  hours: number | null;
  /** What of it is free, in words. */
  free: string;
}

/** Hours of a month in AWS's prices. */
const MONTH = 730;

/** What hosts cost, one line for each part, with the source of its price; `undefined` when none is to be made. */
export function estimate({ hosts, instanceType, region, hours, free }: Order): Estimate | undefined {
  if (hosts === 0) return undefined;
  const parts = [
    { what: instanceType, price: instancePrice(instanceType, region), perHour: 1 },
    { what: "public IPv4 address", price: addressPrice(region), perHour: 1 },
    { what: `disk, ${DISK_GIB} GiB of ${DISK_TYPE}`, price: diskPrice(DISK_TYPE, region), perHour: DISK_GIB / MONTH },
  ];
  const known = parts.flatMap(({ price, perHour }) => ("usd" in price ? price.usd * perHour : []));
  const anHour = hosts * known.reduce((sum, usd) => sum + usd, 0);
  const least = known.length < parts.length ? "at least " : "about ";
  const width = Math.max(...parts.map(({ what }) => what.length));
  const made = hosts === 1 ? "1 host" : `${hosts} hosts`;
  const whole = hours === null ? `${least}${dollars(anHour)} an hour` : `${least}${dollars(anHour * hours)}`;
  return {
    lines: [
      `${made} in ${region} by list prices, without taxes and traffic:`,
      ...parts.map(({ what, price, perHour }) => `  ${what.padEnd(width)}  ${inWords(price, hosts * perHour)}`),
      hours === null
        ? advice`Together ${least}${anHourInWords(anHour)}, until ${npm("down")}.`
        : `Together ${least}${anHourInWords(anHour)}; ${whole} for the ${hours} hours until they end by themselves.`,
      free,
    ],
    question: `Make ${made} on EC2 for ${whole}`,
  };
}

function inWords(price: Price, perHour: number): string {
  if ("page" in price) return `price unknown, see ${price.page}`;
  return `${anHourInWords(price.usd * perHour)} (${price.source}, ${price.date})`;
}

/** To a hundredth of a cent, as AWS's own prices are. */
const anHourInWords = (usd: number): string => `$${usd.toFixed(4)} an hour`;
