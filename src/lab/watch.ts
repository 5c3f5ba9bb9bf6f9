import { join } from "node:path";
import { Listr } from "listr2";
import type { Section } from "../note/note.ts";
import { settled } from "../record/fold.ts";
import { follow } from "../record/follow.ts";
import { readRecord } from "../record/read.ts";
import type { RunRecord } from "../record/record.ts";
import { LabProgress, type NotRunReason } from "./progress.ts";

/** The runs to be shown. */
export interface WatchOptions {
  hosts: readonly string[];
  sections: readonly Section[];
  /** The folder that has a record's folder for each host. */
  records: string;
}

/** The result of a run on one host. */
export interface HostResult {
  name: string;
  /** Undefined where there is no record: the host never began to run the note. */
  record: RunRecord | undefined;
}

/** The results, when all has ended. */
export interface WatchResult {
  results: HostResult[];
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
  { hosts, sections, records }: WatchOptions,
  work: (progress: LabProgress) => Promise<NotRunReason>,
): Promise<WatchResult> {
  const progress = new LabProgress(hosts, sections);
  const since = new Date().toISOString();
  const done = new AbortController();
  const following = Promise.all(
    hosts.map(async (name) => {
      for await (const event of follow(join(records, name, "events.jsonl"), since, done.signal))
        progress.run(name, event);
    }),
  );
  // The caller says once, in the end, what failed.
  const display = new Listr(progress.tasks, {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    rendererOptions: { collapseSubtasks: false, showSkipMessage: false },
    fallbackRenderer: "simple",
    fallbackRendererCondition: () => !process.stdout.isTTY || process.env.CI !== undefined,
  }).run();
  const working = async () => {
    let rest: NotRunReason = "not run";
    try {
      rest = await work(progress);
    } finally {
      done.abort();
      // A log that cannot be read does not stop the work; its error is thrown below.
      await following.catch(() => {});
      progress.end(rest);
    }
  };
  for (const ended of await Promise.allSettled([working(), following, display]))
    if (ended.status === "rejected") throw ended.reason;
  const results = hosts.map((name) => ({ name, record: recordOf(join(records, name)) }));
  const failed = results.filter(({ record }) => record?.outcome === "failed" && record.started >= since);
  return { results, failed: new Set(failed.map(({ name }) => name)) };
}

/** No process runs the note any more, so a run without an end was killed, and counts as interrupted. */
function recordOf(folder: string): RunRecord | undefined {
  const record = readRecord(folder);
  return record === undefined ? undefined : settled(record);
}
