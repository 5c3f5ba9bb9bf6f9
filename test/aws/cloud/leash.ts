import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** Ends what it started when the pipe on its standard input ends: when we say so, and also when we are gone, however that went. */
const LEASH = `"$@" < /dev/null & pid=$!; read -r _; kill "$pid" 2> /dev/null; wait "$pid"`;

export interface Leashed extends AsyncDisposable {
  process: ChildProcessByStdio<Writable, Readable, Readable>;
}

/** A program that does not outlive this process; disposal ends it. */
export function leashed(command: readonly string[], env: NodeJS.ProcessEnv = process.env): Leashed {
  const child = spawn("sh", ["-c", LEASH, "sh", ...command], { stdio: ["pipe", "pipe", "pipe"], env });
  const closed = once(child, "close");
  child.stdin.on("error", () => {});
  return {
    process: child,
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
