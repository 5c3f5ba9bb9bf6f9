import type { ChildProcessWithoutNullStreams } from "node:child_process";
import type { Readable } from "node:stream";
import { LabError } from "../../common/errors.ts";
import { isAlive } from "../../common/processes.ts";

/** Milliseconds in which a process beside us does what it is asked: the master connection tells whether it lives, and any of them ends. */
export const ANSWER = 5_000;

/** How a process came to its end, once all of its output is there. */
export interface ProcessExit {
  /** `undefined` when a signal ended it, or when it could not be started. */
  exit?: number;
  /** Why it could not be started. */
  failed?: LabError;
}

/** Resolves to how a process ends. */
export const closing = (child: ChildProcessWithoutNullStreams): Promise<ProcessExit> =>
  new Promise((resolve) => {
    child.once("error", (error) => resolve({ failed: noClient(error) }));
    child.once("close", (code) => resolve({ exit: code ?? undefined }));
  });

/** Has a process, which leads a group of its own, asked to end, and ends the group when it does not. */
export function end(child: ChildProcessWithoutNullStreams, ask: () => void): void {
  ask();
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  const timer = setTimeout(() => isAlive(-pid) && process.kill(-pid, "SIGKILL"), ANSWER);
  child.once("close", () => clearTimeout(timer));
}

/** @param cause what the system said */
export const noClient = (cause: Error): LabError =>
  new LabError("The SSH client could not be started", {
    cause,
    remedy: "install OpenSSH's client, so that `ssh -V` works",
  });

/** Keeps the end of what a process says: its last 4096 characters. */
export function keepEnd(stream: Readable): () => string {
  let said = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4096);
  });
  return () => said;
}

/** The last lines that ssh said, without its banner of a changed key and its advice on it. */
export const lastWords = (said: string): string =>
  said
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^@|^ssh-keygen /.test(line))
    .slice(-2)
    .join(" ") || "it said nothing";
