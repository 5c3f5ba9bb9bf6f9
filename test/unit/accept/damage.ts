import { holds } from "../../../src/accept/names.ts";
import { Bindings, compareStep, readNote, substitute } from "../../../src/note/index.ts";
import { linePattern } from "../../../src/note/line-pattern.ts";
import type { CommandStep, ExpectedLine, HttpStep, Note, Step } from "../../../src/note/note.ts";
import { isGap, squeeze, withoutPulls } from "../../../src/note/text.ts";
import type { StepRecord } from "../../../src/record/record.ts";
import { wrongStatus } from "../../../src/run/tried.ts";

/** The steps of a record judged again, as a run judges them, against a note that may say something else by now. */
export function judgedAgain(note: Note, steps: readonly StepRecord[]): StepRecord[] {
  let index = 0;
  return note.sections.flatMap((section) => {
    let bindings = Bindings.none;
    return section.steps.map((step): StepRecord => {
      const seen = steps[index++] as StepRecord;
      if (step.kind === "file") return seen;
      const match = compareStep(step, seen.output ?? "", bindings);
      const status = step.kind === "command" ? wrongStatus(step.exit, seen.exit) : undefined;
      const reasons = [match.holds ? undefined : match.reason, status].filter((each) => each !== undefined);
      if (match.holds && status === undefined) bindings = match.bindings;
      const failed = reasons.length > 0;
      return { ...seen, outcome: failed ? "failed" : "passed", reason: failed ? reasons.join("; ") : null };
    });
  });
}

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
        if ("interrupt" in line || isGap(line.text) || line.text.includes("[..]")) continue;
        const found = seen.findIndex(
          (one, place) => place >= from && holds(linePattern(line.text, line.line), one, bindings) !== undefined,
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

/** A note that was damaged in one line. */
export interface Damaged {
  what: string;
  text: string;
  line: number;
  /** Whether what was there can be known again: not where a wildcard was in the line, nor which line stood where any may stand or among its like. */
  knowable: boolean;
}

type Compared = CommandStep | HttpStep;

/** A note damaged in each way in each line that a step is held to: a word changed, the line gone, one more line, two lines swapped. */
export function* damages(text: string, note: Note): Generator<Damaged> {
  const lines = text.split("\n");
  const textAt = (at: number) => lines[at] ?? "";
  for (const step of note.sections.flatMap((section): Step[] => [...section.steps])) {
    if (step.kind === "file") continue;
    for (const line of linesOf(step)) {
      const at = line.line - 1;
      const whole = lines[at] as string;
      const indent = whole.slice(0, whole.length - line.text.length);
      const beside = linesOf(step).some((other) => other.line === line.line + 1);
      const repeated = isRepeated(step, line.text);
      const besideGap = step.kind === "http" || isGap(textAt(at - 1)) || isGap(textAt(at + 1));
      for (const { index, 0: word } of line.text.matchAll(/\S+/g))
        yield {
          line: line.line,
          knowable: !word.includes("[..]"),
          what: `line ${line.line} with ${word} another`,
          text: lines
            .with(at, `${indent}${line.text.slice(0, index)}never-printed${line.text.slice(index + word.length)}`)
            .join("\n"),
        };
      yield {
        line: line.line,
        knowable: !line.text.includes("[..]"),
        what: `without line ${line.line}`,
        text: lines.toSpliced(at, 1).join("\n"),
      };
      if (!beside) continue;
      yield {
        line: line.line,
        knowable: step.kind === "command",
        what: `with a line below line ${line.line}`,
        text: lines.toSpliced(at + 1, 0, `${indent}never printed`).join("\n"),
      };
      yield {
        line: line.line,
        knowable:
          step.kind === "command" &&
          !besideGap &&
          !isGap(textAt(at + 2)) &&
          !repeated &&
          !isRepeated(step, textAt(at + 1)) &&
          !line.text.includes("[..]"),
        what: `line ${line.line} below the next one`,
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

/** The lines that a step is held to; a pull that a run starts by itself is left out of the comparison. */
const linesOf = (step: Compared): ExpectedLine[] =>
  withoutPulls(step.expected).filter(
    (line): line is ExpectedLine => !("interrupt" in line) && !isGap(line.text) && line.text.trim() !== "",
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
