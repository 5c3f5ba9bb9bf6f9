import { styleText } from "node:util";
import { annotate, annotated, forLog, ofWarnings } from "../src/annotations.ts";
import { command } from "../src/command.ts";
import { loadNote } from "../src/note/index.ts";
import { showNote } from "../src/note/show.ts";
import { plannedSteps } from "../src/record/steps.ts";

await command(
  {
    name: "check",
    summary:
      "Reads a note without a host and shows every step, what it is held to, and how each word that differs\nat every run was read. Nothing of the note is run.",
    arguments: ["[FILE]"],
    options: { json: { type: "boolean", help: "Print the steps as a record has them before a run." } },
    exits: { 0: "the note can be run", 1: "the note is refused" },
  },
  annotated(async ({ json }, [file = "notes/ch01-docker-basics.md"]) => {
    const note = await loadNote(file);
    annotate(ofWarnings(note));
    const text = json
      ? `${JSON.stringify({ steps: plannedSteps(note) }, null, 2)}\n`
      : forLog(showNote(note, (format, word) => styleText(format, word, { stream: process.stdout })));
    process.stdout.write(text);
  }),
);
