import { readFile } from "node:fs/promises";
import type { Say } from "../../../common/progress.ts";
import type { FoundAcceleration } from "../../host.ts";
import type { LocalSettings } from "../../local/settings.ts";
import { SET_UP_FILE } from "../../user-data.ts";
import { findAcceleration } from "../machine/acceleration.ts";
import { ensureBakedDisk } from "./baked-disk.ts";
import { ensureBaseDisk, planVmBase } from "./base-disk.ts";
import type { DiskImage } from "./disk-image.ts";

/** What {@link prepareHostDisk} makes a disk from. */
export interface HostDiskOptions extends Pick<LocalSettings, "base" | "baked"> {
  /** As text; without it, the set-up that all users get. */
  setUp?: string;
  /** As {@link planVmBase} takes it. */
  newLab?: boolean;
}

/** The disk that machines are laid over, and how they are run: the base's, or what the set-up leaves on it. Made when it is not there. */
export async function prepareHostDisk(
  { base, baked, setUp, newLab = false }: HostDiskOptions,
  say: Say,
  signal: AbortSignal,
): Promise<{ image: DiskImage; found: FoundAcceleration }> {
  const plain = await ensureBaseDisk(await planVmBase(base, newLab, signal), say, signal);
  const found = await findAcceleration(plain, say, signal);
  if (!baked) return { image: plain, found };
  const text = setUp ?? (await readFile(SET_UP_FILE, "utf8"));
  return { image: await ensureBakedDisk(plain, text, found.acceleration, say, signal), found };
}
