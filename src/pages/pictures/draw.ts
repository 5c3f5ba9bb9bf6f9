import { LabError } from "../../common/errors.ts";
import { TERMINAL } from "../../hosts/ssh/connection.ts";
import type { Note } from "../../note/note.ts";
import { commandTexts, type Shown } from "../../record/asciicast.ts";
import { plannedSteps } from "../../record/planned-steps.ts";
import type { RecordedRun } from "../../record/read.ts";
import { inEnglish } from "../../record/reasons/words.ts";
import type { RunRecord, StepRecord } from "../../record/record.ts";
import { drawPage, photographer, type ServedPage } from "./browser.ts";
import { cellsOf, withTyped } from "./cells.ts";
import { barOf, type WantedPicture } from "./plan.ts";
import type { Drawing } from "./svg.ts";
import { abridged, drawTerminal, type PictureRow } from "./terminal.ts";

/** A picture that was made. */
export interface MadePicture extends WantedPicture {
  drawing: Drawing;
}

/** A picture that could not be made, and why. */
export interface MissingPicture extends WantedPicture {
  reason: string;
}

/**
 * Makes a note's pictures of a run, in the note's order, each when the caller asks for it: all of them at once would need much memory.
 *
 * @param browser the program that takes pictures of web pages; without one, those pictures are missing
 * @throws {LabError} when the note has other steps than the run had
 */
export function drawPictures(
  wanted: readonly WantedPicture[],
  note: Note,
  run: RecordedRun,
  browser: string | undefined,
): AsyncGenerator<MadePicture | MissingPicture> {
  if (isRunOf(note, run.record)) return drawn(wanted, run, browser);
  throw new LabError("The note has other steps than when it was run", {
    place: { file: note.file },
    remedy: "run it again, then make the pictures",
  });
}

/** All pictures together: those that were made, and those that are missing. */
export async function collected(pictures: AsyncIterable<MadePicture | MissingPicture>) {
  const made: MadePicture[] = [];
  const missing: MissingPicture[] = [];
  for await (const picture of pictures)
    if ("drawing" in picture) made.push(picture);
    else missing.push(picture);
  return { made, missing };
}

async function* drawn(
  wanted: readonly WantedPicture[],
  { record, shown }: RecordedRun,
  browser: string | undefined,
): AsyncGenerator<MadePicture | MissingPicture> {
  const pictures = wanted.map((picture) => ({ picture, step: record.steps[picture.steps[0] as number] as StepRecord }));
  const hasPages = pictures.some(({ step }) => servedBy(step) !== undefined);
  // The browser takes a while to start. Terminals are drawn in the meantime.
  await using pages = hasPages && browser !== undefined ? photographer(browser) : undefined;
  for (const { picture, step } of pictures) {
    const page = servedBy(step);
    const parts = picture.steps.flatMap((index) => {
      const part = shown.get(index);
      return part === undefined ? [] : [{ ...part, entered: (record.steps[index] as StepRecord).entered }];
    });
    if (page !== undefined && pages !== undefined)
      yield { ...picture, drawing: drawPage(picture.title, page, await pages.picture(page)) };
    else if (page !== undefined)
      yield {
        ...picture,
        reason: "no browser for pictures of web pages is installed here; install Chromium, Chrome or Edge",
      };
    else if (parts.length === 0)
      yield { ...picture, reason: inEnglish(step.reasons) || "the record has no recording of it" };
    else yield { ...picture, drawing: await drawSteps({ title: picture.title, bar: barOf(record.host, step) }, parts) };
  }
}

/** The page that an `http` step received. */
const servedBy = ({ kind, typed, output }: StepRecord): ServedPage | undefined =>
  kind === "http" && output !== null ? { address: typed.replace(/^GET\s+/, ""), content: output } : undefined;

/** The terminal in which these steps were typed, with at most a screenful for each command. */
async function drawSteps(
  names: { title: string; bar: string },
  parts: readonly (Shown & Pick<StepRecord, "entered">)[],
): Promise<Drawing> {
  const rows: PictureRow[] = [];
  // The steps that begin a text of their own.
  const first = parts.filter(({ goesOn }, index) => index === 0 || !goesOn);
  for (const [index, text] of commandTexts(parts).entries()) {
    const cells = withTyped(await cellsOf(text), first[index]?.entered ?? null);
    rows.push(...abridged(cells, TERMINAL.rows));
  }
  return drawTerminal(names, rows);
}

/** Whether a run had a note's steps. The expected output may have changed. */
export function isRunOf(note: Note, record: RunRecord): boolean {
  const key = ({ kind, section, terminal, typed }: StepRecord) => JSON.stringify([kind, section, terminal, typed]);
  const steps = plannedSteps(note);
  return (
    steps.length === record.steps.length &&
    steps.every((step, index) => key(step) === key(record.steps[index] as StepRecord))
  );
}
