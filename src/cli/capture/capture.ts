import { join, resolve } from "node:path";
import { attend } from "../../capture/attend.ts";
import type { SessionPlan } from "../../capture/events.ts";
import { type OwnTerminal, ownTerminal, sizeOf } from "../../capture/own-terminal.ts";
import { planSession } from "../../capture/plan-session.ts";
import { CaptureLog, storedSessions, takeSession } from "../../capture/session-store.ts";
import { withoutSecrets } from "../../capture/without-secrets.ts";
import { writeSession } from "../../capture/write-session.ts";
import { advice, npm, shellQuote } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { FOLDER, stateFolder } from "../../common/paths.ts";
import { readSettings } from "../../common/settings.ts";
import { readStackConfig } from "../../common/stack-config.ts";
import { extend, timeLeft } from "../../hosts/expiry.ts";
import type { Host } from "../../hosts/host.ts";
import { KINDS } from "../../hosts/kinds.ts";
import { type Closed, type Connection, TERMINAL } from "../../hosts/ssh/connection.ts";
import { connect } from "../../hosts/ssh/openssh.ts";
import { findHosts, oneHost } from "../../lab/find.ts";
import { Redactor, secretsOf } from "../../record/redact/redactor.ts";
import { lockHost } from "../../run/host-lock.ts";
import { emptied } from "../../run/section.ts";
import type { LabConsole } from "../console.ts";
import { captureReport } from "./report.ts";

/** What `npm run record` is given. */
export interface CaptureOptions {
  stack: string;
  host?: string;
  /** The file to write to. */
  out?: string;
}

/** What `record` does to the world beside the note. */
export interface CaptureEdges {
  /** The folder with the settings of labs. */
  root: string;
  /** The folder of a lab's sessions that are not written yet. */
  sessions(stack: string): string;
  /** The user's own terminal; `undefined` where there is none. */
  terminal: OwnTerminal | undefined;
  findHosts: typeof findHosts;
  connect: typeof connect;
  env: NodeJS.ProcessEnv;
}

const edgesOfCapture = (): CaptureEdges => ({
  root: FOLDER,
  sessions: (stack) => join(stateFolder(), "sessions", stack),
  terminal: ownTerminal(),
  findHosts,
  connect,
  env: process.env,
});

/** Milliseconds to make a section's folder. */
const HOUSEWORK = 60_000;

/**
 * Opens a shell on a host, and writes what is typed and shown there as a section of a note when the last terminal of the session ends.
 *
 * @param title the words of the section's heading
 * @returns the command's status
 * @throws {LabError} when no shell can be opened, or the session cannot be written. It is kept then.
 */
export async function captureSession(
  { stack, host: name, out }: CaptureOptions,
  title: readonly string[],
  console: LabConsole,
  signal: AbortSignal,
  edges: CaptureEdges = edgesOfCapture(),
): Promise<0 | 1> {
  const { terminal } = edges;
  if (terminal === undefined)
    throw new LabError("There is no terminal to type in", { remedy: "run it in a terminal of your own" });
  const note = resolve(edges.root, readSettings(await readStackConfig(edges.root, stack), KINDS).note);
  const sessions = edges.sessions(stack);
  await writeLeft(sessions, note, console, edges);
  const host = oneHost(await edges.findHosts(stack, console.warn, signal, name), (each) =>
    npm("record", "--host", each, ...title),
  );
  const wish = { host: host.name, title: title.length === 0 ? undefined : title.join(" "), out };
  const open = (await storedSessions(sessions)).filter((session) => session.open);
  const plan = await planSession(wish, open, note);
  const remote = await edges.connect(host, signal);
  let log: CaptureLog;
  let end: Closed;
  try {
    await lockHost(remote, host, true);
    const ends = await extend(remote, host, undefined, signal);
    log = await CaptureLog.open(sessions, plan, sizeOf(terminal.output));
    console.print(opening(plan, log.terminal, terminal));
    if (ends !== undefined) console.print(`${host.name} ${timeLeft(ends, new Date())}`);
    end = await typeIn(remote, host, plan, log, terminal, signal, edges);
  } finally {
    await remote.close();
  }
  const lost = end.exit === undefined;
  if (lost) console.warn(`\n${end.why}\nWhat was typed until then is kept.`);
  const taken = await takeSession(sessions, log.folder);
  if (taken === undefined)
    console.print(`Terminal ${log.terminal} has ended. The section is written when the session's other terminals end.`);
  else console.print(captureReport(await writeSession(taken, secretsOf(edges.env)), edges.root, note));
  signal.throwIfAborted();
  return lost ? 1 : 0;
}

/** Writes the sessions that a killed command, or a full disk, has left. */
async function writeLeft(
  sessions: string,
  note: string,
  console: LabConsole,
  { env, root }: CaptureEdges,
): Promise<void> {
  for (const { folder, plan, open } of await storedSessions(sessions)) {
    const taken = open ? undefined : await takeSession(sessions, folder);
    if (taken === undefined) continue;
    console.print(`An earlier session was not written: section ${plan.section} on ${plan.host}`);
    console.print(captureReport(await writeSession(taken, secretsOf(env)), root, note));
  }
}

/** What the user has to know before the first key. */
function opening({ host, section, file }: SessionPlan, terminal: number, { output }: OwnTerminal): string {
  const lines = [
    terminal === 1
      ? `A shell on ${host}, in ~/${section}. When you leave it (exit, or Ctrl-D), the session is written at the end of ${file}`
      : `Terminal ${terminal} of section ${section} on ${host}. The section is written at the end of ${file} when the last terminal ends`,
  ];
  const { columns } = sizeOf(output);
  if (columns !== TERMINAL.columns)
    lines.push(
      `This window has ${columns} columns; a run types into ${TERMINAL.columns}. ls, and others that use the whole width, print other lines there`,
    );
  return lines.join("\n");
}

async function typeIn(
  remote: Connection,
  host: Host,
  plan: SessionPlan,
  log: CaptureLog,
  terminal: OwnTerminal,
  signal: AbortSignal,
  { env }: CaptureEdges,
): Promise<Closed> {
  const redactor = new Redactor({ secrets: [host.loginKey, ...secretsOf(env)], note: "" });
  const tell = withoutSecrets(redactor, log.tell);
  let end: Closed = { exit: undefined, why: "no shell was opened" };
  try {
    const folder = shellQuote(plan.section);
    const script = log.terminal === 1 ? emptied(folder) : `mkdir -p -- ~/${folder}`;
    const { exit, stderr } = await remote.run(script, { timeout: HOUSEWORK, signal });
    if (exit !== 0)
      throw new LabError(`The folder of section ${plan.section} could not be made: ${stderr.trim()}`, {
        remedy: advice`look at it with ${npm("ssh", host.name)}`,
      });
    end = await attend(remote, terminal, plan.section, tell, signal);
    return end;
  } finally {
    tell({ type: "closed", exit: end.exit ?? null, why: end.why });
  }
}
