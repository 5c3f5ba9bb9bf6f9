import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { showResults } from "../../../src/cli/results.ts";
import { type StartEdges, startLab, withNote } from "../../../src/cli/start.ts";
import { advice, npm } from "../../../src/common/advice.ts";
import { LabError } from "../../../src/common/errors.ts";
import type { HostKind } from "../../../src/hosts/kind.ts";
import type { Pulumi } from "../../../src/lab/pulumi/cli.ts";
import type { Stack } from "../../../src/lab/pulumi/stack.ts";
import { failed, passed, recordOf } from "../record/fixtures.ts";
import { recordedConsole } from "./recorded-console.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "labnote-start-"));
  await mkdir(join(root, "records"));
  await writeFile(join(root, "note.md"), "# Page\n\n## 1.1 One\n\n```console\n$ echo one\none\n```\n");
});
afterEach(() => rm(root, { recursive: true }));

const pulumi = {} as Pulumi;
const stack = {} as Stack;

/** A machine on which all is there, and a kind of host that costs nothing; and what was done, in order. */
function edges(changes: Partial<StartEdges> = {}, kind: Partial<HostKind> = {}) {
  const done: string[] = [];
  const all: StartEdges = {
    root,
    records: () => join(root, "records"),
    loadKind: async () => ({ needsEngine: async () => true, plugins: [], preparations: () => [], ...kind }) as HostKind,
    holdLab: async (name, command) => {
      done.push(`hold ${name} for ${command}`);
      return { [Symbol.asyncDispose]: async () => void done.push("let go") };
    },
    setUpMachine: async ({ withPulumi }, signal) =>
      withPulumi(pulumi, () => {}, signal ?? new AbortController().signal),
    openStack: async () => stack,
    known: async () => [],
    bringUp: async ({ settings }) => {
      done.push("up");
      return { results: settings.students.map((name) => ({ name, record: recordOf([passed()]) })), problems: [] };
    },
    showResults,
    openPage: async (page) => void done.push(`open ${page}`),
    platform: "linux",
    extendHosts: async (_stack, _kind, _plan, say) => {
      done.push("extend");
      say("\nThe lab ends by itself.");
    },
    ...changes,
  };
  return { all, done };
}

async function run(
  all: StartEdges,
  { set = [] as string[], yes = false, open = undefined as boolean | undefined, env = {}, columns = 0 } = {},
) {
  const { said, console } = recordedConsole("b", env, columns || undefined);
  const options = { stack: "b", set: [`note=${join(root, "note.md")}`, ...set], unset: [], yes, open };
  const ended = await startLab(options, console, new AbortController().signal, all).then(
    (status) => ({ status, error: undefined }),
    (error: unknown) => ({ status: undefined, error }),
  );
  return { ...said, ...ended };
}

test("a lab is held, its settings are kept, it is brought up and its end is moved, and the results and what to do next come last", async () => {
  const { all, done } = edges();
  const { status, stdout, stderr } = await run(all, { set: ["students=mina,jun"] });
  expect([status, stderr]).toEqual([0, ""]);
  expect(done).toEqual(["hold b for npm start -- --stack b", "up", "extend", "let go"]);
  expect(parse(await readFile(join(root, "Pulumi.b.yaml"), "utf8")).config).toEqual({
    "labnote:note": join(root, "note.md"),
    "labnote:students": "mina,jun",
  });
  const lines = stdout.trimEnd().split("\n");
  expect(lines.slice(-2)).toEqual([
    "Take it down: npm run down -- --stack b",
    expect.stringMatching(/^passed: 2 passed, 0 failed, 0 skipped; 2 of 2 hosts passed: file:/),
  ]);
  expect(stdout.indexOf("ends by itself")).toBeLessThan(stdout.indexOf("mina, jun: 1 passed"));
});

