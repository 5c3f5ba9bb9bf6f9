import { type LabError, LabErrors } from "../common/errors.ts";
import { inEnglish } from "../record/reasons/words.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";

/** What a run came to on one host. */
export interface HostResult {
  name: string;
  /** Undefined where there is no record: the host never came to running the note, or what it left cannot be read. */
  record: RunRecord | undefined;
  /** Whether there is a record that cannot be read. */
  unreadable?: true;
}

/** A failure, other than of a step, that kept a host from running the note. */
export interface Problem {
  /** The host that it concerns; `undefined` for what all hosts share. */
  host: string | undefined;
  error: LabError;
}

/** The results of the note, and why some of the hosts did not run it. */
export interface LabOutcome {
  results: readonly HostResult[];
  problems: readonly Problem[];
}

/**
 * The outcome of a lab in which something failed beside the note. A host with a problem did not run the note, even if it has a record of
 * an earlier run.
 *
 * @param what the message of the error, if there is one
 * @throws {LabErrors} when no host ran the note
 */
export function outcomeOf(what: string, results: readonly HostResult[], problems: readonly Problem[]): LabOutcome {
  const lost = new Set(problems.map(({ host }) => host));
  const now = results.map((result) => (lost.has(result.name) ? { ...result, record: undefined } : result));
  if (problems.length > 0 && now.every(({ record }) => record === undefined))
    throw new LabErrors(
      what,
      problems.map(({ error }) => error),
    );
  return { results: now, problems };
}

/** Whether the note held on every host. */
export const allPassed = (results: readonly HostResult[]): boolean =>
  results.every(({ record }) => record?.outcome === "passed");

/** The result of a run in one line: the verdict, the steps of all hosts by outcome, and how many hosts passed. */
export function verdictLine(results: readonly HostResult[]): string {
  const sum = (count: "passed" | "failed" | "skipped") =>
    results.reduce((all, { record }) => all + (record?.counts[count] ?? 0), 0);
  const held = results.filter((result) => allPassed([result])).length;
  const steps = `${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`;
  return `${allPassed(results) ? "passed" : "failed"}: ${steps}; ${held} of ${results.length} hosts passed`;
}

/** The result of a run in one line, for programs, with where the page is. docs/machines.md promises its form. */
export const lastLine = (results: readonly HostResult[], where: URL): string => `${verdictLine(results)}: ${where}`;

/** A step that failed, with the hosts on which it did. */
export interface FailedStep {
  step: StepRecord;
  hosts: readonly string[];
  /** Why, on the first of these hosts. */
  why: string;
}

/** The steps that failed on any host, in the order of the note. */
export function failedSteps(results: readonly HostResult[]): FailedStep[] {
  const failed = results.flatMap(({ name, record }) =>
    (record?.steps ?? []).filter(({ outcome }) => outcome === "failed").map((step) => ({ name, step })),
  );
  return [...Map.groupBy(failed, ({ step }) => step.line).values()]
    .map((same) => {
      const step = (same[0] as (typeof same)[number]).step;
      return { step, hosts: same.map(({ name }) => name), why: inEnglish(step.reasons) };
    })
    .sort((a, b) => a.step.line - b.step.line);
}
