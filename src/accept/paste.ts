import { compareStep } from "../note/compare/compare.ts";
import { dropPulls, trimBlank } from "../note/compare/lines.ts";
import { split } from "../note/compare/shapes.ts";
import { CTRL_C } from "../note/console/keys.ts";
import type { CommandStep, Step } from "../note/note.ts";
import { written } from "./rewrite-line.ts";
import { type Mended, type NewLine, withLines } from "./rewrite-step.ts";
import type { Names } from "./sample-names.ts";

/** Of an output with more lines than this, only the first and the last are pasted. */
const MOST = 24;
const FIRST = 12;
const LAST = 4;

/** Lines of a program that shows how far a transfer is: curl's, to which the first line of what it gets is often glued, and wget's. */
const meters: readonly RegExp[] = [
  /^\s*% Total\s+% Received/,
  /^\s*Dload\s+Upload\s+Total/,
  /(?:\s(?:--|\d+):(?:--|\d\d):(?:--|\d\d)){3}\s+\S+$/,
  /^\s*\d+K[ .]*\s\d+%\s+\S+=\S+$/,
];

/** Whether a step of the note holds for any output: no line stands below what is typed, or only `^C`. */
export const showsNothing = (step: Step): step is CommandStep =>
  step.kind === "command" &&
  !step.empty &&
  step.typed !== undefined &&
  step.expected.every((item) => "keys" in item && item.bytes === CTRL_C);

/**
 * The lines for a step that {@link showsNothing}, as a person would paste them. A pull is left out, and so are the meters of transfers and the middle
 * of a long output. Of what came before Ctrl-C, only the beginning is taken.
 *
 * @returns `undefined` where nothing was printed
 */
export function paste(step: CommandStep, output: string, names: Names): Mended | { why: string } | undefined {
  const lines = output.split(/\r?\n/).map((line) => line.trimEnd());
  const interrupted = step.expected.length > 0;
  const seen = trimBlank(
    dropPulls(interrupted ? untilInterrupt(lines) : lines, (line) => line),
    (line) => line === "",
  );
  if (seen.length === 0) return undefined;
  const texts: Extract<NewLine, { kind: "new" }>[] = [];
  let { bindings } = names;
  for (const line of interrupted ? surelyAgain(seen) : withGaps(seen)) {
    const fresh = line === undefined ? undefined : written(line, { ...names, bindings }, { line: step.line });
    if (line !== undefined && fresh === undefined)
      return { why: "its output cannot be written with the ids that are known at this place" };
    const text = fresh?.text ?? "...";
    if (text !== "..." || texts.at(-1)?.text !== text) texts.push({ kind: "new", text });
    bindings = fresh?.bindings ?? bindings;
  }
  const kept = step.expected.map((old): NewLine => ({ kind: "kept", old }));
  const all = [...texts, ...kept];
  const match = compareStep(withLines(step, all), output, names.bindings);
  return match.holds ? { lines: all, bindings: match.bindings } : { why: "its output cannot be written in a note" };
}

/** The lines of an output; `undefined` where some are left out. */
function withGaps(seen: readonly string[]): (string | undefined)[] {
  const isMeter = (line: string | undefined): boolean => line !== undefined && meters.some((form) => form.test(line));
  // What curl gets begins on its meter's line, or below it: at each run otherwise.
  const lines = seen.map((line, at) => (isMeter(line) || isMeter(seen[at - 1]) ? undefined : line));
  return lines.length <= MOST ? lines : [...lines.slice(0, FIRST), undefined, ...lines.slice(-LAST)];
}

/**
 * The first of the lines, and those below it that hardly differ at the next run: without numbers that are no shape. A run sends Ctrl-C only
 * when it has seen them, so one that does not come again would take all of the step's time.
 */
function surelyAgain(seen: readonly string[]): readonly string[] {
  const differs = (line: string) => split(line).some(({ text, shape }) => shape === undefined && /\d/.test(text));
  const end = seen.findIndex((line, at) => at > 0 && differs(line));
  return seen.slice(0, end === -1 ? MOST : end);
}

/** The lines above the one at which Ctrl-C was pressed. */
function untilInterrupt(lines: readonly string[]): readonly string[] {
  const at = lines.findLastIndex((line) => line.includes("^C"));
  return at === -1 ? lines : lines.slice(0, at);
}
