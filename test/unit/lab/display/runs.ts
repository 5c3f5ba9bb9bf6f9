import { readNote } from "../../../../src/note/read.ts";
import type { RunEvent } from "../../../../src/record/events.ts";
import { plannedSteps } from "../../../../src/record/planned-steps.ts";
import type { StepRecord } from "../../../../src/record/record.ts";
import { passed, started, time } from "../../record/fixtures.ts";

const text = `# Page

## 1 One

\`\`\`console
$ docker run -it nginx bash
root@64eb235def02:/# whoami
root
root@64eb235def02:/# exit
$ docker rm 64eb235def02
64eb235def02
\`\`\`

## 2 Two

\`\`\`console
$ for i in 1 2
> do echo $i; done
1
2
\`\`\`
`;

/** A note of two sections, with four steps and one. */
export const note = readNote(text, "note.md");
const planned = plannedSteps(note);

/** The events of a run of that note. */
export const begun: RunEvent = started(...planned);
export const over = (outcome: "passed" | "failed" | "interrupted", second = 9): RunEvent => ({
  ...{ type: "run-ended", time: time(second), outcome, reasons: [] },
});
export const enters = (section: string): RunEvent => {
  const title = note.sections.find(({ id }) => id === section)?.title ?? section;
  return { type: "section-started", time: time(1), section, title };
};
export const leaves = (section: string): RunEvent => ({ type: "section-ended", time: time(2), section });
export const types = (index: number, entered: string | null): RunEvent => ({
  ...{ type: "step-started", time: time(1), index, entered },
});
export const prints = (index: number, data: string): RunEvent => ({ type: "output", time: time(1), index, data });
export const did = (index: number, changes: Partial<StepRecord> = {}): RunEvent => ({
  ...{ type: "step-ended", time: time(2), index },
  step: passed({ ...planned[index], ...RESULT, ...changes }),
});
const RESULT = { outcome: "passed", reasons: [], output: "", exit: 0, seconds: 0.04 } as const;
