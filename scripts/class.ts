import { command, STACK } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";

await command(
  {
    name: "class",
    summary:
      "Serves a class on the hosts of the lab that is up: for each student a page with the note beside terminals of their host, for the teacher a\nboard of what all have done. Ctrl-C ends the class; what was done is in the lab's folder of records.",
    options: {
      stack: STACK,
      listen: { type: "string", value: "ADDRESS", help: "An address of this machine; without it, the loopback." },
      port: { type: "string", value: "NUMBER", help: "The port; without it, 8470." },
      teacher: {
        type: "string",
        value: "HOST",
        help: "The host that is the teacher's own; without it, a host with the name teacher.",
      },
      "teach-from": {
        type: "string",
        value: "ADDRESSES",
        help: "Other machines on which the board opens, too; without it, on this one alone.",
      },
      "trust-students": {
        type: "boolean",
        help: "This machine is given to the students: containers may be served beyond it.",
      },
      cert: { type: "string", value: "FILE", help: "A certificate for https, as PEM." },
      key: { type: "string", value: "FILE", help: "Its key. Without both, the class makes its own." },
      http: { type: "boolean", help: "No https: anybody on the network can read keys and screens." },
      cards: { type: "string", value: "FILE", help: "Write a page of cards to print, one a seat." },
    },
    examples: [
      { words: [], what: "Serve the class on this machine alone." },
      {
        words: ["--listen", "192.168.0.7", "--cards", "cards.html"],
        what: "Serve it in a network, with cards to print.",
      },
      {
        words: ["--teacher", "host-31"],
        what: "Give the host host-31 to the teacher, who can show its terminal to all.",
      },
    ],
    exits: {
      0: "the class has ended",
      1: "the lab is not up, or the class cannot be served",
      130: "interrupted before the class was open",
    },
  },
  async (options, _arguments, console) => {
    const { holdClass } = await import("../src/cli/class/class.ts");
    return holdClass(options, console, interruption().signal);
  },
);
