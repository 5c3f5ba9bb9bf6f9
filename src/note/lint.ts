import { carriedOver } from "./lint/carried.ts";
import { carriedAddresses, typedIds } from "./lint/ids.ts";
import { outputRules } from "./lint/in-output.ts";
import { typedRules } from "./lint/in-typed.ts";
import { endRules } from "./lint/no-end.ts";
import type { CommandStep, Section } from "./note.ts";
import type { Problems } from "./problems.ts";

const rules = [...typedRules, ...endRules, ...outputRules];

/** Warns of what follows the format but will surprise the author. Looks at each section in the order in which it is typed. */
export function lint(sections: readonly Section[], findings: Problems): void {
  for (const { line, names, from } of carriedOver(sections))
    findings.warn(
      line,
      `${names.join(", ")} came in section ${from}, but each section has a shell and a folder of its own: write here, too, what makes ${names.length === 1 ? "it" : "them"}`,
    );
  for (const { line, address, from } of carriedAddresses(sections))
    findings.warn(
      line,
      `${address} is typed as it stands: section ${from} has shown it, and this one has not, so it is another run's address`,
    );
  for (const section of sections) {
    const steps = section.steps.filter((step): step is CommandStep => step.kind === "command");
    for (const { line, id } of typedIds(steps))
      findings.warn(line, `${id} is typed as it stands: no output of this section has shown it before`);
    for (const step of steps)
      for (const { find, says } of rules) for (const { line, words } of find(step)) findings.warn(line, says(...words));
  }
}
