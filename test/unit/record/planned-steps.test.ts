import { describe, expect, test } from "@jest/globals";
import { readNote } from "../../../src/note/read.ts";
import { keptSteps, plannedSteps } from "../../../src/record/planned-steps.ts";
import { NOT_RUN, type Reason } from "../../../src/record/reasons/reason.ts";
import { inEnglish } from "../../../src/record/reasons/words.ts";
import { aStep, failed, passed } from "./fixtures.ts";

const note = readNote(
  `---
ports: [5000]
---

# A

## 1 One

\`\`\`python file=a.py
print(1)
\`\`\`

\`\`\`console
$ true
[empty]
$ false
[exit 1]
$ docker run -it ubuntu bash
root@73588180c437:/# id
uid=0
root@73588180c437:/# exit
exit
$ sleep 100
[running]
\`\`\`

\`\`\`console
^C
\`\`\`

\`\`\`http
GET http://host:5000/
hello
\`\`\`
`,
  "a.md",
);

describe("the steps of a note, before a run", () => {
  test("all steps of a note are skipped before a run, with the lines that the note expects", () => {
    const steps = plannedSteps(note, NOT_RUN);
    expect(steps.map(({ kind, typed, expected, terminal }) => [kind, terminal, typed, expected])).toEqual([
      ["file", null, "a.py", ["print(1)"]],
      ["command", 1, "true", ["[empty]"]],
      ["command", 1, "false", ["[exit 1]"]],
      ["command", 1, "docker run -it ubuntu bash", []],
      ["command", 1, "id", ["uid=0"]],
      ["command", 1, "exit", ["exit"]],
      ["command", 1, "sleep 100", ["[running]"]],
      ["command", 1, "", ["^C"]],
      ["http", null, expect.stringContaining("GET"), ["hello"]],
    ]);
    expect(steps.some(({ root }) => root)).toBe(false);
    expect(new Set(steps.map(({ outcome, reasons }) => `${outcome}: ${inEnglish(reasons)}`))).toEqual(
      new Set(["skipped: not run"]),
    );
  });
});

test("the steps of a note say which of them root types, also at a prompt that is nested in root's shell", () => {
  const text = `---
prompt: "#"
---

\`\`\`console
# docker run -it alpine
/ # ls
/ # exit
$ id
\`\`\`
`;
  expect(plannedSteps(readNote(text, "a.md")).map(({ typed, root }) => [typed, root])).toEqual([
    ["docker run -it alpine", true],
    ["ls", true],
    ["exit", true],
    ["id", false],
  ]);
});

describe("a run of some sections", () => {
  const planned = [
    aStep({ section: "1", line: 12 }),
    aStep({ section: "2", line: 30 }),
    aStep({ section: "3", line: 40 }),
  ];
  const earlier = [
    passed({ section: "1", line: 10 }),
    passed({ section: "2", line: 28 }),
    passed({ section: "3", line: 38 }),
  ];

  test("a run of some sections keeps the recorded steps of the others, at their new lines", () => {
    expect(keptSteps(planned, earlier, new Set(["2"])).map(({ line, outcome }) => [line, outcome])).toEqual([
      [12, "passed"],
      [30, "skipped"],
      [40, "passed"],
    ]);
  });

  test("the lines that the reasons of a kept step name move with it", () => {
    const bound = { sample: "a", value: "b", since: 36, other: "c" };
    const reasons: Reason[] = [
      { kind: "status", seen: 1, wanted: 0 },
      { kind: "otherValue", line: 39, wanted: "a", seen: "c", ...bound },
    ];
    const [, , kept] = keptSteps(planned, earlier.with(2, failed({ section: "3", line: 38, reasons })), new Set(["2"]));
    expect(kept?.reasons).toEqual([reasons[0], { ...reasons[1], line: 41, since: 38 }]);
  });

  test.each([[{ typed: "docker ps -a" }], [{ root: true }], [{ terminal: 2 }]])(
    "a run of some sections does not keep a recorded step that the note has changed since: %j",
    (change) => {
      const changed = planned.with(2, aStep({ section: "3", line: 40, ...change }));
      expect(keptSteps(changed, earlier, new Set(["2"])).map(({ outcome }) => outcome)).toEqual([
        "passed",
        "skipped",
        "skipped",
      ]);
    },
  );
});
