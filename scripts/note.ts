import { command, STACK } from "../src/cli/command.ts";
import { annotated } from "../src/cli/github/annotations.ts";
import { interruption } from "../src/common/abort.ts";

await command(
  {
    name: "note",
    summary:
      "Runs the note, or a part of it, on the hosts that are up. A run from the beginning first makes each host as it was when new;\n--only runs one section on the host as it is now.",
    options: {
      stack: STACK,
      host: { type: "string", value: "NAME", help: "One host only." },
      only: { type: "string", value: "SECTION", help: "One section only: --only 1.5.2." },
      until: { type: "string", value: "SECTION", help: "From the beginning, up to the end of this section." },
    },
    exits: { 1: "a step failed, or the lab is not up", 130: "interrupted" },
  },
  annotated(async (options, _arguments, console) => {
    const { rerunNote } = await import("../src/cli/note.ts");
    return rerunNote(options, console, interruption().signal);
  }),
);
