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

/** What a run came to on one host. */
export interface HostResult {
  name: string;
  /** Undefined where there is no record: the host never came to running the note. */
  record: RunRecord | undefined;
}

/** What was seen. */
export interface WatchResult {
  results: HostResult[];
  /** The hosts whose records tell of a run that failed just now; what an earlier run failed at tells nothing of this one. */
  failed: ReadonlySet<string>;
}

/**
 * Shows the runs on hosts while `work` makes them happen, in whichever processes; `work` is given the display, and returns why what then
 * still waits did not run.
 *
 * @returns what the hosts' records tell when all has ended.
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
  // What failed is told once, in the end, by the caller.
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
      // A log that cannot be read takes nothing from the work: it is told below.
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

/** Nobody runs the note any more: a run that was killed is one that was interrupted. */
function recordOf(folder: string): RunRecord | undefined {
  const record = readRecord(folder);
  return record === undefined ? undefined : settled(record);
}
