import { command, STACK } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";
import { commandLine, npm } from "../src/common/advice.ts";
import { thisSite } from "../src/hosts/labels.ts";
import { takeDown, takeDownAll } from "../src/lab/down.ts";
import { holdLab } from "../src/lab/hold.ts";

await command(
  {
    name: "down",
    summary:
      "Takes the lab down and proves that nothing of it is left: asks the Docker Engine, and for a lab on EC2 every region of the account. Keeps the records, and the images that the next lab starts from.",
    options: {
      stack: STACK,
      all: {
        type: "boolean",
        default: false,
        help: "Also remove what is kept between labs, and labs whose folder is gone; on EC2, name what is left of lost labs.",
      },
    },
    exits: { 1: "something is left (the output names it), or could not be checked", 130: "interrupted" },
  },
  async ({ stack, all }, _arguments, console) => {
    const site = { ...thisSite(), stack };
    const { signal } = interruption();
    const say = console.print;
    await using _alone = await holdLab(stack, commandLine(npm("down"), stack), { say, signal });
    await (all ? takeDownAll : takeDown)(site, say, signal);
    console.print(`gone: ${stack}${all ? ", lost labs of this machine, caches" : ""}`);
  },
);
