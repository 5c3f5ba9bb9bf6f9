import { trimBlank } from "../compare/lines.ts";
import type { Attributes } from "../fence-attributes.ts";
import type { FenceLine } from "../markdown.ts";
import type { CommandStep, Ending, Expected, ExpectedLine } from "../note.ts";
import type { Problems } from "../problems.ts";
import { type Directives, readDirectives } from "./directives.ts";
import { type Nesting, type PromptToken, readTokens, type Token } from "./lexer.ts";
import { isExit } from "./prompts.ts";

/** The section, line and attributes of a block. */
export interface BlockPlace {
  section: string;
  line: number;
  attributes: Attributes;
}

/** A step that is not whole yet: the next prompt of its terminal decides how it ends, and may stand in a later block. */
interface Draft {
  step: CommandStep;
  directives: Directives;
}

/** Reads the blocks of one terminal of a section, in order. It knows what the earlier blocks have left in the terminal. */
export class TerminalReader {
  readonly #findings: Problems;
  /** The step that still runs. */
  #running: CommandStep | undefined;
  /** The nested prompt that the note showed last, while its shell is open. */
  #nested: ExpectedLine | undefined;
  /** The last step, until it is whole. */
  #pending: Draft | undefined;
  #nesting: Nesting = { any: false, bare: false };

  constructor(findings: Problems) {
    this.#findings = findings;
  }

  /** The steps of a block. They can be had when the section is over ({@link end}): then each is whole. */
  read(lines: readonly FenceLine[], place: BlockPlace): (() => CommandStep)[] {
    const { tokens, nesting } = readTokens(lines, this.#nesting);
    this.#nesting = nesting;
    const [top, ...parts] = group(tokens);
    if (parts.length === 0 && this.#running === undefined) {
      if (lines.some(({ text }) => text.trim() !== ""))
        this.#findings.warn(place.line, "shown, not typed: no line of this block begins with `$ `");
      return [];
    }
    const drafts = [this.#goOn(top as Part, place), ...parts.map((part) => this.#type(part, place))];
    this.#endBlock();
    return drafts.filter((draft) => draft !== undefined).map((draft) => () => draft.step);
  }

  /** Ends the section. A nested shell that is still open stays at its prompt. */
  end(): void {
    this.#settle(undefined);
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
    return this.#step({ line: first.line, typed: undefined, prompt: running.prompt }, lines, place);
  }

  #type({ head, lines }: Part, place: BlockPlace): Draft | undefined {
    if (head === undefined) return undefined;
    this.#settle(head);
    this.#enter(head);
    if (head.typed.trim() !== "") return this.#step(head, lines, place);
    if (lines[0] !== undefined)
      this.#findings.warn(lines[0].line, "shown, not compared: the prompt above these lines has no command");
    return undefined;
  }

  #step(
    head: { line: number; typed: string | undefined; prompt: string | undefined },
    lines: readonly Expected[],
    { section, attributes: { terminal, within, timeout } }: BlockPlace,
  ): Draft {
    const directives = readDirectives(lines, this.#findings);
    const step: CommandStep = {
      kind: "command",
      section,
      line: head.line,
      terminal,
      typed: head.typed,
      prompt: head.prompt,
      expected: directives.expected,
      empty: directives.empty,
      ending: { kind: "mark" },
      exit: directives.exit,
      within,
      timeout,
    };
    this.#pending = { step, directives };
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
      this.#nested = isExit(head.typed) ? undefined : { line: head.line, text: head.prompt };
      return;
    }
    if (this.#nested !== undefined)
      this.#findings.refuse(
        head.line,
        `The outer shell's prompt comes while the nested shell ${this.#nested.text} (line ${this.#nested.line}) is still open`,
        `write \`${this.#nested.text} exit\` above it`,
      );
    this.#nested = undefined;
  }

  #endBlock(): void {
    const pending = this.#pending;
    if (!pending?.directives.running) return;
    this.#settle(undefined);
    this.#running = pending.step;
  }

  /** Makes the step before a prompt whole. Without a prompt, nothing more comes in its block or its section. */
  #settle(next: PromptToken | undefined): void {
    const draft = this.#pending;
    if (draft === undefined) return;
    this.#pending = undefined;
    const { directives } = draft;
    const interrupted = draft.step.expected.some((item) => "interrupt" in item);
    const ending = endingOf(draft.step, directives, next);
    const counts = ending.kind === "mark" && draft.step.prompt === undefined && !interrupted;
    const step = { ...draft.step, ending, exit: directives.exit ?? (counts ? 0 : undefined) };
    draft.step = step;

    if (step.ending.kind === "running" && next !== undefined)
      this.#findings.refuse(
        next.line,
        `A command is typed here while the step of line ${step.line} is [running]`,
        "end the block above it, and type it in another terminal (```console terminal=2) or after ^C",
      );
    if (step.ending.kind === "prompt" && directives.exit !== undefined)
      this.#findings.refuse(
        step.line,
        "[exit] does not work at a nested prompt, which shows no status",
        "type echo $? there, or write [exit] below the exit of that shell",
      );
    if (step.within !== undefined && (step.ending.kind !== "mark" || interrupted || step.typed === undefined))
      this.#findings.refuse(
        step.line,
        "within= tries a command again, but this command does not end by itself at the outer prompt",
        "remove within= from this block, or write the command in a block of its own",
      );
  }
}

/** How a step ends: as its directives say, else at the nested prompt that comes next. A nested shell without `exit` stays at its own prompt. */
function endingOf(
  { line, prompt, typed = "" }: CommandStep,
  directives: Directives,
  next: PromptToken | undefined,
): Ending {
  if (directives.running) return { kind: "running" };
  if (directives.reboot) return { kind: "reboot" };
  if (next?.prompt !== undefined) return { kind: "prompt", prompt: { line: next.line, text: next.prompt } };
  if (prompt !== undefined && !isExit(typed)) return { kind: "prompt", prompt: { line, text: prompt } };
  return { kind: "mark" };
}

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
      const { line } = token;
      parts.at(-1)?.lines.push(token.kind === "interrupt" ? { line, interrupt: true } : { line, text: token.text });
    }
  }
  const isBlank = (item: Expected): boolean => !("interrupt" in item) && item.text.trim() === "";
  return parts.map(({ head, lines }) => ({ head, lines: trimBlank(lines, isBlank) }));
}
