import "../src/lab/setup/compile-cache.ts";
import { join } from "node:path";
import { command, STACK } from "../src/cli/command.ts";
import { annotate, annotated, ofWarnings } from "../src/cli/github-annotations.ts";
import { agree, onTerminal } from "../src/cli/prompt.ts";
import { showResults } from "../src/cli/results.ts";
import { interruption } from "../src/common/abort.ts";
import { commandLine, npm } from "../src/common/advice.ts";
import { CHECKOUT } from "../src/common/paths.ts";
import type { Say } from "../src/common/progress.ts";
import { readSettings } from "../src/common/settings.ts";
import { keepSettings, readStackConfig } from "../src/common/stack-config.ts";
import { KINDS, loadKind } from "../src/hosts/kinds.ts";
import { thisSite } from "../src/hosts/labels.ts";
import { stackOptions } from "../src/lab/find.ts";
import { holdLab } from "../src/lab/hold.ts";
import type { Pulumi } from "../src/lab/pulumi/cli.ts";
import { openStack } from "../src/lab/pulumi/stack.ts";
import { readState, wholeState } from "../src/lab/pulumi/state.ts";
import { setUpMachine } from "../src/lab/setup/prerequisites.ts";
import { bringUp, extendHosts } from "../src/lab/up.ts";
import { loadExercises } from "../src/note/load.ts";

await command(
  {
    name: "start",
    summary:
      "Makes the lab and runs the note on every host of it: gets what is missing on this machine, makes the hosts, waits until they are ready, types every exercise and keeps the record. Where all that is done already, nothing is done again.",
    options: {
      stack: STACK,
      set: {
        type: "string",
        multiple: true,
        default: [],
        value: "KEY=VALUE",
        help: "Change a setting and keep it: --set students=3.",
      },
      unset: { type: "string", multiple: true, default: [], value: "KEY", help: "Go back to a setting's default." },
      yes: { type: "boolean", default: false, help: "Make what costs money without being asked." },
    },
    exits: { 1: "something could not be had, or a step of the note failed", 130: "interrupted" },
  },
  annotated(async ({ stack: name, set, unset, yes }) => {
    const { signal } = interruption();
    const say = (line: string) => console.log(line);
    const given = { set, unset };
    const settings = readSettings(await readStackConfig(CHECKOUT, name, given), KINDS, given);
    await using _alone = await holdLab(name, commandLine(npm("start"), name), { say, signal });
    // At once: advice to change one setting may then leave out the others.
    await keepSettings(CHECKOUT, name, given);
    const note = await loadExercises(settings.note);
    annotate(ofWarnings(note));
    const kind = await loadKind(settings.target);
    const plan = { settings, note, site: { ...thisSite(), stack: name } };
    const preparations = kind.preparations(plan);
    const withPulumi = async (pulumi: Pulumi, say: Say, signal: AbortSignal) => {
      return openStack(await stackOptions(name, pulumi, say, signal));
    };
    const stack = await setUpMachine({ kind, preparations, withPulumi }, signal);
    const known = async () => (await wholeState(await readState(stack), signal)).known;
    const estimate = await kind.estimate?.(plan, known, signal);
    if (estimate !== undefined) {
      const withYes = npm("start", "--yes");
      await agree(estimate, { yes, terminal: onTerminal(), stack: name, withYes }, signal);
    }
    const records = join(CHECKOUT, "records", name);
    const outcome = await bringUp({ stack, kind, settings, note, records, signal }).finally(() =>
      extendHosts(stack, kind, plan, say, signal),
    );
    const told = { note, stack: name, students: settings.students, records };
    return showResults(outcome, told, `Take it down: ${commandLine(npm("down"), name)}`);
  }),
);
