import { inOneLine, LabError } from "../common/errors.ts";
import type { Note, Section, Step } from "../note/note.ts";
import type { Emit, EmitUntimed } from "../record/events.ts";
import { hostRecord } from "../record/host-record.ts";
import { plannedStep } from "../record/planned-steps.ts";
import type { Reason } from "../record/reasons/reason.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";
import type { HostSession } from "./host-session.ts";
import { resetHost } from "./reset.ts";
import { SectionRun } from "./section.ts";
import { type StepResult, Stopped } from "./step-result.ts";

/** Which part of a note to run, and where its events go. */
export interface RunOptions {
  /** The sections to do, in the order of the note. */
  sections: readonly Section[];
  /** Reset the host first, so that it is as it was when new. */
  fresh: boolean;
  /** The record's steps before the run. The run renews those of the sections above. */
  steps: readonly StepRecord[];
  emit: Emit;
  /** Stops the run. Finished steps stay in the record, and no process of the run is left on the host. */
  signal: AbortSignal;
}

/** How a run ended. */
export interface RunEnd {
  outcome: Exclude<RunRecord["outcome"], "running">;
  /** Why it stopped early, if it did. */
  reasons: readonly Reason[];
}

/**
 * Does a note's steps on a host, in order, and emits the result of each; it keeps no other state. If a step does not hold, it has failed,
 * and the run goes on with the next one.
 * @throws what `emit` throws, when no process of the run is left on the host
 */
export async function runNote(held: HostSession, note: Note, options: RunOptions): Promise<RunEnd> {
  return new NoteRun(held, note, options).run();
}

class NoteRun {
  readonly #held: HostSession;
  readonly #note: Note;
  readonly #options: RunOptions;
  readonly #tell: EmitUntimed;
  readonly #indexes: ReadonlyMap<Step, number>;
  readonly #signal: AbortSignal;
  /** Aborts when an event could not be emitted: a run that cannot write its record is stopped. */
  readonly #untold = new AbortController();
  #failed = false;

  constructor(held: HostSession, note: Note, options: RunOptions) {
    this.#held = held;
    this.#note = note;
    this.#options = options;
    this.#indexes = new Map(note.sections.flatMap(({ steps }) => steps).map((step, index) => [step, index]));
    this.#signal = AbortSignal.any([options.signal, this.#untold.signal]);
    this.#tell = (event) => {
      try {
        options.emit({ time: new Date().toISOString(), ...event });
      } catch (error) {
        this.#untold.abort(error);
      }
    };
  }

  async run(): Promise<RunEnd> {
    const { sections, fresh, steps } = this.#options;
    this.#tell({
      type: "run-started",
      note: this.#ofNote(),
      host: hostRecord(this.#held.host, this.#note, this.#held.ends),
      steps: [...steps],
    });
    const ended = await this.#guarded(async () => {
      if (fresh) await resetHost(this.#held.remote, this.#held.host, this.#note, this.#signal);
      for (const section of sections) {
        const reason = await this.#section(section);
        if (reason !== undefined) return { outcome: "failed", reasons: [reason] };
      }
      return { outcome: this.#failed ? "failed" : "passed", reasons: [] };
    });
    this.#tell({ type: "run-ended", ...ended });
    if (this.#untold.signal.aborted) throw this.#untold.signal.reason;
    return ended;
  }

  /** Turns an error that stops the run into its end. Only a defect is thrown, after the record has its end. */
  async #guarded(work: () => Promise<RunEnd>): Promise<RunEnd> {
    try {
      return await work();
    } catch (error) {
      if (this.#options.signal.aborted)
        return { outcome: "interrupted", reasons: [{ kind: "aborted", why: inOneLine(this.#signal.reason) }] };
      const failed: RunEnd = { outcome: "failed", reasons: [{ kind: "error", why: inOneLine(error) }] };
      if (error instanceof LabError) return failed;
      this.#tell({ type: "run-ended", ...failed });
      throw error;
    }
  }

  /** Resolves to the reason why the run cannot go on, if it cannot. */
  async #section(section: Section): Promise<Reason | undefined> {
    const signal = this.#signal;
    signal.throwIfAborted();
    this.#tell({ type: "section-started", section: section.id, title: section.title });
    const done = new SectionRun(this.#held, section, this.#tell, signal);
    let over: { reason: Reason; run: boolean } | undefined;
    try {
      for (const step of section.steps) {
        const index = this.#indexes.get(step) as number;
        if (over !== undefined) {
          this.#tell({ type: "step-ended", index, step: plannedStep(step, [over.reason]) });
          continue;
        }
        this.#tell({ type: "step-started", index, entered: done.entered(step) });
        const started = performance.now();
        const tried = await done.step(step, index).catch((error: unknown) => {
          const stopped = { ...plannedStep(step, [{ kind: "stopped" }]), ...seenOf(error) };
          this.#tell({ type: "step-ended", index, step: stopped });
          signal.throwIfAborted();
          throw error;
        });
        const seconds = Math.round(performance.now() - started) / 1000;
        this.#failed ||= tried.reasons.length > 0;
        this.#tell({ type: "step-ended", index, step: { ...plannedStep(step), ...resultOf(tried, seconds) } });
        const reason = tried.endsRun ?? tried.endsSection;
        if (reason !== undefined) over = { reason, run: tried.endsRun !== undefined };
      }
    } finally {
      await done.close();
      this.#tell({ type: "section-ended", section: section.id });
    }
    return over?.run ? over.reason : undefined;
  }

  #ofNote(): RunRecord["note"] {
    const { file, frontMatter, hash } = this.#note;
    return { file, title: frontMatter.title ?? null, sha256: hash };
  }
}

/** What a step had come to when the run was stopped, as its record has it. */
const seenOf = (error: unknown) =>
  error instanceof Stopped ? { ...error.seen, entered: error.seen.entered ?? null } : {};

const resultOf = ({ output, exit, cut, entered, nextPrompt, reasons }: StepResult, seconds: number) => ({
  entered: entered ?? null,
  nextPrompt: nextPrompt ?? null,
  output,
  exit,
  cut,
  seconds,
  outcome: reasons.length === 0 ? ("passed" as const) : ("failed" as const),
  reasons,
});
