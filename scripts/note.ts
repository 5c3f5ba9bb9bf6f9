import "../src/setup/compiled.ts";
import { join } from "node:path";
import { annotate, annotated, ofWarnings } from "../src/annotations.ts";
import { command } from "../src/command.ts";
import { readConfiguration } from "../src/configuration.ts";
import { interruption } from "../src/interruption.ts";
import { findHosts } from "../src/lab.ts";
import { STACK } from "../src/lab-name.ts";
import { loadExercises } from "../src/note/index.ts";
import { rerun } from "../src/rerun.ts";
import { chosenSections } from "../src/run/sections.ts";
import { readSettings } from "../src/settings.ts";
import { CHECKOUT } from "../src/setup/paths.ts";
import { tell } from "../src/tell.ts";

await command(
  {
    name: "note",
    summary:
      "Runs the note, or a part of it, on the hosts that are up. A run from the beginning starts from a host as it was when new; one section alone runs on what the host holds.",
    options: {
      stack: STACK,
      host: { type: "string", value: "NAME", help: "One host only." },
      only: { type: "string", value: "SECTION", help: "One section only: --only 1.5.2." },
      until: { type: "string", value: "SECTION", help: "From the beginning, and no further than this section." },
    },
    exits: { 1: "a step failed, or the lab is not up", 130: "interrupted" },
  },
  annotated(async ({ stack, host, only, until }) => {
    const { signal } = interruption();
    const settings = readSettings(await readConfiguration(CHECKOUT, stack));
    const note = await loadExercises(settings.note);
    annotate(ofWarnings(note));
    const sections = chosenSections(note, { only, until });
    const records = join(CHECKOUT, "records", stack);
    const hosts = await findHosts(stack, host);
    const { note: file, readyWithin, hours } = settings;
    const request = { stack, note: file, records, readyWithin, hours, only, until };
    const outcome = await rerun({ ...request, hosts, sections, signal });
    return tell(outcome, { note, stack, students: settings.students, records });
  }),
);
