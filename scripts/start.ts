import { command, STACK } from "../src/cli/command.ts";
import { annotated } from "../src/cli/github/annotations.ts";
import { interruption } from "../src/common/abort.ts";

await command(
  {
    name: "start",
    summary:
      "Makes the lab and runs the note on every host of it: installs what this machine lacks, makes the hosts, waits until they are ready,\ntypes every exercise and keeps the record. What is done already is not done again.",
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
    },
    exits: { 1: "something could not be made, or a step of the note failed", 130: "interrupted" },
  },
  annotated(async ({ stack, set, unset, yes }, _arguments, console) => {
    const { startLab } = await import("../src/cli/start.ts");
    return startLab({ stack, set, unset, yes }, console, interruption().signal);
  }),
);
