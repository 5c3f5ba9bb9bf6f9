import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Paint } from "../../common/progress.ts";
import { sanitizeLine } from "../../common/sanitize.ts";
import type { HostState } from "./host-state.ts";

/** The screen that a class is shown on. */
export interface ClassScreen {
  columns: number;
  rows: number;
  /** Counts the drawings: a sign that turns shows that the program is alive. */
  turn: number;
  /** Since the beginning. */
  seconds: number;
  /** Whether this is the last drawing: the hosts that passed are then in one line. */
  over: boolean;
}

const TURNING = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
const BAR = 10;
/** The most columns of a name. */
const NAME = 20;

/** What counts for the order in which hosts give way where the screen is too small: those that need nobody's look, first. */
type Rank = "passed" | "waiting" | "running" | "failed";

const rankOf = ({ phase, failures }: HostState): Rank => {
  if (failures.length > 0) return "failed";
  if (phase === "passed" || phase === "unchanged") return "passed";
  if (phase === "waiting") return "waiting";
  return phase === "making" || phase === "made" || phase === "running" ? "running" : "failed";
};

const FOLDS = { passed: "passed", waiting: "wait", running: "more run", failed: "more with failures" } as const;

/**
 * A class in lines that fit the screen: one a host, and one for all. Where the lines are too many, one line counts several hosts together:
 * first those that passed, then those that wait, and only then the last of the others.
 */
export function classLines(hosts: readonly HostState[], screen: ClassScreen, paint: Paint): string[] {
  const { shown, folded } = arranged(hosts, screen);
  const layout = layoutOf(hosts, screen, paint);
  return [
    ...shown.map((host) => hostLine(host, layout)),
    ...folded.map(([rank, names]) => foldedLine(rank, names, layout)),
    "",
    totalLine(hosts, layout),
  ];
}

interface Arranged {
  shown: readonly HostState[];
  folded: readonly [Rank, readonly string[]][];
}

function arranged(hosts: readonly HostState[], { rows, over }: ClassScreen): Arranged {
  // Below the hosts: a blank line, that for all, and the cursor's.
  const room = rows - 3;
  const away = new Map<Rank, HostState[]>();
  const left = () => hosts.length - [...away.values()].flat().length + away.size;
  for (const rank of ["passed", "waiting"] as const) {
    const all = hosts.filter((host) => rankOf(host) === rank);
    if (all.length > 1 && (left() > room || (over && rank === "passed"))) away.set(rank, all);
  }
  for (const rank of ["running", "failed"] as const) {
    const all = hosts.filter((host) => rankOf(host) === rank);
    for (let kept = all.length - 1; kept >= 0 && left() > room; kept -= 1) away.set(rank, all.slice(kept));
  }
  const gone = new Set([...away.values()].flat());
  return {
    shown: hosts.filter((host) => !gone.has(host)),
    folded: [...away].map(([rank, all]) => [rank, all.map(({ name }) => name)]),
  };
}

/** The widths that all lines share, in columns. */
interface Layout {
  screen: ClassScreen;
  paint: Paint;
  label: string;
  name: number;
  count: number;
  /** What is left of a line after sign, name, bar and count. */
  rest: number;
}

function layoutOf(hosts: readonly HostState[], screen: ClassScreen, paint: Paint): Layout {
  const label = `all ${hosts.length}`;
  const name = Math.min(NAME, Math.max(label.length, ...hosts.map((host) => host.name.length)));
  const steps = hosts.reduce((sum, { total }) => sum + total, 0);
  const count = 2 * String(steps).length + 1;
  // A sign before the name, a blank after each, and two before the rest.
  const rest = Math.max(0, screen.columns - 1 - (2 + name + 1 + BAR + 1 + count + 2));
  return { screen, paint, label, name, count, rest };
}

const barOf = (done: number, total: number): string => {
  const full = total === 0 ? 0 : Math.floor((BAR * done) / total);
  return "█".repeat(full) + "░".repeat(BAR - full);
};

function hostLine(host: HostState, layout: Layout): string {
  const { paint, rest } = layout;
  const bad = cut(wrongOf(host), rest);
  const doing = sanitizeLine(doingOf(host));
  const said = bad === "" ? cut(doing, rest) : padded(doing, rest - stringWidth(bad) - 2);
  const text = [said, bad && paint("red", bad)].filter((part) => part !== "").join("  ");
  return `${signOf(host, layout)} ${columnsOf(host.name, host, layout)}  ${text}`.trimEnd();
}

