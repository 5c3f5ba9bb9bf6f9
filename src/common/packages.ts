import { createInterface } from "node:readline";
import { $, which } from "zx";
import { poll, withTimeout } from "./abort.ts";
import { Interrupted, LabError } from "./errors.ts";
import { readIfExists } from "./files.ts";
import type { Say } from "./progress.ts";

/** A program that labnote uses and does not bring, and the packages of Debian that have it. */
export interface Program {
  name: string;
  packages: readonly string[];
}

/** What hosts are reached with. */
export const SSH: Program = { name: "ssh", packages: ["openssh-client"] };

/** Where a program is; `undefined` if it is nowhere on PATH. */
export const programPath = async (name: string): Promise<string | undefined> =>
  (await which(name, { nothrow: true })) ?? undefined;

/**
 * A program's path. Where it is missing, root on Debian and Ubuntu gets it installed, and `say` says so.
 *
 * @throws LabError that says how to install it.
 */
export async function ensureProgram(program: Program, say: Say, signal?: AbortSignal): Promise<string> {
  const there = await programPath(program.name);
  if (there !== undefined) return there;
  if (process.getuid?.() !== 0 || !(await hasApt())) throw missing(program);
  say(`installing ${program.packages.join(" and ")} from the distribution, system-wide`);
  await aptInstall(program.packages, say, signal);
  const path = await programPath(program.name);
  if (path === undefined) throw missing(program);
  return path;
}

const missing = (program: Program) =>
  new LabError(`${program.name} is not installed`, {
    remedy: `install it (on Debian and Ubuntu: sudo apt-get install ${program.packages.join(" ")}), and run this again`,
  });

/** Milliseconds in which apt looks and downloads: a slow line may take its time. */
const DOWNLOAD_MS = 15 * 60_000;
/** Another apt, of ours or the machine's own, may be at work for a while. */
const LOCK_SECONDS = 300;
/** What apt says of a lock for which it does not wait, whatever DPkg::Lock::Timeout is: those of its lists and of its downloads. */
const LOCKED = /^E: Could not get lock (\S+[^\s.])/m;
/** Milliseconds before apt is asked again. */
const LOCKED_PAUSE = 500;

/** ID and ID_LIKE of an os-release file. */
export const distributionsOf = (osRelease: string): string[] =>
  [...osRelease.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].flatMap(([, value = ""]) => value.replaceAll('"', "").split(" "));

/** Whether this machine runs Debian, Ubuntu or their kin. */
export async function hasApt(): Promise<boolean> {
  const ids = distributionsOf((await readIfExists("/etc/os-release")) ?? "");
  return ids.includes("debian") || ids.includes("ubuntu");
}

/** apt refuses to work twice at once. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Installs packages from the distribution's archive, as root on Debian and its kin.
 *
 * Looking and downloading have a limit, and `signal` stops them. Nothing stops the last step, which changes the machine: packages that are
 * half installed would be in the way of every later installation. That step needs no network, and apt itself limits its wait for the lock.
 *
 * @param within milliseconds for looking, and for downloading.
 * @throws LabError with the end of apt's output; Interrupted.
 */
export async function aptInstall(
  packages: readonly string[],
  say: Say,
  signal: AbortSignal = new AbortController().signal,
  within: number = DOWNLOAD_MS,
): Promise<void> {
  const install = ["--yes", "--no-install-recommends", ...packages];
  const turn = queue.then(async () => {
    await apt(["update"], say, { signal, within });
    await apt(["install", "--download-only", ...install], say, { signal, within });
    await apt(["install", ...install], say);
  });
  queue = turn.catch(() => {});
  await turn;
}

async function apt(args: readonly string[], say: Say, limits?: { signal: AbortSignal; within: number }): Promise<void> {
  const stop = limits && withTimeout(limits.signal, limits.within);
  const { exitCode, said } = await poll(() => runApt(args, say, stop), {
    until: ({ exitCode, said }) => exitCode === 0 || stop?.aborted === true || !LOCKED.test(said),
    every: LOCKED_PAUSE,
    within: LOCK_SECONDS * 1000,
    onWait: ({ said }) => say(`another apt is at work (${LOCKED.exec(said)?.[1]}); waiting for it`),
  });
  if (limits?.signal.aborted)
    throw new Interrupted(`apt-get ${args[0]} was interrupted`, { cause: limits.signal.reason });
  if (exitCode === 0) return;
  const how = limits && stop?.aborted ? `did not end within ${limits.within / 60_000} min` : "failed";
  throw new LabError(`apt-get ${args.join(" ")} ${how}`, {
    cause: new Error(said.split("\n").slice(-5).join("\n")),
    remedy: "see whether apt-get works by hand on this machine, then run this again",
  });
}

/** Runs apt-get once. @param stop ends it; without one, nothing does. @returns `said`: its errors, or where it has none, its output */
async function runApt(
  args: readonly string[],
  say: Say,
  stop: AbortSignal | undefined,
): Promise<{ exitCode: number | null; said: string }> {
  const running = $({
    quiet: true,
    nothrow: true,
    signal: stop,
    // A terminal's Ctrl-C reaches its whole group of processes.
    detached: stop === undefined,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" },
  })`apt-get -o DPkg::Lock::Timeout=${LOCK_SECONDS} ${args}`;
  createInterface({ input: running.stdout }).on("line", say);
  const { exitCode, stdout, stderr } = await running;
  return { exitCode, said: stderr.trim() || stdout.trim() };
}
