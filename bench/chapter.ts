import type { Host } from "../src/hosts/host.ts";
import { loadNote } from "../src/note/load.ts";
import { byScript } from "./by-script.ts";
import { withHost } from "./hosts.ts";
import { sum } from "./measure.ts";
import { NOTE } from "./note.ts";
import type { Row } from "./row.ts";
import { byLabnote, peakOf, type Ran } from "./runner.ts";

/** The whole chapter on a host that is ready, each time another one that is new. */
export const chapter: Row = {
  name: "chapter",
  what: "the chapter, typed and compared, against its commands as a bash script over SSH; minutes",
  async measure({ repetitions, say, signal }) {
    const note = await loadNote(NOTE);
    const { images, ports } = note.frontMatter;
    const onNewHost = <T>(work: (host: Host) => Promise<T>) => withHost({ images, ports }, signal, work);
    const ours: Ran[] = [];
    const theirs: number[] = [];
    for (let done = 0; done < repetitions; done += 1) {
      say("the chapter by labnote");
      ours.push(await onNewHost((host) => byLabnote(host, NOTE, signal)));
      say("the chapter by script");
      theirs.push(await onNewHost((host) => byScript(host, note, signal)));
    }
    const between = ours.map(({ seconds, record }) => seconds - sum(record.steps.map((step) => step.seconds ?? 0)));
    return {
      ratios: [{ what: "the chapter", ours: ours.map(({ seconds }) => seconds), theirs, bound: 1.05 }],
      figures: [
        { what: "the chapter: what the runner takes outside of steps", values: between, unit: "s" },
        { what: "the chapter: the runner's peak memory", values: ours.map(peakOf), unit: "MB" },
        { what: "the chapter: its ssh processes' besides", values: ours.map(({ ssh }) => ssh), unit: "MB" },
        {
          what: "the chapter: the runner's share of one processor",
          values: ours.map(({ seen, seconds }) => (100 * (seen.at(-1)?.processor ?? 0)) / seconds),
          unit: "%",
        },
      ],
    };
  },
};
