import type { CapturedStep } from "../captured.ts";
import type { CaptureEvent } from "../events.ts";
import { ShellReader } from "./shell-reader.ts";
import type { Stage } from "./step-lines.ts";

/** A session as its terminals showed it. */
export interface CapturedSession {
  /** In the order in which a note tells them. */
  steps: readonly CapturedStep[];
  /** Comments that no command follows. */
  remarks: readonly string[];
}

/**
 * Reads a session from what happened in its terminals. Where a person turns from a command that runs to another terminal, the command makes
 * two steps: one up to there, and one with the rest when it ends or is interrupted.
 *
 * @param terminals the events of each terminal, in their order; the first one opens it
 */
export async function readSession(terminals: readonly (readonly CaptureEvent[])[]): Promise<CapturedSession> {
  const steps: CapturedStep[] = [];
  const remarks: string[] = [];
  const readers = new Map<number, ShellReader>();
  const stage: Stage = {
    acts: (terminal) => {
      for (const [number, reader] of readers) if (number !== terminal) reader.cut();
    },
    begins: (step) => steps.push(step),
    remarks: (comment) => remarks.push(comment),
  };
  for (const { terminal, event } of inOrder(terminals)) {
    if (event.type === "opened") readers.set(terminal, new ShellReader(terminal, event.size, stage));
    else await readers.get(terminal)?.take(event);
  }
  dropSameFiles(steps);
  return { steps, remarks };
}

/** A file that was there before, with the same content, was not written by that command. */
function dropSameFiles(steps: readonly CapturedStep[]): void {
  const known = new Map<string, string>();
  for (const command of new Set(steps.map((step) => step.command))) {
    command.files = command.files.filter(({ path, content }) => known.get(path) !== content);
    for (const { path, content } of command.files) known.set(path, content);
  }
}

/** The events of all terminals by their times. A clock that was set back does not change the order of one terminal's events. */
function inOrder(terminals: readonly (readonly CaptureEvent[])[]): { terminal: number; event: CaptureEvent }[] {
  const all = terminals.flatMap((events) => {
    const [opened] = events;
    const terminal = opened?.type === "opened" ? opened.terminal : 0;
    let latest = 0;
    return answersAtTheirKeys(events).map((event) => {
      latest = Math.max(latest, event.time);
      return { terminal, event, time: latest };
    });
  });
  return all.toSorted((a, b) => a.time - b.time);
}

/**
 * The events of a terminal, in which a shell takes a line when Enter is typed, and not when its echo and its mark come back. Until then,
 * another terminal may show what came of it.
 */
function answersAtTheirKeys(events: readonly CaptureEvent[]): CaptureEvent[] {
  let key: number | undefined;
  let echoed = false;
  return events.map((event) => {
    if (event.type === "key") {
      key = event.key === "enter" || event.key === "interrupt" ? event.time : undefined;
      echoed = false;
      return event;
    }
    const isEcho = event.type === "output" && !echoed;
    const isTaken = event.type === "mark" && event.mark.kind !== "ready";
    const time = isEcho || isTaken ? (key ?? event.time) : event.time;
    if (isEcho) echoed = true;
    else key = undefined;
    return { ...event, time };
  });
}
