import { trimBlank } from "../compare/lines.ts";
import type { Attributes } from "../fence-attributes.ts";
import type { FenceLine } from "../markdown.ts";
import type { CommandStep, Ending, Expected, ExpectedLine } from "../note.ts";
import type { Problems } from "../problems.ts";
import { type Directives, endsRunning, readDirectives } from "./directives.ts";
import { leavingKeys } from "./keys.ts";
import { type Nesting, type PromptToken, readCommands, readOutput, readTokens, type Token } from "./lexer.ts";
import { type Opened, shellOpenedBy } from "./openers.ts";
import { leavesShell, type OuterPrompted, outerPrompts } from "./prompts.ts";
import { holdToRules } from "./step-rules.ts";

/** The section, line and attributes of a block. */
export interface BlockPlace {
  section: string;
  line: number;
  attributes: Attributes;
}

/**
 * A step that is not whole yet: an output block right below may have its lines, and the next prompt of its terminal decides how it ends. Both may
 * stand in a later block.
 */
interface Draft {
  head: Pick<PromptToken, "line" | "prompt" | "root"> & { typed: string | undefined };
  lines: readonly Expected[];
  place: BlockPlace;
  /** Known when it is whole. */
  step?: CommandStep;
}

/** Reads the blocks of one terminal of a section, in order. It knows what the earlier blocks have left in the terminal. */
export class TerminalReader {
  readonly #findings: Problems;
  readonly #atOuterPrompt: (text: string) => OuterPrompted | undefined;
  /** The step that still runs. */
  #running: CommandStep | undefined;
  /** The nested prompt that the note showed last, while its shell is open. */
  #nested: ExpectedLine | undefined;
  /** Where the shell is that the last command at an outer prompt has opened. */
  #opened: Opened | undefined;
  /** Whether root's shell took the last command at an outer prompt. What is nested in that shell is typed there. */
  #root = false;
  /** The last step, until it is whole. */
  #pending: Draft | undefined;
  #nesting: Nesting = { any: false, bare: false };

  /** @param prompts the page's own prompts, beside `$ `. `[..]` stands for any characters; what stands behind a last `#` is typed as root. */
  constructor(findings: Problems, prompts: readonly string[] = []) {
    this.#findings = findings;
    this.#atOuterPrompt = outerPrompts(prompts);
  }

  /** The steps of a block. They can be had when the section is over ({@link end}): then each is whole. */
  read(lines: readonly FenceLine[], place: BlockPlace): (() => CommandStep)[] {
    const { tokens, nesting, doubtful } = readTokens(lines, this.#nesting, this.#atOuterPrompt);
    this.#nesting = nesting;
    for (const line of doubtful)
      this.#findings.warn(
        line,
        "this is read as a comment, and compared with nothing: if the command above prints it, write [..] in place of the #; if not, leave the line above it blank",
      );
    const [top, ...parts] = group(tokens);
    if (parts.length === 0 && this.#running === undefined) {
      if (lines.some(({ text }) => text.trim() !== ""))
        this.#findings.warn(place.line, "shown, not typed: no line of this block begins with `$ `");
      return [];
    }
    return this.#steps([this.#goOn(top as Part, place), ...parts.map((part) => this.#type(part, place))]);
  }

  /** Whether something is typed in a block, as the earlier blocks have left the terminal: a line begins with a prompt that may stand there. */
  isSession(lines: readonly FenceLine[]): boolean {
    const { tokens } = readTokens(lines, this.#nesting, this.#atOuterPrompt);
    return tokens.some((token) => token.kind === "prompt" && token.typed.trim() !== "");
  }

  /** The steps of a block that has no prompts: each whole command is one, and must end with status 0; lines that can be none must be seen. A script (`#!`) has none. */
  readUnprompted(lines: readonly FenceLine[], place: BlockPlace): (() => CommandStep)[] {
    if (lines[0]?.text.startsWith("#!")) return [];
    return this.#steps(group(readCommands(lines)).map((part) => this.#type(part, place)));
  }

  /**
   * Takes the lines of an output block that stands right below a block of this terminal: they must be seen of its last command.
   * @returns the steps that begin with them: one, if that command is `[running]`
   */
  takeOutput(lines: readonly FenceLine[], place: BlockPlace): (() => CommandStep)[] {
    const [top] = group(readOutput(lines)) as [Part];
    const pending = this.#pending;
    if (pending === undefined) return this.#steps([this.#goOn(top, place)]);
    pending.lines = [...pending.lines, ...top.lines];
    this.#endBlock();
    return [];
  }

  /** Ends the section. A nested shell that is still open stays at its prompt. */
  end(): void {
    this.#settle(undefined);
  }

  #steps(drafts: (Draft | undefined)[]): (() => CommandStep)[] {
    this.#endBlock();
    return drafts.filter((draft) => draft !== undefined).map((draft) => () => draft.step as CommandStep);
  }

