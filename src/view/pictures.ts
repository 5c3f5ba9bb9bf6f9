import { LabError } from "../errors.ts";
import type { Note } from "../note/note.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";
import { plannedSteps } from "../record/steps.ts";
import { TERMINAL } from "../remote/remote.ts";
import { cellsOf } from "./picture-cells.ts";
import { drawPage } from "./picture-page.ts";
import type { WantedPicture } from "./picture-plan.ts";
import type { Drawing } from "./picture-svg.ts";
import { abridged, drawTerminal } from "./picture-terminal.ts";
import type { RecordedRun } from "./recorded.ts";
import { commandTexts, type Shown } from "./replay.ts";
import { screenshots } from "./screenshot.ts";

/** A picture that was made. */
export interface MadePicture extends WantedPicture {
  drawing: Drawing;
}

/** A picture that could not be made, and why. */
export interface MissingPicture extends WantedPicture {
  reason: string;
}

/** A page that an `http` step was answered with, and the picture that it is for. */
interface WantedPage extends WantedPicture {
  step: StepRecord;
}

/**
 * Makes a note's pictures of a run.
 *
 * @param browser the program that takes pictures of pages; without one they are missing
 * @throws {LabError} when the note has other steps than the run had
 */
export async function drawPictures(
  wanted: readonly WantedPicture[],
  note: Note,
  { record, shown }: RecordedRun,
  browser: string | undefined,
): Promise<{ made: MadePicture[]; missing: MissingPicture[] }> {
  if (!isRunOf(note, record))
    throw new LabError("The note has other steps than when it was run", {
      place: { file: note.file },
      remedy: "run it again, then make the pictures",
    });
  const made: MadePicture[] = [];
  const missing: MissingPicture[] = [];
  const pages: WantedPage[] = [];
  await Promise.all(
    wanted.map(async (picture) => {
      const step = record.steps[picture.steps[0] as number] as StepRecord;
      const parts = picture.steps.flatMap((index) => shown.get(index) ?? []);
      if (step.kind === "http" && step.output !== null) pages.push({ ...picture, step });
      else if (parts.length === 0)
        missing.push({ ...picture, reason: step.reason ?? "the record has no recording of it" });
      else
        made.push({ ...picture, drawing: await drawSteps({ title: picture.title, bar: barOf(record, step) }, parts) });
    }),
  );
  if (pages.length > 0 && browser === undefined)
    missing.push(
      ...pages.map((page) => ({ ...page, reason: "no browser is installed here that could show the page" })),
    );
  else if (pages.length > 0) made.push(...(await drawPages(pages, browser as string)));
  const inOrder = <Picture extends WantedPicture>(pictures: Picture[]) => pictures.sort((a, b) => a.line - b.line);
  return { made: inOrder(made), missing: inOrder(missing) };
}

/** A window of the terminal in which these steps were typed. Of each command, a screenful is shown. */
async function drawSteps(names: { title: string; bar: string }, parts: readonly Shown[]): Promise<Drawing> {
  const commands = await Promise.all(commandTexts(parts).map(cellsOf));
  return drawTerminal(
    names,
    commands.flatMap((rows) => abridged(rows, TERMINAL.rows)),
  );
}

/** Where something was typed: the host, the section, and which of its terminals if it is not the first. */
const barOf = ({ host }: RunRecord, { section, terminal }: StepRecord): string =>
  `${host.name}: ${section}${terminal === null || terminal === 1 ? "" : ` (${terminal})`}`;

async function drawPages(pages: readonly WantedPage[], browser: string): Promise<MadePicture[]> {
  const served = pages.map(({ step }) => ({ address: step.typed.replace(/^GET\s+/, ""), content: step.output ?? "" }));
  const taken = await screenshots(served, browser);
  return pages.map(({ step: _, ...picture }, index) => ({
    ...picture,
    drawing: drawPage(picture.title, served[index] as (typeof served)[number], taken[index] as Buffer),
  }));
}

/** Whether a run was of a note's steps; what they were held to may be another. */
export function isRunOf(note: Note, record: RunRecord): boolean {
  const key = ({ kind, section, terminal, typed }: StepRecord) => JSON.stringify([kind, section, terminal, typed]);
  const steps = plannedSteps(note);
  return (
    steps.length === record.steps.length &&
    steps.every((step, index) => key(step) === key(record.steps[index] as StepRecord))
  );
}
