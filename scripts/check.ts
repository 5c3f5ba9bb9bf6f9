import { styleText } from "node:util";
import { command, STACK } from "../src/cli/command.ts";
import { annotate, annotated, ofWarnings } from "../src/cli/github/annotations.ts";
import { showNote } from "../src/cli/show-note.ts";
import { CHECKOUT } from "../src/common/paths.ts";
import { fullKey, readStackConfig } from "../src/common/stack-config.ts";
import { loadNote } from "../src/note/load.ts";
import { plannedSteps } from "../src/record/planned-steps.ts";

await command(
  {
    name: "check",
    summary:
      "Reads a note without a host. Shows every step, what it is held to, and how each word that differs at every run was read.\nRuns nothing of the note. Without FILE it reads the lab's note.",
    arguments: ["[FILE]"],
    options: {
      stack: STACK,
      json: { type: "boolean", help: "Print the steps as a record has them before a run." },
    },
    exits: { 0: "the note can be run", 1: "the note is refused" },
  },
  annotated(async ({ stack, json }, [file], console) => {
    // The one setting that matters here; the others may still be wrong.
    const note = await loadNote(file ?? (await readStackConfig(CHECKOUT, stack))[fullKey("note")] ?? "");
    annotate(ofWarnings(note), console);
    if (json) console.json({ steps: plannedSteps(note) });
    else console.print(showNote(note, (format, word) => styleText(format, word, { stream: process.stdout })));
  }),
);
