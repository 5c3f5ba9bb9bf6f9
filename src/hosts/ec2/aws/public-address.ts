import { BlockList, isIPv4 } from "node:net";
import { withTimeout } from "../../../common/abort.ts";
import { advice, npm } from "../../../common/advice.ts";
import { LabError } from "../../../common/errors.ts";

/** Amazon's own service that answers with the caller's IPv4 address and a newline. */
const SERVICE = "https://checkip.amazonaws.com";

/** Milliseconds for each of two attempts. */
const LIMIT = 10_000;

/** A range: its first address, and the length of its prefix. */
type Range = readonly [network: string, prefix: number];

/** Ranges that are not publicly routable (RFC 6890). */
const NOT_PUBLIC: readonly Range[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 3],
];
const notPublic = new BlockList();
for (const [network, prefix] of NOT_PUBLIC) notPublic.addSubnet(network, prefix);

/** The environment variable that hands the address on to the Pulumi program. */
const TOLD = "LABNOTE_PUBLIC_ADDRESS";

/**
 * The caller's address, for a command that tells it to the user. The Pulumi program that the command starts lets in this one, and does not ask
 * again: the answer could be another.
 *
 * @throws as {@link callerAddress}
 */
export async function tellAddress(signal: AbortSignal): Promise<string> {
  const address = await callerAddress(signal);
  process.env[TOLD] = address;
  return address;
}

/** The address to let in, for the Pulumi program: the one that labnote told the user. `pulumi up` by hand told none, so the program asks. */
export const toldAddress = async (): Promise<string> => process.env[TOLD] || (await callerAddress());

/**
 * The public IPv4 address of the user's machine.
 *
 * @param signal stops the question
 * @throws LabError when it cannot be found out, with the setting that names it instead; the signal's reason
 */
export async function callerAddress(signal: AbortSignal = new AbortController().signal): Promise<string> {
  try {
    return await ask(signal).catch(() => ask(signal));
  } catch (cause) {
    signal.throwIfAborted();
    throw new LabError(`${SERVICE} did not tell your public address, which a host on EC2 is to let in`, {
      cause,
      remedy: advice`check that this machine reaches the internet, or say who is let in: ${npm("start", "--set", "allowFrom=YOUR.ADDRESS")}`,
    });
  }
}

async function ask(signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const soon = withTimeout(signal, LIMIT);
  const response = await fetch(SERVICE, { signal: soon, redirect: "error" });
  const answer = (await response.text()).trim();
  if (!response.ok) throw new Error(`it answered with status ${response.status}`);
  if (!isIPv4(answer) || notPublic.check(answer)) {
    throw new Error(`it answered ${JSON.stringify(answer.slice(0, 80))}, which is no public IPv4 address`);
  }
  return answer;
}

/** Warn when the ranges cover more than this share of all IPv4 addresses: a /8, the largest network that one owner has. */
const MUCH = 1 / 256;

/**
 * How much of the internet the ranges let in, in words, if it is so much that the user must be warned.
 *
 * @param ranges IPv4 in CIDR notation, each from its first address; an address alone is a range of one
 */
export function openness(ranges: readonly string[]): string | undefined {
  const rangesOf = (all: readonly Range[], counts: boolean) =>
    all.map(([network, prefix]) => ({ network, prefix, size: counts ? 2 ** -prefix : 0 }));
  const all = [...rangesOf(NOT_PUBLIC, false), ...rangesOf(ranges.map(parsed), true)];
  const seen = new BlockList();
  let share = 0;
  // The widest first: of two ranges, one holds the other, or they have no address in common.
  for (const { network, prefix, size } of all.sort((one, other) => one.prefix - other.prefix)) {
    if (seen.check(network)) continue;
    seen.addSubnet(network, prefix);
    share += size;
  }
  if (share <= MUCH) return undefined;
  return share === 1 ? "the whole internet" : `${Number((100 * share).toPrecision(2))} % of the internet's addresses`;
}

function parsed(range: string): Range {
  const [network = "", prefix = "32"] = range.split("/");
  return [network, Number(prefix)];
}
