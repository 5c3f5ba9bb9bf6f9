import { command } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";

await command(
  {
    name: "screenshots",
    summary:
      "Makes the pictures of the README and of the chapter anew where they are out of date, of real runs that are kept in docs/pictures/runs. No host has to be up.",
    options: {
      run: {
        type: "boolean",
        default: false,
        help: "First run the lessons as they are committed on a lab of their own, and keep those runs; then hold a class there. Takes minutes.",
      },
      class: {
        type: "boolean",
        default: false,
        help: "First hold a class on a lab of its own, as it is committed, and photograph it. Takes minutes.",
      },
    },
    exits: { 1: "a picture could not be made, or a step of a lesson failed", 130: "interrupted" },
  },
  async (options, _arguments, console) => {
    const { makeScreenshots } = await import("../src/cli/screenshots/screenshots.ts");
    return makeScreenshots(options, console, interruption().signal);
  },
);
