import { command, STACK } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";

await command(
  {
    name: "record",
    summary:
      "Opens a shell on a host, and writes what you type and see there as a section of a note when you leave it. SECTION is the section's\nheading: a number, words, or both. A second one in another window is terminal 2 of the same section; the last one to end writes the section.\nIt writes at the end of the note, and changes nothing else of it.",
    arguments: ["[SECTION...]"],
    options: {
      stack: STACK,
      host: { type: "string", value: "NAME", help: "The host, in a lab that has several." },
      out: { type: "string", value: "FILE", help: "The file to write to, in place of the lab's note. It may be new." },
    },
    exits: {
      1: "the lab is not up, the connection was lost, or the section could not be written",
      130: "interrupted; what was typed until then is written",
    },
  },
  async (options, words, console) => {
    const { captureSession } = await import("../src/cli/capture/capture.ts");
    return captureSession(options, words, console, interruption().signal);
  },
);
