import { command, STACK } from "../src/cli/command.ts";

await command(
  {
    name: "handout",
    summary:
      "Writes the note as one HTML file to hand out and to print: its text, and the pictures that its images ask for, from the record\nof its last run. No host has to be up.",
    options: {
      stack: STACK,
      host: { type: "string", value: "NAME", help: "The host whose run is shown; without it, the one that ran last." },
      out: { type: "string", value: "FILE", help: "The file; without it, one in handouts/ with the note's name." },
    },
    exits: { 1: "the note is refused, or its steps have changed since it was run" },
  },
  async (options, _arguments, console) => {
    const { makeHandout } = await import("../src/cli/pictures.ts");
    return makeHandout(options, console);
  },
);
