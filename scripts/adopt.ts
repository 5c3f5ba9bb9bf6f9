import { adoptPage } from "../src/cli/adopt/adopt.ts";
import { command, STACK } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";

await command(
  {
    name: "adopt",
    summary:
      "Makes a note of any Markdown page: commands become console blocks, files that are shown with their names become files. It says what it did\nwith each line, and what it left. It writes only the new file. With --run, it runs the note on the lab, and writes what came below each command.",
    arguments: ["FILE"],
    options: {
      stack: STACK,
      out: { type: "string", value: "NOTE", help: "The new file; without it, PAGE.note.md beside PAGE.md." },
      replace: {
        type: "boolean",
        default: false,
        help: "Write over NOTE if it exists. FILE itself is never written over.",
      },
      run: { type: "boolean", default: false, help: "Make the lab, run the note, and paste the output." },
      yes: { type: "boolean", default: false, help: "With --run: make what costs money without a question." },
    },
    exits: { 1: "nothing in it is a command, the note could not be written, or a step failed", 130: "interrupted" },
  },
  (options, [file = ""], console) => adoptPage({ ...options, file }, console, interruption().signal),
);
