import { advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { inLanes } from "../common/processes.ts";
import type { Host } from "./host.ts";
import type { Connection } from "./ssh/connection.ts";
import { connect } from "./ssh/openssh.ts";
import { END_TIMER, EXTEND_COMMAND } from "./user-data.ts";

/** Milliseconds to read the end, or to move it. It takes a moment, unless the host is very busy. */
const LIMIT = 30_000;

/** The part of a host that messages need. */
type Named = Pick<Host, "name">;

/** So many hosts are extended at once. */
const AT_ONCE = 16;

/**
 * Moves a host's end to so many hours from now; without `hours`, to the number that was last given.
 * @returns the new end; `undefined` for a host that does not end by itself
 * @throws {LabError} when the host cannot do it
 */
export async function extend(
  remote: Connection,
  host: Named,
  hours?: number,
  signal?: AbortSignal,
): Promise<Date | undefined> {
  return ask(remote, host, `[ ! -e ${EXTEND_COMMAND} ] || sudo -n ${EXTEND_COMMAND} ${hours ?? ""}`, signal);
}

/** When a host ends by itself; `undefined` for one that does not. */
export async function endOf(remote: Connection, host: Named, signal?: AbortSignal): Promise<Date | undefined> {
  const script = `[ ! -e ${END_TIMER} ] || date --utc --date="$(sed -n 's/^OnCalendar=//p' ${END_TIMER})" +%Y-%m-%dT%H:%M:%SZ`;
  return ask(remote, host, script, signal);
}

async function ask(
  remote: Connection,
  { name }: Named,
  script: string,
  signal: AbortSignal | undefined,
): Promise<Date | undefined> {
  const { exit, stdout, stderr } = await remote.run(script, { timeout: LIMIT, signal });
  const said = stdout.trim();
  if (exit === 0 && said === "") return undefined;
  const end = new Date(said);
  if (exit === 0 && !Number.isNaN(end.getTime())) return end;
  throw new LabError(`${name} does not say when it ends by itself`, {
    cause: stderr.trim() || `status ${exit}, and: ${said}`,
    remedy: advice`find out why on the host: ${npm("ssh", name)}, then sudo systemctl status labnote-end.timer`,
  });
}

/** A host and its new end, or the error that prevented it. */
export interface Extended {
  host: Host;
  /** `undefined` for a host that does not end by itself. */
  end: Date | undefined | LabError;
}

/** Moves the ends of hosts in parallel, each over its own connection; a failure stops no other host. */
export async function extendAll(hosts: readonly Host[], hours: number, signal: AbortSignal): Promise<Extended[]> {
  const extended: Extended[] = [];
  await inLanes(hosts.entries(), AT_ONCE, async ([index, host]) => {
    extended[index] = { host, end: await extendOne(host, hours, signal) };
  });
  return extended;
}

async function extendOne(host: Host, hours: number, signal: AbortSignal): Promise<Extended["end"]> {
  try {
    const remote = await connect(host, signal);
    return await extend(remote, host, hours, signal).finally(() => remote.close());
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof LabError) return error;
    throw error;
  }
}

const MINUTE = 60_000;

/** A host's end in words for people, in their own time zone: `ends by itself at 18:04 (in 3 h 52 min)`. */
export function timeLeft(end: Date, now: Date): string {
  const left = end.getTime() - now.getTime();
  if (left <= 0) return "has reached its end, and goes down";
  const day = end.toDateString() === now.toDateString() ? "" : ` on ${format(end, { day: "numeric", month: "long" })}`;
  return `ends by itself at ${format(end, { hour: "2-digit", minute: "2-digit" })}${day} (in ${span(left)})`;
}

const format = (date: Date, options: Intl.DateTimeFormatOptions) => date.toLocaleString("en-GB", options);

function span(left: number): string {
  const minutes = Math.floor(left / MINUTE);
  if (minutes === 0) return "less than a minute";
  const parts = [minutes >= 60 ? `${Math.floor(minutes / 60)} h` : "", minutes % 60 > 0 ? `${minutes % 60} min` : ""];
  return parts.filter(Boolean).join(" ");
}
