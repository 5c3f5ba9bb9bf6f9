import type { Expected } from "../note.ts";
import type { Problems } from "../problems.ts";

/** What the last lines of a step say about its end. */
export interface Directives {
  /** The lines above the directives, without blank lines at their end. */
  expected: readonly Expected[];
  empty: boolean;
  running: boolean;
  reboot: boolean;
  /** The status in `[exit N]`. */
  exit: number | undefined;
}

/** One such line: `[empty]`, `[running]`, `[reboot]`, or `[exit N]` with its status. */
export type Directive = { kind: "empty" | "running" | "reboot" } | { kind: "exit"; status: number };

/** Reads a line as a directive; `undefined` when it is none. */
export function directiveOf(line: string): Directive | undefined {
  const [, word, status] = /^\[(?:(empty|running|reboot)|exit (\d{1,3}))\]\s*$/.exec(line) ?? [];
  if (status !== undefined) return { kind: "exit", status: Number(status) };
  return word === undefined ? undefined : { kind: word as "empty" | "running" | "reboot" };
}

/** Whether a step's last lines say that it still runs. */
export function endsRunning(lines: readonly Expected[]): boolean {
  const last = lines.findLast((item) => "keys" in item || item.text.trim() !== "");
  return last !== undefined && !("keys" in last) && directiveOf(last.text)?.kind === "running";
}

/** Takes the directives off the end of a step's lines. Refuses directives that contradict each other or the lines. */
export function readDirectives(lines: readonly Expected[], findings: Problems): Directives {
  const found = { empty: false, running: false, reboot: false, exit: undefined as number | undefined };
  let end = lines.length;
  for (; end > 0; end -= 1) {
    const item = lines[end - 1] as Expected;
    if ("keys" in item) break;
    const directive = directiveOf(item.text);
    if (directive?.kind === "exit") {
      found.exit = directive.status;
      if (directive.status > 255)
        findings.refuse(item.line, `[exit ${directive.status}] is not a status`, "write a number from 0 to 255");
    } else if (directive !== undefined) found[directive.kind] = true;
    else if (item.text.trim() !== "") break;
  }
  const expected = lines.slice(0, end);
  for (const item of expected)
    if (!("keys" in item) && directiveOf(item.text) !== undefined)
      findings.warn(
        item.line,
        `${item.text.trim()} has a meaning only as a step's last line; here it is compared as text`,
      );

  const last = lines.at(-1)?.line ?? 0;
  if (found.empty && expected.length > 0)
    findings.refuse(last, "[empty] says that nothing is printed, but lines stand above it", "remove one of them");
  const ends = [found.running && "[running]", found.reboot && "[reboot]", found.exit !== undefined && "[exit]"].filter(
    Boolean,
  );
  if (ends.length > 1) findings.refuse(last, `A step cannot end with ${ends.join(" and ")}`, "keep one of them");
  return { expected, ...found };
}
