import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { basename, isAbsolute, join, resolve } from "node:path";
import envPaths from "env-paths";
import { LabError } from "./errors.ts";

/** The folder of this clone of labnote. */
export const CHECKOUT = resolve(import.meta.dirname, "../..");

const kept = envPaths("labnote", { suffix: "" });
if (!isAbsolute(kept.cache) || !isAbsolute(kept.data))
  throw new LabError("labnote has no folder to keep files in, because the home folder is unknown", {
    remedy: "set HOME, or XDG_CACHE_HOME and XDG_DATA_HOME, to an absolute path",
  });

/** For what labnote can fetch or make again. All checkouts of a user share it; each name in it has a version. */
export const CACHE_FOLDER = kept.cache;

/** Node's compile cache. */
export const COMPILED_FOLDER = join(CACHE_FOLDER, "compiled");

/** For what labnote needs to take labs down, and cannot make again. */
export const DATA_FOLDER = kept.data;

/**
 * The folder with the state of one checkout. It is outside the checkout, so that the state survives its deletion. Its name is the
 * checkout's name, for people, and a hash of the whole path.
 */
export function stateFolder(checkout: string = CHECKOUT): string {
  const path = realpathSync(checkout);
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 12);
  return join(DATA_FOLDER, "checkouts", `${basename(path)}-${hash}`);
}

/** The folder of a lab's records, with a folder for each host. */
export const recordsFolder = (stack: string): string => join(CHECKOUT, "records", stack);

/** The file name of a page, in the folder that the page shows. */
export const PAGE = "index.html";
