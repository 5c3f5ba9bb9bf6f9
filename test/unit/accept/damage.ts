import { matchesLine } from "../../../src/accept/sample-names.ts";
import { Bindings, substitute } from "../../../src/note/compare/bindings.ts";
import { withoutProgress } from "../../../src/note/compare/builds.ts";
import { compareStep } from "../../../src/note/compare/compare.ts";
import { linePattern } from "../../../src/note/compare/line-pattern.ts";
import { isGap, squeeze, withoutPulls } from "../../../src/note/compare/lines.ts";
import { split } from "../../../src/note/compare/shapes.ts";
import type { CommandStep, ExpectedLine, HttpStep, Note, Step } from "../../../src/note/note.ts";
import { readNote } from "../../../src/note/read.ts";
import type { StepRecord } from "../../../src/record/record.ts";

/** A note's text with its lines as this run printed them, where no wildcard stands in them, and its ids everywhere: what one would paste. */
export function pasted(text: string, note: Note, steps: readonly StepRecord[]): string {
  const lines = text.split("\n");
  const put = (line: number, old: string, fresh: string) => {
    const whole = lines[line - 1] as string;
    lines[line - 1] = whole.slice(0, whole.length - old.length) + fresh;
  };
  let index = 0;
  for (const [at, section] of note.sections.entries()) {
    let bindings = Bindings.none;
    const shown = new Map<ExpectedLine, string>();
    for (const step of section.steps) {
      const { output } = steps[index++] as StepRecord;
      if (step.kind === "file") continue;
      const seen = (output ?? "").split("\n");
      let from = 0;
      for (const line of step.kind === "http" ? [] : withoutPulls(step.expected)) {
        if ("keys" in line || isGap(line.text) || line.text.includes("[..]")) continue;
        const found = seen.findIndex(
          (one, place) => place >= from && matchesLine(linePattern(line), one, bindings) !== undefined,
        );
        if (found === -1) continue;
        shown.set(line, seen[found] as string);
        from = found + 1;
      }
      const match = compareStep(step, output ?? "", bindings);
      if (match.holds) bindings = match.bindings;
    }
    const end = note.sections[at + 1]?.line ?? lines.length + 1;
    const expected = new Map(
      [...shown].map(([line, fresh]) => [line.line, { old: line.text, fresh: fresh.trimEnd() }]),
    );
    for (let line = section.line; line < end; line += 1) {
      const known = expected.get(line);
      if (known !== undefined) put(line, known.old, known.fresh);
      else lines[line - 1] = substitute(lines[line - 1] as string, bindings);
    }
  }
  return lines.join("\n");
}

/** A part of a note that is a note of its own: a section, and what a run came to in it. */
export interface Part {
  text: string;
  note: Note;
  steps: readonly StepRecord[];
}

/** A note's sections, each as a note. What is damaged in one is found and mended in it alone, in a part of the time. */
export function partsOf(text: string, note: Note, steps: readonly StepRecord[]): Part[] {
  const lines = text.split("\n");
  const head = lines.slice(0, lines.indexOf("---", 1) + 1);
  let index = 0;
  return note.sections.map((section, at) => {
    const end = (note.sections[at + 1]?.line ?? lines.length + 1) - 1;
    const part = [...head, "", ...lines.slice(section.line - 1, end)].join("\n");
    const from = index;
    index += section.steps.length;
    return { text: part, note: readNote(part, note.file), steps: steps.slice(from, index) };
  });
}

/** A note that was damaged in one line. */
export interface Damaged {
  what: string;
  text: string;
  /**
   * Whether what was there can be known again. A wildcard that went cannot, nor a word that counts only by its shape; nor which line
   * it was where any may stand and several are like it, nor in which order lines stood there, or such as are the same.
   */
  knowable: boolean;
}

type Compared = CommandStep | HttpStep;

/** A note damaged in each way in each line that a step is held to: a word changed, the line gone, one more line, two lines swapped. */
export function* damages({ text, note, steps }: Part): Generator<Damaged> {
  const lines = text.split("\n");
  const all = note.sections.flatMap((section): Step[] => [...section.steps]);
  for (const [index, step] of all.entries()) {
    if (step.kind === "file") continue;
    const seen = (steps[index]?.output ?? "").split("\n");
    for (const line of linesOf(step)) {
      const at = line.line - 1;
      const whole = lines[at] as string;
      const indent = whole.slice(0, whole.length - line.text.length);
      const wild = line.text.includes("[..]");
      const next = linesOf(step).find((other) => other.line === line.line + 1);
      const open = step.kind === "http" || [at - 1, at + 1].some((near) => isGap(lines[near] ?? ""));
      const isAmong = (text: string) => open && seen.filter((one) => fits(step, text, one)).length > 1;
      for (const { index: from, 0: word } of line.text.matchAll(/\S+/g)) {
        const instead = (put: string) => line.text.slice(0, from) + put + line.text.slice(from + word.length);
        const shaped =
          wild &&
          split(line.text).some(
            ({ shape, at: begin, text }) =>
              shape !== undefined && begin < from + word.length && from < begin + text.length,
          );
        yield {
          what: `line ${line.line} with ${word} another`,
          knowable: !word.includes("[..]") && !shaped && !isAmong(instead("[..]")),
          text: lines.with(at, indent + instead("never-printed")).join("\n"),
        };
      }
      yield {
        what: `without line ${line.line}`,
        knowable: !wild,
        text: lines.toSpliced(at, 1).join("\n"),
      };
      if (next === undefined) continue;
      yield {
        what: `with a line below line ${line.line}`,
        knowable: step.kind === "command",
        text: lines.toSpliced(at + 1, 0, `${indent}never printed`).join("\n"),
      };
      yield {
        what: `line ${line.line} below the next one`,
        knowable:
          !open &&
          !isGap(lines[at + 2] ?? "") &&
          ![line, next].some(({ text }) => text.includes("[..]") || isRepeated(step, text)),
        text: lines
          .with(at, lines[at + 1] as string)
          .with(at + 1, whole)
          .join("\n"),
      };
    }
  }
}

/** Whether a step is held to a line more than once. */
const isRepeated = (step: Compared, text: string): boolean =>
  linesOf(step).filter((line) => squeeze(line.text) === squeeze(text)).length > 1;

/** Whether a line that was seen is what a line of the note says, whatever the note's words stand for. */
const fits = (step: Compared, text: string, seen: string): boolean =>
  matchesLine(
    linePattern({ text: step.kind === "http" ? `[..]${text.trim()}[..]` : text, line: step.line }),
    seen,
    Bindings.none,
  ) !== undefined;

/** The lines that a step is held to; a pull that a run starts by itself and the progress of a build are left out of the comparison. */
const linesOf = (step: Compared): ExpectedLine[] =>
  withoutProgress(step.expected).filter(
    (line): line is ExpectedLine => !("keys" in line) && !isGap(line.text) && line.text.trim() !== "",
  );

/** A text read as a note, if it is one with as many steps. */
export function readIfLike(text: string, note: Note): Note | undefined {
  const stepsOf = ({ sections }: Note) =>
    sections.map(({ steps }) => steps.map((step) => [step.kind, "typed" in step && step.typed]));
  try {
    const read = readNote(text, note.file);
    return JSON.stringify(stepsOf(read)) === JSON.stringify(stepsOf(note)) ? read : undefined;
  } catch {
    return undefined;
  }
}
