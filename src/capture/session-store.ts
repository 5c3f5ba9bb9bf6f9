import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { LabError } from "../common/errors.ts";
import { createFile, readIfExists } from "../common/files.ts";
import { isAlive, startOf } from "../common/processes.ts";
import type { TerminalSize } from "../hosts/ssh/connection.ts";
import type { CaptureEvent, SessionPlan, UntimedCapture } from "./events.ts";

/**
 * The sessions of a lab that are not written yet: a folder for each, with a file for each of its terminals, in which the events are lines. The
 * commands that capture the terminals agree through these files alone, so nothing is lost when one of them is killed.
 */

/** A fence's `terminal=` goes from 1 to this. */
const MOST_TERMINALS = 9;

/** The events of a session's terminals. */
export interface StoredSession {
  folder: string;
  plan: SessionPlan;
  terminals: CaptureEvent[][];
  /** Whether some of its terminals are still open. */
  open: boolean;
}

/** The folder for a session that is open. Of two sessions of a host, each has another section. */
const folderOf = (root: string, { host, section }: SessionPlan): string => join(root, host, section);
/** Where the folder of a session stands while it is written, with the writer's process id in its name. No host is called so. */
const WRITING = "=writing";

/** The sessions that are not written yet. */
export async function storedSessions(root: string): Promise<StoredSession[]> {
  const hosts = await namesIn(root);
  const folders = await Promise.all(
    hosts.map(async (host) => (await namesIn(join(root, host))).map((name) => join(root, host, name))),
  );
  const sessions = await Promise.all(folders.flat().map(readStored));
  return sessions.filter((session) => session !== undefined);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
}

async function readStored(folder: string): Promise<StoredSession | undefined> {
  const files = (await namesIn(folder)).filter((name) => /^[1-9]\.jsonl$/.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readIfExists(join(folder, name))));
  // A killed command may have left a part of a line.
  const terminals = texts.map((text = "") =>
    text
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as CaptureEvent),
  );
  const plans = terminals.flatMap(([first]) => (first?.type === "opened" ? [first.plan] : []));
  if (plans[0] === undefined) return undefined;
  const writer = Number(/^(\d+)\.[0-9a-f]+$/.exec(basename(folder))?.[1]);
  const isWritten = basename(dirname(folder)) === WRITING && writer !== process.pid && isAlive(writer);
  const open = isWritten || (await Promise.all(terminals.map(isOpen))).includes(true);
  return { folder, plan: plans[0], terminals: terminals.map(ended), open };
}

async function isOpen(events: readonly CaptureEvent[]): Promise<boolean> {
  const [first] = events;
  if (first?.type !== "opened" || events.at(-1)?.type === "closed") return false;
  return (await startOf(first.process.pid)) === first.process.began;
}

/** The events of a terminal whose command was killed, with an end. */
function ended(events: CaptureEvent[]): CaptureEvent[] {
  const last = events.at(-1);
  if (last === undefined || last.type === "closed") return events;
  return [...events, { type: "closed", time: last.time, exit: null, why: "labnote was killed" }];
}

/** Keeps the events of one terminal. */
export class CaptureLog {
  readonly folder: string;
  readonly terminal: number;
  readonly #file: string;

  private constructor(folder: string, terminal: number) {
    this.folder = folder;
    this.terminal = terminal;
    this.#file = fileOf(folder, terminal);
  }

  /**
   * Opens one more terminal of a session: that with the first free number.
   * @throws {LabError} when the session has all that a note can have
   */
  static async open(root: string, plan: SessionPlan, size: TerminalSize): Promise<CaptureLog> {
    const folder = folderOf(root, plan);
    const own = { pid: process.pid, began: (await startOf(process.pid)) ?? "" };
    for (let terminal = 1; terminal <= MOST_TERMINALS; ) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const opened: CaptureEvent = { type: "opened", time: Date.now(), terminal, process: own, size, plan };
      const found = await create(fileOf(folder, terminal), `${JSON.stringify(opened)}\n`);
      if (found === undefined) return new CaptureLog(folder, terminal);
      // Without its folder, the session has been taken to be written: this terminal begins another one.
      terminal = found === "EEXIST" ? terminal + 1 : 1;
    }
    throw new LabError(`The session of section ${plan.section} has ${MOST_TERMINALS} terminals already`, {
      remedy: "leave one of them, and begin another section",
    });
  }

  /** @throws {LabError} when the disk is full */
  readonly tell = (event: UntimedCapture): void => {
    try {
      appendFileSync(this.#file, `${JSON.stringify({ time: Date.now(), ...event })}\n`);
    } catch (cause) {
      throw new LabError(`The session could not be kept in ${this.#file}`, {
        cause,
        remedy: "make sure that the disk has room and that the folder is yours",
      });
    }
  };
}

const fileOf = (folder: string, terminal: number): string => join(folder, `${terminal}.jsonl`);

/** Makes a file with this content, whole from the beginning. Returns why it could not: it is there, or its folder is not. */
async function create(file: string, content: string): Promise<"EEXIST" | "ENOENT" | undefined> {
  try {
    await createFile(file, content, 0o600);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOENT") return code;
    throw error;
  }
}

/**
 * Takes a session whose terminals have all ended, so that one command alone writes it; `undefined` if a terminal is open, or another command
 * has taken it. The caller removes its folder when it is written.
 */
export async function takeSession(root: string, folder: string): Promise<StoredSession | undefined> {
  const before = await readStored(folder);
  if (before === undefined || before.open) return undefined;
  const taken = join(root, WRITING, `${process.pid}.${randomBytes(4).toString("hex")}`);
  await mkdir(join(root, WRITING), { recursive: true, mode: 0o700 });
  try {
    await rename(folder, taken);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const session = await readStored(taken);
  // A terminal was opened in the last moment: its command writes the session.
  if (!session?.open) return session;
  await rename(taken, folderOf(root, session.plan));
  return undefined;
}

export const removeSession = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
