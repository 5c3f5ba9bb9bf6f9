import { styleText } from "node:util";
import { annotate, annotated, ofWarnings } from "../src/annotations.ts";
import { command } from "../src/command.ts";
import { fullKey, readConfiguration } from "../src/configuration.ts";
import { STACK } from "../src/lab-name.ts";
import { loadNote } from "../src/note/index.ts";
import { showNote } from "../src/note/show.ts";
import { plannedSteps } from "../src/record/steps.ts";
import { CHECKOUT } from "../src/setup/paths.ts";
import { forLog } from "../src/visible.ts";

await command(
  {
    name: "check",
    summary:
      "Reads a note without a host and shows every step, what it is held to, and how each word that differs\nat every run was read. Nothing of the note is run. Without FILE it is the lab's note.",
    arguments: ["[FILE]"],
    options: {
      stack: STACK,
      json: { type: "boolean", help: "Print the steps as a record has them before a run." },
    },
    exits: { 0: "the note can be run", 1: "the note is refused" },
  },
  annotated(async ({ stack, json }, [file]) => {
    // The one setting that matters here; the others may still be wrong.
    const note = await loadNote(file ?? (await readConfiguration(CHECKOUT, stack))[fullKey("note")] ?? "");
    annotate(ofWarnings(note));
    const text = json
      ? `${JSON.stringify({ steps: plannedSteps(note) }, null, 2)}\n`
      : forLog(showNote(note, (format, word) => styleText(format, word, { stream: process.stdout })));
    process.stdout.write(text);
  }),
);
