import { createInterface } from "node:readline";
import { $ } from "zx";
import { LabError } from "./errors.ts";
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
 * @throws LabError with the end of apt's output.
 */
export async function aptInstall(packages: readonly string[], say: Say, signal?: AbortSignal): Promise<void> {
  const turn = queue.then(async () => {
    await apt(["update"], say, signal);
    await apt(["install", "--yes", "--no-install-recommends", ...packages], say, signal);
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
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" },
  })`apt-get -o DPkg::Lock::Timeout=${LOCK_SECONDS} ${args}`;
  createInterface({ input: running.stdout }).on("line", say);
  const { exitCode, stdout, stderr } = await running;
  if (exitCode === 0) return;
  const how = clock.aborted ? `did not end within ${LIMIT / 60_000} min` : "failed";
  throw new LabError(`apt-get ${args.join(" ")} ${how}`, {
    cause: new Error((stderr.trim() || stdout.trim()).split("\n").slice(-5).join("\n")),
    remedy: "see whether apt-get works by hand on this machine, then run this again",
  });
}
