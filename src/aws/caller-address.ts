import { BlockList, isIPv4 } from "node:net";
import { LabError } from "../errors.ts";

/** Amazon's own service that tells who asks; it answers with an IPv4 address and a newline. */
const SERVICE = "https://checkip.amazonaws.com";

/** Milliseconds, of each of two times. */
const LIMIT = 10_000;

/** Addresses by which nobody is seen from outside (RFC 6890). */
const notPublic = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 3],
] as const) {
  notPublic.addSubnet(network, prefix);
}

/**
 * The public IPv4 address from which the user's machine is seen on the internet.
 *
 * @throws LabError when it cannot be found out, with the setting that names it instead.
 */
export async function callerAddress(): Promise<string> {
  try {
    return await ask().catch(ask);
  } catch (cause) {
    throw new LabError(
      `Your own public address, which a host on EC2 is to let in, could not be found out from ${SERVICE}`,
      {
        cause,
        remedy: "see that the internet is reached, or say who is let in: `npm start -- --set allowFrom=YOUR.ADDRESS`",
      },
    );
  }
}

async function ask(): Promise<string> {
  const response = await fetch(SERVICE, { signal: AbortSignal.timeout(LIMIT), redirect: "error" });
  const said = (await response.text()).trim();
  if (!response.ok) throw new Error(`it answered with status ${response.status}`);
  if (!isIPv4(said) || notPublic.check(said)) {
    throw new Error(`it answered ${JSON.stringify(said.slice(0, 80))}, which is no public IPv4 address`);
  }
  return said;
}

/** Whether ranges let the whole internet in. */
export const isOpen = (ranges: readonly string[]): boolean => ranges.some((range) => range.endsWith("/0"));
