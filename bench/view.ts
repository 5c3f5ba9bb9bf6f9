import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PAGE } from "../src/common/paths.ts";
import { loadNote } from "../src/note/load.ts";
import { withHost } from "./hosts.ts";
import { writeLongRun } from "./long-run.ts";
import type { Figure, Ratio } from "./measure.ts";
import { NOTE } from "./note.ts";
import { opened } from "./opened.ts";
import type { Row } from "./row.ts";
import { byLabnote, watchedRun } from "./runner.ts";
import type { Viewed, ViewRequest } from "./view-run.ts";

/** How often the chapter stands in a long run's note: four times are nearly as much as labnote reads of one note. */
const TIMES = [1, 2, 4];
/** Seconds in which a browser opens the page of the longest run. */
const OPENED = 1;
/** Seconds for the chapter. */
const TOGETHER = 2;
/** Of the processor's time for a step in the longest run to that in the shortest. */
const LINEAR = 1.25;

/** The page and the pictures of a run, the chapter's and longer ones, each time in a process that has made none before. */
export const view: Row = {
  name: "view",
  what: "the page and the pictures of the chapter's run, and of runs of up to four times as many steps; minutes",
  async measure({ repetitions, say, signal }) {
    await using folder = await mkdtempDisposable(join(tmpdir(), "labnote-bench-"));
    say("the chapter, for its record");
    const { images, ports } = (await loadNote(NOTE)).frontMatter;
    const { record } = await withHost({ images, ports }, signal, (host) =>
      byLabnote(host, NOTE, signal, { kept: folder.path }),
    );
    const recorded = join(folder.path, record.host.name);
    const runs: LongRun[] = [];
    for (const times of TIMES) {
      const run = join(folder.path, String(times));
      runs.push({ record: run, ...(await writeLongRun(NOTE, recorded, times, run)), viewed: [], opened: [] });
    }
    const made = { seconds: [] as number[], viewed: [] as Viewed[] };
    const run = async (of: { record: string; file: string }, browser: boolean) => {
      const request: ViewRequest = { record: of.record, note: of.file, pictures: join(of.record, "pictures"), browser };
      const { seconds, printed } = await watchedRun("bench/view-run.ts", request, signal);
      return { seconds, viewed: JSON.parse(printed) as Viewed };
    };
    for (let done = 0; done < repetitions; done += 1) {
      say("page and pictures of the chapter");
      const { seconds, viewed } = await run({ record: recorded, file: NOTE }, true);
      made.seconds.push(seconds);
      made.viewed.push(viewed);
      for (const each of runs) {
        say(`page and pictures of ${each.steps} steps`);
        each.viewed.push((await run(each, false)).viewed);
        const seconds = await opened(join(each.record, PAGE));
        if (seconds !== undefined) each.opened.push(seconds);
      }
    }
    return {
      ratios: [linear("page", runs), linear("pictures", runs)],
      figures: [...ofChapter(made), ...runs.flatMap(ofLongRun)],
    };
  },
};

interface LongRun {
  /** The folder of its record. */
  record: string;
  /** The note's file. */
  file: string;
  steps: number;
  /** One for each repetition. */
  viewed: Viewed[];
  /** Seconds that a browser took to open its page; empty where none is installed. */
  opened: number[];
}

/** The processor's milliseconds for a step of the longest run, against those for one of the shortest. */
function linear(what: "page" | "pictures", runs: readonly LongRun[]): Ratio {
  const [shortest, longest] = [runs[0] as LongRun, runs.at(-1) as LongRun];
  const each = ({ steps, viewed }: LongRun) => viewed.map((one) => (1000 * one[what].processor) / steps);
  return {
    what: `the ${what}, the processor's time for a step among ${longest.steps} against one among ${shortest.steps}`,
    ...{ ours: each(longest), theirs: each(shortest), unit: "ms", bound: LINEAR },
  };
}

function ofChapter({ seconds, viewed }: { seconds: number[]; viewed: Viewed[] }): Figure[] {
  const together = viewed.map(({ page, pictures }) => page.seconds + pictures.seconds);
  const of = `the chapter and its ${viewed[0]?.made} pictures`;
  return [
    { what: `${of}: page and pictures together`, values: together, unit: "s", bound: TOGETHER },
    { what: `${of}: the page alone`, values: viewed.map(({ page }) => page.seconds), unit: "s" },
    { what: `${of}: the whole process`, values: seconds, unit: "s" },
    { what: `${of}: the process' peak memory`, values: viewed.map(({ peak }) => peak), unit: "MB" },
    { what: `${of}: the page's size`, values: viewed.map(({ size }) => size), unit: "KB" },
  ];
}

function ofLongRun({ steps, viewed, opened: open }: LongRun): Figure[] {
  const of = `${steps} steps and ${viewed[0]?.made} pictures`;
  return [
    { what: `${of}: the page`, values: viewed.map(({ page }) => page.seconds), unit: "s" },
    { what: `${of}: the pictures`, values: viewed.map(({ pictures }) => pictures.seconds), unit: "s" },
    { what: `${of}: the process' peak memory`, values: viewed.map(({ peak }) => peak), unit: "MB" },
    { what: `${of}: the page's size`, values: viewed.map(({ size }) => size), unit: "KB" },
    ...(open.length === 0
      ? []
      : [{ what: `${of}: the page opening in a browser`, values: open, unit: "s" as const, bound: OPENED }]),
  ];
}
