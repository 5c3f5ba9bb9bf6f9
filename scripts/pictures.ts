import "../src/lab/setup/compile-cache.ts";
import { readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { command, STACK } from "../src/cli/command.ts";
import { advice, npm } from "../src/common/advice.ts";
import { LabError } from "../src/common/errors.ts";
import { CHECKOUT } from "../src/common/paths.ts";
import { readSettings } from "../src/common/settings.ts";
import { readStackConfig } from "../src/common/stack-config.ts";
import { KINDS } from "../src/hosts/kinds.ts";
import { loadExercises } from "../src/note/load.ts";
import { findBrowser } from "../src/pages/pictures/browser.ts";
import { drawPictures } from "../src/pages/pictures/draw.ts";
import { wantedPictures } from "../src/pages/pictures/plan.ts";
import { writePictures } from "../src/pages/pictures/write.ts";
import { describeRun, findRun } from "../src/record/read.ts";

await command(
  {
    name: "pictures",
    summary:
      "Makes the note's pictures from the record of its last run, as SVG and PNG: those that its images ask for, or one of each block.\nNo host has to be up.",
    options: {
      stack: STACK,
      host: { type: "string", value: "NAME", help: "The host whose run is shown; without it, the one that ran last." },
      out: {
        type: "string",
        value: "FOLDER",
        help: "Where the pictures go; pictures/ and the note's name without it.",
      },
    },
    exits: { 1: "there is no record of the note, or a picture could not be made" },
  },
  async ({ stack, host, out }) => {
    const { note: file, students } = readSettings(await readStackConfig(CHECKOUT, stack), KINDS);
    const note = await loadExercises(file);
    const wanted = wantedPictures(await readFile(file, "utf8"), note);
    const run = await findRun(join(CHECKOUT, "records", stack), students, host);
    if (run === undefined)
      throw new LabError(`The lab ${stack} has no record`, {
        remedy: advice`run the note first: ${npm("start")}`,
      });
    console.log(describeRun(run));
    const folder = out ?? join("pictures", parse(file).name);
    const { made, missing } = await writePictures(drawPictures(wanted, note, run, findBrowser()), folder);
    for (const { name, reason } of missing) console.error(`${name} is left out: ${reason}`);
    console.log(`${made} of ${wanted.length} pictures, each as .svg and .png: ${folder}`);
    return missing.length === 0 ? 0 : 1;
  },
);
