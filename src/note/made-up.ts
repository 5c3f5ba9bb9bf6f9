import { split } from "./compare/shapes.ts";
import type { CommandStep, Note, Step } from "./note.ts";

/** Whether letters and digits of a word change places at least three times, as in `k3f9x2qz`. */
const isMixed = (word: string): boolean =>
  /^[A-Za-z\d]{8,40}$/.test(word) && word.split(/(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)/).length > 3;

/**
 * The words of a note's outputs that a program seems to have made up, so that they may differ at every run: mixed from letters and digits, of no
 * shape, and neither typed nor written anywhere in the note. Its author knows whether they belong into `varies`.
 */
export function madeUpWords({ sections }: Pick<Note, "sections">): string[] {
  const steps = sections.flatMap((section) => section.steps);
  const given = steps.map(givenText).join("\n");
  const words = steps.filter((step): step is CommandStep => step.kind === "command").flatMap(plainWords);
  return [...new Set(words)].filter((word) => isMixed(word) && !given.includes(word));
}

const givenText = (step: Step): string => (step.kind === "file" ? step.content : (step.typed ?? ""));

const plainWords = ({ expected }: CommandStep): string[] =>
  expected.flatMap((item) =>
    "keys" in item
      ? []
      : split(item.text, item.around).flatMap(({ text, shape }) =>
          shape === undefined ? (text.match(/[\p{L}\p{N}_]+/gu) ?? []) : [],
        ),
  );
