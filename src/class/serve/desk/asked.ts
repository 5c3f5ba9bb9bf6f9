import { LabError } from "../../../common/errors.ts";
import { beginAgain } from "../../deeds/begin-again.ts";
import { checkSection } from "../../deeds/check.ts";
import { errorSaid } from "../../deeds/said.ts";
import { writeStep } from "../../deeds/write-step.ts";
import type { FromStudent } from "../../messages/messages.ts";
import { isCheck, ownCommand } from "../../progress/checks.ts";
import { stepAt } from "../../progress/state.ts";
import { deedOf } from "./deed.ts";
import type { StudentDesk } from "./desk.ts";
import type { StudentPage } from "./pages.ts";

/** What a page of a student may ask for, once it has begun. */
export type StudentWish = Exclude<FromStudent, { type: "hello" | "tried" }>;

/** Does what a student's page asks for. @returns why it is refused, in the page's language; `undefined` where it is not */
export async function doAsked(desk: StudentDesk, page: StudentPage, wish: StudentWish): Promise<string | undefined> {
  const { terminals, consent, said } = desk;
  switch (wish.type) {
    case "ack":
      terminals.ack(wish.terminal, page, wish.bytes);
      return undefined;
    case "open":
      if (desk.host !== "ready") return said.notReady;
      return (await terminals.open()) === undefined ? said.allTerminals : undefined;
    case "close":
      if (terminals.hinders(wish.terminal) === "labnoteTypes") return said.labnoteTypes;
      await terminals.close(wish.terminal);
      return undefined;
    case "type":
      return click(desk, wish);
    case "repeat":
      return repeat(desk, wish);
    case "halt":
      await desk.options.catchUps.stop(desk.student);
      return undefined;
    case "hand":
      desk.hand(wish.up, wish.text);
      return undefined;
    case "consent":
      consent.answer(wish.question, wish.allow && page.shows);
      return undefined;
    case "stop":
      consent.end();
      return undefined;
    default:
      return onHost(desk, wish);
  }
}

/** Types a step's command, with the student's own ids. The text is the note's: a page only names the step. */
function click(
  desk: StudentDesk,
  { step: id, terminal, run }: Extract<StudentWish, { type: "type" }>,
): string | undefined {
  const { terminals, said, options } = desk;
  const found = stepAt(options.note, id);
  const step = found?.section.steps[found.place];
  const progress = found && desk.progress.sections.get(found.section.id);
  if (step === undefined || progress === undefined) return said.noStep;
  if (step.kind !== "command" || step.typed === undefined || isCheck(step)) return said.notTyped;
  const hindrance = terminals.hinders(terminal);
  if (hindrance !== undefined) return said[hindrance];
  const { typed } = ownCommand(step, progress);
  return terminals.type(terminal, typed, { run, hand: "click", step: id }) ? undefined : said.running;
}

/** Types a command that the teacher has shown: one of the note as its button does, another one as it was. */
function repeat(
  desk: StudentDesk,
  { command, terminal, run }: Extract<StudentWish, { type: "repeat" }>,
): string | undefined {
  const { terminals, said, options } = desk;
  const shown = options.shown(command);
  if (shown === undefined) return said.noCommand;
  if (shown.step !== null) return click(desk, { type: "type", step: shown.step, terminal, run });
  const hindrance = terminals.hinders(terminal);
  if (hindrance !== undefined) return said[hindrance];
  return terminals.type(terminal, shown.typed, { run, hand: "click" }) ? undefined : said.running;
}

/** What labnote does over the connection. One thing at a time for a student. */
async function onHost(
  desk: StudentDesk,
  wish: Extract<StudentWish, { type: "write" | "check" | "again" }>,
): Promise<string | undefined> {
  const { said, options } = desk;
  if (desk.host !== "ready") return said.notReady;
  // A folder that is emptied, or a file that is written, while labnote types there would end the catch-up. A look changes nothing.
  if (wish.type !== "check" && options.catchUps.until(desk.student) !== undefined) return said.catchesUp;
  return desk.alone(async () => {
    try {
      const deed = deedOf(desk);
      if (wish.type === "write") return (await writeStep(deed, wish.step, options.signal)) ?? undefined;
      if (wish.type === "again") return (await beginAgain(deed, wish.section, options.signal)) ?? undefined;
      await checkSection(deed, wish.section, options.signal);
      return undefined;
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      return errorSaid(options.note, error);
    }
  }, said.underway);
}
