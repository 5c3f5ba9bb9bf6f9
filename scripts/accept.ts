import { command, STACK } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";

await command(
  {
    name: "accept",
    summary:
      "Writes into the note what its last run has shown, where the expected output no longer holds. It asks for each step.\nWhat still holds stays as it is: words that differ at every run, [..] and ... included. A section that has changed since its run is run\nagain first.",
    options: {
      stack: STACK,
      host: { type: "string", value: "NAME", help: "The host whose run is taken; without it, the one that ran last." },
      only: { type: "string", value: "SECTION", help: "One section only: --only 1.5.2." },
      exit: { type: "boolean", default: false, help: "Take the statuses that commands ended with, too." },
      run: { type: "boolean", default: false, help: "Run the note again first, on the host that is up." },
      twice: {
        type: "boolean",
        default: false,
        help: "Run the note twice, each time on a new host of its own, and loosen what differs between the two runs: words go into `varies`, or become [..]; lines become ...",
      },
      yes: {
        type: "boolean",
        default: false,
        help: "Take all changes without a question, except those after which the note demands less.",
      },
    },
    exits: { 1: "a step of the note does not hold, or it could not be run or written", 130: "interrupted" },
  },
  async (options, _arguments, console) => {
    const { acceptRun } = await import("../src/cli/accept/accept.ts");
    return acceptRun(options, console, interruption().signal);
  },
);
