import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { ReviewAnswer } from "../../../../src/cli/accept/review.ts";
import { acceptTwice, type TwiceEdges } from "../../../../src/cli/accept/twice.ts";
import { LabError } from "../../../../src/common/errors.ts";
import { Recorder } from "../../../../src/record/recorder.ts";
import { type Printed, ran, time } from "../../record/fixtures.ts";
import { recordedConsole } from "../recorded-console.ts";

const NOTE = "# Page\n\n## 1.1 One\n\n```console\n$ start\njob 4242\n$ stop 4242\nstopped 4242\n```\n";

let root: string;
let note: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "labnote-twice-test-"));
  note = join(root, "note.md");
  await writeFile(join(root, "Pulumi.b.yaml"), `config:\n  labnote:note: ${note}\n`);
  await writeFile(note, NOTE);
});
afterEach(() => rm(root, { recursive: true }));

/** A lab whose runs print what is given, one after the other; and what was done, in order. */
function edges(runs: (readonly Printed[])[], answer: ReviewAnswer = "yes") {
  const done: string[] = [];
  const all: TwiceEdges = {
    root,
    records: (stack) => join(root, "records", stack),
    ask: async (question) => {
      done.push(question);
      return answer;
    },
    startLab: async ({ stack, set, yes }) => {
      const file = set.find((one) => one.startsWith("note="))?.slice("note=".length) ?? "";
      done.push(`start ${stack}${yes ? " --yes" : ""}`);
      const { record } = ran(await readFile(file, "utf8"), runs.shift() ?? []);
      const recorder = new Recorder(join(root, "records", stack, "host-1"), true);
      const { host, steps } = record;
      recorder.emit({ type: "run-started", time: time(0), note: { ...record.note, file }, host, steps: [...steps] });
      for (const [index, step] of steps.entries()) recorder.emit({ type: "step-ended", time: time(1), index, step });
      recorder.emit({ type: "run-ended", time: time(2), outcome: record.outcome, reasons: [] });
      recorder.close();
      return 0;
    },
    remove: async (stack) => {
      done.push(`remove ${stack}`);
    },
  };
  return { all, done };
}

async function accept(all: TwiceEdges, yes = false) {
  const { said, console } = recordedConsole("b", {});
  const ended = await acceptTwice({ stack: "b", yes }, console, new AbortController().signal, all).then(
    (status) => ({ status, error: undefined }),
    (error: Error) => ({ status: undefined, error: error.message }),
  );
  return { ...said, ...ended, note: await readFile(note, "utf8") };
}

/** What a run prints that types this word. */
const typing = (word: string, own: string): readonly Printed[] => [
  `job ${own}`,
  { output: word === own ? `stopped ${own}` : `no job ${word}`, entered: `stop ${word}` },
];

test("both runs have a host of their own, and are made again when they typed a word that differs at every run", async () => {
  const { all, done } = edges([typing("4242", "17"), typing("4242", "23"), typing("31", "31"), typing("44", "44")]);
  const { status, stdout, note } = await accept(all);
  expect(done).toEqual([
    ...["start b-twice", "remove b-twice", "start b-twice --yes", "remove b-twice"],
    ...["start b-twice --yes", "remove b-twice", "start b-twice --yes", "remove b-twice"],
    "Accept all of it? (y yes, n no) ",
  ]);
  expect([status, note]).toEqual([0, `---\nvaries: ["4242"]\n---\n\n${NOTE}`]);
  expect(stdout).toContain("These words differ at every run: 4242\n");
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(`accepted: 0 steps, 0 left: ${join(root, "note.md")}`);
});

test("a note that holds for both runs stays as it is, and nothing is asked", async () => {
  const { all, done } = edges([typing("4242", "4242"), typing("4242", "4242")]);
  const { status, stdout, note } = await accept(all);
  expect([status, note, done.length]).toEqual([0, NOTE, 4]);
  expect(stdout).toContain("holds for both runs");
});

test("a user who refuses keeps the note as it is", async () => {
  const runs = [
    ["job x", { output: "stopped 4242", entered: "stop 4242" }],
    ["job x", { output: "stopped 4242", entered: "stop 4242" }],
  ] as const;
  expect(await accept(edges([...runs], "no").all)).toMatchObject({ error: `${note} stays as it is`, note: NOTE });
});

test("the lab of the two runs is removed when a run fails", async () => {
  const { all, done } = edges([]);
  const startLab = async () => {
    throw new LabError("no room");
  };
  expect(await accept({ ...all, startLab })).toMatchObject({ error: "no room", note: NOTE });
  expect(done).toEqual(["remove b-twice"]);
});
