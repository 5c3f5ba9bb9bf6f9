import { formatPatch, OMIT_HEADERS, structuredPatch } from "diff";
import { accepted, type Hunk, type Left, type Proposal } from "../../accept/propose.ts";
import { painted } from "../../common/progress.ts";
import { sanitize } from "../../common/sanitize.ts";
import { typedLine } from "../../record/summary.ts";
import { askOnTerminal } from "../prompt.ts";
import { patchLines } from "../report/changed-lines.ts";
import { stepHead } from "../report/failure.ts";

/** The user's answer to a change. */
export type ReviewAnswer = "yes" | "no" | "quit";

/**
 * Asks about one change after the other, and returns those that are accepted. What is proposed next depends on the answers before: a word
 * that a refused change would have added stands for nothing.
 */
export async function chooseHunks(
  propose: (refused: ReadonlySet<number>) => Proposal,
  ask: (hunk: Hunk, place: { number: number; of: number }) => Promise<ReviewAnswer>,
): Promise<Proposal> {
  const refused = new Set<number>();
  for (let number = 0; ; number += 1) {
    const proposal = propose(refused);
    const hunk = proposal.hunks[number - refused.size];
    if (hunk === undefined) return proposal;
    const answer = await ask(hunk, { number: number + 1, of: proposal.hunks.length + refused.size });
    if (answer === "quit") for (const { index } of proposal.hunks.slice(number - refused.size)) refused.add(index);
    if (answer === "quit") return propose(refused);
    if (answer === "no") refused.add(hunk.index);
  }
}

/**
 * Asks at the terminal until the user answers. The end of the input quits.
 *
 * @throws {Interrupted} on Ctrl-C
 */
export async function askForAnswer(question: string, signal: AbortSignal): Promise<ReviewAnswer> {
  for (;;) {
    const said = await askOnTerminal(
      question,
      signal,
      "Interrupted: labnote accepted nothing and left the note as it was",
    );
    if (said === undefined) return "quit";
    const answer = ({ y: "yes", n: "no", q: "quit" } as const)[said.trim().toLowerCase()[0] ?? ""];
    if (answer !== undefined) return answer;
  }
}

/** A change in lines for a terminal: its step, and a unified diff. */
export function showHunk(text: string, file: string, hunk: Hunk): string {
  const { step } = hunk;
  return [
    stepHead(file, step.line, step.section, typedOf(hunk), painted),
    ...(hunk.less
      ? [painted("yellow", "With this change the note checks less than before: `...` or `[..]` stands for more.")]
      : []),
    showChange(file, text, accepted(text, file, [hunk])),
  ].join("\n");
}

/** A change of a file as a unified diff, in lines for a terminal. */
export function showChange(file: string, before: string, after: string): string {
  const patch = structuredPatch(file, file, before, after, undefined, undefined, { context: 3 });
  const lines = formatPatch(patch, OMIT_HEADERS).trimEnd().split("\n");
  return patchLines(lines, painted).join("\n");
}

/** How many of the steps that are left are listed; the others are counted. */
const SHOWN = 10;

/** The first line of what a step types, for people. */
export const typedOf = ({ step }: Pick<Left, "step">): string =>
  typedLine(step.kind === "file" ? step.path : (step.typed ?? ""));

/**
 * The result for a note, in lines for a terminal.
 *
 * @param check gives the command that runs a section again
 */
export function reportOf(file: string, { hunks, left }: Proposal, check: (section: string) => string): string {
  const sections = [...new Set(hunks.map(({ step }) => step.section))];
  const steps = hunks.length === 1 ? "1 step" : `${hunks.length} steps`;
  const lines = [
    hunks.length > 0
      ? `${file}: ${steps} changed to what was seen. To check: ${sections.map(check).join("; ")}`
      : left.length > 0
        ? `${file} is unchanged`
        : `${file} matches what was seen: there is nothing to accept`,
  ];
  return [...lines, ...(left.length === 0 ? [] : [leftOver(file, left)])].join("\n");
}

/** The steps that stay as they are, with the reasons, in lines for a terminal. */
export function leftOver(file: string, left: readonly Left[]): string {
  const lines = [`${left.length === 1 ? "1 step does" : `${left.length} steps do`} not match:`];
  for (const one of left.slice(0, SHOWN))
    lines.push(
      `  ${file}:${one.step.line} (${one.step.section}) ${typedOf(one)}`,
      `    ${sanitize(one.why).split("\n").join("\n    ")}`,
    );
  if (left.length > SHOWN) lines.push(`  and ${left.length - SHOWN} more`);
  return lines.join("\n");
}
