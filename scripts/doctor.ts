import { command, STACK } from "../src/cli/command.ts";
import { commandLine, DEFAULT_STACK, npm } from "../src/common/advice.ts";
import { FOLDER } from "../src/common/paths.ts";
import { fullKey, readStackConfig } from "../src/common/stack-config.ts";
import type { Check } from "../src/hosts/kind.ts";
import { loadKind } from "../src/hosts/kinds.ts";
import { byHand } from "../src/lab/setup/by-hand.ts";
import { type CheckInWords, checkInWords, checks, inspectMachine } from "../src/lab/setup/doctor.ts";

const START = commandLine(npm("start"), DEFAULT_STACK);

const MARKS: { readonly [state in Check["state"]]: string } = { ok: "✔", get: "↓", missing: "✖", note: "·" };

await command(
  {
    name: "doctor",
    summary: `Shows what a lab needs: what this machine has, what it lacks, and what \`${START}\` gets. Changes nothing.`,
    options: {
      stack: STACK,
      json: { type: "boolean", default: false, help: "Print the same as JSON." },
    },
    exits: { 0: `\`${START}\` would work`, 1: "something is missing that you have to install or set up" },
  },
  async ({ stack, json }, _arguments, console) => {
    // Reads this one setting alone; the others may still be wrong.
    const target = (await readStackConfig(FOLDER, stack))[fullKey("target")] ?? "";
    const machine = await inspectMachine(await loadKind(target));
    const found = checks(machine).map((check) => checkInWords(check, stack));
    const variables = byHand(machine);
    if (json) console.json({ checks: found, byHand: variables });
    else console.print(table(found, variables));
    return found.some(({ state }) => state === "missing") ? 1 : 0;
  },
);

function table(found: readonly CheckInWords[], variables: readonly string[]): string {
  const width = Math.max(...found.map(({ name }) => name.length));
  const rows = found.flatMap(({ name, state, seen, how }) => [
    `${MARKS[state]} ${name.padEnd(width)}  ${seen}`,
    ...(how === undefined ? [] : [`  ${" ".repeat(width)}  try: ${how}`]),
  ]);
  return [
    ...rows,
    "",
    `✔ there   ↓ ${START} gets it   ✖ missing   · good to know`,
    "",
    "For `pulumi` by hand on the same labs:",
    ...variables.map((line) => `  ${line}`),
    "",
    lastLine(found),
  ].join("\n");
}

/** The findings in one line, for programs. docs/machines.md promises its form. */
function lastLine(found: readonly CheckInWords[]): string {
  const count = (wanted: Check["state"]) => found.filter(({ state }) => state === wanted).length;
  return `${count("missing") === 0 ? "fit" : "unfit"}: ${count("ok")} there, ${count("get")} to get, ${count("missing")} missing`;
}
