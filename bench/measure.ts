/** Two ways to the same end, measured in turn on one machine: what labnote takes, and what the plainest way takes. */
export interface Ratio {
  /** What is compared, for people: "the chapter, against one bash script". */
  what: string;
  /** One for each repetition. */
  ours: readonly number[];
  theirs: readonly number[];
  /** Of both sides; seconds without it. */
  unit?: Unit;
  /** The most that the ratio of the medians may be. */
  bound: number;
  /** A ratio above the bound holds where ours is so little more than theirs, in their unit: of what is very short, a ratio says little. */
  slack?: number;
}

/** A figure that says something by itself. */
export interface Figure {
  what: string;
  /** One for each repetition. */
  values: readonly number[];
  unit: Unit;
  /** The most that the median may be; a figure without it is held to nothing. */
  bound?: number;
}

/** How many digits after the point each unit is shown with. */
const digits = { s: 2, ms: 2, MB: 0, KB: 0, bytes: 0, "%": 1, calls: 1 };

export type Unit = keyof typeof digits;

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

/** Whether a ratio or a figure is within its bound; what has none always is. */
export const holds = (measured: Ratio | Figure): boolean =>
  "ours" in measured
    ? ratioOf(measured) <= measured.bound || isSoLittleMore(measured)
    : median(measured.values) <= (measured.bound ?? Infinity);

const isSoLittleMore = ({ ours, theirs, slack }: Ratio): boolean =>
  slack !== undefined && median(ours) - median(theirs) <= slack;

/** All that is held to something. */
export const withinBound = ({ ratios, figures }: Measured): (Ratio | Figure)[] => [
  ...ratios,
  ...figures.filter(({ bound }) => bound !== undefined),
];

/** All measurements as a table for people. */
export function table({ ratios, figures }: Measured): string {
  const rows = [
    ["", "labnote", "plainly", "ratio", "at most", ""],
    ...ratios.map((ratio) => [
      ratio.what,
      spread(ratio.ours, ratio.unit),
      spread(ratio.theirs, ratio.unit),
      ratioOf(ratio).toFixed(2),
      `${ratio.bound.toFixed(2)}${ratio.slack === undefined ? "" : ` or +${spread([ratio.slack], ratio.unit)}`}`,
      verdict(ratio),
    ]),
  ];
  const notes = figures.map((figure) => [
    figure.what,
    spread(figure.values, figure.unit),
    figure.bound === undefined ? "" : `at most ${spread([figure.bound], figure.unit)}: ${verdict(figure)}`,
  ]);
  return [...aligned(ratios.length === 0 ? [] : rows), "", ...aligned(notes)].join("\n").trim();
}

const verdict = (measured: Ratio | Figure): string => (holds(measured) ? "holds" : "MISSED");

/** The median and, of more than one, the least and the most. */
function spread(values: readonly number[], unit: Unit = "s"): string {
  const text = (value: number) => value.toFixed(digits[unit]);
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
