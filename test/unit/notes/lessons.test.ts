import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { linePattern } from "../../../src/note/compare/line-pattern.ts";
import { loadNote } from "../../../src/note/load.ts";

const folder = join(import.meta.dirname, "../../../notes");

test.each(readdirSync(folder))("%s is read without a warning", async (file) => {
  const { warnings, sections } = await loadNote(join(folder, file));
  expect(warnings).toEqual([]);
  expect(sections).not.toEqual([]);
});

const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const DAY = new RegExp(String.raw`\b20\d\d\b|\d\W${MONTH}|${MONTH}\W{1,2}\d|\d{2}:\d{2}`);

test.each(readdirSync(folder))("%s passes on other days than that on which it was written", async (file) => {
  const { sections } = await loadNote(join(folder, file));
  const lines = sections.flatMap(({ steps }) =>
    steps.flatMap((step) => ("expected" in step ? step.expected.flatMap((one) => ("keys" in one ? [] : [one])) : [])),
  );
  expect(lines).not.toEqual([]);
  const toTheLetter = lines.flatMap((line) => linePattern(line).runs.flat());
  expect(toTheLetter.filter(({ text, shape }) => shape === undefined && DAY.test(text))).toEqual([]);
});
