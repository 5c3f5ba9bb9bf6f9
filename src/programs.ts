import { which } from "zx";
import { aptInstall, hasApt } from "./apt.ts";
import { LabError } from "./errors.ts";
import type { Say } from "./say.ts";

/** A program that labnote uses and that comes with the machine, and the packages of Debian that have what it needs. */
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
 * A program's path; on Debian and Ubuntu as root it is installed when it is missing, and that is said.
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
