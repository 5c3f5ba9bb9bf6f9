import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { readIfExists, replaceFile } from "../common/files.ts";
import { PAGE } from "../common/paths.ts";
import type { Note } from "../note/note.ts";
import { readNote } from "../note/read.ts";
import { castName } from "../record/asciicast.ts";
import { readRecord, readRun } from "../record/read.ts";
import type { RunRecord } from "../record/record.ts";
import { renderClass } from "./class-page.ts";
import { renderHandout } from "./handout.ts";
import { playerTheme } from "./pictures/colours.ts";
import { collected, drawPictures, type MadePicture } from "./pictures/draw.ts";
import { type WantedPicture, wantedPictures } from "./pictures/plan.ts";
import { facesOf, fontFaces, svgOf } from "./pictures/svg.ts";
import { isOf } from "./run/model.ts";
import { type PageAssets, type PageInput, type Recording, renderPage } from "./run/page.ts";

/** In this order: the later ones may overrule the earlier, and use them. */
const SCRIPTS = ["copy.js", "scroll.js", "page-client.js"];
const STYLES = ["page.css", "page-note.css", "page-step.css", "class.css", "page-media.css"];

/**
 * Writes the page of the run in a record's folder, and says where it is.
 *
 * @param noteFile the note that was run; where it is gone or another by now, the page has the steps alone
 * @throws {LabError} when there is no record, or the page cannot be written
 */
export async function writePage(folder: string, noteFile: string): Promise<string> {
  const record = readRecord(folder);
  if (record === undefined)
    throw new LabError(`There is no record in ${folder}`, { remedy: advice`run the note first: ${npm("start")}` });
  const { text, note } = await readNoteIfFit(noteFile);
  const [recordings, pictures, assets] = await Promise.all([
    readRecordings(folder, record),
    note !== undefined && isOf(note, record) ? pictureTexts(folder, record, text, note) : noPictures,
    loadAssets(),
  ]);
  const file = join(folder, PAGE);
  await replaceFile(file, renderPage({ record, note, text, recordings, ...pictures, assets }));
  return file;
}

/** A note and its text. One that is gone, or breaks a rule by now, is not the one that was run. */
export async function readNoteIfFit(file: string): Promise<{ text: string; note: Note | undefined }> {
  const text = (await readIfExists(file)) ?? "";
  try {
    return { text, note: readNote(text, file) };
  } catch (error) {
    if (error instanceof LabError) return { text, note: undefined };
    throw error;
  }
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
 * The pictures that a note's images ask for, without those of pages, for which a browser would have to be started, and their typeface:
 * its Latin letters. Its Korean ones are in so many files that the page would be twice its size; they are the reader's own.
 */
async function pictureTexts(folder: string, record: RunRecord, text: string, note: Note): Promise<Pictures> {
  const wanted = wantedIfFit(text, note).filter(({ asked }) => asked);
  const run = wanted.length > 0 ? await readRun(folder, record) : undefined;
  if (run === undefined) return noPictures;
  const { made } = await collected(drawPictures(wanted, note, run, undefined));
  const faces = facesOf(made.map(({ drawing }) => drawing)).filter(({ subset }) => subset === "latin");
  return {
    pictures: new Map(made.map(({ name, drawing }) => [name, svgOf(drawing, "none")])),
    fonts: fontFaces(faces),
  };
}

/** Images that ask for nothing that there is are told of by the command that makes pictures; a page does without. */
function wantedIfFit(text: string, note: Note): WantedPicture[] {
  try {
    return wantedPictures(text, note);
  } catch (error) {
    if (error instanceof LabError) return [];
    throw error;
  }
}

/** What stands in every page, from labnote's own files and the player's. */
export async function loadAssets(): Promise<PageAssets> {
  const own = (name: string) => readFile(join(import.meta.dirname, "assets", name), "utf8");
  const { resolve } = createRequire(import.meta.url);
  const player = (name: string) => readFile(resolve(`asciinema-player/dist/bundle/${name}`), "utf8");
  const [styles, scripts, playerStyle, playerScript] = await Promise.all([
    Promise.all(STYLES.map(own)),
    Promise.all(SCRIPTS.map(own)),
    player("asciinema-player.css"),
    player("asciinema-player.min.js"),
  ]);
  return {
    style: styles.join(""),
    script: scripts.join(""),
    player: { style: `${playerStyle}${playerTheme()}`, script: playerScript },
  };
}

/**
 * Writes the page of a class above the records of its hosts, and says where it is. One host is no class: then there is no such page,
 * and one that was there goes.
 *
 * @param records the folder in which each host has one for its record
 * @param names the hosts of the lab; what others left there is none of the class's
 * @param lost those that did not run the note; a record there is an earlier run's
 * @throws {LabError} when it cannot be written
 */
export async function writeClass(
  records: string,
  names: readonly string[],
  noteFile: string,
  lost: ReadonlySet<string> = new Set(),
): Promise<string | undefined> {
  const file = join(records, PAGE);
  if (names.length < 2) {
    await rm(file, { force: true });
    return undefined;
  }
  const [{ note }, assets] = await Promise.all([readNoteIfFit(noteFile), loadAssets()]);
  const students = names.map((name) => ({
    name,
    record: lost.has(name) ? undefined : readRecord(join(records, name)),
  }));
  await replaceFile(file, renderClass({ students, note, assets }));
  return file;
}

/**
 * Writes a note's handout.
 *
 * @throws {LabError} when the file cannot be written
 */
export async function writeHandout(
  note: Note,
  markdown: string,
  pictures: readonly MadePicture[],
  file: string,
): Promise<void> {
  const own = (name: string) => readFile(join(import.meta.dirname, "assets", name), "utf8");
  const [style, ...scripts] = await Promise.all(["handout.css", "copy.js", "scroll.js", "handout-client.js"].map(own));
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      file,
      renderHandout({ note, markdown, pictures, style: style as string, script: scripts.join("") }),
    );
  } catch (cause) {
    throw new LabError(`The handout could not be written to ${file}`, {
      cause,
      remedy: "see that there is room on the disk and that the folder is yours, or give another with --out",
    });
  }
}
