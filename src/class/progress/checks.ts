import { type Binding, Bindings, substitute } from "../../note/compare/bindings.ts";
import { compareStep } from "../../note/compare/compare.ts";
import { split } from "../../note/compare/shapes.ts";
import { CHECKS, type CommandStep, type FileStep, type HttpStep, type Section, type Step } from "../../note/note.ts";
import { wrongStatus } from "../../record/reasons/against.ts";
import type { Reason } from "../../record/reasons/reason.ts";
import type { CheckedEvent } from "./events.ts";
import { lineReason } from "./judge/evaluate.ts";
import { learntFrom } from "./judge/verdict.ts";
import type { SectionProgress } from "./state.ts";
import { keptOf, refOf } from "./tell.ts";

/** A command of the note with the student's own ids in place of the note's, and the words that stand for nothing yet and are the note's still. */
export interface OwnCommand {
  typed: string;
  unbound: readonly string[];
}

/** What a student would type for a step now. */
export function ownCommand(step: CommandStep, { worlds }: SectionProgress): OwnCommand {
  const [bindings = Bindings.none] = worlds;
  return { typed: substitute(step.typed ?? "", bindings, step.known), unbound: unboundIn(step, bindings) };
}

/** A check of a section, as it is to be typed. One with words that stand for nothing yet cannot tell anything. */
export type StudentCheck = OwnCommand & { place: number; step: CommandStep };

/** The checks of a section, in their order. They are typed one after the other into a shell of their own in the section's folder. */
export const checksOf = (section: Section, progress: SectionProgress): StudentCheck[] =>
  section.steps.flatMap((step, place) => (isCheck(step) ? [{ place, step, ...ownCommand(step, progress) }] : []));

/** Whether a step is a check, which no student types. */
export const isCheck = (step: Step): step is CommandStep => step.kind === "command" && step.terminal === CHECKS;

/** The words of a command that differ in each run, and stand for nothing yet. */
const unboundIn = ({ typed = "", known }: CommandStep, bindings: Bindings): string[] =>
  known === undefined || known.size === 0
    ? []
    : split(typed, { output: { known } }).flatMap(({ text, shape }) =>
        shape?.binds === true && known.has(text) && bindings.of(text) === undefined ? [text] : [],
      );

/** What was seen of a step that labnote looks at by itself. */
export interface Looked {
  output: string;
  exit: number | undefined;
  seconds: number;
}

/** What a check has come to. */
export function checkedCommand(
  step: CommandStep,
  place: number,
  seen: Looked,
  progress: SectionProgress,
): CheckedEvent {
  return checkedLines(step, place, seen, wrongStatus(step.exit, seen.exit), progress);
}

/** What a check whose ids are not known yet has come to. */
export const uncheckedCommand = (step: CommandStep, place: number, unbound: readonly string[]): CheckedEvent =>
  checked(step, place, { output: "", exit: undefined, seconds: 0 }, unbound.map(unboundReason), []);

const unboundReason = (word: string): Reason => ({ kind: "unbound", sample: word });

/** A step that could not be looked at. */
export const unseenStep = (step: Step, place: number, why: readonly Reason[]): CheckedEvent =>
  checked(step, place, { output: "", exit: undefined, seconds: 0 }, why, []);

/** What a request has come to. @param status that of the answer */
export function checkedRequest(
  step: HttpStep,
  place: number,
  status: number,
  seen: Looked,
  progress: SectionProgress,
): CheckedEvent {
  const wrong: Reason[] = status < 400 ? [] : [{ kind: "answer", status }];
  return checkedLines(step, place, seen, wrong, progress);
}

/** What a file of the section has come to. A newline at its end does not count. @param content `undefined` if there is no such file */
export function checkedFile(step: FileStep, place: number, content: string | undefined): CheckedEvent {
  const nothing: Looked = { output: "", exit: undefined, seconds: 0 };
  if (content === undefined) return checked(step, place, nothing, [{ kind: "noFile", path: step.path }], []);
  const [wanted, seen] = [step.content, content].map((text) => text.replace(/\n$/, "").split("\n")) as [
    string[],
    string[],
  ];
  const at = Array.from({ length: Math.max(wanted.length, seen.length) }).findIndex(
    (_, line) => wanted[line] !== seen[line],
  );
  const reasons: Reason[] =
    at === -1 ? [] : [{ kind: "otherFile", line: at + 1, seen: seen[at] ?? "", wanted: wanted[at] ?? "" }];
  return checked(step, place, nothing, reasons, []);
}

function checkedLines(
  step: CommandStep | HttpStep,
  place: number,
  seen: Looked,
  wrong: readonly Reason[],
  { worlds }: SectionProgress,
): CheckedEvent {
  const [bindings = Bindings.none] = worlds;
  const matches = worlds.map((world) => compareStep(step, seen.output, world));
  const match = matches.find(({ holds }) => holds) ?? compareStep(step, seen.output, bindings);
  if (!match.holds) return checked(step, place, seen, [...wrong, lineReason(match, step, bindings)], []);
  const learnt = matches[0]?.holds === true ? learntFrom(bindings, match.bindings) : [];
  return checked(step, place, seen, wrong, learnt);
}

function checked(
  step: Step,
  place: number,
  { output, exit, seconds }: Looked,
  reasons: readonly Reason[],
  learnt: readonly Binding[],
): CheckedEvent {
  return { type: "checked", ...refOf(step, place), ...keptOf(output), exit: exit ?? null, seconds, reasons, learnt };
}
