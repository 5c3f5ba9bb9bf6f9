import type { Shape } from "./shape.ts";

/** A PID of one or two digits counts as a number: it is that of a container, or one that never changes. */
const pid = String.raw`[1-9]\d{2,6}`;
const seen = String.raw`\d{1,7}`;
const row = (more: Pick<Shape, "before" | "after" | "typed" | "column">): Shape => ({
  name: "pid",
  pattern: pid,
  seen,
  binds: true,
  ...more,
});

/** What a shell says of a job. */
const state = "(?:Running|Stopped|Done|Exit|Terminated|Killed|Interrupt|Hangup|Aborted|Segmentation fault)";

/** A header among others in capitals. */
const header = (names: string): string => String.raw`(?<=^[^\p{Ll}]*(?<!\S))(?:${names})(?!\S)`;
const number = (column: string, pattern: string, name = "number"): Shape => ({
  name,
  column,
  pattern,
  binds: false,
});

/** The columns of a line of `ps aux`, and the blanks behind each of them. */
const [psUser, psPid, psShare] = [String.raw`\S+ +`, String.raw`\d+ +`, String.raw`\d+(?:\.\d+)? +`];
const [psTerminal, psStart, psTime] = [
  String.raw`(?:\?|pts/\d+|tty\w+) +[A-Z]\S* +`,
  String.raw`(?:\d{2}:\d{2}|[A-Z][a-z]{2}\d{2}|\d{4})`,
  String.raw`\d+:\d{2}`,
];
const inPsLine = (name: string, before: string, pattern: string, after: string): Shape => ({
  ...{ name, typed: String.raw`\bps\b`, before: `^${before}`, pattern, after, binds: name === "pid" },
});
const behindSizes = `${psTerminal}${psStart} +${psTime} `;

/** The words of a line of `ps aux` where the note leaves out the header: behind `grep` there is none. */
const psLine: readonly Shape[] = [
  { ...inPsLine("pid", psUser, pid, ` +(?:${psShare}){2}(?:${psPid}){2}${behindSizes}`), seen },
  inPsLine(
    "percent",
    `${psUser}${psPid}(?:${psShare})?`,
    String.raw`\d{1,4}\.\d`,
    ` +(?:${psShare})?(?:${psPid}){2}${behindSizes}`,
  ),
  inPsLine(
    "number",
    `${psUser}${psPid}(?:${psShare}){2}(?:${psPid})?`,
    String.raw`\d+`,
    ` +(?:${psPid})?${behindSizes}`,
  ),
  inPsLine("date", `${psUser}${psPid}(?:${psShare}){2}(?:${psPid}){2}${psTerminal}`, psStart, ` +${psTime} `),
  inPsLine("duration", `${psUser}${psPid}(?:${psShare}){2}(?:${psPid}){2}${psTerminal}${psStart} +`, psTime, " "),
];

/** PIDs and terminals, and the columns of `ps` and `top`. */
export const processShapes: readonly Shape[] = [
  // The shell's lines about jobs.
  row({ before: String.raw`^\[\d+\][-+]? *`, after: `$| +${state}` }),
  row({ before: String.raw`: line \d+: +`, after: ` +${state}` }),
  row({ before: String.raw`\b(?:pid|ppid|PID|Pid|PPid|Main PID)[=:]? ?\t?` }),
  // A line of the system's log.
  row({ before: String.raw`^\S.{0,200}[\w)]\[`, after: "\\]: " }),
  row({ typed: String.raw`\bpidof\b|\becho\b.*\$(?:[$!]|PPID|BASHPID)|\blsof\b.* -t` }),
  // Behind them, `pgrep -a` has the words of the command, which may be numbers.
  row({ typed: String.raw`\bpgrep\b`, before: String.raw`^(?:\d+[ ,]+){0,40}` }),
  row({ typed: String.raw`\bpstree\b`, before: String.raw`\(`, after: String.raw`\)` }),
  // A system numbers terminals by which of them are open.
  { name: "tty", pattern: String.raw`pts/\d{1,4}`, binds: false },
  ...psLine,
  row({ column: header("PID|PPID|PGID|PGRP|SID|TGID|LWP|SPID|TID|PID/Program") }),
  number(header("%CPU|%MEM|C"), String.raw`\d{1,4}(?:\.\d+)?`, "percent"),
  number(header("VSZ|RSS|SZ|VIRT|RES|SHR"), String.raw`\d+(?:\.\d+)?[kmgt]?`),
  number(header(String.raw`TIME|TIME\+`), String.raw`(?:\d+-)?\d+(?::\d{2})+(?:\.\d+)?`, "duration"),
  number(header("START|STIME|STARTED"), String.raw`\d{2}:\d{2}|[A-Z][a-z]{2}\d{2}|\d{4}`, "date"),
  number(header("PIDS"), String.raw`\d{1,7}`),
  number(header("ELAPSED"), String.raw`(?:\d+-)?\d+(?::\d{2})+`, "duration"),
];
