// Runs a note on one host. The program's resource starts it, with its request on standard input; `npm run note` starts it, too.
import { text } from "node:stream/consumers";
import { command } from "../src/cli/command.ts";
import { commandLine, DEFAULT_STACK, npm } from "../src/common/advice.ts";
import { FOLDER } from "../src/common/paths.ts";
import { INTERRUPTED, runRequest, untilStopped } from "../src/lab/runner.ts";

await command(
  {
    name: "run-note",
    summary: `Runs a note on one host, as a request on standard input says. labnote itself starts it; ${commandLine(npm("note"), DEFAULT_STACK)} is for people.`,
    options: {},
    exits: { 1: "a step failed, or the host could not be used", [INTERRUPTED]: "it was stopped" },
  },
  async () => {
    // Pulumi starts it in the folder of the program, and the request names files relative to the user's.
    process.chdir(FOLDER);
    const { status, summary, failures } = await runRequest(JSON.parse(await text(process.stdin)), untilStopped());
    // Another process reads both: Pulumi's engine, or `npm run note`.
    if (summary) process.stdout.write(`${summary}\n`);
    for (const failure of failures) process.stderr.write(`${failure}\n`);
    return status;
  },
);
