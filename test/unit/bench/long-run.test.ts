import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { longNote } from "../../../bench/long-run.ts";
import { NOTE } from "../../../bench/note.ts";
import { readNote } from "../../../src/note/read.ts";
import { wantedPictures } from "../../../src/pages/pictures/plan.ts";

const text = await readFile(NOTE, "utf8");

test("a note made twice as long has each section twice, with the same steps and a number of its own", () => {
  const once = readNote(text, NOTE).sections;
  const twice = readNote(longNote(text, 2), NOTE).sections;
  const steps = (sections: typeof once) => sections.flatMap((section) => section.steps.map(({ kind }) => kind));
  expect(twice).toHaveLength(2 * once.length);
  expect(steps(twice)).toEqual([...steps(once), ...steps(once)]);
  expect(new Set(twice.map(({ id }) => id)).size).toBe(twice.length);
});

test("a note made twice as long asks for each picture twice, under another name", () => {
  const long = longNote(text, 2);
  const asked = wantedPictures(long, readNote(long, NOTE));
  expect(asked).toHaveLength(2 * wantedPictures(text, readNote(text, NOTE)).length);
  expect(asked.every((picture) => picture.asked)).toBe(true);
});
