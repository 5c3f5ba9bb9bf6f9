import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "@jest/globals";
import type { Hunk, Proposal } from "../../../src/accept/propose.ts";
import { ACCEPTED, writeNote } from "../../../src/accept/save-note.ts";
import { chooseHunks, type ReviewAnswer, showHunk } from "../../../src/cli/accept/review.ts";
import { Recorder } from "../../../src/record/recorder.ts";

async function temporary() {
  const folder = await mkdtemp(join(tmpdir(), "labnote-accept-"));
  return { folder, file: join(folder, "note.md"), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

const acceptance = (file: string) => ({
  time: "2026-11-24T06:00:00.000Z",
  file,
  host: "host-1",
  steps: [],
  before: "old",
  after: "new",
});

describe("writing a note", () => {
  test("accept writes a note whole, keeps its mode, leaves nothing beside it, and records it before and after", async () => {
    await using at = await temporary();
    await writeFile(at.file, "old", { mode: 0o640 });
    await writeNote(join(at.folder, "record"), acceptance(at.file));
    expect(await readFile(at.file, "utf8")).toBe("new");
    expect((await stat(at.file)).mode & 0o777).toBe(0o640);
    expect((await readdir(at.folder)).sort()).toEqual(["note.md", "record"]);
    const kept = await readFile(join(at.folder, "record", ACCEPTED), "utf8");
    expect(
      kept
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([acceptance(at.file)]);
  });

  test("accept writes a note through a symbolic link, and the link stays a link", async () => {
    await using at = await temporary();
    await writeFile(join(at.folder, "real.md"), "old");
    await symlink("real.md", at.file);
    await writeNote(at.folder, acceptance(at.file));
    expect(await readFile(join(at.folder, "real.md"), "utf8")).toBe("new");
  });

  test("accept does not write a note that changed since it was read, and records nothing", async () => {
    await using at = await temporary();
    await writeFile(at.file, "mine");
    await expect(writeNote(join(at.folder, "record"), acceptance(at.file))).rejects.toThrow(/changed while labnote/);
    expect(await readFile(at.file, "utf8")).toBe("mine");
    expect(await readdir(at.folder)).toEqual(["note.md"]);
  });

  test("accept reports a note that is gone or cannot be recorded, and does not write it", async () => {
    await using at = await temporary();
    await expect(writeNote(at.folder, acceptance(at.file))).rejects.toThrow(/could not be written/);
    await writeFile(at.file, "old");
    await writeFile(join(at.folder, "record"), "a file where the folder would be");
    await expect(writeNote(join(at.folder, "record"), acceptance(at.file))).rejects.toThrow(/could not be written/);
    expect(await readFile(at.file, "utf8")).toBe("old");
    expect((await readdir(at.folder)).sort()).toEqual(["note.md", "record"]);
  });
});

const hunk = (index: number): Hunk => {
  const step = {
    kind: "http",
    section: "1",
    line: 2,
    port: 80,
    path: "/",
    typed: "GET \u001b[2J\u202e",
    expected: [],
    within: undefined,
    timeout: 1,
  } as const;
  return { index, step, mended: step, less: false, edits: [{ line: 2, end: 3, lines: ["new\u001b[2J\u200b\tx\n"] }] };
};

test("a new run of the host keeps the record of what was accepted", async () => {
  await using at = await temporary();
  await writeFile(at.file, "old");
  const folder = join(at.folder, "records");
  await writeNote(folder, acceptance(at.file));
  new Recorder(join(folder, "host-1"), true).close();
  expect(await readFile(join(folder, ACCEPTED), "utf8")).toContain('"before":"old"');
});

describe("hunks", () => {
  const all = (refused: ReadonlySet<number>): Proposal => ({
    hunks: [3, 5, 7].filter((index) => !refused.has(index)).map(hunk),
    left: [...refused].map((index) => ({ ...hunk(index), why: "it is to stay as it is" })),
  });
  const answered = async (...answers: ReviewAnswer[]) => {
    const asked: number[] = [];
    const { hunks, left } = await chooseHunks(all, async ({ index }) => {
      asked.push(index);
      return answers[asked.length - 1] ?? "quit";
    });
    return { asked, taken: hunks.map(({ index }) => index), left: left.map(({ index }) => index) };
  };

  test("the user is asked for each hunk, and refused hunks are left", async () => {
    expect(await answered("yes", "no", "yes")).toEqual({ asked: [3, 5, 7], taken: [3, 7], left: [5] });
    expect(await answered("no", "no", "no")).toEqual({ asked: [3, 5, 7], taken: [], left: [3, 5, 7] });
  });

  test("hunks before the user quits are taken, and hunks after that are left", async () => {
    expect(await answered("yes", "quit")).toEqual({ asked: [3, 5], taken: [3], left: [5, 7] });
  });

  test("a hunk is shown as a unified diff without terminal control characters", () => {
    const shown = stripVTControlCharacters(showHunk("one\ntwo\nthree\n", "note.md", hunk(3)));
    expect(shown).toBe(
      "note.md:2 (1) GET ⟨U+001B⟩[2J⟨U+202E⟩\n@@ -1,3 +1,3 @@\n  one\n- two\n+ new⟨U+001B⟩[2J⟨U+200B⟩\tx\n  three",
    );
  });
});
