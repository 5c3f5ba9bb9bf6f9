import { realpathSync, watch } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { advice, labName, npm } from "../../common/advice.ts";
import { describe, LabError } from "../../common/errors.ts";
import { FOLDER } from "../../common/paths.ts";
import { inCI } from "../../common/sanitize.ts";
import { readSettings } from "../../common/settings.ts";
import { readStackConfig } from "../../common/stack-config.ts";
import { KINDS } from "../../hosts/kinds.ts";
import { hostsUp } from "../../lab/find.ts";
import { loadExercises } from "../../note/load.ts";
import type { Note, Section } from "../../note/note.ts";
import type { LabConsole } from "../console.ts";
import { runOnHosts } from "../note.ts";
import { sectionsToRun } from "./changed.ts";
import { type CheckOptions, noteOf, refusalOf } from "./check.ts";
import { sayNotices } from "./notices.ts";
import { sumUp } from "./show-note.ts";

/** Milliseconds after which a file that was written to is taken to be whole: editors write one in several steps. */
const SETTLED = 100;

/** What `check --watch` does to the world beside the note. */
export interface WatchEdges {
  /** The folder with the settings of labs. */
  root: string;
  hostsUp: typeof hostsUp;
  runOnHosts: typeof runOnHosts;
}

const edgesOfWatch: WatchEdges = { root: FOLDER, hostsUp, runOnHosts };

/**
 * Reads a note again whenever it is saved, and runs the sections that have changed on the lab, if that is up. It shows what is wrong with the
 * note or the run, and waits for the next change.
 *
 * @param paths the note; none for the lab's own
 * @throws {Interrupted} when the signal aborts, and {LabError} when there is nothing to watch
 */
export async function watchNote(
  paths: readonly string[],
  { stack, guess, json }: CheckOptions,
  console: LabConsole,
  signal: AbortSignal,
  edges: WatchEdges = edgesOfWatch,
): Promise<never> {
  if (inCI(console))
    throw new LabError("A person writes what is watched, and this is CI", { remedy: advice`${npm("check")}` });
  if (paths.length > 1 || guess || json)
    throw new LabError("--watch reads one note, as a run does", {
      remedy: "name one note, without --guess and --json",
    });
  const file = paths[0] ?? (await noteOf(stack, edges.root));
  const changes = new Changes(file, signal);
  const watched = new WatchedNote(file, stack, console, signal, edges);
  await watched.look();
  console.print(`\nWaiting for changes of ${file}. What changes is run if the lab is up. Ctrl-C ends.`);
  for (;;) {
    await changes.next();
    await watched.look();
  }
}

/** When a file may have changed. */
class Changes {
  readonly #signal: AbortSignal;
  #next = Promise.withResolvers<void>();
  #broken: LabError | undefined;

  constructor(file: string, signal: AbortSignal) {
    this.#signal = signal;
    // Many editors save by putting another file in its place, so the folder is watched.
    const path = placeOf(file);
    try {
      watch(dirname(path), { signal }, (_event, name) => {
        if (name === null || name === basename(path)) this.#next.resolve();
      }).on("error", (cause) => {
        this.#broken = cannotWatch(path, cause);
        this.#next.resolve();
      });
    } catch (cause) {
      throw cannotWatch(path, cause);
    }
    signal.addEventListener("abort", () => this.#next.resolve(), { once: true });
  }

  /** Resolves when the file was written to since the last call. @throws the reason of the signal; {@link LabError} */
  async next(): Promise<void> {
    await this.#next.promise;
    await pause(SETTLED, undefined, { signal: this.#signal }).catch(() => {});
    this.#signal.throwIfAborted();
    if (this.#broken !== undefined) throw this.#broken;
    this.#next = Promise.withResolvers();
  }
}

/** The file itself, also where a link leads to it: the link is not written to when the file is. */
function placeOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // The first look tells what is wrong with it.
    return resolve(file);
  }
}

/** What a system says that watches as many files as it may. */
const TOO_MANY: readonly (string | undefined)[] = ["ENOSPC", "EMFILE"];

const cannotWatch = (path: string, cause: unknown): LabError =>
  new LabError(`${dirname(path)} cannot be watched`, {
    cause,
    remedy: TOO_MANY.includes((cause as NodeJS.ErrnoException).code)
      ? "end other programs that watch many files, or raise the limit (Linux: fs.inotify.max_user_watches and max_user_instances)"
      : "name a note in a folder that you may read",
  });

class WatchedNote {
  readonly #file: string;
  readonly #stack: string;
  readonly #console: LabConsole;
  readonly #signal: AbortSignal;
  readonly #edges: WatchEdges;
  /** What the last look saw: a note's hash, or why there is none. */
  #seen: string | undefined;
  /** The last note that could be run. */
  #note: Note | undefined;
  readonly #failed = new Set<string>();

  constructor(file: string, stack: string, console: LabConsole, signal: AbortSignal, edges: WatchEdges) {
    this.#file = file;
    this.#stack = stack;
    this.#console = console;
    this.#signal = signal;
    this.#edges = edges;
  }

  /** Reads the note, and runs what has changed since it could be run last. */
  async look(): Promise<void> {
    const note = await loadExercises(this.#file).catch(refusalOf);
    const seen = note instanceof LabError ? describe(note, this.#stack) : note.hash;
    if (seen === this.#seen) return;
    this.#seen = seen;
    if (note instanceof LabError) {
      this.#console.warn(`\n${seen}`);
      return;
    }
    this.#console.print(`\n${sumUp(note)}`);
    sayNotices(note, this.#console);
    const before = this.#note;
    this.#note = note;
    const sections = before === undefined ? [] : sectionsToRun(before, note, this.#failed);
    if (sections.length === 0) return;
    try {
      await this.#run(note, sections);
    } catch (error) {
      if (this.#signal.aborted || !(error instanceof LabError)) throw error;
      this.#console.warn(describe(error, this.#stack));
    }
  }

  async #run(note: Note, sections: readonly Section[]): Promise<void> {
    const changed = sections.map(({ id }) => id).join(", ");
    const settings = readSettings(await readStackConfig(this.#edges.root, this.#stack), KINDS);
    if (resolve(this.#edges.root, settings.note) !== resolve(this.#file)) {
      this.#console.print(
        `Changed: ${changed}. ${capital(labName(this.#stack))} runs ${settings.note}, so nothing is run`,
      );
      return;
    }
    const hosts = await this.#edges.hostsUp(this.#stack, this.#console.warn, this.#signal);
    if (hosts.length === 0) {
      this.#console.print(
        advice`Changed: ${changed}. ${capital(labName(this.#stack))} is not up; ${npm("start")} makes it`,
      );
      return;
    }
    for (const { id } of sections) {
      this.#console.print(`Changed: ${id}`);
      const run = { stack: this.#stack, settings, note, only: id };
      // A run that ends in an error has failed.
      this.#failed.add(id);
      const status = await this.#edges.runOnHosts(hosts, run, this.#console, this.#signal);
      if (status === 0) this.#failed.delete(id);
    }
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
