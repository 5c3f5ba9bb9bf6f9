import { withoutPulls } from "../compare/lines.ts";
import { split } from "../compare/shapes.ts";
import type { CommandStep, ExpectedLine, Section } from "../note.ts";

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

/** An address that a section types and that only an earlier one has shown: it stands for no address of this run. */
export interface CarriedAddress {
  line: number;
  address: string;
  /** The section that has shown it. */
  from: string;
}

/** Of networks that are made in each run: 10/8, 172.16/12 and 192.168/16. RFC 1918. */
const PRIVATE = /^(?:10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.)/;

/**
 * The private addresses that are typed in a section, and were shown in an earlier one and not in this one. One that was typed first is the
 * author's own choice.
 */
export function carriedAddresses(sections: readonly Section[]): CarriedAddress[] {
  const origins = new Map<string, string>();
  const chosen = new Set<string>();
  return sections.flatMap((section) => {
    const shown = new Set<string>();
    const told = new Set<string>();
    const found = section.steps.flatMap((step): CarriedAddress[] => {
      if (step.kind !== "command") return [];
      const typed = addressesIn(split(step.typed ?? "")).filter((address) => !shown.has(address));
      for (const address of typed) if (!origins.has(address)) chosen.add(address);
      for (const { text, around } of linesOf(step)) for (const one of addressesIn(split(text, around))) shown.add(one);
      return typed.flatMap((address) => {
        const from = origins.get(address);
        if (from === undefined || told.has(address)) return [];
        told.add(address);
        return [{ line: step.line, address, from }];
      });
    });
    for (const address of shown) if (!chosen.has(address)) origins.set(address, section.id);
    return found;
  });
}

const addressesIn = (pieces: ReturnType<typeof split>): string[] =>
  pieces.filter(({ text, shape }) => shape?.name === "address" && PRIVATE.test(text)).map(({ text }) => text);

function idsShown(step: CommandStep): string[] {
  return linesOf(step).flatMap(({ text, around }) =>
    split(text, around)
      .filter(({ shape }) => shape?.abbreviated)
      .map((piece) => piece.text),
  );
}

function linesOf(step: CommandStep): ExpectedLine[] {
  const lines = withoutPulls(step.expected).flatMap((item): ExpectedLine[] => ("text" in item ? [item] : []));
  if (step.ending.kind === "prompt") lines.push(step.ending.prompt);
  return lines;
}
