import { describe, expect, test } from "@jest/globals";
import {
  checkedCommand,
  checkedFile,
  checkedRequest,
  checksOf,
  uncheckedCommand,
} from "../../../../src/class/progress/checks.ts";
import type { SectionProgress } from "../../../../src/class/progress/state.ts";
import type { CommandStep, FileStep, HttpStep, Section } from "../../../../src/note/note.ts";
import { read } from "../../note/pages.ts";
import { Pupil } from "./judge/pupil.ts";

const note = read(
  [
    ...["---", "ports: [5000]", "---", "## 1 One", ""],
    ...[
      "```console",
      "$ docker run -d nginx",
      "64eb235def0214be2077e2e491f180c530f6d30b9ec763625e242f515fe63de2",
      "```",
      "",
    ],
    ...["```sh file=a.sh", "echo one", "echo two", "```", ""],
    ...["```http", "GET http://host:5000/", "<h1>It works</h1>", "```", ""],
    ...["```console check", "$ docker inspect -f '{{.State.Status}}' 64eb235def02", "running", "```", ""],
  ].join("\n"),
);
const section = note.sections[0] as Section;
const [, file, request, check] = section.steps as [CommandStep, FileStep, HttpStep, CommandStep];
const id = `aaaabbbbcccc${"0".repeat(52)}`;

/** The section before anything is done, and after the container was made. */
function progress(made: boolean): SectionProgress {
  const pupil = new Pupil(note);
  if (made) pupil.shows({ typed: "docker run -d nginx", output: id });
  return pupil.progress.sections.get("1") as SectionProgress;
}

describe("a check", () => {
  test("is typed with the student's own ids, once these are known", () => {
    expect(checksOf(section, progress(true))).toMatchObject([
      { place: 3, typed: "docker inspect -f '{{.State.Status}}' aaaabbbbcccc", unbound: [] },
    ]);
    expect(checksOf(section, progress(false))).toMatchObject([{ place: 3, unbound: ["64eb235def02"] }]);
    expect(uncheckedCommand(check, 3, ["64eb235def02"]).reasons).toEqual([{ kind: "unbound", sample: "64eb235def02" }]);
  });

  test.each([
    ["running", 0, []],
    ["exited", 0, [{ kind: "otherLine", seen: "exited", wanted: "running" }]],
    ["running", 1, [{ kind: "status", seen: 1, wanted: 0 }]],
  ])("that printed %s, with status %p, is held to the note", (output, exit, reasons) => {
    expect(checkedCommand(check, 3, { output, exit, seconds: 0.1 }, progress(true))).toMatchObject({
      step: "1:4",
      reasons,
    });
  });

  test("is no step that a student types", () => {
    const pupil = new Pupil(note);
    pupil.shows({ typed: "docker run -d nginx", output: id });
    expect(pupil.shows({ typed: "docker inspect -f '{{.State.Status}}' aaaabbbbcccc", output: "running" })).toEqual([
      { kind: "nothing" },
    ]);
  });
});

test.each([
  ["echo one\necho two\n", []],
  ["echo one\necho two", []],
  ["echo one\necho too\n", [{ kind: "otherFile", line: 2, seen: "echo too", wanted: "echo two" }]],
  ["echo one\n", [{ kind: "otherFile", line: 2, seen: "", wanted: "echo two" }]],
  [undefined, [{ kind: "noFile", path: "a.sh" }]],
])("a file with the content %p is held to the note", (content, reasons) => {
  expect(checkedFile(file, 1, content)).toMatchObject({ type: "checked", step: "1:2", reasons });
});

test.each([
  [200, "<h1>It works</h1>", []],
  [200, "<h1>Hello</h1>", [{ kind: "otherLine" }]],
  [404, "<h1>It works</h1>", [{ kind: "answer", status: 404 }]],
])("an answer with the status %p is held to the note", (status, output, reasons) => {
  const seen = { output, exit: undefined, seconds: 0.1 };
  expect(checkedRequest(request, 2, status, seen, progress(false)).reasons).toMatchObject(reasons);
});
