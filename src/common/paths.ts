import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { basename, extname, isAbsolute, join, resolve } from "node:path";
import envPaths from "env-paths";
import { LabError } from "./errors.ts";

/** The folder of labnote's own files: a clone of its repository, or what its npm package has of one. */
export const CHECKOUT = resolve(import.meta.dirname, "../..");

/**
 * The folder that labnote works for: notes, settings, records, pictures and handouts are in it. It is the checkout, or the folder in which the
 * command `labnote` was started. The command says so to every process below it, by a variable that Pulumi passes on.
 */
export const FOLDER = process.env.LABNOTE_FOLDER || CHECKOUT;

/** The script that runs a note on one host, relative to {@link CHECKOUT}. Node refuses TypeScript in packages, so they have JavaScript. */
export const RUNNER = `scripts/run-note${extname(import.meta.filename)}`;

const kept = envPaths("labnote", { suffix: "" });
if (!isAbsolute(kept.cache) || !isAbsolute(kept.data))
  throw new LabError("labnote has no folder to keep files in, because the home folder is unknown", {
    remedy: "set HOME, or XDG_CACHE_HOME and XDG_DATA_HOME, to an absolute path",
  });

/** For what labnote can fetch or make again. All folders of a user share it; each name in it has a version. */
export const CACHE_FOLDER = kept.cache;

/** Node's compile cache. */
export const COMPILED_FOLDER = join(CACHE_FOLDER, "compiled");

/** For what labnote needs to take labs down, and cannot make again. */
export const DATA_FOLDER = kept.data;

/**
 * The folder with the state of the labs of one {@link FOLDER}. It is outside of that, so that the state survives its deletion. Its name is that
 * folder's name, for people, and a hash of the whole path.
 */
export function stateFolder(folder: string = FOLDER): string {
  const path = realpathSync(folder);
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 12);
  return join(DATA_FOLDER, "checkouts", `${basename(path)}-${hash}`);
}

/** The folder of a lab's records, with a folder for each host. */
export const recordsFolder = (stack: string): string => join(FOLDER, "records", stack);

/** The file name of a page, in the folder that the page shows. */
export const PAGE = "index.html";
