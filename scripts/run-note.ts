// Runs a note on one host. The program's resource starts it, with its request on standard input; `npm run note` starts it, too.
import { text } from "node:stream/consumers";
import { command } from "../src/cli/command.ts";
import { INTERRUPTED, runRequest, untilStopped } from "../src/lab/runner.ts";

await command(
  {
    name: "run-note",
    summary:
      "Runs a note on one host, as a request on standard input says. labnote itself starts it; npm run note is for people.",
    options: {},
    exits: { 1: "a step failed, or the host could not be used", [INTERRUPTED]: "it was stopped" },
  },
  async () => {
    const { status, summary, failures } = await runRequest(JSON.parse(await text(process.stdin)), untilStopped());
    // Another process reads both: Pulumi's engine, or `npm run note`.
    if (summary) process.stdout.write(`${summary}\n`);
    for (const failure of failures) process.stderr.write(`${failure}\n`);
    return status;
  },
);
