import type { Match } from "../../note/compare/compare.ts";
import type { Mismatch } from "../../note/compare/mismatch.ts";
import type { Step } from "../../note/note.ts";
import type { Reason, ReasonOf } from "./reason.ts";

const KINDS = ["missingLine", "unlikeLine", "otherValue", "otherSample", "moreLine"] as const;

/** Where an output differs from the note. */
export type LineReason = ReasonOf<(typeof KINDS)[number]>;

/** Whether a reason says where the output differs from the note. */
export const isOfLines = (reason: Reason): reason is LineReason => KINDS.some((kind) => kind === reason.kind);

/** What speaks against a step that has ended: its status, and then the first line that differs. */
export const reasonsAgainst = (step: Step, exit: number | null | undefined, match: Match | Mismatch): Reason[] => [
  ...wrongStatus(step.kind === "command" ? step.exit : undefined, exit),
  ...wrongLine(match),
];

/** A status that is not the wanted one; nothing where one of them is not known. */
export const wrongStatus = (wanted: number | undefined, exit: number | null | undefined): ReasonOf<"status">[] =>
  wanted === undefined || exit === null || exit === undefined || exit === wanted
    ? []
    : [{ kind: "status", seen: exit, wanted }];

/** The first line that differs, if one does. */
export const wrongLine = (match: Match | Mismatch): LineReason[] => (match.holds ? [] : [lineReasonOf(match)]);

function lineReasonOf({ expected, seen, word, signs, bound, other }: Mismatch): LineReason {
  if (expected === undefined) return { kind: "moreLine", seen: short(seen ?? "") };
  const wanted = { line: expected.line, wanted: short(expected.text) };
  if (seen === undefined || word === undefined) return { kind: "missingLine", ...wanted };
  const both = { ...wanted, seen: short(seen) };
  if (bound === undefined || other === undefined) {
    const words = { wantedWord: short(word.expected), seenWord: short(word.seen) };
    return signs === undefined
      ? { kind: "unlikeLine", ...both, ...words }
      : { kind: "unlikeLine", ...both, ...words, wantedSign: signs.expected, seenSign: signs.seen };
  }
  const { sample, value, line: since } = bound;
  return other.sample === undefined
    ? { kind: "otherValue", ...both, sample, value, since, other: other.value }
    : { kind: "otherSample", ...both, sample, value: other.value, since, other: other.sample };
}

/** How many signs of a line a reason has: the record has the whole output beside it. */
const LONGEST = 300;

/** A text as a reason has it. */
export const short = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}…` : text;

/** A reason of a step that stands so many lines further down in the note than when it ran. */
export const movedBy = (lines: number, reason: Reason): Reason =>
  isOfLines(reason) && reason.kind !== "moreLine"
    ? {
        ...reason,
        line: reason.line + lines,
        ...("since" in reason ? { since: reason.since + lines } : {}),
      }
    : reason;
