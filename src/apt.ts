import { createInterface } from "node:readline";
import { $ } from "zx";
import { Interrupted, LabError } from "./errors.ts";
import { readIfThere } from "./files.ts";
import type { Say } from "./say.ts";

/** Milliseconds: a slow line may take its time. */
const LIMIT = 15 * 60_000;
/** Another apt, of ours or the machine's own, may be at work for a while. */
const LOCK_SECONDS = 300;

/** ID and ID_LIKE of an os-release file. */
export const distributionsOf = (osRelease: string): string[] =>
  [...osRelease.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].flatMap(([, value = ""]) => value.replaceAll('"', "").split(" "));

/** Whether this machine runs Debian, Ubuntu or their kin. */
export async function hasApt(): Promise<boolean> {
  const ids = distributionsOf((await readIfThere("/etc/os-release")) ?? "");
  return ids.includes("debian") || ids.includes("ubuntu");
}

/** apt refuses to work twice at once. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Installs packages from the distribution's archive, as root on Debian and its kin.
 *
 * @param signal stops what looks and downloads. What changes the machine is seen to its end: packages that are half installed would be
 *   in the way of every later installation.
 * @throws LabError with the end of apt's output; Interrupted.
 */
export async function aptInstall(packages: readonly string[], say: Say, signal?: AbortSignal): Promise<void> {
  const install = ["--yes", "--no-install-recommends", ...packages];
  const turn = queue.then(async () => {
    await apt(["update"], say, signal);
    await apt(["install", "--download-only", ...install], say, signal);
    await apt(["install", ...install], say);
  });
  queue = turn.catch(() => {});
  await turn;
}

async function apt(args: readonly string[], say: Say, signal?: AbortSignal): Promise<void> {
  const clock = AbortSignal.timeout(LIMIT);
  const running = $({
    quiet: true,
    nothrow: true,
    signal: signal === undefined ? clock : AbortSignal.any([signal, clock]),
    // A terminal's Ctrl-C reaches its whole group of processes.
    detached: signal === undefined,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" },
  })`apt-get -o DPkg::Lock::Timeout=${LOCK_SECONDS} ${args}`;
  createInterface({ input: running.stdout }).on("line", say);
  const { exitCode, stdout, stderr } = await running;
  if (signal?.aborted) throw new Interrupted(`apt-get ${args[0]} was interrupted`, { cause: signal.reason });
  if (exitCode === 0) return;
  const how = clock.aborted ? `did not end within ${LIMIT / 60_000} min` : "failed";
  throw new LabError(`apt-get ${args.join(" ")} ${how}`, {
    cause: new Error((stderr.trim() || stdout.trim()).split("\n").slice(-5).join("\n")),
    remedy: "see whether apt-get works by hand on this machine, then run this again",
  });
}
