import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { loadNote } from "../../../src/note/load.ts";

const folder = join(import.meta.dirname, "../../../notes");

test.each(readdirSync(folder))("%s is read without a warning", async (file) => {
  const { warnings, sections } = await loadNote(join(folder, file));
  expect(warnings).toEqual([]);
  expect(sections).not.toEqual([]);
});
