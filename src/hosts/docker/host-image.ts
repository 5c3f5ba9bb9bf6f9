import { readFile } from "node:fs/promises";
import type { Say } from "../../common/progress.ts";
import type { BaseChoice } from "../local/settings.ts";
import { SET_UP_FILE } from "../user-data.ts";
import { ensureBakedImage } from "./baked-image.ts";
import { ensureHostImage, type HostImage } from "./base-image.ts";

/** What {@link prepareHostImage} makes an image from. */
export interface HostImageOptions {
  base: BaseChoice;
  /** Whether the set-up is done in the image. */
  baked: boolean;
  /** As text; without it, the set-up that all users get. */
  setUp?: string;
  /** As {@link ensureHostImage} takes it. */
  newLab?: boolean;
}

/** The image that container hosts start from: the base, or what the set-up leaves on it. Made when it is not there. */
export async function prepareHostImage(
  { base, baked, setUp, newLab }: HostImageOptions,
  say: Say,
  signal?: AbortSignal,
): Promise<HostImage> {
  const plain = await ensureHostImage(base, say, signal, newLab);
  if (!baked) return plain;
  const text = setUp ?? (await readFile(SET_UP_FILE, "utf8"));
  return { ...plain, image: await ensureBakedImage(plain.image, text, say, signal) };
}
