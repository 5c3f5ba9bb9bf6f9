import { $ } from "zx";
import { LabError } from "../../../common/errors.ts";
import { ensureProgram, type Program, programPath } from "../../../common/packages.ts";
import type { Say } from "../../../common/progress.ts";

/** The architectures that machines are made for, as Node names them: the same as the user's machine, since only that is quick. */
export type Architecture = "x64" | "arm64";

/** This machine's architecture. @throws LabError on any other than {@link Architecture} */
export function architectureHere(arch: string = process.arch): Architecture {
  if (arch === "x64" || arch === "arm64") return arch;
  throw new LabError(`Virtual machines are made on x86-64 and arm64 only, and this machine is ${arch}`, {
    remedy: "use another kind of host (target=container)",
  });
}

/** What runs a machine of each architecture, and the packages of Debian and Ubuntu that have it. */
const EMULATORS: { readonly [architecture in Architecture]: Program } = {
  x64: { name: "qemu-system-x86_64", packages: ["qemu-system-x86"] },
  arm64: { name: "qemu-system-aarch64", packages: ["qemu-system-arm", "qemu-efi-aarch64"] },
};

/** Makes disks. */
const IMAGE_TOOL: Program = { name: "qemu-img", packages: ["qemu-utils"] };

/** The program that runs machines here. */
export const emulator = (): Program => EMULATORS[architectureHere()];

/** What is installed where one formula has all programs. */
const HOMEBREW = "install it (brew install qemu), and run this again";

/**
 * QEMU: its programs, installed from the distribution first where that is allowed.
 *
 * @returns its version
 * @throws LabError that says how to install it
 */
export async function ensureQemu(say: Say, signal?: AbortSignal): Promise<string> {
  for (const program of [emulator(), IMAGE_TOOL]) {
    if (process.platform === "darwin" && (await programPath(program.name)) === undefined)
      throw new LabError(`${program.name} is not installed`, { remedy: HOMEBREW });
    await ensureProgram(program, say, signal);
  }
  return (await qemuVersion()) ?? "of an unknown version";
}

/** The version of the QEMU on PATH: `10.0.3`; `undefined` where there is none. */
export async function qemuVersion(): Promise<string | undefined> {
  const { name } = emulator();
  if ((await programPath(name)) === undefined) return undefined;
  const { stdout } = await $({ quiet: true, nothrow: true, timeout: 10_000 })`${name} --version`;
  return /version (\S+)/.exec(stdout)?.[1];
}

/** How QEMU is installed by hand, for a machine that has none. */
export const howToInstall = (): string =>
  process.platform === "darwin"
    ? "install it: brew install qemu"
    : `install it (on Debian and Ubuntu: sudo apt-get install ${[...emulator().packages, ...IMAGE_TOOL.packages].join(" ")})`;

/** Runs qemu-img. @throws LabError with its words */
export async function qemuImg(args: readonly string[]): Promise<void> {
  const ran = await $({ quiet: true, nothrow: true, timeout: 10 * 60_000 })`qemu-img ${args}`;
  if (ran.exitCode === 0) return;
  throw new LabError(`qemu-img ${args[0]} failed`, {
    cause: new Error(ran.stderr.trim() || `exit ${ran.exitCode}`),
    remedy: "make sure that the disk has room and that labnote's folders are yours, then run this again",
  });
}
