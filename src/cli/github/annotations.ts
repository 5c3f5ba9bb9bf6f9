import { relative, resolve } from "node:path";
import { describe, LabError, LabErrors } from "../../common/errors.ts";
import { inActions, stripEscapes } from "../../common/sanitize.ts";
import type { HostResult } from "../../lab/outcome.ts";
import { failedSteps } from "../../lab/outcome.ts";
import type { Note, Step } from "../../note/note.ts";
import { NOT_RUN } from "../../record/reasons/reason.ts";
import { inEnglish } from "../../record/reasons/words.ts";
import type { StepRecord } from "../../record/record.ts";
import type { Main, Option } from "../command.ts";
import type { LabConsole } from "../console.ts";

/** What GitHub Actions shows at the lines of a file, or only with the job if there is no file. */
export interface Annotation {
  kind: "error" | "warning";
  /** In a few words; without it, GitHub shows the beginning of `message`. */
  title?: string;
  message: string;
  file?: string;
  line?: number;
  endLine?: number;
}

/** How many annotations of a kind GitHub shows for one step of a job; it drops the others silently. */
const SHOWN = 10;

/** Prints annotations if GitHub Actions runs labnote; else does nothing. */
export function annotate(annotations: readonly Annotation[], console: LabConsole): void {
  if (!inActions(console)) return;
  const root = console.env.GITHUB_WORKSPACE ?? process.cwd();
  for (const annotation of shown(annotations)) console.order(workflowCommand(annotation, root));
}

/** A command that also annotates its failure. */
export const annotated =
  <Options extends Record<string, Option>>(main: Main<Options>): Main<Options> =>
  async (values, positionals, console) => {
    try {
      return await main(values, positionals, console);
    } catch (error) {
      annotate(ofError(error, (values as { stack?: string }).stack), console);
      throw error;
    }
  };

/** A note's warnings. */
export const ofWarnings = ({ file, warnings }: Pick<Note, "file" | "warnings">): Annotation[] =>
  warnings.map(({ line, message }) => ({ kind: "warning", message, file, line }));

/** An error for people: each of its problems, at its place. A defect has no annotation, it is only in the log. */
export function ofError(error: unknown, stack?: string): Annotation[] {
  if (error instanceof LabErrors) return error.problems.flatMap((problem) => ofError(problem, stack));
  if (!(error instanceof LabError)) return [];
  const { message: title, remedy, cause, place } = error;
  const [, ...more] = describe(new LabError(title, { remedy, cause }), stack).split("\n");
  return [{ kind: "error", title, message: more.length === 0 ? title : more.map(unindented).join("\n"), ...place }];
}

const unindented = (line: string): string => line.replace(/^ {2}/, "");

/** The result of a run: each failed step at its lines, once for all hosts on which it failed; and what stopped a whole host. */
export function ofRun(results: readonly HostResult[], note: Note): Annotation[] {
  const stopped = results.flatMap(({ name, record }): Annotation[] => {
    const reason = inEnglish(record?.reasons ?? NOT_RUN);
    return reason === "" ? [] : [{ kind: "error", message: `${name}: ${reason}` }];
  });
  const steps = failedSteps(results).map(
    ({ step, hosts, why }): Annotation => ({
      kind: "error",
      title: `${step.section}: ${step.typed.split("\n")[0]}`,
      message: hosts.length === 1 && results.length === 1 ? why : `${why}\non ${hosts.join(", ")}`,
      file: note.file,
      line: step.line,
      endLine: endOf(step, note),
    }),
  );
  return [...steps, ...stopped];
}

/** The last line of the note that a step has; undefined where the note as it is now has no such step. */
function endOf({ section, line }: StepRecord, note: Note): number | undefined {
  const steps = note.sections.find(({ id }) => id === section)?.steps;
  const step = steps?.find((each) => each.line === line);
  return step === undefined ? undefined : Math.max(...linesOf(step));
}

function linesOf(step: Step): number[] {
  // A file's lines stand between those of its fence.
  if (step.kind === "file") return [step.line + step.content.split("\n").length];
  const typed = step.typed?.split("\n").length ?? 1;
  return [step.line + typed - 1, ...step.expected.map(({ line }) => line)];
}

/** The annotations that GitHub will show: the first of each kind, and a last one that counts the others if there are too many. */
function shown(annotations: readonly Annotation[]): Annotation[] {
  return [...Map.groupBy(annotations, ({ kind }) => kind)].flatMap(([kind, all]) => {
    if (all.length <= SHOWN) return all;
    const rest = all.length - (SHOWN - 1);
    return [...all.slice(0, SHOWN - 1), { kind, message: `and ${rest} more; see the log` }];
  });
}

/**
 * An annotation as a line for the runner of GitHub Actions: "Workflow commands for GitHub Actions" in its documentation. It is escaped as
 * actions/toolkit does it; labnote would use nothing else of that library.
 *
 * @param root the folder that the repository is checked out in; GitHub knows files by their paths from there
 */
export function workflowCommand({ kind, title, message, file, line, endLine }: Annotation, root: string): string {
  const at = file === undefined ? undefined : relative(root, resolve(file));
  const properties = Object.entries({ file: at, line, endLine, title }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapedProperty(String(value))}`],
  );
  const head = properties.length === 0 ? kind : `${kind} ${properties.join(",")}`;
  return `::${head}::${escaped(message)}`;
}

const escaped = (text: string): string =>
  stripEscapes(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapedProperty = (text: string): string => escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
