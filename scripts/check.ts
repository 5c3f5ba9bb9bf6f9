import { checkNotes } from "../src/cli/check/check.ts";
import { command, STACK } from "../src/cli/command.ts";
import { annotated } from "../src/cli/github/annotations.ts";
import { interruption } from "../src/common/abort.ts";

await command(
  {
    name: "check",
    summary:
      "Reads notes without a host. Shows every step, what it is held to, and how each word that differs at every run was read;\nthen what is not read, and the front matter that would read it. Runs nothing of a note, unless --watch says so. Without FILE it reads the lab's note.\nOf several files, or of a folder with Markdown files in it, each has a line.",
    arguments: ["[FILE...]"],
    options: {
      stack: STACK,
      guess: {
        type: "boolean",
        help: "Read a page as it seems to be meant, and show the front matter that makes it so. A run wants it written.",
      },
      watch: {
        type: "boolean",
        help: "Read the note again whenever it is saved, and run the sections that have changed on the hosts that are up, each as they are, until Ctrl-C.",
      },
      json: {
        type: "boolean",
        help: "Print an object with frontMatter, steps (as a record has them before a run), warnings, passedOver and problems; of several files, one in each line.",
      },
    },
    exits: {
      0: "the note can be run",
      1: "the note is refused, or has nothing to run; of several, one is refused, or all have nothing",
      130: "interrupted, as --watch always is",
    },
  },
  annotated(async ({ stack, guess = false, json = false, watch = false }, files, console) => {
    if (!watch) return checkNotes(files, { stack, guess, json }, console);
    const { watchNote } = await import("../src/cli/check/watch.ts");
    return watchNote(files, { stack, guess, json }, console, interruption().signal);
  }),
);
