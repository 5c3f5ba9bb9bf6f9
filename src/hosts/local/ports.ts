import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { advice, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";

/** Below the ports that systems use for outgoing connections: such a connection could hold a port when a host that reboots needs it again. */
const PORT_RANGE = { first: 20_000, last: 31_999 };

/**
 * A free port of 127.0.0.1 for each name.
 *
 * @param host for whom, in words
 * @param taken ports of other hosts, on which nothing may listen just now
 * @throws LabError when there are not enough
 */
export async function freePorts(
  host: string,
  names: readonly string[],
  taken: ReadonlySet<number>,
): Promise<{ [name: string]: number }> {
  const { first, last } = PORT_RANGE;
  const untried = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (port) => !taken.has(port),
  );
  const chosen: [string, number][] = [];
  for (const name of names) {
    let port: number | undefined;
    do {
      if (untried.length === 0)
        throw new LabError(`No port of 127.0.0.1 from ${first} to ${last} is free for ${host}`, {
          remedy: advice`take down labs that are not needed (${npm("down")}), then run this again`,
        });
      [port] = untried.splice(randomInt(untried.length), 1);
    } while (port === undefined || !(await isFree(port)));
    chosen.push([name, port]);
  }
  return Object.fromEntries(chosen);
}

/** Whether nothing listens at a port of 127.0.0.1. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
