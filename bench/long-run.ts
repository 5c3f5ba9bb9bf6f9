import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readNote } from "../src/note/read.ts";
import { castName } from "../src/record/asciicast.ts";
import { plannedSteps } from "../src/record/planned-steps.ts";
import type { RunRecord, StepRecord } from "../src/record/record.ts";

/** A note as often as wanted, one after the other as one note: its front matter and what stands above its sections once. */
export function longNote(text: string, times: number): string {
  const start = text.search(/^## /m);
  const chapters = Array.from({ length: times }, (_, index) =>
    text
      .slice(start)
      .replace(/^(##+) (?=\d)/gm, `$1 ${index + 1}.`)
      .replace(/(?<=\]\([^)\s]*\/)(?=[^/)\s]+\.(?:svg|png)\b)/g, `${index + 1}-`),
  );
  return text.slice(0, start) + chapters.join("\n");
}

/**
 * Writes a note that is another so many times over, and the run that such a note would have left: each of its chapters went as the recorded one.
 *
 * @param record the folder of the recorded run
 * @param folder for the new note and its record
 * @returns the new note's file, and how many steps it has
 */
export async function writeLongRun(note: string, record: string, times: number, folder: string) {
  const file = join(folder, "long.md");
  const text = longNote(await readFile(note, "utf8"), times);
  const was = JSON.parse(await readFile(join(record, "record.json"), "utf8")) as RunRecord;
  const planned = plannedSteps(readNote(text, file));
  if (planned.length !== times * was.steps.length) throw new Error("the long note has other steps than its chapters");
  const original = (index: number) => was.steps[index % was.steps.length] as StepRecord;
  const steps = planned.map((step, index): StepRecord => {
    const { output, exit, seconds, outcome, reasons, cut } = original(index);
    return { ...step, output, exit, seconds, outcome, reasons, cut };
  });
  const counts = {
    passed: was.counts.passed * times,
    failed: was.counts.failed * times,
    skipped: was.counts.skipped * times,
  };
  await mkdir(folder, { recursive: true });
  const casts = new Map(
    steps.flatMap((step, index) => (step.terminal === null ? [] : [[castName(step), castName(original(index))]])),
  );
  for (const [name, from] of casts) await copyFile(join(record, from), join(folder, name));
  await writeFile(file, text);
  await writeFile(join(folder, "record.json"), JSON.stringify({ ...was, counts, steps }));
  return { file, steps: steps.length };
}
