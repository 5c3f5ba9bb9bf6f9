import type { Shape } from "./shape.ts";

const systemdPart = String.raw`\d+(?: (?:year|month|week|day)s?|h|min|s|ms|us)`;
const systemdAge = `${systemdPart}(?: ${systemdPart}){0,4}`;

const uptime = String.raw`(?:\d+ days?, +)?(?:\d{1,2}:\d{2}|\d{1,2} min)`;
const prettyPart = "\\d+ (?:minute|hour|day|week|month|year|decade)s?";
const prettyUptime = `${prettyPart}(?:, ${prettyPart}){0,6}`;

/** Amounts of time that are more than Docker's: those of systemd and `uptime`. */
export const uptimeShapes: readonly Shape[] = [
  {
    name: "age",
    before: "^ *(?:Active|Trigger): .{1,200}; ",
    pattern: systemdAge,
    after: " (?:ago|left)$",
    binds: false,
  },
  {
    name: "age",
    before: String.raw`^.{0,40}\bup +`,
    pattern: uptime,
    after: String.raw`, .{0,40}\bload average`,
    binds: false,
  },
  { name: "age", before: "^up ", pattern: prettyUptime, after: "$", binds: false },
];

const decimal = String.raw`\d+\.\d+`;
const release = String.raw`\d+\.\d+(?:\.\d+)*(?:[-+~.]\w+)*`;
const uname = String.raw`\buname\b`;

/** What the kernel says of itself and its load. */
const kernelShapes: readonly Shape[] = [
  {
    name: "kernel",
    typed: uname,
    before: String.raw`^(?:Linux (?:\S+ )?)?`,
    pattern: release,
    after: "$| ",
    binds: true,
  },
  { name: "kernel", typed: uname, pattern: String.raw`#\d[\w.~-]*`, after: " ", binds: true },
  { name: "kernel", before: String.raw`\bLinux version `, pattern: release, after: " ", binds: true },
  // The lines of `dmesg`, also in the system's log.
  {
    name: "duration",
    before: String.raw`(?:^|\bkernel: )\[ *`,
    pattern: String.raw`\d+\.\d{6}`,
    after: "\\]",
    binds: false,
  },
  {
    name: "number",
    before: String.raw`\bload averages?: (?:[\d.]+,? ){0,2}`,
    pattern: decimal,
    binds: false,
  },
  {
    name: "number",
    pattern: String.raw`\d+ users?`,
    after: ", +load average",
    binds: false,
  },
  {
    name: "number",
    typed: String.raw`/proc/(?:loadavg|uptime)\b`,
    pattern: String.raw`\d+\.\d\d|\d+/\d+`,
    binds: false,
  },
  {
    name: "pid",
    typed: "/proc/loadavg\\b",
    before: String.raw`\d/\d+ `,
    pattern: String.raw`\d+`,
    after: "$",
    binds: true,
  },
];

/** A number of bytes or blocks, with or without a unit of one letter. */
const amount = String.raw`\d+(?:\.\d+)?(?:[KMGTP]i?|B)?`;
const DF = String.raw`^(?:sudo )?df\b`;
const inDf = (names: string): string => String.raw`(?<=^Filesystem .*(?<!\S))(?:${names})(?!\S)`;
const inFree = (names: string): string => String.raw`(?<=^ *(?:total .*(?<!\S))?)(?:${names})(?=(?!\S).*| *used)`;

/** What tools say of the machine, its memory and its disks. */
export const machineShapes: readonly Shape[] = [
  ...kernelShapes,
  // The head of `top`.
  {
    name: "number",
    before: "^(?:Tasks|Threads): .{0,200}",
    pattern: String.raw`\d+`,
    after: String.raw` (?:total|running|sleeping|stopped|zombie)\b`,
    binds: false,
  },
  {
    name: "percent",
    before: String.raw`^%?Cpu(?:\(s\)|\d+) *:.{0,200}`,
    pattern: String.raw`\d+\.\d`,
    after: String.raw` [a-z]{2}\b`,
    binds: false,
  },
  {
    name: "size",
    before: "^[KMGT]iB (?:Mem|Swap) *:.{0,200}",
    pattern: String.raw`\d+(?:\.\d+)?`,
    after: String.raw` (?:total|free|used|buff/cache|avail)\b`,
    binds: false,
  },
  // Docker's. The size is that of a manifest.
  {
    name: "number",
    before: ": digest: sha256:[0-9a-f]{64} size: ",
    pattern: String.raw`\d+`,
    after: "$",
    binds: false,
  },
  {
    name: "percent",
    typed: String.raw`\bdocker\b.*\bstats\b`,
    pattern: String.raw`\d+\.\d\d%`,
    binds: false,
  },
  {
    name: "percent",
    typed: String.raw`\bdocker\b.*\bsystem +df\b`,
    before: String.raw`\(`,
    pattern: String.raw`\d{1,3}%`,
    after: String.raw`\)`,
    binds: false,
  },
  // systemd's.
  { name: "size", before: "^ *Memory: (?:.{1,80}: )?", pattern: String.raw`\d+(?:\.\d+)?[BKMGT]`, binds: false },
  { name: "number", before: String.raw`^ *Tasks: (?:\d+ \(limit: )?`, pattern: String.raw`\d+`, binds: false },
  // curl's, of a connection that fails at once or in a while.
  {
    name: "duration",
    before: "^curl: .{1,200} after ",
    pattern: String.raw`\d+ (?:ms|milliseconds)`,
    binds: false,
  },
  // ping's.
  { name: "duration", before: " time[= ]", pattern: String.raw`\d+(?:\.\d+)? ?ms`, binds: false },
  {
    name: "number",
    before: String.raw`^(?:rtt|round-trip) [a-z/]+ = (?:[\d.]+/){0,3}`,
    pattern: decimal,
    after: String.raw`(?:/[\d.]+){0,3} ms`,
    binds: false,
  },
  // The lines of df and free where the note leaves out their header.
  {
    name: "percent",
    typed: DF,
    before: String.raw`^/\S* .*\d[KMGTP]?i? +`,
    pattern: String.raw`\d{1,3}%`,
    after: " +/",
    binds: false,
  },
  {
    name: "size",
    typed: DF,
    before: String.raw`^/\S* (?:.* )?`,
    pattern: amount,
    after: String.raw` .*\d% +/`,
    binds: false,
  },
  {
    name: "size",
    typed: String.raw`^(?:sudo )?free\b`,
    before: "^(?:Mem|Swap|Total): (?:.* )?",
    pattern: amount,
    binds: false,
  },
  { name: "percent", column: inDf("I?Use%|Capacity"), pattern: String.raw`\d{1,3}%|-`, binds: false },
  {
    name: "size",
    column: inDf(String.raw`Size|Used|Avail|Available|[\w.]+-blocks|Inodes|IUsed|IFree`),
    pattern: amount,
    binds: false,
  },
  {
    name: "size",
    column: inFree("total|used|free|shared|buff/cache|available|buffers|cache"),
    pattern: amount,
    binds: false,
  },
];
