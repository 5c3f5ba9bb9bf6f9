import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { digest } from "../../../common/hash.ts";
import type { Say } from "../../../common/progress.ts";
import { exportStandIns, MIRROR, STAND_INS, standInsImage } from "../../engine/stand-in-images.ts";
import { UBUNTU } from "../../host.ts";
import type { BaseChoice } from "../../local/settings.ts";
import { architectureHere } from "../machine/programs.ts";
import { ARM_FIRMWARE, OWN_ARM_FIRMWARE } from "../machine/qemu-command.ts";
import type { Boot } from "../machine/store.ts";
import { type Description, ensureDisk, findDisk } from "./builds.ts";
import { debianDiskRecipe, makeDebianDisk } from "./debian-disk.ts";
import type { DiskImage } from "./disk-image.ts";
import { fetchUbuntuDisk, ubuntuAnswers, ubuntuDiskRecipe } from "./ubuntu-disk.ts";

/** A distribution that machines are made from. */
export interface VmBase {
  kind: Exclude<BaseChoice, "auto">;
  /** For the record. */
  words: string;
  /** Whether its disk is made with the user's Docker Engine, which makes the stand-ins of the exercise images. */
  needsEngine: boolean;
  /** The name of its disk, a hash of all that goes into it. */
  diskName(): Promise<string>;
  make(folder: string, say: Say, signal: AbortSignal): Promise<Description>;
}

const UBUNTU_BASE: VmBase = {
  kind: "ubuntu",
  words: UBUNTU,
  needsEngine: false,
  diskName: async () => `ubuntu-${digest(ubuntuDiskRecipe())}`,
  async make(folder, say, signal) {
    await fetchUbuntuDisk(folder, say, signal);
    return { file: "disk.qcow2", format: "qcow2", over: [], boot: ownBoot(), base: UBUNTU, mirror: null, standIns: [] };
  },
};

const DEBIAN_BASE: VmBase = {
  kind: "debian",
  words: "Debian 13",
  needsEngine: true,
  diskName: async () => `debian-${digest(await debianDiskRecipe(), await standInsImage())}`,
  async make(folder, say, signal) {
    const registry = join(folder, "registry.tar");
    await exportStandIns(registry, say, signal);
    say("making a disk with Debian 13 from the distribution's archive");
    await makeDebianDisk(folder, { registry }, say, signal);
    await rm(registry);
    return {
      ...{ file: "disk.raw", format: "raw", over: [], boot: { kernel: "kernel", initrd: "initrd" } },
      ...{ base: DEBIAN_BASE.words, mirror: MIRROR, standIns: STAND_INS.map(({ name }) => name) },
    };
  },
};

const BASES: readonly VmBase[] = [UBUNTU_BASE, DEBIAN_BASE];

/** How a disk starts that has a boot loader. */
const ownBoot = (): Boot => ({
  firmware: architectureHere() === "arm64" ? (ARM_FIRMWARE.find(existsSync) ?? OWN_ARM_FIRMWARE) : undefined,
});

/**
 * The base that machines are made from.
 *
 * @param newLab whether `auto` asks Ubuntu's server even if a base is there. A lab that has hosts takes that base: otherwise the hosts would
 *   be replaced whenever the network comes or goes.
 */
export async function planVmBase(choice: BaseChoice, newLab: boolean, signal?: AbortSignal): Promise<VmBase> {
  if (choice !== "auto") return BASES.find(({ kind }) => kind === choice) as VmBase;
  if (!newLab) for (const base of BASES) if ((await findDisk(await base.diskName())) !== undefined) return base;
  if ((await findDisk(await UBUNTU_BASE.diskName())) !== undefined) return UBUNTU_BASE;
  return (await ubuntuAnswers(signal)) ? UBUNTU_BASE : DEBIAN_BASE;
}

/** The disk of a base, made if it is not there. */
export async function ensureBaseDisk(base: VmBase, say: Say, signal: AbortSignal): Promise<DiskImage> {
  return ensureDisk(await base.diskName(), (folder) => base.make(folder, say, signal));
}

/** A hash that changes when machines would be made in another way than before. */
export const vmRecipe = async (): Promise<string> => digest(await Promise.all(BASES.map((base) => base.diskName())));
