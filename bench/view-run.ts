// Makes the page and the pictures of a recorded run, as the commands do, and prints what that took; its request is on standard input.
import { readFile, stat } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { command } from "../src/cli/command.ts";
import { loadExercises } from "../src/note/load.ts";
import { findBrowser } from "../src/pages/pictures/browser.ts";
import { drawPictures } from "../src/pages/pictures/draw.ts";
import { wantedPictures } from "../src/pages/pictures/plan.ts";
import { writePictures } from "../src/pages/pictures/write.ts";
import { writePage } from "../src/pages/write.ts";
import { readRun } from "../src/record/read.ts";
import { timed } from "./row.ts";

export interface ViewRequest {
  /** The folder of the record, in which the page is made. */
  record: string;
  /** The note's file. */
  note: string;
  /** The folder for the pictures. */
  pictures: string;
  /** Whether pages are pictured, too, for which a browser is started. */
  browser: boolean;
}

export interface Viewed {
  page: Spent;
  pictures: Spent;
  /** How many, each in two files. */
  made: number;
  /** Of the page, in KB. */
  size: number;
  /** The most that the process ever had resident, in MB. */
  peak: number;
}

/** What a piece of work took, once everything was loaded. */
export interface Spent {
  seconds: number;
  /** Seconds of the processor, of all threads; what else the machine does counts less there. */
  processor: number;
}

async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const before = process.cpuUsage();
  const seconds = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { seconds, processor: (user + system) / 1e6 };
}

await command(
  {
    name: "view-run",
    summary:
      "Makes the page and the pictures of a recorded run, as a request on standard input says. npm run bench starts it.",
    options: {},
    exits: { 1: "one of them could not be made" },
  },
  async () => {
    const request = JSON.parse(await text(process.stdin)) as ViewRequest;
    const { record, note: file } = request;
    let written = "";
    const page = await spent(async () => {
      written = await writePage(record, file);
    });
    let made = 0;
    const pictures = await spent(async () => {
      const note = await loadExercises(file);
      const run = await readRun(record);
      if (run === undefined) throw new Error(`there is no record in ${record}`);
      const wanted = wantedPictures(await readFile(file, "utf8"), note);
      const browser = request.browser ? findBrowser() : undefined;
      ({ made } = await writePictures(drawPictures(wanted, note, run, browser), request.pictures));
    });

    const size = (await stat(written)).size / 1000;
    const viewed: Viewed = { page, pictures, made, size, peak: process.resourceUsage().maxRSS / 1024 };
    process.stdout.write(JSON.stringify(viewed));
    return 0;
  },
);
