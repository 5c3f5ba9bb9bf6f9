import { inOneLine, type LabError, type LabFailure } from "../../common/errors.ts";

/**
 * The values of each kind of reason. Times are seconds, `within` is the time limit that was over. What the note has is `wanted`, what was
 * seen or typed instead is `seen`.
 */
export interface ReasonValues {
  // How a command ended.
  /** It ended with another status than the note's. */
  status: { seen: number; wanted: number };
  /** It ended, but should still run. @param status absent where the shell did not tell */
  early: { status?: number };
  /** It ended, though it was to open a shell, or to make the host go down. */
  ended: { status?: number };
  endless: { within: number };
  noPrompt: { prompt: string; within?: number };
  noLines: { within: number };
  stillUp: { within?: number };
  otherPrompt: { wanted: string; seen: string };
  /** It ended before these keys were pressed. */
  keysLate: { keys: string };
  interrupted: object;
  /** Ctrl-C does not end it. */
  uninterrupted: object;

  // What could not be typed.
  nothingRuns: object;
  busy: object;
  noShell: { prompt: string };
  shellEnded: object;
  /** The shell took the lines above this one as a whole command. */
  untyped: { text: string };
  notWhole: object;

  // Where the output differs from the note's lines.
  missingLine: { line: number; wanted: string };
  /** Words differ; of signs that look alike, the code points. "" is a line's end. */
  unlikeLine: LineValues & { wantedWord: string; seenWord: string; wantedSign?: string; seenSign?: string };
  /** A word of the note stands for a value since a line, and another value was seen. */
  otherValue: LineValues & { sample: string; value: string; since: number; other: string };
  /** A value was seen for which another word of the note stands since a line. */
  otherSample: LineValues & { sample: string; value: string; since: number; other: string };
  moreLine: { seen: string };

  // Files, requests, and what kept labnote from its work. `why` is an error's text, in English.
  unwritten: { why: string };
  answer: { status: number };
  noAnswer: { within: number };
  unanswered: { why: string };
  noPort: { port: number };
  error: ErrorValues;
  /** The host is lost. */
  lost: ErrorValues;

  // Why a step did not run, or a run ended.
  notRun: object;
  /** A step before it did not end in time. */
  before: object;
  stopped: object;
  /** Somebody stopped the run. */
  aborted: { why: string };
  killed: object;

  // What a student in a class did.
  otherWord: { seen: string; wanted: string };
  noWord: { wanted: string };
  moreWord: { seen: string };
  otherPlace: { seen: string };
  /** The keyboard was set to Hangul. */
  hangul: { wanted: string };
  otherSign: { seen: string };
  otherId: { seen: string; wanted: string };
  /** An id that stands in the note. */
  sampleId: { seen: string; wanted: string };
  folder: { seen: string; wanted: string };
  onHost: { prompt: string };
  inShell: { prompt: string };
  first: { wanted: string };
  otherLine: { seen: string; wanted: string };
  noLine: { wanted: string };
  noFile: { path: string };
  otherFile: { line: number; seen: string; wanted: string };
  unbound: { sample: string };
  unseen: ErrorValues;
}

/** An error's text, and what has failed, if that can be said in other words. */
interface ErrorValues {
  why: string;
  failure?: LabFailure;
}

/** A line of the note, and the line that was seen in its place. */
interface LineValues {
  line: number;
  wanted: string;
  seen: string;
}

/** What a reason says, without its values. */
export type ReasonKind = keyof ReasonValues;

/** A reason of one kind. */
export type ReasonOf<Kind extends ReasonKind> = Kind extends ReasonKind
  ? Readonly<{ kind: Kind } & ReasonValues[Kind]>
  : never;

/**
 * Why a step failed or was skipped, why a run stopped, or why a student's step differs: a kind, and the values in it. `words.ts` puts it into
 * words where people read it.
 */
export type Reason = ReasonOf<ReasonKind>;

/** The reason that an error is. */
export const errorReason = (kind: "error" | "lost" | "unseen", error: LabError): Reason => ({
  ...{ kind, why: inOneLine(error) },
  ...(error.failure !== undefined && { failure: error.failure }),
});

/** The reason of a step that no run has come to. */
export const NOT_RUN: readonly Reason[] = [{ kind: "notRun" }];

/** Whether two steps have the same reasons. */
export const sameReasons = (one: readonly Reason[], other: readonly Reason[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A reason with each text in it changed. */
export const withTexts = (reason: Reason, change: (text: string) => string): Reason =>
  Object.fromEntries(
    Object.entries(reason).map(([name, value]) => [
      name,
      name !== "kind" && typeof value === "string" ? change(value) : value,
    ]),
  ) as Reason;
