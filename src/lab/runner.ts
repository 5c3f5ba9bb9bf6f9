import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, LabError, LabErrors } from "../common/errors.ts";
import { waitUntilReady } from "../hosts/readiness.ts";
import { loadExercises } from "../note/load.ts";
import type { Note, Section } from "../note/note.ts";
import { forSlowerHost } from "../note/slower.ts";
import { keptSteps, plannedSteps } from "../record/planned-steps.ts";
import { readRecord } from "../record/read.ts";
import { NOT_RUN } from "../record/reasons/reason.ts";
import { Recorder } from "../record/recorder.ts";
import { Redactor, secretsOf } from "../record/redact/redactor.ts";
import { runFailure, summary } from "../record/summary.ts";
import { HostSession } from "../run/host-session.ts";
import { chosenSections, type RunRequest } from "../run/request.ts";
import { runNote } from "../run/run.ts";

/** Milliseconds between two looks at whether the process that started the runner is still there. */
const PARENT = 500;

/** The runner's status when it was stopped. */
export const INTERRUPTED = 130;

/** Aborts when a signal asks this process to stop, or when the process that started it has ended: then no process waits for the run. */
export function untilStopped(): AbortSignal {
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

/** How a runner ends: what the process that started it reads. */
export interface RunnerResult {
  status: number;
  /** The run in one line, where it passed. */
  summary?: string;
  /** What failed, in words for the user of the lab. */
  failures: readonly string[];
}

/** What a runner does on the host, and beside the record. */
export interface RunnerEdges {
  waitUntilReady: typeof waitUntilReady;
  enter: typeof HostSession.enter;
  runNote: typeof runNote;
  /** Writes the page of the run in a record's folder. */
  writePage(folder: string, noteFile: string): Promise<unknown>;
}

const edgesOfRunner: RunnerEdges = {
  waitUntilReady,
  enter: HostSession.enter,
  runNote,
  // Loaded when the run is over, since that takes a while.
  writePage: async (folder, noteFile) => (await import("../pages/write.ts")).writePage(folder, noteFile),
};

/** Runs a note on one host and keeps the record. Failures are in words for the lab of the request, since another process shows them. */
export const runRequest = (
  request: RunRequest,
  signal: AbortSignal,
  edges: RunnerEdges = edgesOfRunner,
): Promise<RunnerResult> => new HostRun(request, signal, edges).result();

class HostRun {
  readonly #request: RunRequest;
  readonly #signal: AbortSignal;
  readonly #edges: RunnerEdges;
  readonly #folder: string;
  readonly #failures: string[] = [];

  constructor(request: RunRequest, signal: AbortSignal, edges: RunnerEdges) {
    this.#request = request;
    this.#signal = signal;
    this.#edges = edges;
    this.#folder = join(request.records, request.host.name);
  }

  async result(): Promise<RunnerResult> {
    const failures = this.#failures;
    try {
      const summary = await this.#run();
      return summary === undefined ? { status: INTERRUPTED, failures } : { status: 0, summary, failures };
    } catch (error) {
      if (this.#signal.aborted && !(error instanceof LabErrors)) return { status: INTERRUPTED, failures };
      // Any other error is a defect.
      if (!(error instanceof LabError)) throw error;
      this.#fail(error);
      return { status: error.exitCode, failures };
    }
  }

  #fail(error: unknown): void {
    this.#failures.push(describe(error, this.#request.stack));
  }

  /** @returns the run in one line; `undefined` when it was interrupted */
  async #run(): Promise<string | undefined> {
    const { host, note: file, readyWithin: within, hours } = this.#request;
    const note = forSlowerHost(await loadExercises(file), host.slower ?? 1);
    const sections = chosenSections(note, this.#request);
    const { images } = note.frontMatter;
    const remote = await this.#edges.waitUntilReady(host, { within, images, signal: this.#signal });
    const session = await this.#edges.enter(host, remote, { images, hours }, this.#signal);
    try {
      return await this.#record(session, note, sections);
    } finally {
      await session.leave();
    }
  }

  async #record(session: HostSession, note: Note, sections: readonly Section[]): Promise<string | undefined> {
    const { host, note: file, only } = this.#request;
    const folder = this.#folder;
    const fresh = only === undefined;
    const renewed = new Set(sections.map(({ id }) => id));
    const earlier = fresh ? undefined : readRecord(folder);
    const planned = plannedSteps(note, NOT_RUN);
    const steps = earlier === undefined ? planned : keptSteps(planned, earlier.steps, renewed);
    const secrets = [host.loginKey, ...secretsOf(process.env)];
    const recorder = new Recorder(folder, fresh, new Redactor({ secrets, note: await readFile(file, "utf8") }));
    try {
      const { emit } = recorder;
      const { outcome } = await this.#edges.runNote(session, note, {
        ...{ sections, fresh, steps, emit },
        signal: this.#signal,
      });
      if (outcome === "interrupted") return undefined;
      const { record } = recorder;
      if (record !== undefined && outcome === "failed") throw runFailure(record, { sections: renewed, folder });
      return record === undefined ? "" : summary(record, folder);
    } finally {
      try {
        recorder.close();
      } finally {
        await this.#writePage();
      }
    }
  }

  /** The page follows from the record, so a page that cannot be written changes nothing of the run. */
  async #writePage(): Promise<void> {
    try {
      await this.#edges.writePage(this.#folder, this.#request.note);
    } catch (error) {
      this.#fail(error);
    }
  }
}
