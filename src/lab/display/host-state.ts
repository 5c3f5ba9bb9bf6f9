import type { Section } from "../../note/note.ts";
import type { RunEvent } from "../../record/events.ts";
import type { RunRecord, StepRecord } from "../../record/record.ts";
import { placesOf, typedLine } from "../../record/summary.ts";
import type { Making, NotRunReason } from "./display.ts";

/** How far one host of a class is. */
export interface HostState {
  name: string;
  phase:
    | "waiting"
    | "making"
    | "made"
    | "not made"
    | "running"
    | Exclude<RunRecord["outcome"], "running">
    | NotRunReason;
  /** Steps that were done, and all of the sections that run. */
  done: number;
  total: number;
  /** The places of the steps that failed, in the order in which they did. */
  failures: readonly string[];
  /** What is typed just now, after its section's id. */
  doing: string;
  /** When the run began and ended, ISO 8601. */
  started: string | undefined;
  ended: string | undefined;
  /** Of the whole note. */
  steps: readonly StepRecord[];
}

/** A host before anything is known of it. */
export const waitingHost = (name: string, sections: readonly Section[]): HostState => ({
  ...{ name, phase: "waiting", done: 0, total: sections.reduce((sum, { steps }) => sum + steps.length, 0) },
  ...{ failures: [], doing: "", started: undefined, ended: undefined, steps: [] },
});

const PHASES = { begun: "making", made: "made", unchanged: "made", failed: "not made" } as const;

/** The host as its making goes on. Its run may have begun before that is known. */
export const afterMaking = (host: HostState, making: Making): HostState =>
  host.started === undefined ? { ...host, phase: PHASES[making] } : host;

/** The host after one more event of its run. */
export function afterEvent(host: HostState, event: RunEvent): HostState {
  switch (event.type) {
    case "run-started":
      return { ...host, phase: "running", doing: "ready", started: event.time, steps: event.steps };
    case "section-started":
      return { ...host, doing: event.title };
    case "step-started": {
      const step = host.steps[event.index];
      return step === undefined
        ? host
        : { ...host, doing: `${step.section} ${typedLine(event.entered ?? step.typed)}` };
    }
    case "step-ended": {
      if (event.step.outcome === "skipped") return host;
      const place = placesOf(host.steps)[event.index] ?? event.step.section;
      const failures = event.step.outcome === "failed" ? [...host.failures, place] : host.failures;
      return { ...host, done: host.done + 1, failures };
    }
    case "run-ended": {
      const phase = event.outcome === "passed" && host.failures.length > 0 ? "failed" : event.outcome;
      return { ...host, phase: phase === "running" ? host.phase : phase, ended: event.time };
    }
    default:
      return host;
  }
}

/** The host when no more will come. */
export function atEnd(host: HostState, reason: NotRunReason): HostState {
  switch (host.phase) {
    case "waiting":
    case "making":
    case "made":
      return { ...host, phase: reason, done: reason === "unchanged" ? host.total : host.done };
    // Its process was killed.
    case "running":
      return { ...host, phase: "interrupted" };
    default:
      return host;
  }
}
