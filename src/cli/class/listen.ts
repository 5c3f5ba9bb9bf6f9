import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type Advice, advice, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import type { Host } from "../../hosts/host.ts";
import { isLoopback, LOOPBACK, ownAddresses } from "../../hosts/local/addresses.ts";

/** Where a class is to listen, as the user says it. */
export interface ListenOptions {
  /** An address of this machine, or a name that leads to one. */
  listen?: string;
  port?: string;
  /** Addresses of other machines at which the board opens, separated by commas. */
  "teach-from"?: string;
  /** Whether this machine is given to the students. */
  "trust-students"?: boolean;
  /** Files of the user's own certificate. */
  cert?: string;
  key?: string;
  /** Whether keys and screens go over the network as they are. */
  http?: boolean;
}

/** Where a class listens. */
export interface ListenPlan {
  address: string;
  /** The name by which browsers find the address, if the user has given one. */
  name: string | undefined;
  port: number;
  /** Addresses of other machines at which the board opens. */
  teachFrom: readonly string[];
  /** Whether others than this machine reach it. */
  open: boolean;
  secure: boolean;
}

/** The port of a class: links and cards have it, so it is the same at each start. */
const PORT = 8470;
const LARGEST_PORT = 65_535;

/**
 * Where a class listens. The loopback is for every kind of host. Beyond it a class needs an address that is named, and hosts in which root is no root
 * of this machine; or the word that the machine is given to the students.
 *
 * @param hosts the lab's
 * @param own the addresses of this machine
 * @param leadsTo the addresses to which the name leads that is to be listened at, as {@link addressesOf} has them
 * @throws {LabError} that says why not
 */
export function listenPlan(
  options: ListenOptions,
  hosts: readonly Pick<Host, "kind">[],
  own: readonly string[] = ownAddresses(),
  leadsTo: readonly string[] = [],
): ListenPlan {
  const { listen = LOOPBACK, cert, key, http = false } = options;
  const port = portOf(options.port);
  if ((cert === undefined) !== (key === undefined))
    throw new LabError("A certificate and its key belong together", {
      remedy: "give both, --cert FILE and --key FILE",
    });
  if (http && cert !== undefined)
    throw new LabError("--http has no certificate", { remedy: "leave out --http, or --cert and --key" });
  if (isEvery(listen))
    throw new LabError(`${listen} is every address of this machine`, { remedy: named(own, hosts, options) });
  const name = isIP(listen) === 0 ? listen.toLowerCase() : undefined;
  const address = (name === undefined ? [listen] : leadsTo).find((each) => own.includes(each));
  if (address === undefined)
    throw new LabError(`${listen} is no address of this machine`, {
      cause: leadsTo.length === 0 ? undefined : `that name leads to ${leadsTo.join(", ")}`,
      remedy: named(own, hosts, options),
    });
  const open = !isLoopback(address);
  if (open && !options["trust-students"] && hosts.some(({ kind }) => kind === "container"))
    throw new LabError(`A class on containers is not served at ${listen}, where other machines reach it`, {
      cause:
        "a container holds nearly every right on the engine below it, and a student is root in it: anybody with a link could take over this machine",
      remedy: advice`make hosts that are virtual machines (${npm("start", "--set", "target=vm")}); if this machine is there for the students and has nothing else on it, ${npm("class", "--listen", listen, "--trust-students")}`,
    });
  const teachFrom = teachersOf(options["teach-from"], open);
  return { address, name, port, teachFrom, open, secure: cert !== undefined || (open && !http) };
}

/** The addresses to which a name leads, as this machine finds them; none where it leads nowhere, or is an address itself. */
export async function addressesOf(name: string | undefined): Promise<string[]> {
  if (name === undefined || name === "" || isIP(name) !== 0) return [];
  const found = await lookup(name, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}

function teachersOf(text: string | undefined, open: boolean): string[] {
  if (text === undefined) return [];
  const all = text.split(",").map((address) => address.trim());
  const wrong = all.find((address) => isIP(address) === 0 || isEvery(address));
  if (wrong !== undefined)
    throw new LabError(`${JSON.stringify(wrong)} is no address of one machine, so the board cannot open from there`, {
      remedy: "give the address of the teacher's machine, as 192.168.0.20; several are separated by commas",
    });
  if (!open)
    throw new LabError("The board cannot open from another machine while the class is on the loopback", {
      cause: "no other machine reaches the loopback",
      remedy: "give --listen ADDRESS, too, or leave out --teach-from",
    });
  return all;
}

function portOf(text: string | undefined): number {
  const port = text === undefined ? PORT : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= LARGEST_PORT) return port;
  throw new LabError(`${text} is no port`, {
    remedy: `give a number from 1 to ${LARGEST_PORT}, or leave it out for ${PORT}`,
  });
}

const isEvery = (address: string): boolean => address === "0.0.0.0" || address === "::";

/** Says how to listen at an address that there is. */
function named(own: readonly string[], hosts: readonly Pick<Host, "kind">[], { http }: ListenOptions): Advice | string {
  const [first, ...others] = own.filter((address) => !isLoopback(address));
  if (first === undefined) return "this machine has no address beyond the loopback; leave out --listen";
  const trust = hosts.some(({ kind }) => kind === "container") ? ["--trust-students"] : [];
  const command = npm("class", "--listen", first, ...trust, ...(http ? ["--http"] : []));
  return others.length === 0
    ? advice`name the one that students reach: ${command}`
    : advice`name the one that students reach, ${[first, ...others].join(", ")}: ${command}`;
}
