import { visible, visibleLine } from "../visible.ts";
import type { Left, Proposal } from "./accept.ts";

/** How many steps that are left are told; the others are counted. */
const SHOWN = 10;

/** The first line of what a step types, for people. */
export const typedOf = ({ step }: Pick<Left, "step">): string =>
  visibleLine(step.kind === "file" ? step.path : (step.typed?.split("\n")[0] ?? "what goes on there"));

/**
 * What became of a note, in lines for a terminal.
 *
 * @param check how a section is run again, as a command
 */
export function reportOf(file: string, { hunks, left }: Proposal, check: (section: string) => string): string {
  const sections = [...new Set(hunks.map(({ step }) => step.section))];
  const steps = hunks.length === 1 ? "1 step" : `${hunks.length} steps`;
  const lines = [
    hunks.length > 0
      ? `${file}: ${steps} as seen. To check: ${sections.map(check).join("; ")}`
      : left.length > 0
        ? `${file} stays as it is`
        : `${file} says what was seen: there is nothing to accept`,
  ];
  if (left.length === 0) return lines.join("\n");
  lines.push(`${left.length === 1 ? "1 step does" : `${left.length} steps do`} not hold:`);
  for (const one of left.slice(0, SHOWN))
    lines.push(
      `  ${file}:${one.step.line} (${one.step.section}) ${typedOf(one)}`,
      `    ${visible(one.why).split("\n").join("\n    ")}`,
    );
  if (left.length > SHOWN) lines.push(`  and ${left.length - SHOWN} more`);
  return lines.join("\n");
}
