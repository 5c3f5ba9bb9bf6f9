import { poll } from "../common/abort.ts";
import { type Advice, advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import type { Host } from "./host.ts";
import { imagesScript } from "./image-check.ts";
import {
  ConnectError,
  type ConnectFault,
  type Connection,
  type ScriptOptions,
  ScriptTimeout,
} from "./ssh/connection.ts";
import { connect } from "./ssh/openssh.ts";

/**
 * Something that must hold of a host before a note is typed on it; the list gives the order. labnote looks again until it holds, for as long
 * as `patience` allows. When it can never hold, labnote reports that at once.
 */
export interface Requirement {
  /** A sentence that is true when it holds. */
  description: string;
  /** What to do when it does not hold; a function where that depends on the host. */
  hint: Advice | string | ((host: Host) => Advice | string);
  /** Milliseconds for which it may still not hold; the deadline for all requirements applies, too. */
  patience: number;
  probe: ConnectionProbe | ScriptProbe;
}

/** Holds when no connection fails with one of these. */
interface ConnectionProbe {
  faults: readonly Exclude<ConnectFault, "lost">[];
}

/**
 * Holds when this bash script, run on the host as its user, ends with 0. 1 means: not yet; {@link NEVER}: it never will;
 * {@link NEXT_LOGIN}: it may in a new login. Its output is shown as what was seen.
 */
interface ScriptProbe {
  script: (images: readonly string[]) => string;
}

const NEVER = 2;
const NEXT_LOGIN = 3;
/** Milliseconds between two attempts. */
const INTERVAL = 150;
/** Milliseconds after a refused login. OpenSSH 9.8 and newer do not talk for a while to an address that is refused more often. */
const AFTER_REFUSAL = 5_000;
const FOR_EVER = Number.POSITIVE_INFINITY;

/** What every host must be before its note is run. */
export const requirements: readonly Requirement[] = [
  {
    description: "the host answers",
    hint: ({ unreachable }) => unreachable,
    patience: FOR_EVER,
    probe: { faults: ["unreachable", "not-yet"] },
  },
  {
    description: "its key is that of the host that was made",
    hint: advice`find out what else listens at that address; ${npm("down")} and ${npm("start")} make a new host`,
    patience: 0,
    probe: { faults: ["host-key"] },
  },
  {
    description: "its user can log in",
    hint: advice`the host was set up for another key: ${npm("down")} and ${npm("start")} make a new one`,
    patience: 20_000,
    probe: { faults: ["login"] },
  },
  {
    description: "cloud-init has finished without an error",
    hint: advice`fix what the end of the log shows, then ${npm("down")} and ${npm("start")}`,
    patience: FOR_EVER,
    probe: {
      script: () => `said=$(cloud-init status --wait --long 2>&1) && exit 0
sed 's/^[.]*//' <<< "$said"; exit ${NEVER}`,
    },
  },
  {
    description: "docker answers its user without sudo",
    hint: ({ name }) =>
      advice`find out why on the host: ${npm("ssh", name)}, then docker version and sudo journalctl -u docker`,
    patience: 30_000,
    probe: {
      // The client starts slowly on an emulated machine, and only its words are wanted of it.
      script:
        () => `command -v docker > /dev/null && curl --silent --fail --max-time 10 --unix-socket /var/run/docker.sock \\
  http://localhost/_ping > /dev/null && exit 0
said=$(docker version --format '{{.Server.Version}}' 2>&1) && exit 0
printf '%s\\n' "$said"
case " $(id -nG) " in *" docker "*) exit 1 ;; esac
case " $(id -nG "$(id -un)") " in *" docker "*) exit ${NEXT_LOGIN} ;; esac
exit 1`,
    },
  },
  {
    description: "the note's images are available",
    hint: ({ images }) => {
      const standIns = images.filter(({ standIn }) => standIn).map(({ name }) => name);
      return standIns.length === 0
        ? "check that the host reaches Docker Hub, and that the image names in the note's front matter are right"
        : `use images that this host has, since Docker Hub was out of reach when it was made: ${standIns.join(", ")}`;
    },
    patience: 15_000,
    probe: { script: imagesScript },
  },
];

/** What a host must fulfil, and in what time. */
export interface ReadyOptions {
  /** Milliseconds, from now, for all requirements together. */
  within: number;
  /** The images of the note, as `docker pull` takes them. */
  images: readonly string[];
  requirements?: readonly Requirement[];
  signal?: AbortSignal;
}

/**
 * Waits until every requirement of a host holds, and returns the connection that it used. A host may restart meanwhile.
 * @throws {LabError} for the first one that does not hold: its description, what was seen, what to do, and the end of cloud-init's log
 */
export async function waitUntilReady(host: Host, options: ReadyOptions): Promise<Connection> {
  const deadline = performance.now() + options.within;
  for (;;) {
    const left = () => ({ ...options, within: deadline - performance.now() });
    const remote = await reach(host, left());
    try {
      await waitForRequirements(remote, host, left());
      return remote;
    } catch (error) {
      await remote.close();
      // A host that restarts lets its user in until it goes down.
      const goesDown = error instanceof ConnectError && error.fault === "lost" && performance.now() < deadline;
      if (!goesDown) throw error;
    }
  }
}

async function reach(
  host: Host,
  { within, requirements: wanted = requirements, signal }: ReadyOptions,
): Promise<Connection> {
  const since = new Map<Requirement, number>();
  const attempt = async (): Promise<
    { remote: Connection } | { lacking: Requirement; fault: ConnectFault; said: string; over: boolean }
  > => {
    try {
      return { remote: await connect(host, signal) };
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      const { fault, message, cause } = error;
      const lacking = wanted.find(({ probe }) => "faults" in probe && probe.faults.some((each) => each === fault));
      if (lacking === undefined) throw error;
      const now = performance.now();
      const first = since.get(lacking) ?? now;
      since.set(lacking, first);
      return { lacking, fault, said: `${message}: ${cause}`, over: now >= first + lacking.patience };
    }
  };
  const until = (seen: Awaited<ReturnType<typeof attempt>>) => "remote" in seen || seen.over;
  const every = (seen: Awaited<ReturnType<typeof attempt>>) =>
    "fault" in seen && seen.fault === "login" ? AFTER_REFUSAL : INTERVAL;
  const seen = await poll(attempt, { until, every, within, signal });
  if ("remote" in seen) return seen.remote;
  throw unmet(host, seen.lacking, seen.said);
}

/**
 * Waits until the requirements that have a script hold. One command checks all of them; the next attempt begins with the first that did not
 * hold.
 * @throws {LabError} as {@link waitUntilReady} does
 */
export async function waitForRequirements(remote: Connection, host: Host, options: ReadyOptions): Promise<void> {
  const { within, images, requirements: wanted = requirements, signal } = options;
  let rest = wanted.filter(({ probe }) => "script" in probe);
  let since = performance.now();
  const attempt = async (left: number): Promise<{ lacking?: Requirement; said: string; over: boolean }> => {
    const { met, exit, said } = await look(remote, rest, images, { timeout: left, signal });
    const now = performance.now();
    if (met > 0) since = now;
    rest = rest.slice(met);
    const [lacking] = rest;
    const over = lacking === undefined || exit === NEVER || now >= since + lacking.patience;
    if (!over && exit === NEXT_LOGIN) await remote.reconnect(signal);
    return { lacking, said, over };
  };
  const { lacking, said } = await poll(attempt, { until: ({ over }) => over, every: INTERVAL, within, signal });
  if (lacking !== undefined) throw unmet(host, lacking, said, await endOfLog(remote));
}

/** Checks requirements in order in one script, up to the first that does not hold: how many hold, and what the next one printed. */
async function look(
  remote: Connection,
  wanted: readonly Requirement[],
  images: readonly string[],
  options: ScriptOptions,
) {
  const scripts = wanted.map(
    ({ probe }) => `(\n${"script" in probe ? probe.script(images) : ""}\n) || exit\necho ${MET}`,
  );
  const { exit, stdout } = await remote.run(scripts.join("\n"), options).catch((error: unknown) => {
    if (error instanceof ScriptTimeout) return { exit: 1, stdout: error.stdout };
    throw error;
  });
  const parts = stdout.split(`${MET}\n`);
  return { met: parts.length - 1, exit, said: parts.at(-1)?.trim() ?? "" };
}

/** Printed after each requirement that holds. */
const MET = "--labnote:met--";

async function endOfLog(remote: Connection): Promise<string> {
  const script = "sudo -n tail -n 20 /var/log/cloud-init-output.log";
  const { stdout } = await remote.run(script, { timeout: 10_000 }).catch(() => ({ stdout: "" }));
  return stdout.trimEnd();
}

function unmet(host: Host, { description, hint }: Requirement, said: string, log = ""): LabError {
  const parts = [
    `${host.name} is not ready. What does not hold: ${description}`,
    `  seen: ${said === "" ? "nothing, within the time it may take" : said.replaceAll("\n", "\n    ")}`,
    ...(log === "" ? [] : [`  the end of cloud-init's log:\n    ${log.replaceAll("\n", "\n    ")}`]),
  ];
  return new LabError(parts.join("\n"), { remedy: typeof hint === "function" ? hint(host) : hint });
}
