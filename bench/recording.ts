import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { READY, withHost } from "./hosts.ts";
import type { RecordedRequest } from "./recorded-run.ts";
import type { Row } from "./row.ts";
import { peakOf, type Watched, watchedRun } from "./runner.ts";

/** Commands that each print 10 KB in a quarter of a second: in all as much as the chapter prints, in a fifth of its time. */
const STEPS = 40;
const COMMAND = "for part in {1..25}; do seq --format='line %g, as long as lines of output are' 10; sleep 0.01; done";

const NOTE = `# Much

## 1 Much
${`
\`\`\`console
$ ${COMMAND}
...
\`\`\`
`.repeat(STEPS)}`;

/** Pairs of runs for each repetition: what is looked for is less than what two runs differ by. */
const PAIRS = 3;

/** A run with its record, as it is written while it goes, against the same run that leaves nothing. */
export const recording: Row = {
  name: "recording",
  what: "a run that is recorded, against the same run that is not; minutes",
  async measure({ repetitions, say, signal }) {
    await using folder = await mkdtempDisposable(join(tmpdir(), "labnote-bench-"));
    const note = join(folder.path, "much.md");
    await writeFile(note, NOTE);
    const [ours, theirs]: [Watched[], Watched[]] = [[], []];
    await withHost({ images: [], ports: [] }, signal, async (host) => {
      const runs = async (record: string | null) => {
        const request: RecordedRequest = { host, note, record, readyWithin: READY };
        return await watchedRun("bench/recorded-run.ts", request, signal);
      };
      const recorded = async () => ours.push(await runs(join(folder.path, "record")));
      const unrecorded = async () => theirs.push(await runs(null));
      for (let done = 0; done < repetitions * PAIRS; done += 1) {
        say(`a run with its record and one without, ${done + 1} of ${repetitions * PAIRS}`);
        // Who goes first has no advantage in the end.
        for (const side of done % 2 === 0 ? [recorded, unrecorded] : [unrecorded, recorded]) await side();
      }
    });
    const seconds = ({ printed }: Watched) => Number(printed);
    const processor = ({ seen }: Watched) => seen.at(-1)?.processor ?? 0;
    return {
      ratios: [
        {
          what: "a run with its record, against one without",
          ours: ours.map(seconds),
          theirs: theirs.map(seconds),
          bound: 1.02,
        },
      ],
      figures: [
        { what: "the recorded run: the runner's processor time", values: ours.map(processor), unit: "s" },
        { what: "the other run: the runner's processor time", values: theirs.map(processor), unit: "s" },
        { what: "the recorded run: the runner's peak memory", values: ours.map(peakOf), unit: "MB" },
        { what: "the other run: the runner's peak memory", values: theirs.map(peakOf), unit: "MB" },
      ],
    };
  },
};
