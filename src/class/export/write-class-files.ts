import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "../../common/files.ts";
import type { Host } from "../../hosts/host.ts";
import { type Assets, loadAssets } from "../../pages/assets.ts";
import { renderPage } from "../../pages/run/page.ts";
import { hostRecord } from "../../record/host-record.ts";
import { junitXml } from "../../record/junit.ts";
import type { RunRecord } from "../../record/record.ts";
import type { ClassProgress } from "../progress/fold.ts";
import { studentRecord } from "../progress/run-record.ts";
import { newStudent } from "../progress/state.ts";
import { classCsv } from "./csv.ts";
import { homeWords } from "./home-words.ts";

/** What the files of a class are made from. */
export interface ClassFilesInput {
  progress: ClassProgress;
  /** The note's text. */
  markdown: string;
  /** The students' hosts, in the lab's order. */
  hosts: readonly Host[];
  /** When the hosts end by themselves, if they do. */
  ends?: Date | undefined;
}

/** In the lab's folder of records: the table of the class, and the folder with a page and a report for each student. */
const FILES = { csv: "class.csv", folder: "class" } as const;

const nothing: Assets = { style: "", script: "" };

/**
 * Writes what a class comes to beside its log: `class.csv`, and for each student `class/STUDENT.html`, a page to take home, and
 * `class/STUDENT.xml`, JUnit. It may be called at any time; files that are there are replaced.
 *
 * @param records the lab's folder of records
 * @returns the paths of the table and of the folder
 * @throws {LabError} when a file cannot be written
 */
export async function writeClassFiles(
  records: string,
  input: ClassFilesInput,
): Promise<{ csv: string; folder: string }> {
  const { progress, hosts } = input;
  const paths = { csv: join(records, FILES.csv), folder: join(records, FILES.folder) };
  await mkdir(paths.folder, { recursive: true });
  const students = hosts.map(({ name }) => ({ student: name, name: nameOf(progress, name) }));
  await replaceFile(paths.csv, classCsv(progress, students));
  const assets = await loadAssets("run");
  // One after the other: a page takes a megabyte while it is made, and a class may be large.
  for (const host of hosts) {
    const record = recordOf(host, input);
    await replaceFile(join(paths.folder, `${host.name}.xml`), junitXml(record));
    await replaceFile(join(paths.folder, `${host.name}.html`), studentPage(record, input, assets));
  }
  return paths;
}

/** The name of who sat there; without one, the student's name in the lab. */
const nameOf = ({ names }: ClassProgress, student: string): string => names.get(student) ?? student;

/** What one student has done, as a page to take home. Pure. */
export const studentPage = (record: RunRecord, { progress, markdown }: ClassFilesInput, assets: Assets): string =>
  renderPage({
    ...{ record, note: progress.note, text: markdown, assets, player: nothing },
    ...{ recordings: [], pictures: [], fonts: "", words: homeWords(progress.note.frontMatter.language) },
  });

/** What one student has done, as the record of a run, under the name of who sat there. */
export function recordOf(host: Host, { progress, ends }: ClassFilesInput): RunRecord {
  const { note, students, began = Date.now(), ended } = progress;
  const student = students.get(host.name) ?? newStudent(note, host.name);
  const own = { ...hostRecord(host, note, ends), name: nameOf(progress, host.name) };
  return studentRecord(note, student, { host: own, began, ended });
}
