import { copyFile, open, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { LabError } from "../../../common/errors.ts";
import { digest } from "../../../common/hash.ts";
import type { Say } from "../../../common/progress.ts";
import { FORGET } from "../../local/forget.ts";
import { BAKED, bakingUserData } from "../../user-data.ts";
import { waitForConsole, waitForEnd } from "../machine/console.ts";
import { type Acceleration, filesOf, folderOf } from "../machine/store.ts";
import { withThrowAway } from "../machine/throw-away.ts";
import { ensureDisk } from "./builds.ts";
import type { DiskImage } from "./disk-image.ts";

/** Milliseconds for the set-up on a throw-away machine; emulated, it takes three minutes. */
const SET_UP_MS = 30 * 60_000;
/** Milliseconds for a machine to switch itself off. */
const END_MS = 120_000;
/** In GiB: what a machine's disk has at the least, since a disk can grow but not shrink. */
export const LEAST_DISK = 5;

/**
 * The disk of a machine after its set-up, from which a machine is made that needs only its identity. Its name is the hash of the disk below
 * it and the set-up. It comes from a throw-away machine that never had an identity.
 */
export async function ensureBakedDisk(
  image: DiskImage,
  setUp: string,
  acceleration: Acceleration,
  say: Say,
  signal: AbortSignal,
): Promise<DiskImage> {
  const userData = bakingUserData(setUp, FORGET);
  return ensureDisk(`baked-${digest(basename(image.folder), userData)}`, async (folder) => {
    say("doing the set-up once, on a throw-away machine, for all hosts");
    const spec = { image, userData, acceleration, size: LEAST_DISK };
    await withThrowAway("baking", spec, (machine) => bake(machine, join(folder, "disk.qcow2"), signal), signal);
    const { boot, base, mirror, standIns } = image;
    const over = [join(image.folder, image.file)];
    return { file: "disk.qcow2", format: "qcow2", over, boot, base, mirror, standIns };
  });
}

/** Waits until the machine has done its set-up and is off, and takes its disk. */
async function bake(machine: { name: string; id: string }, disk: string, signal: AbortSignal): Promise<void> {
  // The whole line: the console comes letter by letter.
  const console = await waitForConsole(machine, /^labnote-bake: .*\r?\n/m, SET_UP_MS, signal);
  if (!console.includes(`\n${BAKED}`)) {
    const lines = console.replaceAll("\r", "").trimEnd().split("\n").slice(-25);
    throw new LabError("The set-up did not succeed on a throw-away machine", {
      cause: new Error(`the end of its console:\n${lines.join("\n")}`),
      remedy: "read these lines (most often, the distribution's archive could not be reached), then run this again",
    });
  }
  if (!(await waitForEnd(machine, END_MS, signal)))
    throw new LabError(`A throw-away machine did not switch itself off within ${END_MS / 1_000} s`, {
      remedy: "run this again",
    });
  await move(filesOf(folderOf(machine.name)).disk, disk);
  // The machine did not wait for the disk below; from now on others rely on it.
  const written = await open(disk, "r+");
  await written.sync().finally(() => written.close());
}

/** Data and caches may be on different disks. */
const move = (from: string, to: string): Promise<void> =>
  rename(from, to).catch((error) => {
    if (error.code !== "EXDEV") throw error;
    return copyFile(from, to);
  });
