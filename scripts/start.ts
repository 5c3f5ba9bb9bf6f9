import { command, STACK } from "../src/cli/command.ts";
import { annotated } from "../src/cli/github/annotations.ts";
import { interruption } from "../src/common/abort.ts";

await command(
  {
    name: "start",
    summary:
      "Makes the lab and runs the note on every host of it: installs what this machine lacks, makes the hosts, waits until they are ready, types every exercise and keeps the record. What is done already is not done again. NOTE is kept as the setting note.",
    arguments: ["[NOTE]"],
    options: {
      stack: STACK,
      set: {
        type: "string",
        multiple: true,
        default: [],
        value: "KEY=VALUE",
        help: "Change a setting and keep it: --set students=3.",
      },
      unset: { type: "string", multiple: true, default: [], value: "KEY", help: "Go back to a setting's default." },
      yes: { type: "boolean", default: false, help: "Make what costs money without a question." },
      open: {
        type: "boolean",
        help: "Open the page in a browser at the end, also where there seems to be no desktop.",
      },
      "no-open": { type: "boolean", help: "Do not open the page in a browser." },
    },
    examples: [
      { words: ["my-lesson.md"], what: "Run a note of your own on a container." },
      { words: ["--set", "target=vm"], what: "Run the note on a virtual machine." },
      { words: ["--set", "students=mina,jun,sora"], what: "Make a host for each of three students." },
    ],
    more: async () => (await import("../src/cli/settings-help.ts")).settingsHelp(),
    exits: { 1: "something could not be made, or a step of the note failed", 130: "interrupted" },
  },
  annotated(async ({ stack, set, unset, yes, open, "no-open": closed }, [note], console) => {
    const { startLab, withNote } = await import("../src/cli/start.ts");
    const options = { stack, set: withNote(set, note), unset, yes, open: closed ? false : open };
    return startLab(options, console, interruption().signal);
  }),
);
