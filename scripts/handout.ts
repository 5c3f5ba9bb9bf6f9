import "../src/lab/setup/compile-cache.ts";
import { readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { command, STACK } from "../src/cli/command.ts";
import { commandLine, npm } from "../src/common/advice.ts";
import { CHECKOUT } from "../src/common/paths.ts";
import { readSettings } from "../src/common/settings.ts";
import { readStackConfig } from "../src/common/stack-config.ts";
import { KINDS } from "../src/hosts/kinds.ts";
import { loadNote } from "../src/note/load.ts";
import { findBrowser } from "../src/pages/pictures/browser.ts";
import { collected, drawPictures } from "../src/pages/pictures/draw.ts";
import { wantedPictures } from "../src/pages/pictures/plan.ts";
import { writeHandout } from "../src/pages/write.ts";
import { describeRun, findRun } from "../src/record/read.ts";

await command(
  {
    name: "handout",
    summary:
      "Writes the note as one HTML file to hand out and to print: its text, and the pictures that its images ask for, from the record\nof its last run. No host has to be up.",
    options: {
      stack: STACK,
      host: { type: "string", value: "NAME", help: "The host whose run is shown; without it, the one that ran last." },
      out: { type: "string", value: "FILE", help: "The file; handouts/ and the note's name without it." },
    },
    exits: { 1: "the note is refused, or has other steps than when it was run" },
  },
  async ({ stack, host, out }) => {
    const { note: file, students } = readSettings(await readStackConfig(CHECKOUT, stack), KINDS);
    const note = await loadNote(file);
    const markdown = await readFile(file, "utf8");
    const asked = wantedPictures(markdown, note).filter(({ asked }) => asked);
    const run = await findRun(join(CHECKOUT, "records", stack), students, host);
    if (run !== undefined && asked.length > 0) console.log(describeRun(run));
    const { made, missing } =
      run === undefined ? { made: [], missing: [] } : await collected(drawPictures(asked, note, run, findBrowser()));
    const target = out ?? join("handouts", `${parse(file).name}.html`);
    await writeHandout(note, markdown, made, target);
    if (run === undefined && asked.length > 0)
      console.error(
        `The lab ${stack} has no record: the handout is the note alone, without its pictures. Run it first: ${commandLine(npm("start"), stack)}`,
      );
    for (const { name, reason } of missing) console.error(`${name} is left out: ${reason}`);
    console.log(`${target}: the note${made.length === 0 ? "" : ` with ${made.length} pictures`}`);
    return 0;
  },
);
