import type { Secret } from "./detector.ts";
import { escapesIn } from "./escapes.ts";

/** What a record has in place of a secret. */
export const placeholder = (what: string): string => `[redacted: ${what}]`;

/** Whether a text of a record has a placeholder in place of a secret. */
export const isRedacted = (text: string): boolean => text.includes("[redacted:");

/** A text from a place on, with placeholders for its secrets. The escape sequences in them stay, so that what follows looks as before. */
export function withPlaceholders(text: string, from: number, secrets: readonly Secret[]): string {
  let kept = "";
  let at = from;
  for (const { start, end, what } of secrets.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    // A secret that overlaps the one before it needs no placeholder of its own.
    if (start >= at) kept += text.slice(at, start) + placeholder(what);
    kept += escapesIn(text.slice(Math.max(at, start), end));
    at = end;
  }
  return kept + text.slice(at);
}
