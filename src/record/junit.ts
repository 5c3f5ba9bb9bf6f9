import junit, { type Builder, type TestCase } from "junit-report-builder";
import { sanitize } from "../common/sanitize.ts";
import { inEnglish } from "./reasons/words.ts";
import type { RunRecord, StepRecord } from "./record.ts";

// Its types describe `exports.default`, while what is exported is the builder itself.
const factory = junit as unknown as Builder;

/** A record as JUnit XML: a suite for each section, a case for each step. */
export function junitXml(record: RunRecord): string {
  const builder = factory.newBuilder();
  for (const [section, steps] of Map.groupBy(record.steps, (step) => step.section)) {
    const suite = builder
      .testSuite()
      .name(`${record.note.title ?? record.note.file} ${section}`)
      .timestamp(new Date(record.started))
      .time(steps.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0));
    for (const step of steps) testCase(suite.testCase(), step, record);
  }
  return `${builder.build()}\n`;
}

function testCase(report: TestCase, step: StepRecord, { host, note }: RunRecord): void {
  report
    .className(`${host.name}.${step.section}`)
    .name(`line ${step.line}: ${printable(step.typed.split("\n")[0] ?? "")}`)
    .file(note.file)
    .time(step.seconds ?? 0);
  if (step.outcome === "skipped") report.skipped();
  if (step.outcome === "failed") report.failure(printable(inEnglish(step.reasons)));
  if (step.output !== null) report.standardOutput(printable(step.output));
}

/** XML 1.0 cannot write most invisible characters, nor these two. */
const printable = (text: string): string => sanitize(text.toWellFormed()).replace(/[\ufffe\uffff]/g, "\ufffd");
