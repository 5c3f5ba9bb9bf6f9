import { join } from "node:path";
import { LabError } from "../common/errors.ts";
import { isWatched, type Say } from "../common/progress.ts";
import type { Section } from "../note/note.ts";
import { settled } from "../record/fold.ts";
import { follow } from "../record/follow.ts";
import { readRecord } from "../record/read.ts";
import type { RunRecord } from "../record/record.ts";
import { type ClassOfPage, ClassPage } from "./class-page.ts";
import { ClassDisplay } from "./display/class-display.ts";
import type { Display, NotRunReason } from "./display/display.ts";
import { HostDisplay } from "./display/host-display.ts";
import { PlainDisplay } from "./display/plain-display.ts";
import type { HostResult, Problem } from "./outcome.ts";

/** The runs to be shown. */
export interface WatchOptions {
  hosts: readonly string[];
  sections: readonly Section[];
  /** The folder that has a record's folder for each host. */
  records: string;
  /** The class whose page is kept as new as the records; none where the note is not the lab's. */
  ofClass?: Pick<ClassOfPage, "students" | "note">;
  /** Shows a line where nobody watches a terminal. */
  say: Say;
}

/** The results, when all has ended. */
export interface WatchResult {
  results: HostResult[];
  /** Records and logs that cannot be read. They hide nothing of other hosts. */
  problems: Problem[];
  /** The hosts whose records say that this run failed. A failure of an earlier run does not count. */
  failed: ReadonlySet<string>;
}

/**
 * Shows the runs on hosts while `work` makes them happen, in any processes. `work` gets the display, and returns why the sections that still
 * wait did not run.
 *
 * @returns the hosts' records when all has ended.
 */
export async function watch(
  { hosts, sections, records, ofClass, say }: WatchOptions,
  work: (display: Display) => Promise<NotRunReason>,
): Promise<WatchResult> {
  const page = ofClass && new ClassPage({ hosts, records, ...ofClass });
  const display = displayOf({ hosts, sections, say });
  const since = new Date().toISOString();
  const done = new AbortController();
  const problems: Problem[] = [];
  const followed = Promise.allSettled(
    hosts.map(async (name) => {
      for await (const event of follow(join(records, name, "events.jsonl"), since, done.signal)) {
        display.run(name, event);
        page?.hear(name, event);
      }
    }),
  );
  let rest: NotRunReason = "not run";
  try {
    rest = await work(display);
  } finally {
    done.abort();
    await followed;
    await display.end(rest);
    await page?.end();
  }
  // The record tells how the run went; a log that cannot be read has only kept the display from showing it.
  for (const ended of await followed)
    if (ended.status === "rejected") problems.push({ host: undefined, error: readable(ended.reason) });
  const results = hosts.map((name): HostResult => {
    try {
      return { name, record: recordOf(join(records, name)) };
    } catch (error) {
      problems.push({ host: name, error: readable(error) });
      return { name, record: undefined, unreadable: true };
    }
  });
  const failed = results.filter(({ record }) => record?.outcome === "failed" && record.started >= since);
  return { results, problems, failed: new Set(failed.map(({ name }) => name)) };
}

function displayOf({ hosts, sections, say }: Pick<WatchOptions, "hosts" | "sections" | "say">): Display {
  if (!isWatched()) return new PlainDisplay(hosts, say);
  const [only, ...others] = hosts;
  return only !== undefined && others.length === 0
    ? new HostDisplay(only, sections)
    : new ClassDisplay(hosts, sections);
}

/** A failure for people. Any other is a defect. */
function readable(error: unknown): LabError {
  if (error instanceof LabError) return error;
  throw error;
}

/** No process runs the note any more, so a run without an end was killed, and counts as interrupted. */
function recordOf(folder: string): RunRecord | undefined {
  const record = readRecord(folder);
  return record === undefined ? undefined : settled(record);
}
