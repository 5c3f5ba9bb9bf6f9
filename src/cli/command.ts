import { type ParseArgsOptionDescriptor, parseArgs } from "node:util";
import { advice, DEFAULT_STACK, npm } from "../common/advice.ts";
import { describe, LabError } from "../common/errors.ts";
import { stackName } from "../common/stack-config.ts";
import { LabConsole, type Streams, surviveClosedPipes } from "./console.ts";
import type { Example, HelpText } from "./help.ts";

/** One option of a command, as `parseArgs` of node:util takes it, and what `--help` says of it. */
export interface Option extends ParseArgsOptionDescriptor {
  /** One line, for people. */
  help: string;
  /** What stands for the value in `--help`: `FILE`, `SECTION`. Only for options of type "string". */
  value?: string;
  /** Refuses a value by throwing a LabError. */
  check?(value: string): unknown;
}

/** A command line, described once: what is parsed, what is refused and what `--help` prints all follow from it. */
export interface Command<Options extends Record<string, Option>> {
  /** Its name, as the user types it. */
  name: string;
  /** What it does, in a sentence or two. */
  summary: string;
  /** Positional arguments, as usage shows them: `FILE` is required, `[FILE]` is not, `[FILE...]` takes any number. */
  arguments?: readonly string[];
  options: Options;
  /** Command lines that people type most. */
  examples?: readonly Example[];
  /** More that `--help` shows, between the options and the exit codes. */
  more?(): Promise<HelpText["tables"]>;
  /** What each exit code means; 2 (usage) and 70 (a defect of labnote) are the same for all and need no mention. */
  exits: { readonly [code: number]: string };
}

type Parsed<Options extends Record<string, Option>> = ReturnType<typeof parseArgs<{ options: Options }>>["values"];

/** What a command does. It prints on the console. A number is the exit code, nothing is 0; an error that it throws is shown to the user. */
export type Main<Options extends Record<string, Option>> = (
  values: Parsed<Options>,
  positionals: string[],
  console: LabConsole,
) => Promise<number | undefined> | number | undefined;

const usageError = 2;
const defect = 70; // EX_SOFTWARE of sysexits.h

/**
 * Runs a command on this process's arguments and sets its exit code: the one shell of every file in scripts/.
 * A {@link LabError} is shown without a stack trace and exits with 1, a mistake in the arguments with 2, any other error with its stack trace
 * and 70.
 */
export async function command<const Options extends Record<string, Option>>(
  spec: Command<Options>,
  main: Main<Options>,
): Promise<void> {
  surviveClosedPipes();
  process.exitCode = await runCommand(spec, main, process.argv.slice(2), process);
}

/** {@link command}, with its arguments and streams given; resolves to the exit code. */
export async function runCommand<const Options extends Record<string, Option>>(
  spec: Command<Options>,
  main: Main<Options>,
  args: string[],
  streams: Streams,
): Promise<number> {
  let parsed: { values: Parsed<Options> & CommonValues; positionals: string[] };
  try {
    parsed = parse(spec, args);
  } catch (error) {
    new LabConsole(DEFAULT_STACK, streams).warn(describe(error));
    return usageError;
  }
  const { stack = DEFAULT_STACK } = parsed.values as { stack?: string };
  const console = new LabConsole(stack, streams);
  if (parsed.values.help) {
    console.print(await help(spec));
    return 0;
  }
  const { LABNOTE_DEBUG = "" } = process.env;
  const off = LABNOTE_DEBUG === "" || LABNOTE_DEBUG === "0";
  if (parsed.values.verbose && off) process.env.LABNOTE_DEBUG = "1";
  if (parsed.values.verbose || !off) await import("./verbose.ts");
  try {
    return (await main(parsed.values, parsed.positionals, console)) ?? 0;
  } catch (error) {
    console.warn(describe(error, stack));
    return error instanceof LabError ? error.exitCode : defect;
  }
}

/** What every command takes. */
const COMMON = {
  verbose: { type: "boolean", help: "Tell on standard error which programs are run and how each ended." },
  help: { type: "boolean", short: "h", help: "Show this text." },
} as const satisfies Record<string, Option>;

type CommonValues = { [name in keyof typeof COMMON]?: boolean };

function parse<const Options extends Record<string, Option>>(spec: Command<Options>, args: string[]) {
  const remedy = advice`see ${npm(spec.name, "--help")}`;
  const wanted = spec.arguments ?? [];
  const needed = wanted.filter((name) => !name.startsWith("[")).length;
  const limit = wanted.some((name) => name.includes("...")) ? Infinity : wanted.length;
  let parsed: { values: object; positionals: string[] };
  try {
    parsed = parseArgs({ args, options: { ...spec.options, ...COMMON }, allowPositionals: true });
  } catch (error) {
    // Node adds advice on quoting after the first sentence, which is about shells and not about the mistake.
    throw new LabError((error as Error).message.split(". ")[0] as string, { remedy });
  }
  const { positionals } = parsed;
  const values = parsed.values as Parsed<Options> & CommonValues;
  for (const [name, { check }] of Object.entries<Option>(spec.options)) {
    const value = values[name as keyof typeof values] as unknown;
    if (typeof value === "string") check?.(value);
  }
  if (!values.help && positionals.length > limit)
    throw new LabError(`Unexpected argument '${positionals[limit]}'`, { remedy });
  if (!values.help && positionals.length < needed)
    throw new LabError(`${wanted[positionals.length]} is missing`, { remedy });
  return { values, positionals };
}

/** The text of `--help`. */
async function help(spec: Command<Record<string, Option>>): Promise<string> {
  const { helpText } = await import("./help.ts");
  const options = Object.entries({ ...spec.options, ...COMMON } as Record<string, Option>).map(
    ([name, option]): [string, string] => [
      `${option.short ? `-${option.short}, ` : "    "}--${name}${option.type === "string" ? ` ${option.value ?? "VALUE"}` : ""}`,
      option.help,
    ],
  );
  const exits = Object.entries({
    0: "it went well",
    ...spec.exits,
    [usageError]: "the arguments are wrong",
    [defect]: "a defect of labnote",
  });
  return helpText({
    ...{ name: spec.name, summary: spec.summary, arguments: spec.arguments ?? [], examples: spec.examples ?? [] },
    tables: [
      { title: "Options", rows: options },
      ...((await spec.more?.()) ?? []),
      { title: "Exit codes", rows: exits },
    ],
  });
}

/** Which lab a command is for. */
export const STACK = {
  type: "string",
  value: "NAME",
  default: DEFAULT_STACK,
  help: "The lab's name; a folder can have several.",
  check: stackName,
} as const satisfies Option;
