import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withHost } from "./hosts.ts";
import type { Row } from "./row.ts";
import { byLabnote, peakOf, processorIn, type Ran } from "./runner.ts";

/** A step that prints 50 MB, between two that leave time for a look. */
const NOTE = `# Much

## 1 Much

\`\`\`console
$ sleep 1
$ head -c 37000000 /dev/zero | base64
...
$ sleep 1
\`\`\`
`;
const LOUD = 1;

/** What the runner takes while a step prints 50 MB. */
export const output: Row = {
  name: "output",
  what: "what the runner takes while a step prints 50 MB",
  async measure({ repetitions, say, signal }) {
    const runs: Ran[] = [];
    const folder = await mkdtemp(join(tmpdir(), "labnote-bench-"));
    try {
      const note = join(folder, "much.md");
      await writeFile(note, NOTE);
      await withHost({ images: [], ports: [] }, signal, async (host) => {
        for (let done = 0; done < repetitions; done += 1) {
          say("a step that prints 50 MB");
          runs.push(await byLabnote(host, note, signal));
        }
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const seconds = runs.map(({ record }) => record.steps[LOUD]?.seconds ?? Number.NaN);
    const shares = runs.map((run, index) => (100 * processorIn(run, LOUD)) / (seconds[index] as number));
    return {
      ratios: [],
      figures: [
        { what: "50 MB: the step", values: seconds, unit: "s" },
        { what: "50 MB: the runner's share of one processor", values: shares, unit: "%" },
        { what: "50 MB: the runner's peak memory", values: runs.map(peakOf), unit: "MB" },
      ],
    };
  },
};
