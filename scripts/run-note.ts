// Runs a note on one host. The program's runNote resource starts it, with its request on standard input; `npm runNote note` asks for that.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { command } from "../src/cli/command.ts";
import { describe, LabError, LabErrors } from "../src/common/errors.ts";
import { waitUntilReady } from "../src/hosts/readiness.ts";
import { loadExercises } from "../src/note/load.ts";
import { keptSteps, plannedSteps } from "../src/record/planned-steps.ts";
import { readRecord } from "../src/record/read.ts";
import { Recorder } from "../src/record/recorder.ts";
import { Redactor, secretsOf } from "../src/record/redact/redactor.ts";
import { runFailure, summary } from "../src/record/summary.ts";
import { HostSession } from "../src/run/host-session.ts";
import { chosenSections, type RunRequest } from "../src/run/request.ts";
import { runNote } from "../src/run/run.ts";

/** Milliseconds between two looks at whether the process that started this one is still there. */
const PARENT = 500;
const INTERRUPTED = 130;

/** Aborts when this process is told to stop, or when nobody is there any more who would want to know. */
function stopped(): AbortSignal {
  const controller = new AbortController();
  const stop = (why: string) => controller.abort(new Error(why));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(`stopped by ${signal}`));
  const parent = process.ppid;
  setInterval(
    () => process.ppid !== parent && stop("stopped, since the process that started it has ended"),
    PARENT,
  ).unref();
  return controller.signal;
}

/** Makes the record's page, however the runNote went. Without one, the runNote is what it was. */
async function show({ note, stack }: RunRequest, folder: string): Promise<void> {
  try {
    // Loaded when all is over: it takes a while.
    const { writePage } = await import("../src/pages/write.ts");
    await writePage(folder, note);
  } catch (error) {
    process.stderr.write(`${describe(error, stack)}\n`);
  }
}

await command(
  {
    name: "run-note",
    summary:
      "Runs a note on one host, as a request on standard input says. labnote itself starts it; npm run note is for people.",
    options: {},
    exits: { 1: "a step failed, or the host could not be used", [INTERRUPTED]: "it was stopped" },
  },
  async () => {
    const signal = stopped();
    const request = JSON.parse(await text(process.stdin)) as RunRequest;
    const note = await loadExercises(request.note);
    const sections = chosenSections(note, request);
    const { images } = note.frontMatter;
    const folder = join(request.records, request.host.name);
    try {
      const remote = await waitUntilReady(request.host, { within: request.readyWithin, images, signal });
      const held = await HostSession.enter(request.host, remote, { images, hours: request.hours }, signal);
      try {
        const fresh = request.only === undefined;
        const renewed = new Set(sections.map(({ id }) => id));
        const earlier = fresh ? undefined : readRecord(folder);
        const planned = plannedSteps(note, "not run");
        const steps = earlier === undefined ? planned : keptSteps(planned, earlier.steps, renewed);
        const secrets = [request.host.loginKey, ...secretsOf(process.env)];
        const redactor = new Redactor({ secrets, note: await readFile(request.note, "utf8") });
        const recorder = new Recorder(folder, fresh, redactor);
        try {
          const { outcome } = await runNote(held, note, { sections, fresh, steps, emit: recorder.emit, signal });
          if (outcome === "interrupted") return INTERRUPTED;
          if (recorder.record !== undefined && outcome === "failed")
            throw runFailure(recorder.record, { sections: renewed, folder });
          if (recorder.record !== undefined) process.stdout.write(`${summary(recorder.record, folder)}\n`);
        } finally {
          recorder.close();
          await show(request, folder);
        }
      } finally {
        await held.leave();
      }
    } catch (error) {
      if (signal.aborted && !(error instanceof LabErrors)) return INTERRUPTED;
      // Told here and not by the command: only the request says which lab the advice is for.
      if (!(error instanceof LabError)) throw error;
      process.stderr.write(`${describe(error, request.stack)}\n`);
      return error.exitCode;
    }
    return 0;
  },
);
