import { link, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { adoptPage } from "../../../../src/cli/adopt/adopt.ts";
import type { AdoptedRunEdges } from "../../../../src/cli/adopt/run-adopted.ts";
import type { Host } from "../../../../src/hosts/host.ts";
import { Recorder } from "../../../../src/record/recorder.ts";
import { type Printed, ran, time } from "../../record/fixtures.ts";
import { recordedConsole } from "../recorded-console.ts";

const PAGE = "# Page\n\nA word.\n\n```sh\necho one\nvim a\n```\n";
const NOTE = "# Page\n\nA word.\n\n```console\n$ echo one\n```\n\n```sh\nvim a\n```\n";

let root: string;
let page: string;
let note: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "labnote-adopt-"));
  page = join(root, "page.md");
  note = join(root, "page.note.md");
  await writeFile(page, PAGE);
});
afterEach(() => rm(root, { recursive: true }));

/** Leaves a record of the note's steps, which printed this. */
async function leaveRecord(printed: readonly Printed[]): Promise<void> {
  const { record } = ran(await readFile(note, "utf8"), printed);
  const recorder = new Recorder(join(root, "records", "host-1"), true);
  recorder.emit({
    type: "run-started",
    time: time(0),
    note: { ...record.note, file: note },
    host: record.host,
    steps: record.steps,
  });
  for (const [index, step] of record.steps.entries()) recorder.emit({ type: "step-ended", time: time(1), index, step });
  recorder.emit({ type: "run-ended", time: time(2), outcome: record.outcome, reasons: [] });
  recorder.close();
}

/** A lab in which each run of the note prints the next of these. */
function lab(...runs: (readonly Printed[])[]) {
  const did: string[] = [];
  const edges: AdoptedRunEdges = {
    root,
    records: () => join(root, "records"),
    startLab: async ({ set }) => {
      did.push(`start ${set}`);
      await leaveRecord(runs.shift() ?? []);
      return 1;
    },
    findHosts: async () => [{ name: "host-1" } as Host],
    rerun: async ({ sections }) => {
      did.push(`rerun ${sections.map(({ id }) => id)}`);
      await leaveRecord(runs.shift() ?? []);
      return { results: [], problems: [] };
    },
  };
  return { edges, did };
}

async function adopt(options: Partial<Parameters<typeof adoptPage>[0]> = {}, edges = lab().edges) {
  const { said, console } = recordedConsole("b");
  const all = { stack: "b", file: page, replace: false, run: false, yes: false, ...options };
  const ended = await adoptPage(all, console, new AbortController().signal, edges).then(
    (status) => ({ status, error: undefined }),
    (error: Error) => ({ status: undefined, error: error.message }),
  );
  return { ...said, ...ended, last: said.stdout.trimEnd().split("\n").at(-1) };
}

const read = (file: string): Promise<string | undefined> => readFile(file, "utf8").catch(() => undefined);

test("npm run adopt writes a note beside the page, and names each line", async () => {
  const { status, stdout, last } = await adopt();
  expect([status, await read(note), await read(page)]).toEqual([0, NOTE, PAGE]);
  expect(stdout).toMatch(/ 5 . echo one\n.*a sh fence becomes a console block/);
  expect(stdout).toMatch(/ 7 . vim a\n.*it opens an editor/);
  expect(stdout).toContain(`npm run check -- --stack b ${note}`);
  expect(last).toBe(`adopted: 1 steps, 1 left, 0 to look at: ${note}`);
});

test("a file that exists is written over only when that is said", async () => {
  await writeFile(note, "mine");
  expect(await adopt()).toMatchObject({ error: `${note} exists already` });
  expect(await read(note)).toBe("mine");
  expect(await adopt({ replace: true })).toMatchObject({ status: 0 });
  expect(await read(note)).toBe(NOTE);
});

test.each<[string, (out: string) => Promise<void>]>([
  ["itself", async () => {}],
  ["a link to it", (out) => symlink(page, out)],
  ["another name of it", (out) => link(page, out)],
])("the page is never written over, under the name of %s", async (what, make) => {
  const out = what === "itself" ? page : join(root, "other.md");
  await make(out);
  expect((await adopt({ out, replace: true })).error).toBe(`${out} is the page itself, which is never written over`);
  expect(await read(page)).toBe(PAGE);
});

test("a page without commands makes no note, and labnote names what may be a command", async () => {
  await writeFile(page, "# Page\n\n- docker ps\n");
  const { error, stdout } = await adopt();
  expect(error).toBe(`Nothing in ${page} is surely a command, so no note was written`);
  expect(stdout).toContain("this may be a command");
  expect(await read(note)).toBeUndefined();
});

test("with --run, what came is pasted below each command", async () => {
  const { edges, did } = lab(["one\n"]);
  const { status, stdout } = await adopt({ run: true }, edges);
  expect([status, did, await read(note)]).toEqual([0, [`start note=${note}`], NOTE.replace("one\n", "one\none\n")]);
  expect(stdout).toContain("its output is pasted: 1 line");
});

test("with --run, a command that failed has its status in the note, and counts as one to look at", async () => {
  const { status, last } = await adopt({ run: true }, lab([{ output: "no\n", exit: 3 }]).edges);
  expect([status, await read(note)]).toEqual([1, NOTE.replace("one\n", "one\nno\n[exit 3]\n")]);
  expect(last).toBe(`adopted: 1 steps, 1 left, 1 to look at: ${note}`);
});

test("with --run, a command that does not end is interrupted in the next run", async () => {
  await writeFile(page, "# Page\n\n```sh\ntrue\necho wait\n```\n");
  const late = { output: "up\n", exit: null, outcome: "failed", reasons: [{ kind: "endless", within: 300 }] } as const;
  const { edges, did } = lab(["", late], ["", "up\n^C\n"]);
  await adopt({ run: true }, edges);
  expect(did).toEqual([`start note=${note}`, "rerun page"]);
  expect(await read(note)).toContain("$ echo wait\nup\n^C\n");
});

test("with --run, what the first run has shown stays, and labnote names what a further run shows otherwise", async () => {
  await writeFile(page, "# Page\n\n```sh\necho one\necho wait\n```\n");
  const late = { output: "up\n", exit: null, outcome: "failed", reasons: [{ kind: "endless", within: 300 }] } as const;
  const reason = 'line 5 expects "one", but this was seen: "two"; "two" stands where "one" should';
  const other = { output: "two\n", outcome: "failed" } as const;
  const { status, stdout } = await adopt({ run: true }, lab(["one\n", late], [other, "up\n^C\n"]).edges);
  expect([status, await read(note)]).toEqual([1, "# Page\n\n```console\n$ echo one\none\n$ echo wait\nup\n^C\n```\n"]);
  expect(stdout).toContain(`differs from the first: ${reason}`);
});
