import { opensTerminal } from "../note/console/openers.ts";
import { isExit } from "../note/console/prompts.ts";
import { Containers, type MissingId } from "./commands/containers.ts";
import { neededEnd } from "./commands/endings.ts";
import { type Placeholder, placeholdersIn } from "./commands/placeholders.ts";
import { retype } from "./commands/typography.ts";
import { unrunnable } from "./commands/unrunnable.ts";
import { barePrompt, commandOf, type DraftStep, type Remark, ROOT_PROMPT } from "./draft.ts";

/** What becomes of a step. */
export interface Settled {
  step: DraftStep;
  /** Why it stays prose; `undefined` where it is typed. */
  left: string | undefined;
  /** The prompt of a shell that is left below the step. */
  exit: string | undefined;
}

/**
 * Goes through the steps of a section in their order, with what a shell would have seen so far: placeholders become the name or the id that they
 * stand for, an id that no output shows gets one, and a command that does not end by itself gets its end. A command that a lab host cannot run,
 * or that has an open placeholder, stays prose.
 *
 * @param users the user of each image that the page builds, by its name
 */
export function settleSection(
  steps: readonly DraftStep[],
  users: ReadonlyMap<string, string>,
): { settled: Settled[]; remarks: Remark[] } {
  const section = new SectionWalk(users);
  for (const step of steps) section.take(step);
  section.end();
  return { settled: section.settled, remarks: section.remarks };
}

class SectionWalk {
  readonly settled: Settled[] = [];
  readonly remarks: Remark[] = [];
  readonly #users: ReadonlyMap<string, string>;
  readonly #made = new Containers();
  readonly #variables = new Set<string>();
  /** The shell that a step has opened: its prompt, and the place of the step that was typed there last. */
  #shell: { prompt: string; at: number } | undefined;
  /** Whether the outer shell's last command is typed, and opens a shell. */
  #opened = false;

  constructor(users: ReadonlyMap<string, string>) {
    this.#users = users;
  }

