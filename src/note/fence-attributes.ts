import { CHECKS } from "./note.ts";
import { meantBy } from "./page/slips.ts";
import type { Problems } from "./problems.ts";

/** The words after a fence's language: `terminal=2 within=30s timeout=10m file=hello.py`, or `check`. */
export interface Attributes {
  file: string | undefined;
  /** 1 to 9; of a check, {@link CHECKS}. */
  terminal: number;
  /** Milliseconds; `undefined` for a single try. */
  within: number | undefined;
  /** Milliseconds. */
  timeout: number;
}

/** How long a step may take where its fence has no `timeout=`, in milliseconds. */
export const defaultTimeout = 5 * 60_000;
const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

const assignment = /([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s{}]*))/g;
const keys: readonly (keyof Attributes)[] = ["file", "terminal", "within", "timeout"];

/** Warns of words that look like a slip. Others are for another renderer. */
export function warnOfSlips(meta: string, line: number, findings: Problems): void {
  for (const [, key = ""] of meta.matchAll(assignment)) {
    const meant = keys.includes(key as keyof Attributes) ? undefined : meantBy(key, keys);
    if (meant !== undefined) findings.warn(line, `labnote ignores ${key}= in this fence: is ${meant}= meant?`);
  }
}

/** Reads the `key=value` words of an info string. A value may be quoted. Other renderers' words are ignored. */
export function readAttributes(meta: string, line: number, findings: Problems): Attributes {
  const words = new Map<string, string>();
  for (const [, key = "", quoted, single, bare] of meta.matchAll(assignment)) {
    if (words.has(key)) findings.refuse(line, `${key}= is written twice in the fence`, "keep one of them");
    words.set(key, quoted ?? single ?? bare ?? "");
  }
  const duration = (key: string): number | undefined => {
    const text = words.get(key);
    if (text === undefined) return undefined;
    const [, amount, unit = ""] = /^(\d{1,6}(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
    const value = Number(amount) * (units[unit] ?? 0);
    if (value > 0) return value;
    findings.refuse(line, `${key}=${text} is not a length of time`, `write ${key}=30s, ${key}=10m or the like`);
    return undefined;
  };
  const terminal = words.get("terminal") ?? "1";
  if (!/^[1-9]$/.test(terminal))
    findings.refuse(
      line,
      `terminal=${terminal} is not the number of a terminal`,
      "write terminal=2, or another digit from 1 to 9",
    );
  const check = /(?:^|\s)check(?=\s|$)/.test(meta.replace(assignment, ""));
  if (check && words.has("terminal"))
    findings.refuse(line, "A check has a shell of its own, and no terminal=", "remove terminal= from this fence");
  return {
    file: words.get("file"),
    terminal: check ? CHECKS : Number(terminal),
    within: duration("within"),
    timeout: duration("timeout") ?? defaultTimeout,
  };
}
