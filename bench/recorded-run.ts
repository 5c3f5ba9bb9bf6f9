// Runs a note on one host, with a record or without, and prints the seconds that this took; its request is on standard input.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { command } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";
import { LabError } from "../src/common/errors.ts";
import type { Host } from "../src/hosts/host.ts";
import { waitUntilReady } from "../src/hosts/readiness.ts";
import { loadExercises } from "../src/note/load.ts";
import { plannedSteps } from "../src/record/planned-steps.ts";
import { NOT_RUN } from "../src/record/reasons/reason.ts";
import { inEnglish } from "../src/record/reasons/words.ts";
import { Recorder } from "../src/record/recorder.ts";
import { type RedactionContext, Redactor, secretsOf } from "../src/record/redact/redactor.ts";
import { HostSession } from "../src/run/host-session.ts";
import { runNote } from "../src/run/run.ts";

export interface RecordedRequest {
  host: Host;
  /** The note's file. */
  note: string;
  /** The folder for the record; `null` leaves only how the run ended. */
  record: string | null;
  /** Milliseconds in which the host has to be ready. */
  readyWithin: number;
}

/** As the runner has it. */
const knownOf = async ({ loginKey }: Host, note: string): Promise<RedactionContext> => ({
  secrets: [loginKey, ...secretsOf(process.env)],
  note: await readFile(note, "utf8"),
});

await command(
  {
    name: "recorded-run",
    summary:
      "Runs a note on one host, with a record or without, as a request on standard input says. npm run bench starts it.",
    options: {},
    exits: { 1: "a step failed, or the host could not be used" },
  },
  async () => {
    const { signal } = interruption();
    const { host, note: file, record, readyWithin } = JSON.parse(await text(process.stdin)) as RecordedRequest;
    const note = await loadExercises(file);
    const { images } = note.frontMatter;
    const remote = await waitUntilReady(host, { within: readyWithin, images, signal });
    const held = await HostSession.enter(host, remote, { images }, signal);
    const started = performance.now();
    const recorder = record === null ? undefined : new Recorder(record, true, new Redactor(await knownOf(host, file)));
    try {
      const steps = plannedSteps(note, NOT_RUN);
      const emit = recorder?.emit ?? (() => {});
      const { outcome, reasons } = await runNote(held, note, {
        sections: note.sections,
        fresh: true,
        steps,
        emit,
        signal,
      });
      if (outcome !== "passed") throw new LabError(`The run ${outcome}`, { cause: inEnglish(reasons) });
    } finally {
      recorder?.close();
      process.stdout.write(`${(performance.now() - started) / 1000}\n`);
      await held.leave();
    }
    return 0;
  },
);
