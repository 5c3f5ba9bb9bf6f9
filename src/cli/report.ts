import { relative } from "node:path";
import { styleText } from "node:util";
import { commandLine, npm } from "../common/advice.ts";
import { sanitize, sanitizeLine } from "../common/sanitize.ts";
import type { HostResult } from "../lab/outcome.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";
import { countsText } from "../record/summary.ts";

/** How many failed steps of a host are shown in full; the others are only counted. The record has them. */
const SHOWN = 3;

/** The result of a run, for a terminal: a line for each host, its failures, and where to look. */
export function report(results: readonly HostResult[], records: string, stack: string): string {
  return results.flatMap((result) => reportHost(result, records, stack)).join("\n");
}

function reportHost({ name, record, unreadable }: HostResult, records: string, stack: string): string[] {
  if (record === undefined)
    return [`${styleText("red", "✖")} ${name}: ${unreadable ? "its record cannot be read" : "not run"}`];
  const fine = record.outcome === "passed";
  const standIns = record.host.images.filter(({ standIn }) => standIn).map((image) => image.name);
  const failures = record.steps.filter(({ outcome }) => outcome === "failed");
  return [
    `${fine ? styleText("green", "✔") : styleText("red", "✖")} ${name}: ${countsText(record)}${took(record)}`,
    ...(record.reason === null ? [] : [`  ${sanitize(record.reason)}`]),
    ...failures.slice(0, SHOWN).flatMap((step) => reportFailure(record, step)),
    ...(failures.length > SHOWN ? [`  and ${failures.length - SHOWN} more`] : []),
    `  record: ${relative(process.cwd(), records)}/${name}/record.json`,
    `  host: ${record.host.base}${standIns.length > 0 ? `; stand-ins for ${standIns.join(", ")}, made from Debian's packages` : ""}`,
    ...(failures[0] === undefined
      ? []
      : [`  try that section again: ${commandLine(npm("note", "--only", failures[0].section), stack)}`]),
  ];
}

const reportFailure = ({ note }: RunRecord, step: StepRecord): string[] => [
  `  ${sanitizeLine(`${note.file}:${step.line} (${step.section}) ${step.typed.split("\n")[0]}`)}`,
  ...(step.reason ?? "").split("\n").map((line) => `    ${sanitizeLine(line)}`),
];

const took = ({ started, ended }: RunRecord): string =>
  ended === null ? "" : ` in ${Math.round((Date.parse(ended) - Date.parse(started)) / 1000)} s`;
