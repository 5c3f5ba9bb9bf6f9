import type { Redactor } from "../../record/redact/redactor.ts";
import type { CapturedCommand, CapturedLine } from "../captured.ts";
import type { CapturedSession } from "../read/read-session.ts";

/** A session without its secrets. What is found in one place is taken out of all: so everything is looked at twice. */
export function redactSession({ steps, remarks }: CapturedSession, redactor: Redactor): CapturedSession {
  const commands = new Set(steps.map(({ command }) => command));
  for (const _look of ["find", "take out"]) {
    for (const command of commands) redactCommand(command, redactor);
    for (const step of steps) step.lines = redactedLines(step.lines, redactor);
  }
  return { steps, remarks: remarks.map((remark) => redactor.text(remark)) };
}

function redactCommand(command: CapturedCommand, redactor: Redactor): void {
  command.typed = redactor.text(command.typed);
  command.comments = command.comments.map((comment) => redactor.text(comment));
  command.questions = command.questions.map((question) => redactor.text(question));
  for (const file of command.files) file.content = redactor.text(file.content);
}

/** A secret may have several lines; between two signs, the lines are one text. */
function redactedLines(lines: readonly CapturedLine[], redactor: Redactor): CapturedLine[] {
  const sign = lines.findIndex((line) => typeof line !== "string");
  if (sign !== -1)
    return [
      ...redactedLines(lines.slice(0, sign), redactor),
      lines[sign] as CapturedLine,
      ...redactedLines(lines.slice(sign + 1), redactor),
    ];
  return lines.length === 0 ? [] : redactor.text(lines.join("\n")).split("\n");
}
