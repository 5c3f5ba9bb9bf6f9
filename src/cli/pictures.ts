import { readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { advice, labName, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { FOLDER, recordsFolder } from "../common/paths.ts";
import { readSettings } from "../common/settings.ts";
import { readStackConfig } from "../common/stack-config.ts";
import { KINDS } from "../hosts/kinds.ts";
import { loadExercises, loadNote } from "../note/load.ts";
import { findBrowser } from "../pages/pictures/browser.ts";
import { collected, drawPictures, type MissingPicture } from "../pages/pictures/draw.ts";
import { wantedPictures } from "../pages/pictures/plan.ts";
import { writePictures } from "../pages/pictures/write.ts";
import { writeHandout } from "../pages/write.ts";
import { describeRun, findRun } from "../record/read.ts";
import type { LabConsole } from "./console.ts";

/** What `npm run pictures` and `npm run handout` are given. */
export interface PicturesOptions {
  stack: string;
  /** The host whose run is shown; without it, the one that ran last. */
  host?: string;
  /** Where the pictures, or the handout, go. */
  out?: string;
}

/** Makes the pictures of a lab's note from its last run. @returns the command's status */
export async function makePictures({ stack, host, out }: PicturesOptions, console: LabConsole): Promise<0 | 1> {
  const { note: file, students } = readSettings(await readStackConfig(FOLDER, stack), KINDS);
  const note = await loadExercises(file);
  const wanted = wantedPictures(await readFile(file, "utf8"), note);
  const run = await findRun(recordsFolder(stack), students, host);
  if (run === undefined)
    throw new LabError(`There is no record of a run in ${labName(stack)}`, {
      remedy: advice`run the note first: ${npm("start")}`,
    });
  console.print(describeRun(run));
  const folder = out ?? join("pictures", parse(file).name);
  const { made, missing } = await writePictures(drawPictures(wanted, note, run, findBrowser()), folder);
  showMissing(missing, console);
  console.print(`${made} of ${wanted.length} pictures, each as .svg and .png: ${folder}`);
  return missing.length === 0 ? 0 : 1;
}

/** Writes a lab's note as one file to hand out, with pictures from its last run where there is one. @returns the command's status */
export async function makeHandout({ stack, host, out }: PicturesOptions, console: LabConsole): Promise<0> {
  const { note: file, students } = readSettings(await readStackConfig(FOLDER, stack), KINDS);
  const note = await loadNote(file);
  const markdown = await readFile(file, "utf8");
  const asked = wantedPictures(markdown, note).filter(({ asked }) => asked);
  const run = await findRun(recordsFolder(stack), students, host);
  if (run !== undefined) console.print(describeRun(run));
  const { made, missing } =
    run === undefined ? { made: [], missing: [] } : await collected(drawPictures(asked, note, run, findBrowser()));
  const target = out ?? join("handouts", `${parse(file).name}.html`);
  await writeHandout(note, markdown, made, target, run?.record);
  if (run === undefined && asked.length > 0)
    console.warn(
      advice`There is no record of a run in ${labName(stack)}: the handout is the note alone, without its pictures. Run the note first: ${npm("start")}`,
    );
  showMissing(missing, console);
  console.print(`${target}: the note${made.length === 0 ? "" : ` with ${made.length} pictures`}`);
  return 0;
}

function showMissing(missing: readonly Pick<MissingPicture, "name" | "reason">[], console: LabConsole): void {
  for (const { name, reason } of missing) console.warn(`${name} is left out: ${reason}`);
}
