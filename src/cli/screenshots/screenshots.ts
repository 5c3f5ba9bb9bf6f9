import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LabError } from "../../common/errors.ts";
import { CHECKOUT } from "../../common/paths.ts";
import { findBrowser } from "../../pages/pictures/browser.ts";
import { PICTURES } from "../../pages/screenshots/kept-runs.ts";
import { camera } from "../../pages/screenshots/photographs.ts";
import { keptPictures } from "../../pages/screenshots/pictures.ts";
import type { LabConsole } from "../console.ts";
import { classDigests, photographClass } from "./class-pictures.ts";
import { inClone, runLessons, startClass } from "./run-lessons.ts";

/** The file that has what each picture was made of, by the picture's file. */
export const MADE_OF = join(PICTURES, "made-of.json");

/**
 * Makes the pictures of labnote's own documents anew, of runs that are kept beside them. Those that are as new as what they show stay as they are.
 * Those of a class at work need a lab, and stay as they are without one.
 *
 * @param options.run whether the lessons are run on a lab first, those runs kept, and a class held
 * @param options.class whether a class is held on a lab, and nothing else
 * @throws {LabError} when there is no browser, or the lab or a run failed
 */
export async function makeScreenshots(
  options: { run: boolean; class: boolean },
  console: LabConsole,
  signal: AbortSignal,
): Promise<undefined> {
  const browser = findBrowser();
  if (browser === undefined)
    throw new LabError("There is no browser to photograph pages with", {
      remedy: "install Chromium, Chrome or Edge",
    });
  await using eye = await camera(browser);
  const kept = await keptDigests();
  let ofClass = Object.fromEntries(
    Object.keys(await classDigests()).flatMap((file) => (file in kept ? [[file, kept[file]]] : [])),
  );
  if (options.run || options.class) {
    await inClone(async (clone) => {
      await (options.run ? runLessons : startClass)(clone, console.print, signal);
      console.print("Holding a class");
      await photographClass(clone, eye, signal);
    }, signal);
    ofClass = await classDigests();
  }
  const pictures = await keptPictures();
  const gone = Object.keys(kept).filter(
    (file) => !(file in ofClass) && pictures.every((picture) => picture.file !== file),
  );
  for (const file of gone) await rm(join(CHECKOUT, file), { force: true });
  const old = pictures.filter(({ file, madeOf }) => kept[file] !== madeOf || !existsSync(join(CHECKOUT, file)));
  for (const { file, make } of old) {
    signal.throwIfAborted();
    const path = join(CHECKOUT, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await make({ camera: eye, browser }));
  }
  const made = { ...Object.fromEntries(pictures.map(({ file, madeOf }) => [file, madeOf])), ...ofClass };
  await writeFile(join(CHECKOUT, MADE_OF), `${JSON.stringify(made, null, 2)}\n`);
  console.print(
    `${pictures.length} pictures, ${old.length} made anew: ${[...new Set(pictures.map(({ file }) => dirname(file)))].join(", ")}`,
  );
}

/** What each picture was made of. */
export async function keptDigests(): Promise<{ readonly [file: string]: string }> {
  try {
    return JSON.parse(await readFile(join(CHECKOUT, MADE_OF), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}
