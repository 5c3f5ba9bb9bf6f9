import "../src/lab/setup/compile-cache.ts";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { accepted, propose } from "../src/accept/propose.ts";
import { recordedNote } from "../src/accept/recorded-steps.ts";
import { writeNote } from "../src/accept/save-note.ts";
import { askForAnswer, chooseHunks, reportOf, showHunk } from "../src/cli/accept-review.ts";
import { command, STACK } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";
import { advice, commandLine, npm } from "../src/common/advice.ts";
import { LabError } from "../src/common/errors.ts";
import { CHECKOUT } from "../src/common/paths.ts";
import { readSettings } from "../src/common/settings.ts";
import { readStackConfig } from "../src/common/stack-config.ts";
import { KINDS } from "../src/hosts/kinds.ts";
import { findHosts } from "../src/lab/find.ts";
import { rerun } from "../src/lab/rerun.ts";
import { loadExercises } from "../src/note/load.ts";
import { describeRun, findRun } from "../src/record/read.ts";
import { chosenSections } from "../src/run/request.ts";

await command(
  {
    name: "accept",
    summary:
      "Writes into the note what the last run has shown, where its expected output no longer holds: one step after the other, as you say.\nWhat still holds stays as it is: words that differ at every run, [..] and ... included. A section that is another than when it was run\nis run again first.",
    options: {
      stack: STACK,
      host: { type: "string", value: "NAME", help: "The host whose run is taken; without it, the one that ran last." },
      only: { type: "string", value: "SECTION", help: "One section only: --only 1.5.2." },
      exit: { type: "boolean", default: false, help: "Take the statuses that commands ended with, too." },
      run: { type: "boolean", default: false, help: "Run it again first, on the host that is up." },
      yes: {
        type: "boolean",
        default: false,
        help: "Take all, without asking, but what would be held to less than before.",
      },
    },
    exits: { 1: "something of the note does not hold, or it could not be run or written", 130: "interrupted" },
  },
  async ({ stack, host, only, exit, run, yes }) => {
    if ((process.env.CI ?? "") !== "")
      throw new LabError("What is to be expected is for a person to accept, and this is CI", {
        remedy: "run it where the note is written, and commit the note",
      });
    if (!yes && !(process.stdin.isTTY && process.stdout.isTTY))
      throw new LabError("There is no terminal to ask on", { remedy: "say --yes to take all" });
    const { signal } = interruption();
    const configuration = await readStackConfig(CHECKOUT, stack);
    const { note: file, readyWithin, hours, parallel, students } = readSettings(configuration, KINDS);
    const note = await loadExercises(file);
    const text = await readFile(file, "utf8");
    const wanted = chosenSections(note, { only });
    const records = join(CHECKOUT, "records", stack);
    const find = async () => {
      const found = await findRun(records, students, host);
      const known = recordedNote(note, found?.record, wanted);
      return { found, ...known };
    };
    let known = await find();
    if (run || known.unknown.length > 0) {
      const hosts = (await findHosts(stack, signal, host ?? known.found?.record.host.name)).slice(0, 1);
      const part = only ?? (known.unknown.length === 1 && !run ? known.unknown[0]?.id : undefined);
      const sections = chosenSections(note, { only: part });
      const request = { stack, note: file, records, readyWithin, hours, parallel, only: part };
      await rerun({ ...request, hosts, sections, signal });
      known = await find();
    }
    const { found, steps } = known;
    if (found === undefined) throw new LabError(`The lab ${stack} has no record`, { remedy: advice`${npm("note")}` });
    console.log(describeRun(found));
    const chosen = await chooseHunks(
      (refused) => propose(text, note, steps, { only, exit, strict: yes, refused }),
      async (hunk, { number, of }) => {
        console.log(`\n${showHunk(text, file, hunk)}`);
        return yes ? "yes" : askForAnswer(`Accept it? (${number} of ${of}; y yes, n no, q quit) `, signal);
      },
    );
    signal.throwIfAborted();
    if (chosen.hunks.length > 0)
      await writeNote(records, {
        time: new Date().toISOString(),
        file,
        host: found.record.host.name,
        steps: chosen.hunks.map(({ step: { section, line } }) => ({ section, line })),
        before: text,
        after: accepted(text, file, chosen.hunks),
      });
    console.log(`\n${reportOf(file, chosen, (section) => commandLine(npm("note", "--only", section), stack))}`);
    console.log(`\naccepted: ${chosen.hunks.length} steps, ${chosen.left.length} left: ${file}`);
    return chosen.left.length === 0 ? 0 : 1;
  },
);
