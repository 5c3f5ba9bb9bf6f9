import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { LabError } from "../../common/errors.ts";
import type { Binding } from "../../note/compare/bindings.ts";
import type { Reason } from "../../record/reasons/reason.ts";
import type { LearntWords } from "./judge/verdict.ts";
import type { How } from "./state.ts";

/** A step in an event: its id, and a digest of what it says, by which it is found again in a note that has changed around it. */
export interface StepRef {
  step: string;
  of: string;
}

/** What was typed for a step, and what came of it. Of a long output only the first and the last part is kept. */
export interface Outcome {
  output: string | null;
  /** Bytes left out of the middle of the output. */
  cut: number;
  exit: number | null;
  seconds: number;
}

/** What a command means for one step. */
export type ToldStep =
  | ({ kind: "done"; how: How; taken: number } & StepRef & LearntWords)
  | ({ kind: "again" } & StepRef & LearntWords)
  | ({ kind: "differs"; reasons: readonly Reason[] } & StepRef)
  | ({ kind: "runs" } & StepRef);

/** A command that was seen. What was typed at a prompt that shows it is kept; keys are not. */
export interface ObservedEvent extends Outcome {
  type: "observed";
  terminal: number;
  command: number;
  /** The command in whose shell it was typed. */
  opener: number;
  typed: string;
  nextPrompt: string | null;
  /** Lines of its output that tell which names and ids are one. */
  seen: readonly string[];
  told: readonly ToldStep[];
}

/** A file, a request or a check that was looked at. */
export interface CheckedEvent extends Outcome, StepRef {
  type: "checked";
  /** How the step was done, if not by the look itself. */
  how?: How;
  reasons: readonly Reason[];
  learnt: readonly Binding[];
}

/** What happens to one student. */
export type StudentEvent =
  | { type: "joined" }
  | { type: "left" }
  | { type: "opened"; terminal: number }
  | { type: "closed"; terminal: number }
  | ObservedEvent
  | CheckedEvent
  /** A raised hand, or one that went down. */
  | { type: "hand"; up: boolean; text: string }
  /** What the test of `/ready` has come to in a browser of the seat, in a line. */
  | { type: "tried"; works: boolean; what: string }
  /** The student begins a section again: its steps are open. */
  | { type: "again"; section: string }
  /** The teacher asks to type, is allowed to, and stops. */
  | { type: "asked"; terminal: number }
  | { type: "granted"; terminal: number }
  | { type: "stopped"; terminal: number }
  /** labnote begins to type what is missing up to a step. */
  | { type: "catch-up"; until: string; how: "forward" | "anew" };

/** An event of a class. Each is one line of `class.jsonl`. Times are ISO 8601. */
export type ClassEvent = {
  at: string;
} /** The class began, or its server was started again, with these hosts: the ids, by the students' names. */ & (
  | {
      type: "began";
      note: { file: string; title: string | null; sha256: string };
      hosts: Readonly<Record<string, string>>;
      /** The name of the host that is the teacher's own. */
      teacher?: string;
    }
  /** The teacher says this to all, or points at a section; `null`: at none any more. */
  | { type: "said"; text: string }
  | { type: "pointed"; section: string | null }
  /** All see the teacher's own terminal from now on, or do not any more. */
  | { type: "shows"; on: boolean }
  /** Who sits at a seat has this name from now on; `null`: nobody sits there, or under the lab's own name. */
  | { type: "named"; student: string; name: string | null }
  | { type: "ended" }
  | (StudentEvent & { student: string })
);

/** The one description of the events, for other programs and for {@link parseClassEvent}. */
export const eventSchema = JSON.parse(readFileSync(new URL("class-event.schema.json", import.meta.url), "utf8"));

// A test looks at the schema itself, and at its times.
const validate = new Ajv2020({ validateSchema: false, validateFormats: false }).compile<ClassEvent>(eventSchema);

/** Whether a value is an event of a class. */
export const isClassEvent = (value: unknown): value is ClassEvent => validate(value);

/**
 * An event from a line of the log.
 * @throws {LabError} when the line is none
 */
export function parseClassEvent(line: string, file: string): ClassEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw broken(file, cause);
  }
  if (isClassEvent(value)) return value;
  const [error] = validate.errors ?? [];
  throw broken(file, `${error?.instancePath ?? ""} ${error?.message ?? ""}`.trim());
}

const broken = (file: string, cause: unknown): LabError =>
  new LabError(`${file} is broken, or another version of labnote wrote it`, {
    cause,
    remedy: "move the file away, and start the class again",
  });
