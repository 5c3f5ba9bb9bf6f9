import type { Shape } from "./shape.ts";

/** A PID of one or two digits counts as a number: it is that of a container, or one that never changes. */
const pid = String.raw`[1-9]\d{2,6}`;
const seen = String.raw`\d{1,7}`;
const row = (pattern: string, more: Pick<Shape, "typed" | "column"> = {}): Shape => ({
  name: "pid",
  pattern,
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

/** PIDs, and the columns of `ps` and `top`. */
export const processShapes: readonly Shape[] = [
  // The shell's lines about jobs.
  row(String.raw`(?<=^\[\d+\][-+]? *)${pid}(?=$| +${state})`),
  row(String.raw`(?<=: line \d+: +)${pid}(?= +${state})`),
  row(String.raw`(?<=\b(?:pid|ppid|PID|Pid|PPid|Main PID)[=:]? ?\t?)${pid}`),
  // A line of the system's log.
  row(String.raw`(?<=^\S.{0,200}[\w)]\[)${pid}(?=\]: )`),
  row(pid, { typed: String.raw`\b(?:pgrep|pidof)\b|\becho\b.*\$(?:[$!]|PPID|BASHPID)|\blsof\b.* -t` }),
  row(String.raw`(?<=\()${pid}(?=\))`, { typed: String.raw`\bpstree\b` }),
  row(pid, { column: header("PID|PPID|PGID|PGRP|SID|TGID|LWP|SPID|TID|PID/Program") }),
  number(header("%CPU|%MEM|C"), String.raw`\d{1,4}(?:\.\d+)?`, "percent"),
  number(header("VSZ|RSS|SZ|VIRT|RES|SHR"), String.raw`\d+(?:\.\d+)?[kmgt]?`),
  number(header(String.raw`TIME|TIME\+`), String.raw`(?:\d+-)?\d+(?::\d{2})+(?:\.\d+)?`, "duration"),
  number(header("START|STIME|STARTED"), String.raw`\d{2}:\d{2}|[A-Z][a-z]{2}\d{2}|\d{4}`, "date"),
  number(header("PIDS"), String.raw`\d{1,7}`),
  number(header("ELAPSED"), String.raw`(?:\d+-)?\d+(?::\d{2})+`, "duration"),
];
