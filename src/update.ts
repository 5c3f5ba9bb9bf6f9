import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { Listr } from "listr2";
import { Interrupted, LabError, LabErrors } from "./errors.ts";
import type { Note } from "./note/note.ts";
import { LabProgress } from "./progress.ts";
import type { RunRecord } from "./record/record.ts";
import { follow } from "./run/follow.ts";
import type { Settings } from "./settings.ts";
import { PulumiError, type Stack } from "./stack.ts";

export interface UpdateOptions {
  stack: Stack;
  settings: Settings;
  note: Note;
  /** The folder of this stack's records, one folder a host in it. */
  records: string;
  signal: AbortSignal;
}

/** What an update came to, for one host. */
export interface HostResult {
  name: string;
  /** Undefined where there is no record: the host never came to running the note. */
  record: RunRecord | undefined;
}

/**
 * Brings the lab up: hosts, ready, and the note run on each, shown as it goes.
 *
 * @throws LabErrors when something other than a note's step failed, with what failed for which host.
 */
export async function update({ stack, settings, note, records, signal }: UpdateOptions): Promise<HostResult[]> {
  const progress = new LabProgress(settings.students, note.sections);
  const since = new Date().toISOString();
  const done = new AbortController();
  const following = settings.students.map(async (name) => {
    for await (const event of follow(join(records, name, "events.jsonl"), since, done.signal))
      progress.run(name, event);
  });
  const failures = new Failures();
  const display = showing(progress);
  try {
    await stack.up({
      continueOnError: true,
      signal,
      onEvent: (event) => {
        progress.engine(event);
        failures.engine(event);
      },
    });
  } catch (error) {
    if (!(error instanceof PulumiError)) throw error;
    failures.cause = error;
  } finally {
    done.abort();
    await Promise.all(following);
    progress.end(signal.aborted ? "interrupted" : failures.cause === undefined ? "unchanged" : "not run");
    await display;
  }
  const results = await Promise.all(settings.students.map((name) => readResult(records, name)));
  failures.throwUnlessExplainedBy(results, signal);
  return results;
}

/** The display, which ends when `progress` does; what failed is told once, by the caller. */
const showing = (progress: LabProgress): Promise<unknown> =>
  new Listr(progress.tasks, {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    rendererOptions: { collapseSubtasks: false, collapseErrors: false, showErrorMessage: true },
    fallbackRenderer: "simple",
    fallbackRendererCondition: () => !process.stdout.isTTY || process.env.CI !== undefined,
  }).run();

async function readResult(records: string, name: string): Promise<HostResult> {
  const file = join(records, name, "record.json");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new LabError(`${file} cannot be read`, { cause: error });
  });
  return { name, record: text === undefined ? undefined : JSON.parse(text) };
}

/** What the engine said went wrong. */
class Failures {
  cause: PulumiError | undefined;
  /** By the resource's name; "" for what concerns no resource. */
  readonly #said = new Map<string, string>();

  engine({ diagnosticEvent }: EngineEvent): void {
    if (diagnosticEvent?.severity !== "error") return;
    const name = diagnosticEvent.urn?.split("::")[3] ?? "";
    // The engine colours its words by marks of its own: <{%reset%}>.
    const text = diagnosticEvent.message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
    this.#said.set(name, [this.#said.get(name), text].filter(Boolean).join("\n"));
  }

  /** A step that failed is told in its record; all else is an error of the update. */
  throwUnlessExplainedBy(results: readonly HostResult[], signal: AbortSignal): void {
    if (this.cause === undefined) return;
    if (signal.aborted)
      throw new Interrupted("Interrupted", {
        remedy: "`npm start` goes on from here; `npm run down` takes the lab down",
      });
    const explained = new Set(results.filter(({ record }) => record?.outcome === "failed").map(({ name }) => name));
    const others = [...this.#said].filter(
      ([name]) => !explained.has(name) && name !== "" && !name.startsWith("labnote-"),
    );
    if (others.length > 0)
      throw new LabErrors(
        "The lab is not whole",
        others.map(([name, text]) => new LabError(`${name}: ${text}`)),
      );
    if (explained.size === 0) throw this.cause;
  }
}
