import { relative } from "node:path";
import { commandLine, npm } from "../../common/advice.ts";
import { sanitize } from "../../common/sanitize.ts";
import { allPassed, type HostResult } from "../../lab/outcome.ts";
import type { Note } from "../../note/note.ts";
import { isOf, type ShownStep, shownSections } from "../../pages/run/model.ts";
import { inEnglish } from "../../record/reasons/words.ts";
import type { RunRecord } from "../../record/record.ts";
import { countsText } from "../../record/summary.ts";
import { failureLines, type Printing, wrapped } from "./failure.ts";

/** How many failed steps of a host, and of a class, are shown in full; the others are only counted. The page has them. */
const [SHOWN, SHOWN_OF_CLASS] = [3, 2];
/** From this number on, the line of hosts with the same outcome counts them, and the lines below it name them. */
const MANY = 6;

/** What a report is about, and where the rest stands. */
export interface ReportContext {
  note: Note;
  stack: string;
  /** The folder of the records. */
  records: string;
  /** The address of a step in the page of a host's run; `undefined` where there is no page. */
  linkOf(host: string, step: string): string | undefined;
}

/** The result of a run, for a terminal: how many steps passed on which host, the steps that failed, and where to look. */
export function report(results: readonly HostResult[], context: ReportContext, printing: Printing): string {
  const failures = failuresOf(results, context.note);
  const most = results.length > 1 ? SHOWN_OF_CLASS : SHOWN;
  const shown = failures.slice(0, most).flatMap(({ shown, hosts }) => {
    const where = results.length === 1 ? "" : whereOf(hosts, results.length);
    const place = { file: context.note.file, link: context.linkOf(hosts[0] as string, shown.id), where };
    return ["", ...failureLines(shown, place, printing)];
  });
  const more = failures.length - most;
  return [
    ...outcomeLines(results, printing),
    ...shown,
    ...(more > 0 ? ["", `  and ${more} more ${more === 1 ? "step" : "steps"} failed`] : []),
    ...(failures.length > 0 ? [""] : []),
    ...factsOf(results, context, failures[0]?.shown).flatMap((fact) => wrapped(fact, "  ", printing)),
  ].join("\n");
}

interface Failure {
  /** The step on the first of the hosts. */
  shown: ShownStep;
  hosts: readonly string[];
}

const whereOf = (hosts: readonly string[], all: number): string =>
  hosts.length === all ? `on all ${all} hosts` : `on ${hosts.join(", ")}`;

/** The steps that failed, those first that did on most hosts, and then in the order of the note. */
function failuresOf(results: readonly HostResult[], note: Note): Failure[] {
  const failed = results.flatMap(({ name, record }) =>
    record === undefined
      ? []
      : shownSections(record, isOf(note, record) ? note : undefined)
          .flatMap(({ steps }) => steps.filter((step) => step.record.outcome === "failed"))
          .map((shown) => ({ name, shown })),
  );
  return [...Map.groupBy(failed, ({ shown }) => shown.id).values()]
    .map((same) => ({ shown: (same[0] as (typeof failed)[0]).shown, hosts: same.map(({ name }) => name) }))
    .sort((a, b) => b.hosts.length - a.hosts.length || a.shown.record.line - b.shown.record.line);
}

/** How many steps passed and failed. Hosts with the same outcome share a line; those that passed stand first. */
function outcomeLines(results: readonly HostResult[], printing: Printing): string[] {
  const { paint } = printing;
  const alike = [...Map.groupBy(results, outcomeOf)].map(([said, same]) => ({ said, same, fine: allPassed(same) }));
  return [...alike.filter(({ fine }) => fine), ...alike.filter(({ fine }) => !fine)].flatMap(({ said, same, fine }) => {
    const [first = "", ...more] = said.split("\n");
    const names = same.map(({ name }) => name);
    const sign = fine ? paint("green", "✔") : paint("red", "✖");
    const named = names.length < MANY ? [] : [names.join(", ")];
    const label = names.length < MANY ? names.join(", ") : `${names.length} hosts`;
    return [
      `${sign} ${label}: ${first}${took(same)}`,
      ...[...named, ...more].flatMap((line) => wrapped(line, "  ", printing)),
    ];
  });
}

function outcomeOf({ record, unreadable }: HostResult): string {
  if (record === undefined) return unreadable ? "its record cannot be read" : "not run";
  return [countsText(record), ...(record.reasons.length === 0 ? [] : [sanitize(inEnglish(record.reasons))])].join("\n");
}

/** How long the runs took: the quickest and the slowest. */
function took(results: readonly HostResult[]): string {
  const seconds = results.flatMap(({ record }) => (record === undefined ? [] : secondsOf(record)));
  if (seconds.length === 0) return "";
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)];
  return ` in ${least === most ? most : `${least} to ${most}`} s`;
}

const secondsOf = ({ started, ended }: RunRecord): number[] =>
  ended === null ? [] : [Math.round((Date.parse(ended) - Date.parse(started)) / 1000)];

/** Where the records are, what the hosts were, and how to try again. */
function factsOf(results: readonly HostResult[], { stack, records }: ReportContext, failed?: ShownStep): string[] {
  const ran = results.flatMap(({ name, record }) => (record === undefined ? [] : [{ name, record }]));
  const [only] = results;
  const folder = relative(process.cwd(), records);
  const bases = Map.groupBy(ran, ({ record }) => baseOf(record));
  return [
    ...(ran.length === 0
      ? []
      : [results.length > 1 ? `records: ${folder}` : `record: ${folder}/${only?.name}/record.json`]),
    ...[...bases].map(([base, same]) => {
      const names = bases.size > 1 ? ` (${same.map(({ name }) => name).join(", ")})` : "";
      return `${ran.length > 1 ? "hosts" : "host"}: ${base}${names}`;
    }),
    ...(failed === undefined
      ? []
      : [`try that section again: ${commandLine(npm("note", "--only", failed.record.section), stack)}`]),
  ];
}

function baseOf({ host }: RunRecord): string {
  const standIns = host.images.filter(({ standIn }) => standIn).map((image) => image.name);
  return `${host.base}${standIns.length > 0 ? `; stand-ins for ${standIns.join(", ")}, made from Debian's packages` : ""}`;
}
