import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { adoption } from "../../../src/adopt/adopt.ts";
import type { CommandStep } from "../../../src/note/note.ts";
import { readNote } from "../../../src/note/read.ts";

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");

test("a lesson whose commands stand as paragraphs, as an editor exports it, becomes a note", () => {
  const { text, remarks } = adoption(fixture("lesson.md"), "lesson.md");
  expect(text).toBe(fixture("lesson.note.md"));
  const note = readNote(text, "lesson.note.md");
  expect(note.warnings).toEqual([]);
  expect(note.frontMatter).toMatchObject({ language: "ko", images: ["ubuntu:18.04", "docker/whalesay", "nginx"] });
  expect(note.sections.map(({ id, steps }) => [id, steps.length])).toEqual([
    ["2.1", 10],
    ["2.2", 6],
    ["정리", 1],
  ]);
  expect(remarks.filter(({ kind }) => kind !== "done").map(({ line, kind, why }) => [line, kind, why])).toEqual([
    [66, "left", "it opens an editor: show the file that it makes, with its name above it"],
    [72, "open", "<username> stands for a word of each reader's own: write what it is here"],
    [73, "left", "it sends to a registry, which asks for a real account"],
  ]);
});

test("each command of the note ends, and what is typed into containers is typed there", () => {
  const { sections } = readNote(adoption(fixture("lesson.md"), "lesson.md").text, "lesson.note.md");
  const steps = sections.flatMap((section) => section.steps).filter((step) => step.kind === "command");
  const endOf = ({ typed, ending, prompt, expected }: CommandStep): string =>
    [
      prompt ?? "$",
      typed?.split(" ").slice(0, 3).join(" "),
      ending.kind,
      expected.some((each) => "keys" in each) ? "^C" : "",
    ].join(" | ");
  expect(steps.map(endOf)).toEqual([
    "$ | sudo apt update | mark | ",
    "$ | sudo reboot | reboot | ",
    "$ | cowsay 안녕! | mark | ",
    "$ | docker run docker/whalesay | mark | ",
    "$ | docker run -d | mark | ",
    "$ | docker ps # | mark | ",
    "$ | docker logs -f | mark | ^C",
    "$ | docker exec 4f1c2a9be07d | mark | ",
    "$ | docker exec -it | prompt | ",
    "root@[..]:[..]# | exit | mark | ",
    "$ | docker build -t | mark | ",
    "$ | docker run -it | prompt | ",
    "mina@[..]:[..]$ | exit | mark | ",
    "$ | docker run greet | mark | ",
    "$ | docker rm -f | mark | ",
  ]);
});