const columnsOf = (
  label: string,
  { done, total }: Pick<HostState, "done" | "total">,
  { name, count }: Layout,
): string => `${padded(label, name)} ${barOf(done, total)} ${`${done}/${total}`.padStart(count)}`;

function signOf(host: HostState, { screen, paint }: Layout): string {
  switch (host.phase) {
    case "waiting":
      return paint("dim", "·");
    case "making":
    case "made":
    case "running":
      return paint(host.failures.length > 0 ? "red" : "cyan", turningSign(screen));
    case "passed":
    case "unchanged":
      return paint("green", "✔");
    case "interrupted":
      return paint("yellow", "–");
    default:
      return paint("red", "✖");
  }
}

const turningSign = ({ turn }: ClassScreen): string => TURNING[turn % TURNING.length] as string;

function doingOf({ phase, doing, started, ended }: HostState): string {
  const took = started === undefined || ended === undefined ? 0 : Date.parse(ended) - Date.parse(started);
  switch (phase) {
    case "waiting":
      return "waits";
    case "making":
      return "its host is being made";
    case "made":
      return "its host gets ready";
    case "running":
      return doing;
    case "passed":
    case "failed":
      return `in ${Math.round(took / 1000)} s`;
    case "unchanged":
      return "unchanged, not run again";
    default:
      return "";
  }
}

/** What is wrong with a host, for the end of its line. */
function wrongOf({ phase, failures }: HostState): string {
  const [first] = failures;
  const stopped = { interrupted: "interrupted", "not run": "not run", "not made": "its host could not be made" };
  const why = phase in stopped ? [stopped[phase as keyof typeof stopped]] : [];
  const many = failures.length === 1 ? `1 failed: ${first}` : `${failures.length} failed, first ${first}`;
  return [...why, ...(first === undefined ? [] : [many])].join("; ");
}

function foldedLine(rank: Rank, names: readonly string[], { screen, paint }: Layout): string {
  const sign = {
    passed: paint("green", "✔"),
    waiting: paint("dim", "·"),
    running: paint("cyan", turningSign(screen)),
    failed: paint("red", "✖"),
  }[rank];
  const text = cut(`${names.length} ${FOLDS[rank]}: ${names.join(", ")}`, screen.columns - 3);
  return `${sign} ${rank === "failed" ? paint("red", text) : text}`;
}

/** How else a host can end: each is counted once. */
const OTHERS = ["interrupted", "not made", "not run"] as const;

function totalLine(hosts: readonly HostState[], layout: Layout): string {
  const { screen, paint, label, rest } = layout;
  const sum = (of: "done" | "total") => hosts.reduce((all, host) => all + host[of], 0);
  const count = (of: (host: HostState) => boolean) => hosts.filter(of).length;
  const [minutes, seconds] = [Math.floor(screen.seconds / 60), Math.floor(screen.seconds % 60)];
  const others = [
    [count((host) => host.failures.length > 0 || host.phase === "failed"), "with failures"],
    ...OTHERS.map((phase) => [count((host) => host.failures.length === 0 && host.phase === phase), phase] as const),
  ] as const;
  const said = [
    `${count((host) => rankOf(host) === "passed")} passed`,
    ...others.flatMap(([hosts, what]) => (hosts > 0 ? [`${hosts} ${what}`] : [])),
    `${minutes}:${String(seconds).padStart(2, "0")}`,
  ];
  const columns = columnsOf(label, { done: sum("done"), total: sum("total") }, layout);
  return paint("bold", `  ${columns}  ${cut(said.join(" · "), rest)}`);
}

/** A text of at most so many columns of a terminal, where a sign may have two; "…" stands for what had no room. */
function cut(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  if (columns <= 0) return "";
  const [begin = ""] = wrapAnsi(text, columns - 1, { hard: true, wordWrap: false, trim: false }).split("\n");
  return `${columns > 1 ? begin : ""}…`;
}

/** A text of just so many columns. */
function padded(text: string, columns: number): string {
  const begin = cut(text, columns);
  return begin + " ".repeat(Math.max(0, columns - stringWidth(begin)));
}
