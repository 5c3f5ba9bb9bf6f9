import type { StepRecord } from "../record/record.ts";
import { PROMPT } from "../run/marks.ts";

/** What a step's terminal showed while the step was at work: bytes as text, before any emulation. */
export interface Shown {
  /** The line that the cursor stood in when the step began: a prompt, or what the step goes on with. */
  lead: string;
  /** What was typed, as it was echoed, and what came; without the prompt at which the next step is typed. */
  body: string;
  /** Nothing was typed: it goes on with what the step before it in this terminal left running. */
  goesOn: boolean;
}

/**
 * What each step of a section showed in one of its terminals, cut out of the terminal's recording at the marks; by the steps' numbers
 * in the section, from 1. Of a step that was tried again, the last try.
 *
 * @param cast asciicast v2
 * @param steps the section's, as recorded
 */
export function shownSteps(cast: string, steps: readonly StepRecord[]): Map<number, Shown> {
  const shown = new Map<number, Shown>();
  let left = "";
  const parts = readParts(cast);
  for (const [at, { ordinal, text }] of parts.entries()) {
    const next = parts[at + 1];
    const tail = nextPrompt(text, steps[ordinal - 1], next && { ...next, goesOn: goesOn(steps[next.ordinal - 1]) });
    // A shell that is new shows a prompt of its own.
    const lead = text.startsWith(PROMPT) ? "" : left;
    shown.set(ordinal, { lead, body: text.slice(0, text.length - tail.length), goesOn: goesOn(steps[ordinal - 1]) });
    left = tail === "" ? lastLine(text) : tail;
  }
  return shown;
}

/** Several steps of one terminal, as its window would show them: each typed command is a text of its own, with all that it led to. */
export function commandTexts(steps: readonly Shown[]): string[] {
  const texts: string[] = [];
  for (const { lead, body, goesOn } of steps) {
    const last = goesOn ? texts.pop() : undefined;
    texts.push((last ?? lead) + body);
  }
  return texts;
}

interface Part {
  ordinal: number;
  text: string;
}

/** A recording's output from mark to mark. What came before the first mark is nobody's. */
function readParts(cast: string): Part[] {
  const parts: Part[] = [];
  // A run that was killed may have left a part of a line.
  const lines = cast.split("\n").slice(1, -1);
  for (const line of lines) {
    const [, kind, data] = JSON.parse(line) as [number, string, string];
    if (kind === "m") parts.push({ ordinal: Number.parseInt(data, 10), text: "" });
    const part = parts.at(-1);
    if (kind === "o" && part !== undefined) part.text += data;
  }
  return parts;
}

const goesOn = (step: StepRecord | undefined): boolean => step?.typed === "";
const lastLine = (text: string): string => text.slice(text.lastIndexOf("\n") + 1);

/** The prompt at a text's end at which the next step is typed: the shell's own, or one of what runs in it. */
function nextPrompt(
  text: string,
  step: StepRecord | undefined,
  next: (Part & { goesOn: boolean }) | undefined,
): string {
  const last = lastLine(text);
  // A status is known at the shell's own prompt alone.
  if (step?.exit != null) return last.endsWith(PROMPT) ? PROMPT : "";
  if (next === undefined || next.text.startsWith(PROMPT)) return last === PROMPT ? PROMPT : "";
  return next.goesOn ? "" : last;
}