  take(given: DraftStep): void {
    const outer = given.prompt === "$" || given.prompt === ROOT_PROMPT;
    if (outer) this.end();
    const { step, remarks, why, kind = "left" } = this.#typed(given, outer);
    if (why !== undefined) {
      this.settled.push({ step: given, left: why, exit: undefined });
      this.remarks.push({ line: given.line, kind, text: commandOf(given), why });
      if (outer) this.#opened = false;
      return;
    }
    if (outer) this.#opened = opensTerminal(commandOf(step));
    for (const missing of this.#made.missingIds(step)) this.#show(missing);
    this.remarks.push(...remarks);
    const at = this.settled.length;
    const ended = outer ? this.#ended(step, at) : step;
    if (!outer) this.#shell = isExit(commandOf(step)) ? undefined : { prompt: step.prompt, at };
    this.settled.push({ step: ended, left: undefined, exit: undefined });
    this.#made.learn(ended, at);
    for (const [, set, read] of commandOf(step).matchAll(assigned)) this.#variables.add(set ?? read ?? "");
  }

  /** The outer shell's next command comes, or the section ends: a shell that is still open is left. */
  end(): void {
    if (this.#shell === undefined) return;
    const { at, prompt } = this.#shell;
    const { step } = this.settled[at] as Settled;
    const below = withoutBlankEnd(step.below.filter((line) => !barePrompt.test(line)));
    this.settled[at] = { step: { ...step, below }, left: undefined, exit: prompt };
    this.#done(step, `it opens a shell, which nothing leaves: "${prompt} exit" is written below it`);
    this.#shell = undefined;
  }

  /** A step as it can be typed, or why it cannot. */
  #typed(
    given: DraftStep,
    outer: boolean,
  ): { step: DraftStep; remarks: Remark[]; why?: string; kind?: Remark["kind"] } {
    const remarks: Remark[] = [];
    const lines = given.typed.map(retype);
    const step = { ...given, typed: lines.map(({ text }) => text) };
    const changed = new Set([...given.changed, ...lines.flatMap((each) => each.changed)]);
    const { line } = given;
    for (const each of changed) remarks.push({ line, kind: "done", text: commandOf(step), why: `it had ${each}` });
    const why = outer ? unrunnable(commandOf(step)) : this.#opened ? undefined : "no command above it opens its shell";
    if (why !== undefined) return { step, remarks, why };
    const found = ownLines(step.typed)
      .flatMap(placeholdersIn)
      .filter(({ text }) => !this.#variables.has(variableOf(text)));
    for (const placeholder of found) {
      const { text, breaks } = placeholder;
      const word = this.#wordFor(placeholder);
      if (word === undefined && breaks)
        return {
          step,
          remarks,
          why: `${text} stands for a word of each reader's own: write what it is here`,
          kind: "open",
        };
      if (word === undefined)
        remarks.push({
          line,
          kind: "open",
          text,
          why: "it stands for a word of each reader's own, and is typed as it is",
        });
      else {
        step.typed = step.typed.map((each) => each.replace(text, () => word));
        remarks.push({ line, kind: "done", text: commandOf(step), why: `${text} is ${word}` });
      }
    }
    return { step, remarks };
  }

  #wordFor({ standing }: Placeholder): string | undefined {
    if (standing === "image") return this.#made.image;
    const container = standing === "container" ? this.#made.lastContainer() : undefined;
    if (container?.missing !== undefined) this.#show(container.missing);
    return container?.word;
  }

  /** Writes a container's id where it is seen: below the command that makes it, or in the prompt of its shell. */
  #show({ step: at, shows, id }: MissingId): void {
    const made = this.settled[at] as Settled;
    const word = id.slice(0, 12);
    if (shows === "output") {
      this.settled[at] = { ...made, step: { ...made.step, below: [id, ...made.step.below] } };
      this.#done(made.step, `the id that it prints is written below it: ${word} is this container`);
    } else if (made.exit?.includes("@[..]:")) {
      this.settled[at] = { ...made, exit: made.exit.replace("@[..]:", `@${word}:`) };
      this.#done(made.step, `the prompt of its shell has the id ${word}: it is this container`);
    }
  }

  /** A step with its end, if it does not end by itself and the page does not say how it ends. */
  #ended(step: DraftStep, at: number): DraftStep {
    const command = commandOf(step);
    const image = [...this.#users.keys()].find((name) => command.split(/\s+/).includes(name));
    const end = neededEnd(command, image === undefined ? undefined : this.#users.get(image));
    if (end === undefined || step.below.some((line) => endSign.test(line))) return step;
    if (end.kind === "shell") {
      this.#shell = { prompt: end.prompt, at };
      return step;
    }
    const [sign, why] =
      end.kind === "interrupt" ? ["^C", "it does not end by itself"] : ["[reboot]", "the host goes down"];
    this.#done(step, `${why}: ${sign} is written below it`);
    return { ...step, below: [...withoutBlankEnd(step.below), sign] };
  }

  #done(step: DraftStep, why: string): void {
    this.remarks.push({ line: step.line, kind: "done", text: commandOf(step), why });
  }
}

/** The lines of a command up to its first here-document, whose text is no command. */
function ownLines(typed: readonly string[]): readonly string[] {
  const here = typed.findIndex((line) => /<<(?!<)/.test(line));
  return here === -1 ? typed : typed.slice(0, here + 1);
}

/** A line that says how a command ends. */
const endSign = /^\s*(?:\^(?:[CDZ\\]|P\^Q)|\[(?:running|reboot|exit \d+)\])/;

/** Variables that a command sets: `NAME=value`, `read NAME`. */
const assigned = /(?:^|[\s;&(])(?:([A-Za-z_]\w*)=|read\s+(?:-\S+\s+)*([A-Za-z_]\w*))/g;

const variableOf = (text: string): string => /^\$\{?(\w+)\}?$/.exec(text)?.[1] ?? "";

const withoutBlankEnd = (lines: readonly string[]): readonly string[] =>
  lines.slice(0, lines.findLastIndex((line) => line.trim() !== "") + 1);
