import { type Advice, DEFAULT_STACK, renderAdvice } from "./advice.ts";
import { sanitize, stripEscapes } from "./sanitize.ts";

/** Where in a file a problem is. Lines count from 1. */
export interface Place {
  file: string;
  line?: number;
}

/**
 * What has failed, where people read it in another language than the error's: the words for it stand with those of the reasons. `boot`: a host has not come
 * back; `log`: what happens in a class cannot be kept.
 */
export type LabFailure = "connection" | "timeout" | "shell" | "folder" | "boot" | "reset" | "log";

/**
 * The one error that is meant for people: what happened to what, why, and what to do now.
 *
 * Anything else that is thrown is a defect of labnote and keeps its stack trace.
 */
export class LabError extends Error {
  override readonly name: string = "LabError";
  /** What a command that ends with it exits with. */
  readonly exitCode: number = 1;
  /** What to do now, as an instruction to the user. Commands of labnote are in it as data: {@link describe} writes them for a lab. */
  readonly remedy: Advice | string | undefined;
  /** Where the cause stands, when it stands in a file. */
  readonly place: Place | undefined;
  /** What has failed; `undefined` where only the error's own words say it. */
  readonly failure: LabFailure | undefined;

  constructor(
    what: string,
    options: { remedy?: Advice | string; place?: Place; cause?: unknown; failure?: LabFailure } = {},
  ) {
    super(what, options.cause === undefined ? undefined : { cause: options.cause });
    this.remedy = options.remedy;
    this.place = options.place;
    this.failure = options.failure;
  }
}

/** Several problems found in one look, in one error, so that nobody has to mend them one run at a time. */
export class LabErrors extends LabError {
  readonly problems: readonly LabError[];

  constructor(what: string, problems: readonly LabError[], options: { remedy?: Advice | string } = {}) {
    super(what, options);
    this.problems = problems;
  }
}

/** What to throw for the problems that were found: nothing for none, the problem itself for one, and all of them together for more. */
export function combineErrors(what: string, problems: readonly LabError[]): LabError | undefined {
  return problems.length > 1 ? new LabErrors(what, problems) : problems[0];
}

/** The user, or the program that runs the command, asked it to stop. */
export class Interrupted extends LabError {
  override readonly name = "Interrupted";
  override readonly exitCode = 130;
  /** The signal by which it was asked, where that is known. */
  readonly by: NodeJS.Signals | undefined;

  constructor(
    what: string,
    { by, ...options }: ConstructorParameters<typeof LabError>[1] & { by?: NodeJS.Signals } = {},
  ) {
    super(what, options);
    this.by = by;
  }
}

/** The message of any thrown value, without a stack trace. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * What a command prints on standard error for a failure: the place, what happened, the chain of causes, the remedy.
 * A defect of labnote itself (any error that is no {@link LabError}) is shown with its stack trace. What notes, hosts and programs have put
 * into any of it does nothing to a terminal.
 *
 * @param stack the lab that advised commands are for
 */
export const describe = (error: unknown, stack: string = DEFAULT_STACK): string =>
  sanitize(stripEscapes(inWords(error, stack)));

function inWords(error: unknown, stack: string): string {
  if (!(error instanceof LabError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { place } = error;
  const where = place === undefined ? "" : `${place.file}${place.line === undefined ? "" : `:${place.line}`}: `;
  const lines = [`${where}${error.message}`];
  lines.push(
    ...deeper(error)
      .flatMap(causes)
      .map((cause) => `  because: ${cause}`),
  );
  if (error instanceof LabErrors) lines.push(...error.problems.map((problem) => inWords(problem, stack)));
  if (error.remedy !== undefined) lines.push(`  try: ${renderAdvice(error.remedy, stack)}`);
  return lines.join("\n");
}

/** What happened and the chain of its causes, in one line: for a reason that is kept, or that stands in another error's. */
export function inOneLine(error: unknown): string {
  const problems = error instanceof LabErrors ? [error.problems.map(inOneLine).join("; ")] : [];
  return [messageOf(error), ...problems, ...deeper(error).map(inOneLine)]
    .map((text) => text.trim().replaceAll(/\s*\n\s*/g, "; "))
    .filter((text) => text !== "")
    .join(": ");
}

const causes = (cause: unknown): string[] => [messageOf(cause), ...deeper(cause).flatMap(causes)];

const deeper = (error: unknown): unknown[] =>
  error instanceof Error && error.cause !== undefined && error.cause !== null ? [error.cause] : [];
