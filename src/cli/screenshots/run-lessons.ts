import { copyFile, glob, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { $, type Options } from "zx";
import { commandLine, DEFAULT_STACK, type LabCommand, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { CHECKOUT } from "../../common/paths.ts";
import type { Say } from "../../common/progress.ts";
import { LESSONS, RUNS, START } from "../../pages/screenshots/kept-runs.ts";
import { readRecord } from "../../record/read.ts";
import { recordedCommand } from "./recorded-terminal.ts";

/** The folder that the recording of `npm start` shows in place of the one that it was made in. */
const SHOWN_FOLDER = "/home/mina/labnote";

/**
 * Works with labs of a clone, which are taken down at the end. So the labs and settings of this checkout stay as they are.
 *
 * @param work gets the clone's folder
 */
export async function inClone(work: (clone: string) => Promise<void>, signal: AbortSignal): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "labnote-screenshots-"));
  const clone = join(folder, "labnote");
  try {
    await $({ signal, quiet: true })`git clone --quiet ${CHECKOUT} ${clone}`;
    await symlink(join(CHECKOUT, "node_modules"), join(clone, "node_modules"));
    await work(clone);
  } finally {
    const { exitCode } = await $({ ...SHOWN, cwd: clone })`sh -c ${typed(npm("down"))}`;
    // The folder has what that needs.
    if (exitCode === 0) await rm(folder, { recursive: true, force: true });
  }
}

/** A command as a reader of the documents types it. */
const typed = (command: LabCommand): string => commandLine(command, DEFAULT_STACK);

const SHOWN = { stdio: ["ignore", "inherit", "inherit"], nothrow: true } satisfies Partial<Options>;

/**
 * Runs the lessons on a lab, as they are committed, and keeps their records. The lab is left with the hosts of a class.
 *
 * @throws {LabError} when something failed, or did not pass
 */
export async function runLessons(clone: string, say: Say, signal: AbortSignal): Promise<void> {
  const { chapter, git } = LESSONS;
  say(`Running ${chapter.note}`);
  await $({ ...SHOWN, cwd: clone, signal })`sh -c ${typed(npm("start", chapter.note))}`;
  await keep("chapter", clone);
  const shown = typed(npm("start", git.note));
  say(`Recording ${shown}`);
  const recording = await recordedCommand(shown, clone, signal);
  await mkdir(join(CHECKOUT, RUNS), { recursive: true });
  await writeFile(join(CHECKOUT, START), recording.replaceAll(clone, SHOWN_FOLDER));
  await startClass(clone, say, signal);
  await keep("git", clone);
}

/** Makes the hosts of a class, and runs its lesson on them. */
export async function startClass(clone: string, say: Say, signal: AbortSignal): Promise<void> {
  const { note, hosts } = LESSONS.git;
  say(`Running ${note} in a class`);
  await $({ ...SHOWN, cwd: clone, signal })`sh -c ${typed(npm("start", note, "--set", `students=${hosts.join(",")}`))}`;
}

/** Keeps the records and recordings of a lesson's hosts. @throws {LabError} when one of them did not pass */
async function keep(lesson: keyof typeof LESSONS, clone: string): Promise<void> {
  const kept = join(CHECKOUT, RUNS, lesson);
  const hosts = LESSONS[lesson].hosts.map((host) => ({ host, from: join(clone, "records/lab", host) }));
  for (const { host, from } of hosts)
    if (readRecord(from)?.outcome !== "passed")
      throw new LabError(`${LESSONS[lesson].note} did not pass on ${host}`, { remedy: "see above what failed" });
  await rm(kept, { recursive: true, force: true });
  for (const { host, from } of hosts) {
    await mkdir(join(kept, host), { recursive: true });
    for await (const file of glob(join(from, "{record.json,*.cast}")))
      await copyFile(file, join(kept, host, basename(file)));
  }
}
