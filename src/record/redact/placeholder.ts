import type { Secret } from "./detector.ts";
import { escapesIn } from "./escapes.ts";

/** What stands in a record in place of a secret. */
export const placeholder = (what: string): string => `[redacted: ${what}]`;

/** Whether something was left out of a text that a record keeps. */
export const isRedacted = (text: string): boolean => text.includes("[redacted:");

/** A text from a place on, withoutPlaceholders its secrets. The escape sequences in them stay, so that what follows looks as it did. */
export function withoutPlaceholders(text: string, from: number, secrets: readonly Secret[]): string {
  let kept = "";
  let at = from;
  for (const { start, end, what } of secrets.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    // One that began before goes on with what was taken out there.
    if (start >= at) kept += text.slice(at, start) + placeholder(what);
    kept += escapesIn(text.slice(Math.max(at, start), end));
    at = end;
  }
  return kept + text.slice(at);
}
