import type { Shape } from "./shape.ts";

const systemdPart = String.raw`\d+(?: (?:year|month|week|day)s?|h|min|s|ms|us)`;
const systemdAge = `${systemdPart}(?: ${systemdPart}){0,4}`;

/** systemd's words for an amount of time, where they are more than Docker's. */
export const systemdShapes: readonly Shape[] = [
  {
    name: "age",
    pattern: `(?<=^ *(?:Active|Trigger): .{1,200}; )${systemdAge}(?= (?:ago|left)$)`,
    seen: systemdAge,
    binds: false,
  },
];

/** A number of bytes or blocks, with or without a unit of one letter. */
const amount = String.raw`\d+(?:\.\d+)?(?:[KMGTP]i?|B)?`;
const inDf = (names: string): string => String.raw`(?<=^Filesystem .*(?<!\S))(?:${names})(?!\S)`;
const inFree = (names: string): string => String.raw`(?<=^ *(?:total .*(?<!\S))?)(?:${names})(?=(?!\S).*| *used)`;

/** What tools say of the machine, its memory and its disks. */
export const machineShapes: readonly Shape[] = [
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
