import { spawn } from "node:child_process";
import { once } from "node:events";
import { LabError } from "../common/errors.ts";
import { inCI } from "../common/sanitize.ts";

/** What tells whether a page is to be opened. */
export interface Desk {
  /** Whether the user asked for it, or against it. */
  asked: boolean | undefined;
  /** Whether somebody watches the command on a terminal. */
  watched: boolean;
  platform: NodeJS.Platform;
  env: { readonly [name: string]: string | undefined };
}

/** Whether a page is opened: where the user asked for it, else where there is a desktop in front of the user. */
export function opensPage({ asked, watched, platform, env }: Desk): boolean {
  if (asked !== undefined) return asked;
  const has = (name: string) => (env[name] ?? "") !== "";
  const isAway = inCI({ env }) || has("SSH_CONNECTION") || has("SSH_TTY");
  const hasDesktop = platform === "darwin" || (platform === "linux" && (has("DISPLAY") || has("WAYLAND_DISPLAY")));
  return watched && !isAway && hasDesktop;
}

/** What opens a page in the user's browser. */
const OPENER = process.platform === "darwin" ? "open" : "xdg-open";

/**
 * Opens a page in the user's browser, and does not wait for the browser. Its process stays when this one ends: it may be the browser itself.
 *
 * @throws {LabError} when the program that opens pages cannot be started
 */
export async function openPage(page: URL, opener = OPENER): Promise<void> {
  const child = spawn(opener, [page.href], { stdio: "ignore", detached: true });
  try {
    await once(child, "spawn");
  } catch (cause) {
    throw new LabError(`The page could not be opened: ${page}`, { cause, remedy: "open it in a browser" });
  }
  child.unref();
}
