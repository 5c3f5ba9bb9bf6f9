import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { CHECKOUT } from "../../../src/common/paths.ts";

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Starts a command of labnote for the stack `t-unit`, with a user's folders in `folder`: `data`, `cache`, `home`, and `bin` before all others
 * on PATH. No network answers it.
 */
export function labnote(
  name: string,
  folder: string,
  args: string[] = [],
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(CHECKOUT, "scripts", `${name}.ts`), "--stack", "t-unit", ...args], {
    cwd: CHECKOUT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: `${join(folder, "bin")}:/usr/bin:/bin`,
      HOME: join(folder, "home"),
      XDG_DATA_HOME: join(folder, "data"),
      XDG_CACHE_HOME: join(folder, "cache"),
      NODE_USE_ENV_PROXY: "1",
      HTTPS_PROXY: "http://127.0.0.1:9",
    },
  });
  const ended = Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]).then(
    ([[code], stdout, stderr]) => ({ code, stdout, stderr }),
  );
  return { child, ended };
}
