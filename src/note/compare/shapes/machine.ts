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
    pattern: `(?<=^ *(?:Active|Trigger): .{1,200}; )${systemdAge}(?= (?:ago|left)$)`,
    seen: systemdAge,
    binds: false,
  },
  {
    name: "age",
    pattern: String.raw`(?<=^.{0,40}\bup +)${uptime}(?=, .{0,40}\bload average)`,
    seen: uptime,
    binds: false,
  },
  { name: "age", pattern: `(?<=^up )${prettyUptime}(?=$)`, seen: prettyUptime, binds: false },
];

const decimal = String.raw`\d+\.\d+`;
const release = String.raw`\d+\.\d+(?:\.\d+)*(?:[-+~.]\w+)*`;
const kernel = (pattern: string, seen: string, more: Pick<Shape, "typed"> = {}): Shape => ({
  name: "kernel",
  pattern,
  seen,
  binds: true,
  ...more,
});

/** What the kernel says of itself and its load. */
const kernelShapes: readonly Shape[] = [
  kernel(`(?<=^(?:Linux (?:\\S+ )?)?)${release}(?=$| )`, release, { typed: String.raw`\buname\b` }),
  kernel(String.raw`#\d[\w.~-]*(?= )`, String.raw`#\d[\w.~-]*`, { typed: String.raw`\buname\b` }),
  kernel(`(?<=\\bLinux version )${release}(?= )`, release),
  // The lines of `dmesg`, also in the system's log.
  { name: "duration", pattern: String.raw`(?<=(?:^|\bkernel: )\[ *)\d+\.\d{6}(?=\])`, seen: decimal, binds: false },
  {
    name: "number",
    pattern: String.raw`(?<=\bload averages?: (?:[\d.]+,? ){0,2})${decimal}`,
    seen: decimal,
    binds: false,
  },
  {
    name: "number",
    pattern: String.raw`\d+ users?(?=, +load average)`,
    seen: String.raw`\d+ users?`,
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
    pattern: String.raw`(?<=\d/\d+ )\d+(?=$)`,
    seen: String.raw`\d+`,
    binds: true,
  },
];

/** A number of bytes or blocks, with or without a unit of one letter. */
const amount = String.raw`\d+(?:\.\d+)?(?:[KMGTP]i?|B)?`;
const inDf = (names: string): string => String.raw`(?<=^Filesystem .*(?<!\S))(?:${names})(?!\S)`;
const inFree = (names: string): string => String.raw`(?<=^ *(?:total .*(?<!\S))?)(?:${names})(?=(?!\S).*| *used)`;

/** What tools say of the machine, its memory and its disks. */
export const machineShapes: readonly Shape[] = [
  ...kernelShapes,
  // The head of `top`.
  {
    name: "number",
    pattern: String.raw`(?<=^(?:Tasks|Threads): .{0,200})\d+(?= (?:total|running|sleeping|stopped|zombie)\b)`,
    seen: String.raw`\d+`,
    binds: false,
  },
  {
    name: "percent",
    pattern: String.raw`(?<=^%?Cpu(?:\(s\)|\d+) *:.{0,200})\d+\.\d(?= [a-z]{2}\b)`,
    seen: decimal,
    binds: false,
  },
  {
    name: "size",
    pattern: String.raw`(?<=^[KMGT]iB (?:Mem|Swap) *:.{0,200})\d+(?:\.\d+)?(?= (?:total|free|used|buff/cache|avail)\b)`,
    seen: String.raw`\d+(?:\.\d+)?`,
    binds: false,
  },
  // Docker's. The size is that of a manifest.
  {
    name: "number",
    pattern: String.raw`(?<=: digest: sha256:[0-9a-f]{64} size: )\d+(?=$)`,
    seen: String.raw`\d+`,
    binds: false,
  },
  {
    name: "percent",
    typed: String.raw`\bdocker\b.*\bstats\b`,
    pattern: String.raw`\d+\.\d\d%`,
    seen: String.raw`\d+\.\d\d%`,
    binds: false,
  },
  {
    name: "percent",
    typed: String.raw`\bdocker\b.*\bsystem +df\b`,
    pattern: String.raw`(?<=\()\d{1,3}%(?=\))`,
    seen: String.raw`\d{1,3}%`,
    binds: false,
  },
  // systemd's.
  { name: "size", pattern: String.raw`(?<=^ *Memory: (?:.{1,80}: )?)\d+(?:\.\d+)?[BKMGT]`, binds: false },
  { name: "number", pattern: String.raw`(?<=^ *Tasks: (?:\d+ \(limit: )?)\d+`, binds: false },
  // ping's.
  { name: "duration", pattern: String.raw`(?<= time[= ])\d+(?:\.\d+)? ?ms`, binds: false },
  {
    name: "number",
    pattern: String.raw`(?<=^(?:rtt|round-trip) [a-z/]+ = (?:[\d.]+/){0,3})\d+\.\d+(?=(?:/[\d.]+){0,3} ms)`,
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
