import "../src/lab/setup/compile-cache.ts";
import { join } from "node:path";
import { command, STACK } from "../src/cli/command.ts";
import { annotate, annotated, ofWarnings } from "../src/cli/github-annotations.ts";
import { showResults } from "../src/cli/results.ts";
import { interruption } from "../src/common/abort.ts";
import { CHECKOUT } from "../src/common/paths.ts";
import { readSettings } from "../src/common/settings.ts";
import { readStackConfig } from "../src/common/stack-config.ts";
import { KINDS } from "../src/hosts/kinds.ts";
import { findHosts } from "../src/lab/find.ts";
import { rerun } from "../src/lab/rerun.ts";
import { loadExercises } from "../src/note/load.ts";
import { chosenSections } from "../src/run/request.ts";

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
    const settings = readSettings(await readStackConfig(CHECKOUT, stack), KINDS);
    const note = await loadExercises(settings.note);
    annotate(ofWarnings(note));
    const sections = chosenSections(note, { only, until });
    const records = join(CHECKOUT, "records", stack);
    const hosts = await findHosts(stack, signal, host);
    const { note: file, readyWithin, hours, parallel } = settings;
    const request = { stack, note: file, records, readyWithin, hours, parallel, only, until };
    const outcome = await rerun({ ...request, hosts, sections, signal });
    return showResults(outcome, { note, stack, students: settings.students, records });
  }),
);
