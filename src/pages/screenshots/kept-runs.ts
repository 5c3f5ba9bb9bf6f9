import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { advice, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { CHECKOUT } from "../../common/paths.ts";
import type { Note } from "../../note/note.ts";
import { readNote } from "../../note/read.ts";
import { type RecordedRun, readRun } from "../../record/read.ts";
import { isOf } from "../run/model.ts";

/** The folder with the pictures of labnote's own documents, and that with the real runs that they show, relative to the checkout. */
export const PICTURES = "docs/pictures";
export const RUNS = join(PICTURES, "runs");

/** The recording of `npm start` on a terminal. */
export const START = join(RUNS, "start.cast");

/** The lessons whose runs are kept, each with the hosts of its run. */
export const LESSONS = {
  git: { note: "notes/git-basics.md", hosts: ["mina", "jun", "sora"] },
  chapter: { note: "notes/ch01-docker-basics.md", hosts: ["host-1"] },
} as const;

/** A lesson, and a kept run of it on each of its hosts. */
export interface KeptLesson {
  note: Note;
  markdown: string;
  runs: readonly { folder: string; run: RecordedRun }[];
}

/**
 * A lesson with its kept runs.
 *
 * @throws {LabError} when there is none, or the note has other steps by now
 */
export async function keptLesson(name: keyof typeof LESSONS): Promise<KeptLesson> {
  const { note: file, hosts } = LESSONS[name];
  const markdown = await readFile(join(CHECKOUT, file), "utf8");
  const note = readNote(markdown, file);
  const runs = await Promise.all(
    hosts.map(async (host) => {
      const folder = join(CHECKOUT, RUNS, name, host);
      const run = await readRun(folder);
      if (run === undefined || !isOf(note, run.record))
        throw new LabError(`${RUNS}/${name} has no run of ${file} as the note is now`, {
          remedy: advice`make a new one on a lab: ${npm("screenshots", "--run")}`,
        });
      return { folder, run };
    }),
  );
  return { note, markdown, runs };
}
