import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { programLine, shortened } from "../common/processes.ts";
import { sanitizeLine, stripEscapes } from "../common/sanitize.ts";

/** Where Node publishes each child process, whichever library starts it (https://nodejs.org/api/diagnostics_channel.html). */
const CHANNEL = "child_process";

/** What zx puts before each command. */
const ZX_PREFIX = "set -euo pipefail;";

/** Programs whose standard output is for people. That of others is data and may be a secret: the state of Pulumi, a file of a host. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  "apt-get",
  "docker",
  "go",
  "journalctl",
  "mmdebstrap",
  "systemctl",
  "tar",
]);

/** Characters. Of more output nothing is shown: the beginning of a key tells that the rest of it is one. */
const KEPT = 64 * 1024;
/** How many lines of an output's end are shown, and how many characters of each. */
const [LINES, COLUMNS] = [8, 200];

/** What is done with what programs print. */
export interface TraceOptions {
  /** Takes one program's lines. */
  write(text: string): void;
  /** Takes secrets out of a text. */
  redact(text: string): string;
}

/**
 * Tells of each program that this process runs: its command line, how long it took, how it ended, and the end of what it printed. Standard
 * input and environments are never shown.
 *
 * @returns ends it, and tells which programs still run
 */
export function traceProgramRuns({ write, redact }: TraceOptions): () => void {
  const running = new Map<ChildProcess, () => string>();
  const follow = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    const started = performance.now();
    const took = () => `${((performance.now() - started) / 1000).toFixed(2)} s`;
    // When it is published, it is not started yet.
    const command = () => shortened(sanitizeLine(redact(commandOf(child.spawnargs))));
    let failure: string | undefined;
    let outputs: readonly (() => string)[] = [];
    running.set(child, () => `› ${command()} (still running after ${took()})\n`);
    child.once("spawn", () => {
      const ofPeople = FOR_PEOPLE.has(programOf(child.spawnargs));
      outputs = [ofPeople ? child.stdout : null, child.stderr].flatMap((each) => (each === null ? [] : [kept(each)]));
    });
    child.once("error", (error) => {
      failure = error.message;
    });
    child.once("close", (code, signal) => {
      if (!running.delete(child)) return;
      const end = child.pid === undefined ? failure : (signal ?? `exit ${code}`);
      const said = outputs.flatMap((output) => lastLines(redact(output())));
      write(`› ${command()} (${took()}, ${end})\n${said.map((line) => `  ${line}\n`).join("")}`);
    });
  };
  subscribe(CHANNEL, follow);
  return () => {
    unsubscribe(CHANNEL, follow);
    for (const still of running.values()) write(still());
    running.clear();
  };
}

/** Collects what a stream brings, beside its reader. */
function kept(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer | string) => {
    const bytes = Buffer.from(chunk as string);
    size += bytes.length;
    if (size <= KEPT) chunks.push(bytes);
    else chunks.length = 0;
  });
  return () => (size > KEPT ? `(${Math.round(size / 1024)} KiB of output)` : Buffer.concat(chunks).toString());
}

const lastLines = (text: string): string[] =>
  stripEscapes(text)
    .split(/\r\n|\r|\n/)
    .map((line) => sanitizeLine(line.trimEnd()))
    .filter((line) => line !== "")
    .slice(-LINES)
    .map((line) => (line.length > COLUMNS ? `${line.slice(0, COLUMNS)}…` : line));

/** What a shell runs for labnote, in place of the shell: a command of zx, or the program after a script that watches over it. */
function commandOf([program = "", ...args]: readonly string[]): string {
  const [option, script = "", , ...watched] = args;
  if (!["sh", "bash"].includes(basename(program)) || option !== "-c") return programLine([program, ...args]);
  return watched.length > 0 ? programLine(watched) : script.replace(ZX_PREFIX, "");
}

const programOf = (spawned: readonly string[]): string => basename(commandOf(spawned).split(" ")[0] ?? "");
