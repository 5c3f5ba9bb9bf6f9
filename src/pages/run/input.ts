import { join } from "node:path";
import { LabError } from "../../common/errors.ts";
import { readIfExists } from "../../common/files.ts";
import type { Note } from "../../note/note.ts";
import { castName } from "../../record/asciicast.ts";
import type { RunRecord } from "../../record/record.ts";
import { loadAssets, loadPlayer } from "../assets.ts";
import { theFont } from "../pictures/font.ts";
import { type WantedPicture, wantedPictures } from "../pictures/plan.ts";
import { fontFaces } from "../pictures/svg.ts";
import type { Recording } from "../replay/html.ts";
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
  const pictures = note !== undefined && isOf(note, record) ? askedPictures(text, note) : [];
  const [recordings, assets, player] = await Promise.all([
    readRecordings(folder, record),
    loadAssets("run"),
    loadPlayer(),
  ]);
  return { record, note, text, recordings, pictures, fonts: lettersFor(pictures), assets, player };
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

/**
 * The pictures that a note's images ask for. `npm run pictures` reports images that ask for nothing that exists. The page is made without
 * pictures then.
 */
function askedPictures(text: string, note: Note): WantedPicture[] {
  try {
    return wantedPictures(text, note).filter(({ asked }) => asked);
  } catch (error) {
    if (error instanceof LabError) return [];
    throw error;
  }
}

/**
 * The Latin letters of pictures, for a page that has some. The Korean letters are left out, since their many files would double the size
 * of the page: the reader's own font is used.
 */
const lettersFor = (pictures: readonly WantedPicture[]): string =>
  pictures.length === 0 ? "" : fontFaces(([400, 700] as const).flatMap((weight) => theFont().face("a", weight) ?? []));
