import { LabError } from "./errors.ts";

/** How a command is typed. */
export const npm = (name: string): string => (name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`);

/** The stack that the commands speak of unless they are told another. */
export const DEFAULT_STACK = "lab";

/** A stack's name, refused when folders and labels could not bear it. */
export function stackName(name: string): string {
  if (/^[a-z][a-z0-9-]{0,29}$/.test(name)) return name;
  throw new LabError(`${JSON.stringify(name)} cannot name a stack`, {
    remedy: "use lower-case letters, digits and hyphens, beginning with a letter, at most 30 long",
  });
}

/** How a command is typed for a lab, as advice to the user. */
export function invocation(command: string, stack: string, ...args: string[]): string {
  const all = [...(stack === DEFAULT_STACK ? [] : ["--stack", stack]), ...args];
  return [npm(command), ...(all.length === 0 ? [] : ["--", ...all])].join(" ");
}

/** An `npm start` or the like in advice, without what is said of a lab by its name already, or of all of them. */
const ADVISED =
  /\bnpm (?:start|run (?:accept|doctor|down|handout|note|pictures|ssh))\b(?! -- --(?:all|stack)\b)(?: --(?= ))?/g;

/**
 * A text for the user of a lab. Advice is written where nobody knows which lab it is for, as for the usual one; here its commands become
 * those of this lab, so that nobody takes down another.
 */
export const forLab = (text: string, stack: string): string =>
  stack === DEFAULT_STACK
    ? text
    : text.replaceAll(ADVISED, (command) => `${command.replace(/ --$/, "")} -- --stack ${stack}`);
