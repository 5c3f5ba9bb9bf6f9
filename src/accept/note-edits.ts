import { directiveOf } from "../note/console/directives.ts";
import { readBlocks } from "../note/markdown.ts";
import type { CommandStep, ExpectedLine, HttpStep } from "../note/note.ts";
import type { NewLine } from "./rewrite-step.ts";

/** A change of a file: these lines, with their line ends, replace the lines from `line` up to, but not including, `end`. Lines count from 1. */
export interface Edit {
  line: number;
  end: number;
  lines: readonly string[];
}

/** The lines of a note, to be edited. */
export class NoteEdits {
  readonly #lines: readonly string[];
  /** The part of a line that belongs to a block, by line number. What stands before it belongs to lists, quotes and the fence. */
  readonly #inner: ReadonlyMap<number, string>;

  constructor(text: string, file: string) {
    this.#lines = text.split(/(?<=\n|\r(?!\n))/);
    const fences = readBlocks(text, file).filter((block) => block.kind === "fence");
    this.#inner = new Map(fences.flatMap(({ lines }) => lines.map((line) => [line.line, line.text] as const)));
  }

  /** The edits that replace a step's lines with these. */
  linesOf(step: CommandStep | HttpStep, lines: readonly NewLine[]): Edit[] {
    const edits: Edit[] = [];
    const left = new Set(step.expected.map(({ line }) => line));
    // A blank line below the command is no part of the output: what comes first comes below it, too.
    let at = step.expected[0]?.line ?? this.#firstLine(step);
    for (const line of lines) {
      if (line.kind === "new") {
        edits.push({ line: at, end: at, lines: [this.#like(step.line, line.text)] });
        continue;
      }
      left.delete(line.old.line);
      at = line.old.line + 1;
      if (line.kind === "changed")
        edits.push({ line: line.old.line, end: at, lines: [this.#instead(line.old, line.text, step.line)] });
    }
    edits.push(...[...left].map((line) => ({ line, end: line + 1, lines: [] })));
    if (step.kind === "http" || (lines.length === 0) === step.empty) return edits;
    if (step.empty) return [...edits, ...this.#directives(step, "empty").map(gone)];
    const first = this.#firstLine(step);
    return [...edits, { line: first, end: first, lines: [this.#like(step.line, "[empty]")] }];
  }

  /** What changes when a step is to end with another status. One that is the rule is not written. */
  statusOf(step: CommandStep, status: number): Edit[] {
    const [old] = this.#directives(step, "exit");
    const byRule =
      step.ending.kind === "mark" && step.prompt === undefined && !step.expected.some((line) => "keys" in line);
    if (status === 0 && byRule) return old === undefined ? [] : [gone(old)];
    const lines = [this.#like(step.line, `[exit ${status}]`)];
    if (old !== undefined) return [{ line: old, end: old + 1, lines }];
    const end = Math.max(this.#lastLine(step), ...this.#directives(step)) + 1;
    return [{ line: end, end, lines }];
  }

  /** A `^C` below what a step types. */
  interruptBelow(step: CommandStep): Edit {
    const first = this.#firstLine(step);
    return { line: first, end: first, lines: [this.#like(step.line, "^C")] };
  }

  /** A step's prompt, changed to another. */
  atPrompt({ line, prompt = "$" }: CommandStep, other: string): Edit {
    const inner = this.#inner.get(line) ?? "";
    return { line, end: line + 1, lines: [this.#like(line, other + inner.slice(prompt.length))] };
  }

  /** A step that goes, with all its lines. */
  withoutStep(step: CommandStep): Edit {
    return { line: step.line, end: Math.max(this.#lastLine(step), ...this.#directives(step)) + 1, lines: [] };
  }

  /** What keeps a comment below a step from being read as its output, when the step gets lines: a blank line. */
  separation(step: CommandStep | HttpStep): Edit[] {
    if (step.kind === "http") return [];
    const end = Math.max(this.#lastLine(step), ...this.#directives(step)) + 1;
    return /^#(?:\s|$)/.test(this.#inner.get(end) ?? "")
      ? [{ line: end, end, lines: [this.#like(step.line, "")] }]
      : [];
  }

  /** The text with these changes. No two of them touch the same line. */
  with(edits: readonly Edit[]): string {
    const parts: string[] = [];
    let at = 1;
    // What is put before a line comes before what takes its place.
    for (const { line, end, lines } of edits.toSorted((a, b) => a.line - b.line || a.end - b.end)) {
      parts.push(...this.#lines.slice(at - 1, line - 1), ...lines);
      at = end;
    }
    return [...parts, ...this.#lines.slice(at - 1)].join("");
  }

  /** Where what must be seen of a step begins: below what is typed. */
  #firstLine(step: CommandStep | HttpStep): number {
    if (step.kind === "http") return step.line + 1;
    return step.typed === undefined ? step.line : step.line + step.typed.split("\n").length;
  }

  #lastLine(step: CommandStep): number {
    return step.expected.at(-1)?.line ?? this.#firstLine(step) - 1;
  }

  /** The lines of a step that say how it ends, or those of one kind. */
  #directives(step: CommandStep, kind?: "empty" | "exit"): number[] {
    const found: number[] = [];
    for (let at = this.#lastLine(step) + 1; ; at += 1) {
      const text = this.#inner.get(at);
      const directive = text === undefined ? undefined : directiveOf(text);
      if (directive === undefined && text?.trim() !== "") return found;
      if (directive !== undefined && (kind === undefined || directive.kind === kind)) found.push(at);
    }
  }

  /** A new line, indented and ended as that one is; `own` is the part of that line that it takes the place of. */
  #like(line: number, text: string, own?: string): string {
    const { indent, ending } = this.#around(line, own);
    return text === "" ? `${indent.trimEnd()}${ending}` : `${indent}${text}${ending}`;
  }

  #instead(old: ExpectedLine, text: string, head: number): string {
    return old.text.trim() === "" ? this.#like(head, text) : this.#like(old.line, text, old.text);
  }

  #around(line: number, own = this.#inner.get(line) ?? ""): { indent: string; ending: string } {
    const whole = this.#lines[line - 1] ?? "";
    const ending = /(?:\r\n|\r|\n)?$/.exec(whole)?.[0] as string;
    return { indent: whole.slice(0, whole.length - ending.length - own.length), ending };
  }
}

const gone = (line: number): Edit => ({ line, end: line + 1, lines: [] });