  /** Takes the lines above a block's first prompt: they belong to the step that still runs. */
  #goOn({ lines }: Part, place: BlockPlace): Draft | undefined {
    const first = lines[0];
    if (first === undefined) return undefined;
    const running = this.#running;
    if (running === undefined) {
      this.#findings.warn(first.line, "shown, not compared: no command of this block stands above these lines");
      return undefined;
    }
    this.#running = undefined;
    const { prompt, root } = running;
    return this.#draft({ line: first.line, typed: undefined, prompt, root }, lines, place);
  }

  #type({ head, lines }: Part, place: BlockPlace): Draft | undefined {
    if (head === undefined) return undefined;
    this.#settle(head);
    this.#enter(head);
    if (head.typed.trim() !== "") return this.#draft({ ...head, root: this.#root }, lines, place);
    if (lines[0] !== undefined)
      this.#findings.warn(lines[0].line, "shown, not compared: the prompt above these lines has no command");
    return undefined;
  }

  #draft(head: Draft["head"], lines: readonly Expected[], place: BlockPlace): Draft {
    this.#pending = { head, lines, place };
    return this.#pending;
  }

  /** Takes what a prompt says of the shells that are open. */
  #enter(head: PromptToken): void {
    if (this.#running !== undefined) {
      const { line, terminal, typed } = this.#running;
      this.#findings.refuse(
        head.line,
        `Terminal ${terminal} still runs ${typed ?? "the command that the block above continues"} (line ${line})`,
        "write a block with ^C above this one, or type this in another terminal: ```console terminal=2",
      );
      this.#running = undefined;
    }
    if (head.prompt !== undefined) {
      this.#nested = leavesShell(head.typed) ? undefined : { line: head.line, text: head.prompt };
      return;
    }
    this.#root = head.root;
    if (this.#nested !== undefined)
      this.#findings.refuse(
        head.line,
        `The outer shell's prompt comes while the nested shell ${this.#nested.text} (line ${this.#nested.line}) is still open`,
        `write \`${this.#nested.text} exit\` above it; or, if that shell stays open, type this in another terminal (\`\`\`console terminal=2)${this.#opened === "container" ? `, or write \`${this.#nested.text} ^P^Q\` above it, which leaves the container's shell open` : ""}`,
      );
    this.#nested = undefined;
    this.#opened = shellOpenedBy(head.typed);
  }

  /** A command that is `[running]` is whole at its block's end. */
  #endBlock(): void {
    const pending = this.#pending;
    if (pending === undefined || !endsRunning(pending.lines)) return;
    this.#settle(undefined);
    this.#running = pending.step;
  }

  /** Makes the step before a prompt whole. Without a prompt, nothing more comes in its block or its section. */
  #settle(next: PromptToken | undefined): void {
    const draft = this.#pending;
    if (draft === undefined) return;
    this.#pending = undefined;
    const { section, attributes } = draft.place;
    const { line, typed, prompt, root } = draft.head;
    const { terminal, within, timeout } = attributes;
    const directives = readDirectives(draft.lines, this.#findings);
    const { expected, empty } = directives;
    const interrupted = expected.some((item) => "keys" in item);
    if (expected.some(leaves)) this.#nested = undefined;
    const ending = endingOf(draft.head, directives, next);
    const counts = ending.kind === "mark" && prompt === undefined && !interrupted;
    const exit = directives.exit ?? (counts ? 0 : undefined);
    const step: CommandStep = {
      kind: "command",
      ...{ section, line, terminal, typed, prompt, root, expected, empty, ending, exit, within, timeout },
    };
    draft.step = step;
    holdToRules(step, next?.line, this.#findings);
  }
}

/** How a step ends: as its directives say, else at the nested prompt that comes next. A nested shell without `exit` stays at its own prompt. */
function endingOf(
  { line, prompt, typed = "" }: Draft["head"],
  directives: Directives,
  next: PromptToken | undefined,
): Ending {
  if (directives.running) return { kind: "running" };
  if (directives.reboot) return { kind: "reboot" };
  if (next?.prompt !== undefined) return { kind: "prompt", prompt: { line: next.line, text: next.prompt } };
  if (directives.expected.some(leaves)) return { kind: "mark" };
  if (prompt !== undefined && !leavesShell(typed)) return { kind: "prompt", prompt: { line, text: prompt } };
  return { kind: "mark" };
}

/** Whether keys among the lines leave the nested shell. */
const leaves = (item: Expected): boolean => "keys" in item && leavingKeys(item.keys) !== undefined;

interface Part {
  /** `undefined` for the lines above the first prompt of a block. */
  head: PromptToken | undefined;
  /** The lines between it and the next prompt, without blank lines around them. */
  lines: readonly Expected[];
}

function group(tokens: readonly Token[]): Part[] {
  const parts: { head: PromptToken | undefined; lines: Expected[] }[] = [{ head: undefined, lines: [] }];
  for (const token of tokens) {
    if (token.kind === "prompt") parts.push({ head: token, lines: [] });
    else {
      const { kind, ...item } = token;
      parts.at(-1)?.lines.push(item);
    }
  }
  const isBlank = (item: Expected): boolean => !("keys" in item) && item.text.trim() === "";
  return parts.map(({ head, lines }) => ({ head, lines: trimBlank(lines, isBlank) }));
}
