import type { ChildProcessWithoutNullStreams } from "node:child_process";
import type { Readable } from "node:stream";
import { LabError } from "../../common/errors.ts";
import { isAlive } from "../../common/processes.ts";

/** Milliseconds for a local ssh process to do what it is asked: to say whether the master connection is up, or to end. */
export const ANSWER = 5_000;

/** How a process ended; all of its output is there by then. */
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

/** Asks a process, which leads its own process group, to end, and kills the group when it does not. */
export function end(child: ChildProcessWithoutNullStreams, ask: () => void): void {
  ask();
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  const timer = setTimeout(() => isAlive(-pid) && process.kill(-pid, "SIGKILL"), ANSWER);
  child.once("close", () => clearTimeout(timer));
}

/** @param cause the system's error */
export const noClient = (cause: Error): LabError =>
  new LabError("The SSH client could not be started", {
    cause,
    remedy: "install the OpenSSH client, so that `ssh -V` works",
  });

/** Keeps the last 4096 characters that a process prints. */
export function keepEnd(stream: Readable): () => string {
  let said = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4096);
  });
  return () => said;
}

/** The last lines that ssh printed, without its banner and advice on a changed key. */
export const lastWords = (said: string): string =>
  said
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^@|^ssh-keygen /.test(line))
    .slice(-2)
    .join(" ") || "it said nothing";
