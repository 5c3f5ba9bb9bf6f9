import { styleText } from "node:util";
import { formatPatch, OMIT_HEADERS, structuredPatch } from "diff";
import { visibleLine } from "../visible.ts";
import { accepted, type Hunk } from "./accept.ts";
import { typedOf } from "./report.ts";

/** How a hunk is told: whose it is, and the change as a unified diff. */
export function showHunk(text: string, file: string, hunk: Hunk, colour: boolean): string {
  const { step } = hunk;
  const patch = structuredPatch(file, file, text, accepted(text, file, [hunk]), undefined, undefined, { context: 3 });
  const paint = (style: Parameters<typeof styleText>[0], line: string) => (colour ? styleText(style, line) : line);
  const lines = formatPatch(patch, OMIT_HEADERS).trimEnd().split("\n");
  return [
    paint("bold", `${file}:${step.line} (${step.section}) ${typedOf(hunk)}`),
    ...(hunk.less ? [paint("yellow", "It is held to less than before: `...` or `[..]` stands for more.")] : []),
    ...lines.map((line) => {
      const shown = visibleLine(line);
      if (line.startsWith("@@")) return paint("cyan", shown);
      if (line.startsWith("+")) return paint("green", shown);
      return line.startsWith("-") ? paint("red", shown) : shown;
    }),
  ].join("\n");
}
