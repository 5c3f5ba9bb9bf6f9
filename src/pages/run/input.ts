import { join } from "node:path";
import { LabError } from "../../common/errors.ts";
import { readIfExists } from "../../common/files.ts";
import type { Note } from "../../note/note.ts";
import { castName } from "../../record/asciicast.ts";
import { readRun } from "../../record/read.ts";
import type { RunRecord } from "../../record/record.ts";
import { loadAssets, loadPlayer } from "../assets.ts";
import { collected, drawPictures } from "../pictures/draw.ts";
import { type WantedPicture, wantedPictures } from "../pictures/plan.ts";
import { facesOf, fontFaces, svgOf } from "../pictures/svg.ts";
import type { Recording } from "./body.ts";
import { isOf } from "./model.ts";
import type { PageInput } from "./page.ts";

/**
 * Reads everything that the page of a run is made from.
 *
 * @param folder the record's
 * @param note the note and its text, as they are now
 */
export async function readPageInput(
  folder: string,
  record: RunRecord,
  { note, text }: Pick<PageInput, "note" | "text">,
): Promise<PageInput> {
  const [recordings, pictures, assets, player] = await Promise.all([
    readRecordings(folder, record),
    note !== undefined && isOf(note, record) ? drawnPictures(folder, record, text, note) : noPictures,
    loadAssets("run"),
    loadPlayer(),
  ]);
  return { record, note, text, recordings, ...pictures, assets, player };
}

async function readRecordings(folder: string, { steps }: RunRecord): Promise<Recording[]> {
  const terminals = Map.groupBy(
    steps.filter(({ terminal }) => terminal !== null),
    castName,
  );
  const recordings = [...terminals].map(async ([name, [step]]) => {
    const cast = await readIfExists(join(folder, name));
    return step === undefined || cast === undefined
      ? []
      : [{ section: step.section, terminal: step.terminal ?? 1, cast }];
  });
  return (await Promise.all(recordings)).flat();
}

type Pictures = Pick<PageInput, "pictures" | "fonts">;

const noPictures: Pictures = { pictures: new Map(), fonts: "" };

/**
 * The pictures that the note's images ask for, and the Latin letters of their typeface. Pictures of web pages are left out, since they
 * need a browser. The Korean letters are left out, since their many files would double the size of the page: the reader's own font is used.
 */
async function drawnPictures(folder: string, record: RunRecord, text: string, note: Note): Promise<Pictures> {
  const wanted = wantedIfValid(text, note).filter(({ asked }) => asked);
  const run = wanted.length > 0 ? await readRun(folder, record) : undefined;
  if (run === undefined) return noPictures;
  const { made } = await collected(drawPictures(wanted, note, run, undefined));
  const faces = facesOf(made.map(({ drawing }) => drawing)).filter(({ subset }) => subset === "latin");
  return {
    pictures: new Map(made.map(({ name, drawing }) => [name, svgOf(drawing, "none")])),
    fonts: fontFaces(faces),
  };
}

/** `npm run pictures` reports images that ask for nothing that exists. The page is made without pictures then. */
function wantedIfValid(text: string, note: Note): WantedPicture[] {
  try {
    return wantedPictures(text, note);
  } catch (error) {
    if (error instanceof LabError) return [];
    throw error;
  }
}
