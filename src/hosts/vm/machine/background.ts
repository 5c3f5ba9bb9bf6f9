import { spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** A program that outlives this process. */
export interface Background {
  /** Whether it has ended, or never began. */
  ended(): boolean;
  /** The end of what it said. */
  words(): Promise<string>;
}

/** Starts a program that goes on when this process ends. What it says goes to a file. */
export async function startInBackground(command: readonly string[], log: string): Promise<Background> {
  const output = await open(log, "w", 0o600);
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    detached: true,
    cwd: "/",
    stdio: ["ignore", output.fd, output.fd],
    // In English, since faults are known by their words.
    env: { ...process.env, LC_ALL: "C" },
  });
  let ended: string | undefined;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code, signal) => {
    ended ??= `it ended with ${code ?? signal}`;
  });
  child.unref();
  await output.close();
  return {
    ended: () => ended !== undefined,
    async words() {
      // What it said last is in the file a moment after its end.
      await setTimeout(50);
      const said = (await readFile(log, "utf8")).split("\n").filter((line) => line.trim() !== "" && !NOISE.test(line));
      return said.slice(-12).join("\n") || (ended ?? "nothing");
    },
  };
}

/** What pasta says where there is no system logger. */
const NOISE = /^Failed to send \d+ bytes to syslog$/;
