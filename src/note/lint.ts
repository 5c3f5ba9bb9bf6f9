import { withoutPulls } from "./compare/lines.ts";
import { split } from "./compare/shapes.ts";
import { isExit, opensTerminal } from "./console/prompts.ts";
import { missingInput } from "./console/shell-syntax.ts";
import type { CommandStep, Section } from "./note.ts";
import type { Problems } from "./problems.ts";

/** Warns of what follows the format but will surprise the author. Looks at each section in the order in which it is typed. */
export function lint(sections: readonly Section[], findings: Problems): void {
  for (const section of sections) {
    const shown = new Set<string>();
    for (const step of section.steps) {
      if (step.kind !== "command") continue;
      if (step.typed !== undefined) adviseOnTyped(step.typed, step.line, shown, findings);
      adviseOnEnd(step, findings);
      adviseOnExpected(step, findings);
      for (const id of idsShown(step)) shown.add(id).add(id.slice(0, 12));
    }
  }
}

const idsIn = (line: string): string[] =>
  split(line)
    .filter(({ shape }) => shape?.name === "id" || shape?.name === "digest")
    .map(({ text }) => text);

function idsShown(step: CommandStep): string[] {
  const lines = withoutPulls(step.expected).map((item) => ("interrupt" in item ? "" : item.text));
  if (step.ending.kind === "prompt") lines.push(step.ending.prompt.text);
  return lines.flatMap(idsIn);
}

function adviseOnTyped(typed: string, line: number, shown: ReadonlySet<string>, findings: Problems): void {
  const open = missingInput(typed);
  if (open !== undefined) findings.warn(line, `the command is not finished: the shell would wait for ${open}`);
  if (/[\u2018\u2019\u201c\u201d]/.test(typed))
    findings.warn(line, "the command has typographic quotes; a shell takes only ' and \"");
  if (/\\[ \t]+$/m.test(typed))
    findings.warn(line, "a blank follows the \\ at a line's end, so the command does not go on in the next line");
  for (const id of new Set(
    split(typed)
      .filter(({ shape }) => shape?.name === "id")
      .map(({ text }) => text),
  ))
    if (!shown.has(id))
      findings.warn(line, `${id} is typed as it stands: no output of this section has shown it before`);
}

function adviseOnEnd({ line, typed = "", prompt, ending, expected }: CommandStep, findings: Problems): void {
  if (ending.kind !== "mark" || prompt !== undefined) return;
  if (isExit(typed)) findings.warn(line, "exit leaves the section's own shell: no nested prompt is open here");
  if (expected.length === 0 && opensTerminal(typed) && /\s(?:\/bin\/)?(?:ba|a|z)?sh$/.test(typed.trimEnd()))
    findings.warn(
      line,
      "this opens a shell, but the note shows no prompt of it and no exit: the step would wait until its time is over",
    );
}

/** A question at a line's end, or before its answer in the same line. */
const question =
  /\[y\/n\]|\(yes\/no(?:\/\[fingerprint\])?\)|(?:^|\s)(?:password|passphrase|username|login)(?: for [^:]*)?:\s*$/i;

function adviseOnExpected(step: CommandStep, findings: Problems): void {
  const opened = opensTerminal(step.typed ?? "") || step.prompt !== undefined || step.ending.kind === "prompt";
  for (const item of step.expected) {
    if ("interrupt" in item) continue;
    if (question.test(item.text))
      findings.warn(item.line, `the command asks a question here, and nothing answers it: ${item.text.trim()}`);
    if (!opened && /^[\w.-]+@[\w.-]+:\S*[#$] \S/.test(item.text))
      findings.warn(
        item.line,
        "this looks like a typed line, but is compared as output: the command above it opened no terminal (-it)",
      );
  }
}
