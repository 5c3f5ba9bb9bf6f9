import { withoutPulls } from "../compare/lines.ts";
import { split } from "../compare/shapes.ts";
import type { CommandStep, ExpectedLine } from "../note.ts";

/** The ids that are typed before an output or a prompt of their section has shown them, each with its line. */
export function typedIds(steps: readonly CommandStep[]): { line: number; id: string }[] {
  const shown = new Set<string>();
  return steps.flatMap((step) => {
    const ids = split(step.typed ?? "").filter(({ shape }) => shape?.name === "id");
    const typed = new Set(ids.map(({ text }) => text));
    const unknown = [...typed].filter((id) => !shown.values().some((one) => one.startsWith(id)));
    for (const id of idsShown(step)) shown.add(id);
    return unknown.map((id) => ({ line: step.line, id }));
  });
}

function idsShown(step: CommandStep): string[] {
  const lines = withoutPulls(step.expected).flatMap((item): ExpectedLine[] => ("text" in item ? [item] : []));
  if (step.ending.kind === "prompt") lines.push(step.ending.prompt);
  return lines.flatMap(({ text, around }) =>
    split(text, around)
      .filter(({ shape }) => shape?.abbreviated)
      .map((piece) => piece.text),
  );
}
