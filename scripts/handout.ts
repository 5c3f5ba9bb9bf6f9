import "../src/setup/compiled.ts";
import { readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { command } from "../src/command.ts";
import { readConfiguration } from "../src/configuration.ts";
import { invocation, STACK } from "../src/lab-name.ts";
import { loadNote } from "../src/note/index.ts";
import { readSettings } from "../src/settings.ts";
import { CHECKOUT } from "../src/setup/paths.ts";
import { wantedPictures } from "../src/view/picture-plan.ts";
import { collected, drawPictures } from "../src/view/pictures.ts";
import { findRun, tellRun } from "../src/view/recorded.ts";
import { findBrowser } from "../src/view/screenshot.ts";
import { writeHandout } from "../src/view/write-handout.ts";

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
    const { note: file, students } = readSettings(await readConfiguration(CHECKOUT, stack));
    const note = await loadNote(file);
    const markdown = await readFile(file, "utf8");
    const asked = wantedPictures(markdown, note).filter(({ asked }) => asked);
    const run = await findRun(join(CHECKOUT, "records", stack), students, host);
    if (run !== undefined && asked.length > 0) console.log(tellRun(run));
    const { made, missing } =
      run === undefined ? { made: [], missing: [] } : await collected(drawPictures(asked, note, run, findBrowser()));
    const target = out ?? join("handouts", `${parse(file).name}.html`);
    await writeHandout(note, markdown, made, target);
    if (run === undefined && asked.length > 0)
      console.error(
        `The lab ${stack} has no record: the handout is the note alone, without its pictures. Run it first: ${invocation("start", stack)}`,
      );
    for (const { name, reason } of missing) console.error(`${name} is left out: ${reason}`);
    console.log(`${target}: the note${made.length === 0 ? "" : ` with ${made.length} pictures`}`);
    return 0;
  },
);
