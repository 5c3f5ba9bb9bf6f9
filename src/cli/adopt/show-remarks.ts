import { styleText } from "node:util";
import type { Remark } from "../../adopt/draft.ts";
import { sanitizeLine } from "../../common/sanitize.ts";

const marks = { done: styleText("green", "✔"), left: styleText("dim", "–"), open: styleText("yellow", "?") } as const;

/** What was done with each line, what was left and what is open, in lines for a terminal. What is said of one line stands together. */
export function showRemarks(remarks: readonly Remark[]): string {
  const width = String(Math.max(...remarks.map(({ line }) => line))).length + 2;
  const lines = [...Map.groupBy(remarks, ({ line, kind }) => `${line} ${kind}`).values()];
  return lines
    .flatMap((about) => {
      const { line, kind, text } = about.at(-1) as Remark;
      const whys = new Set(about.map(({ why }) => why));
      return [
        `${String(line).padStart(width)} ${marks[kind]} ${sanitizeLine(text.split("\n")[0] ?? "")}`,
        ...[...whys].map((why) => `${" ".repeat(width + 3)}${styleText("dim", sanitizeLine(why))}`),
      ];
    })
    .join("\n");
}
