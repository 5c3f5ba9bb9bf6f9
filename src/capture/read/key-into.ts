import type { CapturedCommand } from "../captured.ts";
import type { Key } from "../events.ts";
import type { LiveScreen } from "./live-screen.ts";

/** Takes what a key that is typed while a command runs says of it: what keeps labnote from typing it again, and which question was answered. */
export function keyInto(command: CapturedCommand, key: Key, screen: LiveScreen, atPrompt: boolean): void {
  if (screen.taken) command.obstacle = "screen";
  else if (key === "stop" && !atPrompt) command.obstacle ??= "stop";
  const { line } = screen;
  const { questions } = command;
  // The line before a person types into a command may be its question.
  const asked = key !== "interrupt" && !atPrompt && line !== "" && !questions.some((known) => line.startsWith(known));
  if (asked) questions.push(line);
}
