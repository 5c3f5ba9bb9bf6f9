/** The lab that the commands speak of unless the user names another. */
export const DEFAULT_STACK = "lab";

/** A lab in a sentence: `the lab` for the usual one, `the lab b` for another. */
export const labName = (stack: string): string => (stack === DEFAULT_STACK ? "the lab" : `the lab ${stack}`);

/** A command of labnote that advice names. It says nothing of a lab: which one it is for is known where it is shown. */
export interface LabCommand {
  /** Its name: `start`, `down`. */
  readonly command: string;
  readonly args: readonly string[];
}

/** What to do, as text and commands. It is plain data, so it can be kept in Pulumi's state and sent to another process. */
export interface Advice {
  readonly parts: readonly (string | LabCommand)[];
}

/** A command of labnote: `npm("start", "--set", "region=NAME")`. */
export const npm = (command: string, ...args: string[]): LabCommand => ({ command, args });

/** Advice that names commands: `` advice`run the note first: ${npm("start")}` ``. */
export function advice(texts: TemplateStringsArray, ...values: readonly (string | LabCommand | Advice)[]): Advice {
  const parts: (string | LabCommand)[] = [];
  const add = (part: string | LabCommand): void => {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else if (part !== "") parts.push(part);
  };
  for (const [index, text] of texts.entries()) {
    add(text);
    for (const part of partsOf(values[index] ?? "")) add(part);
  }
  return { parts };
}

const partsOf = (value: string | LabCommand | Advice): Advice["parts"] =>
  typeof value === "object" && "parts" in value ? value.parts : [value];

/** Commands that are for no lab. */
const WITHOUT_LAB: readonly string[] = ["bench", "screenshots", "test"];

/** How labnote was started, where that was not by a script of npm in the checkout: `npx labnote`. The command itself says it to all below it. */
const program = (): string | undefined => process.env.LABNOTE_COMMAND || undefined;

/** A command as the user types it for a lab, and for no other. */
export function commandLine({ command, args }: LabCommand, stack: string): string {
  const lab = stack === DEFAULT_STACK || WITHOUT_LAB.includes(command) ? [] : ["--stack", stack];
  const words = [...lab, ...args].map((word) => (PLAIN.test(word) ? word : shellQuote(word)));
  return typed(
    command,
    words,
    words.some((word) => word.startsWith("-")),
  );
}

/** How a command is used, with its arguments as `--help` shows them. */
export const usageLine = (command: string, args: readonly string[]): string =>
  typed(command, ["[options]", ...args], true);

function typed(command: string, words: readonly string[], options: boolean): string {
  const own = program();
  if (own !== undefined) return [own, command, ...words].join(" ");
  const script = command === "start" || command === "test" ? command : `run ${command}`;
  // npm keeps options for itself that stand before `--`.
  return ["npm", script, ...(options ? ["--"] : []), ...words].join(" ");
}

/** A word that a shell takes as it is, placeholders such as `ami-…` included. */
const PLAIN = /^[\p{L}\p{N}_.,:=@%+/…-]+$/u;

/** Advice in words for the user of a lab. A command within a sentence stands in backquotes; one that is all of the advice does not. */
export function renderAdvice(said: Advice | string, stack: string): string {
  if (typeof said === "string") return said;
  const [first] = said.parts;
  if (said.parts.length === 1 && typeof first === "object") return commandLine(first, stack);
  return said.parts.map((part) => (typeof part === "string" ? part : `\`${commandLine(part, stack)}\``)).join("");
}

/** A word of a shell script that means just this text. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
