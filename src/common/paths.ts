import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { basename, isAbsolute, join, resolve } from "node:path";
import envPaths from "env-paths";
import { LabError } from "./errors.ts";

/** The folder that labnote was cloned into. */
export const CHECKOUT = resolve(import.meta.dirname, "../..");

const kept = envPaths("labnote", { suffix: "" });
if (!isAbsolute(kept.cache) || !isAbsolute(kept.data))
  throw new LabError("There is no folder to keep anything in, because the home folder is unknown", {
    remedy: "set HOME, or XDG_CACHE_HOME and XDG_DATA_HOME, to an absolute path",
  });

/** What can be fetched or made again, shared by all checkouts of a user; everything in it is named by its version. */
export const CACHE_FOLDER = kept.cache;

/** What Node has compiled once and need not compile again. */
export const COMPILED_FOLDER = join(CACHE_FOLDER, "compiled");

/** What is needed for taking labs down; shared by nobody else. */
export const DATA_FOLDER = kept.data;

/**
 * Where the state of one checkout is kept: outside it, so that deleting the checkout loses no state. It begins with the
 * checkout's name for people, and ends with a hash of its whole path.
 */
export function stateFolder(checkout: string = CHECKOUT): string {
  const path = realpathSync(checkout);
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 12);
  return join(DATA_FOLDER, "checkouts", `${basename(path)}-${hash}`);
}

/** The folder of a lab's records, in which each host has one. */
export const recordsFolder = (stack: string): string => join(CHECKOUT, "records", stack);

/** What a page is called, in the folder that it is of. */
export const PAGE = "index.html";
