import { command, STACK } from "../src/cli/command.ts";

await command(
  {
    name: "pictures",
    summary:
      "Makes the note's pictures from the record of its last run, as SVG and PNG: those that its images ask for, or one of each block.\nNo host has to be up.",
    options: {
      stack: STACK,
      host: { type: "string", value: "NAME", help: "The host whose run is shown; without it, the one that ran last." },
      out: {
        type: "string",
        value: "FOLDER",
        help: "Where the pictures go; without it, a folder in pictures/ with the note's name.",
      },
    },
    exits: { 1: "the note has no record, or a picture could not be made" },
  },
  async (options, _arguments, console) => {
    const { makePictures } = await import("../src/cli/pictures.ts");
    return makePictures(options, console);
  },
);
