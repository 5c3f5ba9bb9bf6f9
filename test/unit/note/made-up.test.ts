import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { madeUpWords } from "../../../src/note/made-up.ts";
import { readNote } from "../../../src/note/read.ts";

const wordsOf = (...session: string[]) =>
  madeUpWords(readNote(["# A", "", "```console", ...session, "```", ""].join("\n"), "note.md"));

test.each([
  ["key: k3f9x2qz", ["k3f9x2qz"]],
  ["/tmp/tmp.Qw3rTyUi0p and /tmp/tmp.Qw3rTyUi0p", ["Qw3rTyUi0p"]],
  ["sha256 utf8 amd64 x86_64 ubuntu2204 libssl3 python3 i686 deb12u1", []],
  ["version 20.10.24 of 2026-11-24T06:11:01Z", []],
  ["73588180c437a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5", []],
])("of an output, words mixed from letters and digits look made up: %s", (line, words) => {
  expect(wordsOf("$ x", line)).toEqual(words);
});

test("a word that the note types itself is not made up", () => {
  expect(wordsOf("$ echo k3f9x2qz", "k3f9x2qz")).toEqual([]);
});

test("labnote's own notes have no such words", async () => {
  const folder = join(CHECKOUT, "notes");
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    expect([name, madeUpWords(readNote(await readFile(file, "utf8"), file))]).toEqual([name, []]);
  }
});
