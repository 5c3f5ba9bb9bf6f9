import { readCommands } from "../console/lexer.ts";
import type { FenceLine } from "../markdown.ts";
import { isKnownCommand } from "./known-commands.ts";

/**
 * Whether a block without prompts holds commands: it begins with one. A script (`#!`) does not; nor does a block whose first word is
 * no known command while other lines are no commands: a Dockerfile, a listing, an output.
 */
export function looksTyped(lines: readonly FenceLine[]): boolean {
  if (lines[0]?.text.startsWith("#!")) return false;
  const tokens = readCommands(lines);
  const [first] = tokens;
  if (first?.kind !== "prompt") return false;
  return isKnownCommand(first.typed) || tokens.every(({ kind }) => kind === "prompt");
}

/** Whether a block without prompts holds commands that are known by name, and nothing else. */
export const isSurelyTyped = (lines: readonly FenceLine[]): boolean =>
  looksTyped(lines) && readCommands(lines).every((token) => token.kind === "prompt" && isKnownCommand(token.typed));
