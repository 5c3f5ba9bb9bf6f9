import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type AcceptEdges, acceptRun } from "../../../../src/cli/accept/accept.ts";
import type { ReviewAnswer } from "../../../../src/cli/accept/review.ts";
import type { Host } from "../../../../src/hosts/host.ts";
import { Recorder } from "../../../../src/record/recorder.ts";
import { ran, time } from "../../record/fixtures.ts";
import { recordedConsole } from "../recorded-console.ts";

const NOTE = "# Page\n\n## 1.1 One\n\n```console\n$ echo $n\none\n```\n";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "labnote-accept-"));
  await writeFile(join(root, "Pulumi.b.yaml"), `config:\n  labnote:note: ${join(root, "note.md")}\n`);
  await writeFile(join(root, "note.md"), NOTE);
});
afterEach(() => rm(root, { recursive: true }));

/** Leaves a record of the note's one step, which printed this. */
async function leaveRecord(printed: string): Promise<void> {
  const { record } = ran(NOTE, [printed]);
  const { host, note, steps } = { ...record, note: { ...record.note, file: join(root, "note.md") } };
  const recorder = new Recorder(join(root, "records", "host-1"), true);
  recorder.emit({ type: "run-started", time: time(0), note, host, steps: [...steps] });
  for (const [index, step] of steps.entries()) recorder.emit({ type: "step-ended", time: time(1), index, step });
  recorder.emit({ type: "run-ended", time: time(2), outcome: record.outcome, reasons: [] });
  recorder.close();
}

function edges(answers: ReviewAnswer[], changes: Partial<AcceptEdges> = {}) {
  const asked: string[] = [];
  const all: AcceptEdges = {
    root,
    records: () => join(root, "records"),
    terminal: true,
    ask: async (question) => {
      asked.push(question);
      return answers.shift() ?? "quit";
    },
    findHosts: async () => [{ name: "host-1" } as Host],
    rerun: async () => {
      await leaveRecord("two\n");
      return { results: [], problems: [] };
    },
    acceptTwice: async () => 0,
    ...changes,
  };
  return { all, asked };
}

async function accept(all: AcceptEdges, { yes = false, run = false, twice = false, env = {} } = {}) {
  const { said, console } = recordedConsole("b", env);
  const options = { stack: "b", exit: false, run, twice, yes };
  const ended = await acceptRun(options, console, new AbortController().signal, all).then(
    (status) => ({ status, error: undefined }),
    (error: Error) => ({ status: undefined, error: error.message }),
  );
  return { ...said, ...ended, note: await readFile(join(root, "note.md"), "utf8") };
}

test("what a run has shown is written into the note where the user agrees, and how to check it is said", async () => {
  await leaveRecord("two\n");
  const { all, asked } = edges(["yes"]);
  const { status, stdout, note } = await accept(all);
  expect([status, note]).toEqual([0, NOTE.replace("\none\n", "\ntwo\n")]);
  expect(asked).toEqual(["Accept it? (1 of 1; y yes, n no, q quit) "]);
  expect(stdout).toContain("npm run note -- --stack b --only 1.1");
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(`accepted: 1 steps, 0 left: ${join(root, "note.md")}`);
});

test("a change that the user refuses leaves the note as it is, and the status is 1", async () => {
  await leaveRecord("two\n");
  expect(await accept(edges(["no"]).all)).toMatchObject({ status: 1, note: NOTE });
});

test("with --yes nothing is asked", async () => {
  await leaveRecord("two\n");
  const { all, asked } = edges([], { terminal: false });
  expect((await accept(all, { yes: true })).status).toBe(0);
  expect(asked).toEqual([]);
});

test("a note that was never run is run first", async () => {
  const { status, note } = await accept(edges(["yes"]).all);
  expect([status, note]).toEqual([0, NOTE.replace("\none\n", "\ntwo\n")]);
});

test("two runs on new hosts take no options of the last run", async () => {
  const { all } = edges([], { acceptTwice: async () => 1 });
  expect(await accept(all, { twice: true })).toMatchObject({ status: 1 });
  expect(await accept(all, { twice: true, run: true })).toMatchObject({
    error: "--twice makes two runs on hosts of its own",
  });
});

test("a run that leaves no record is no reason to change the note", async () => {
  const { all } = edges([], { rerun: async () => ({ results: [], problems: [] }) });
  expect(await accept(all, { run: true })).toMatchObject({
    error: "There is no record of a run in the lab b",
    note: NOTE,
  });
});

test.each([
  ["CI, whose variable is set", { CI: "true" }, "A person has to accept what a note expects, and this is CI"],
  ["a machine where CI is set to nothing", { CI: "" }, undefined],
])("in %s, accepting is refused or not: %j", async (_, env, error) => {
  await leaveRecord("two\n");
  expect((await accept(edges(["yes"]).all, { env })).error).toBe(error);
});
