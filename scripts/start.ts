import "../src/setup/compiled.ts";
import { join } from "node:path";
import { annotate, annotated, ofWarnings } from "../src/annotations.ts";
import { command } from "../src/command.ts";
import { readConfiguration } from "../src/configuration.ts";
import { agree, onTerminal } from "../src/host/consent.ts";
import { kindOf } from "../src/host/kinds.ts";
import { thisSite } from "../src/host/labels.ts";
import { interruption } from "../src/interruption.ts";
import { stackOptions } from "../src/lab.ts";
import { forLab, invocation, STACK } from "../src/lab-name.ts";
import { loadExercises } from "../src/note/index.ts";
import { readSettings } from "../src/settings.ts";
import { setUpMachine } from "../src/setup/machine.ts";
import { holdLab } from "../src/setup/one-at-a-time.ts";
import { CHECKOUT } from "../src/setup/paths.ts";
import type { Pulumi } from "../src/setup/pulumi.ts";
import { changeSettings, openStack, readState } from "../src/stack.ts";
import { tell } from "../src/tell.ts";
import { putOffEnd, update } from "../src/update.ts";
import { wholeState } from "../src/whole-state.ts";

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
    const say = (line: string) => console.log(forLab(line, name));
    const settings = readSettings(await readConfiguration(CHECKOUT, name, { set, unset }));
    const note = await loadExercises(settings.note);
    annotate(ofWarnings(note));
    await using _alone = await holdLab(name, "npm start");
    const kind = await kindOf(settings.target);
    const plan = { settings, note, site: { ...thisSite(), stack: name } };
    const preparations = kind.preparations(plan);
    const withPulumi = async (pulumi: Pulumi) => {
      const stack = await openStack(await stackOptions(name, pulumi));
      // At once: whoever is told to mend one setting has the others kept already.
      await changeSettings(stack, { set, unset });
      return stack;
    };
    const stack = await setUpMachine({ kind, preparations, withPulumi }, signal);
    const known = async () => (await wholeState(await readState(stack), signal)).known;
    const estimate = await kind.estimate?.(plan, known, signal);
    if (estimate !== undefined) {
      const withYes = invocation("start", name, "--yes");
      const lines = estimate.lines.map((line) => forLab(line, name));
      await agree({ ...estimate, lines }, { yes, terminal: onTerminal(), withYes }, signal);
    }
    const records = join(CHECKOUT, "records", name);
    const outcome = await update({ stack, kind, settings, note, records, signal }).finally(() =>
      putOffEnd(stack, kind, plan, say, signal),
    );
    const told = { note, stack: name, students: settings.students, records };
    return tell(outcome, told, `Take it down: ${invocation("down", name)}`);
  }),
);