test("a step that failed makes the status 1", async () => {
  const results = [{ name: "host-1", record: recordOf([failed()]) }];
  const { all } = edges({ bringUp: async () => ({ results, problems: [] }) });
  expect((await run(all)).status).toBe(1);
});

test("settings that are wrong are refused before the lab is held", async () => {
  const { all, done } = edges();
  const { error } = await run(all, { set: ["students=A B"] });
  expect([error instanceof LabError, done]).toEqual([true, []]);
});

test("what costs money is shown and is not made while nobody has agreed; with --yes it is made", async () => {
  const estimate = async () => ({ lines: [advice`$1, until ${npm("down")}.`], question: "Make it" });
  const refused = edges({}, { estimate });
  const { stdout, error } = await run(refused.all);
  expect(stdout).toBe("\n$1, until `npm run down -- --stack b`.\n\n");
  expect(error).toMatchObject({ remedy: advice`say yes beforehand: ${npm("start", "--yes")}` });
  expect([refused.done.includes("up"), refused.done.at(-1)]).toEqual([false, "let go"]);
  const agreed = edges({}, { estimate });
  expect((await run(agreed.all, { yes: true })).status).toBe(0);
  expect(agreed.done).toContain("up");
});

test("hosts that are up have their end moved also where the update failed, and the failure is the command's", async () => {
  const failure = new LabError("The lab is not whole");
  const { all, done } = edges({ bringUp: () => Promise.reject(failure) });
  expect((await run(all)).error).toBe(failure);
  expect(done.slice(-2)).toEqual(["extend", "let go"]);
});

describe("the page of a run", () => {
  const page = new URL("file:///records/lab/index.html");
  const withPage = (changes: Partial<StartEdges> = {}) =>
    edges({ showResults: async () => ({ status: 0, page }), ...changes });
  const opened = async (options: Parameters<typeof run>[1], changes: Partial<StartEdges> = {}) => {
    const { all, done } = withPage(changes);
    const { status, stderr } = await run(all, options);
    return { opened: done.includes(`open ${page}`), status, stderr };
  };

  test("is opened at the end where a user sits at a desktop, and not elsewhere", async () => {
    expect((await opened({ columns: 80, env: { DISPLAY: ":0" } })).opened).toBe(true);
    expect((await opened({ columns: 80 })).opened).toBe(false);
    expect((await opened({ columns: 80, env: { DISPLAY: ":0", CI: "true" } })).opened).toBe(false);
    expect((await opened({ env: { DISPLAY: ":0" } })).opened).toBe(false);
    expect((await opened({ columns: 80 }, { platform: "darwin" })).opened).toBe(true);
  });

  test("is opened or not as the user says, and not where there is none", async () => {
    expect((await opened({ open: true })).opened).toBe(true);
    expect((await opened({ open: false, columns: 80, env: { DISPLAY: ":0" } })).opened).toBe(false);
    const none = { showResults: async () => ({ status: 0 as const, page: undefined }) };
    expect((await opened({ open: true }, none)).opened).toBe(false);
  });

  test("changes no status where it cannot be opened, which is said where the user asked for it", async () => {
    const openPage = () => Promise.reject(new LabError("The page could not be opened"));
    expect(await opened({ open: true }, { openPage })).toMatchObject({
      ...{ status: 0, stderr: "The page could not be opened\n" },
    });
    const desk = { columns: 80, env: { DISPLAY: ":0" } };
    expect(await opened(desk, { openPage })).toMatchObject({ status: 0, stderr: "" });
  });
});

test("a note that is named beside the settings is one of them, and two notes are refused", () => {
  expect(withNote(["students=3"], "lesson.md")).toEqual(["students=3", "note=lesson.md"]);
  expect(withNote(["note=a.md"], undefined)).toEqual(["note=a.md"]);
  for (const key of ["note", "labnote:note"])
    expect(() => withNote([`${key}=a.md`], "b.md")).toThrow("Two notes are named: b.md and a.md");
});
