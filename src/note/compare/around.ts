import type { CommandStep, Expected, HttpStep, Section, Step } from "../note.ts";
import { knownWords } from "./known-words.ts";
import { tableCells } from "./shapes/columns.ts";
import type { KnownWords } from "./shapes.ts";

/** A section whose steps know what surrounds their lines. */
export function surroundedSection(section: Section, varies: readonly string[]): Section {
  const bare = section.steps.map((step) => surrounded(step, new Map()));
  const known = knownWords(bare, varies);
  return { ...section, steps: known.size === 0 ? bare : bare.map((step) => surrounded(step, known)) };
}

/** A step whose lines know what surrounds them. */
export function surrounded<Kind extends Step>(step: Kind, known: KnownWords | undefined): Kind {
  if (step.kind === "file") return step;
  const output = { typed: step.typed, known };
  const cells = tableCells(step.expected.map((item) => ("keys" in item ? "..." : item.text)));
  const expected = step.expected.map(
    (item, at): Expected => ("keys" in item ? item : { ...item, around: { output, cells: cells[at] } }),
  );
  return { ...step, known, expected, ...endingOf(step, known) };
}

function endingOf(step: CommandStep | HttpStep, known: KnownWords | undefined): Partial<CommandStep> {
  if (step.kind === "http" || step.ending.kind !== "prompt" || known === undefined || known.size === 0) return {};
  return { ending: { kind: "prompt", prompt: { ...step.ending.prompt, around: { output: { known } } } } };
}
