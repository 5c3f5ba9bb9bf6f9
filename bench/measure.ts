/** Two ways to the same end, measured in turn on one machine: what labnote takes, and what the plainest way takes. */
export interface Ratio {
  /** What is compared, for people: "the chapter, against one bash script". */
  what: string;
  /** Seconds, one for each repetition. */
  ours: readonly number[];
  theirs: readonly number[];
  /** The most that the ratio of the medians may be. */
  bound: number;
}

/** A figure that is given and held to nothing. */
export interface Figure {
  what: string;
  /** One for each repetition. */
  values: readonly number[];
  unit: "s" | "MB" | "%";
}

export interface Measured {
  ratios: readonly Ratio[];
  figures: readonly Figure[];
}

/** The middle one; the mean of the two in the middle where there are as many above as below. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error("there is no median of nothing");
  return (low + high) / 2;
}

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

export const ratioOf = ({ ours, theirs }: Ratio): number => median(ours) / median(theirs);

export const holds = (ratio: Ratio): boolean => ratioOf(ratio) <= ratio.bound;

/** All measurements as a table for people. */
export function table({ ratios, figures }: Measured): string {
  const rows = [
    ["", "labnote", "plainly", "ratio", "at most", ""],
    ...ratios.map((ratio) => [
      ratio.what,
      spread(ratio.ours, "s"),
      spread(ratio.theirs, "s"),
      ratioOf(ratio).toFixed(2),
      ratio.bound.toFixed(2),
      holds(ratio) ? "holds" : "MISSED",
    ]),
  ];
  const notes = figures.map(({ what, values, unit }) => [what, spread(values, unit)]);
  return [...aligned(ratios.length === 0 ? [] : rows), "", ...aligned(notes)].join("\n").trim();
}

/** The median and, of more than one, the least and the most. */
function spread(values: readonly number[], unit: Figure["unit"]): string {
  const text = (value: number) => value.toFixed(unit === "s" ? 2 : 0);
  const range = values.length > 1 ? ` (${text(Math.min(...values))}–${text(Math.max(...values))})` : "";
  return `${text(median(values))} ${unit}${range}`;
}

function aligned(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
