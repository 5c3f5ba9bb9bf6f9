import { readFile } from "node:fs/promises";
import type { Say } from "../../common/progress.ts";
import { SET_UP_FILE } from "../user-data.ts";
import { ensureBakedImage } from "./baked-image.ts";
import { type BaseChoice, ensureHostImage, type HostImage } from "./base-image.ts";

/** The image that container hosts start from, made when it is not there: the base, or what the set-up leaves on it. */
export async function prepareHostImage(
  { base, baked, setUp }: { base: BaseChoice; baked: boolean; setUp?: string },
  say: Say,
  signal?: AbortSignal,
): Promise<HostImage> {
  const plain = await ensureHostImage(base, say, signal);
  if (!baked) return plain;
  const text = setUp ?? (await readFile(SET_UP_FILE, "utf8"));
  return { ...plain, image: await ensureBakedImage(plain.image, text, say, signal) };
}
