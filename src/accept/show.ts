import { styleText } from "node:util";
import { formatPatch, OMIT_HEADERS, structuredPatch } from "diff";
import { visibleLine } from "../visible.ts";
import { accepted, type Hunk } from "./accept.ts";
import { typedOf } from "./report.ts";

/** How a hunk is told: whose it is, and the change as a unified diff. */
export function showHunk(text: string, file: string, hunk: Hunk): string {
  const { step } = hunk;
  const patch = structuredPatch(file, file, text, accepted(text, file, [hunk]), undefined, undefined, { context: 3 });
  const lines = formatPatch(patch, OMIT_HEADERS).trimEnd().split("\n");
  return [
    styleText("bold", `${file}:${step.line} (${step.section}) ${typedOf(hunk)}`),
    ...(hunk.less ? [styleText("yellow", "It is held to less than before: `...` or `[..]` stands for more.")] : []),
    ...lines.map((line) => {
      const shown = visibleLine(line);
      if (line.startsWith("@@")) return styleText("cyan", shown);
      if (line.startsWith("+")) return styleText("green", shown);
      return line.startsWith("-") ? styleText("red", shown) : shown;
    }),
  ].join("\n");
}
