import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { LabError } from "../../common/errors.ts";

/** In cells: as wide as a picture of the README can be read. */
const SIZE = { columns: 100, rows: 32 };
/** Milliseconds between two keys, as a person types. */
const KEY = 60;
/** Milliseconds for the shell to end. */
const PATIENCE = 5000;
/** What bash shows when it waits for a command: that it takes pasted text as such, and its prompt. */
const PROMPT = "\x1b[?2004h$ ";

/**
 * Types a command at a terminal of its own, as a person does, and records the terminal until the next prompt, in the format asciicast v2.
 * `script`, of util-linux, gives the terminal.
 *
 * @throws {LabError} when the terminal ends before
 */
export async function recordedCommand(command: string, folder: string, signal: AbortSignal): Promise<string> {
  // The shell that `script` starts takes no prompt from its environment, and passes none on.
  const line = `stty cols ${SIZE.columns} rows ${SIZE.rows}; exec env 'PS1=$ ' bash --norc --noprofile -i`;
  // Programs have no colours where CI is set, be it to nothing.
  const { CI: _, NO_COLOR: __, ...rest } = process.env;
  const env = { ...rest, TERM: "xterm-256color", npm_config_update_notifier: "false" };
  const child = spawn("script", ["-qefc", line, "/dev/null"], { cwd: folder, env, detached: true });
  const began = performance.now();
  const events: [number, "o", string][] = [];
  let shown = "";
  let look = () => {};
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    events.push([Math.round(performance.now() - began) / 1000, "o", text]);
    shown += text;
    look();
  });
  const closed = once(child, "close");
  const ended = closed.then(() => {
    throw new LabError(`The terminal ended before ${command} did`, { cause: shown.slice(-500) });
  });
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // Each is looked at only while it is waited for.
  for (const end of [ended, stopped]) end.catch(() => {});
  const prompt = () =>
    new Promise<void>((resolve) => {
      look = () => shown.endsWith(PROMPT) && resolve();
      look();
    });
  try {
    await Promise.race([prompt(), ended, stopped]);
    for (const key of command) {
      child.stdin.write(key);
      await setTimeout(KEY);
    }
    shown = "";
    child.stdin.write("\r");
    await Promise.race([prompt(), ended, stopped]);
    return castOf(events);
  } finally {
    if (child.exitCode === null) child.stdin.write("exit\r");
    await Promise.race([closed, setTimeout(PATIENCE)]);
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await closed;
  }
}

function castOf(events: readonly [number, "o", string][]): string {
  const header = { version: 2, width: SIZE.columns, height: SIZE.rows };
  return `${[header, ...events].map((each) => JSON.stringify(each)).join("\n")}\n`;
}
