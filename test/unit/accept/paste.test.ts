import { expect, test } from "@jest/globals";
import { judgedAgain } from "../../../src/accept/learn/judged-again.ts";
import { accepted, type ProposeOptions, propose } from "../../../src/accept/propose.ts";
import { readNote } from "../../../src/note/read.ts";
import { type Printed, ran } from "../record/fixtures.ts";

const ID = "73588180c437a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5";
const SEEN = "0123456789ab0123456789ab0123456789ab0123456789ab0123456789abcdef";

/** The lines of a block when the outputs of a run are pasted, and why what is left is left. */
function pasted(block: string, seen: readonly Printed[], wanted: ProposeOptions = {}) {
  const { text, note, steps } = ran(`# Page\n\n\`\`\`console\n${block}\n\`\`\`\n`, seen);
  const { hunks, left } = propose(text, note, steps, { outputs: true, exit: true, ...wanted });
  const after = accepted(text, note.file, hunks);
  if (left.length === 0)
    expect(judgedAgain(readNote(after, "note.md"), steps).map(({ outcome }) => outcome)).not.toContain("failed");
  return { block: after.split("\n").slice(3, -2).join("\n"), left: left.map(({ why }) => why) };
}

const numbers = (count: number): string => Array.from({ length: count }, (_, at) => `line ${at + 1}`).join("\n");

test.each<[string, string, readonly Printed[], string]>([
  ["below its command", "$ echo a\n$ ls", ["a", "b\nc"], "$ echo a\na\n$ ls\nb\nc"],
  ["without blank lines around it", "$ cat a", ["\na\n\nb\n\n"], "$ cat a\na\n\nb"],
  ["not where there is none", "$ true\n$ echo a", ["", "a"], "$ true\n$ echo a\na"],
  ["below all lines of its command", "$ echo \\\n  a", ["a"], "$ echo \\\n  a\na"],
  ["above the status that it ended with", "$ ls a", [{ output: "no a", exit: 2 }], "$ ls a\nno a\n[exit 2]"],
  ["apart from a comment below it", "$ echo a\n# b\n$ echo b", ["a", "b"], "$ echo a\na\n\n# b\n$ echo b\nb"],
  ["with [..] for what would be a prompt", "$ cat a", ["$ ls"], "$ cat a\n[..] ls"],
  ["without a pull", "$ docker run a", ["Unable to find image 'a' locally\nStatus: b\nc"], "$ docker run a\nc"],
  ["not where the note shows one", "$ echo a\na", ["a"], "$ echo a\na"],
])("an output is pasted %s", (_, block, seen, after) => {
  expect(pasted(block, seen)).toEqual({ block: after, left: [] });
});

test("an id keeps the word that the note has for it", () => {
  const block = `$ docker run -d nginx\n${ID}\n$ docker ps -q`;
  expect(pasted(block, [SEEN, SEEN.slice(0, 12)]).block).toBe(`${block}\n${ID.slice(0, 12)}`);
});

test("an output of many lines is pasted with ... in place of its middle", () => {
  const lines = pasted("$ seq", [numbers(40)]).block.split("\n");
  expect(lines.slice(0, 2)).toEqual(["$ seq", "line 1"]);
  expect(lines.slice(-5)).toEqual(["...", "line 37", "line 38", "line 39", "line 40"]);
  expect(pasted("$ seq", [numbers(24)]).block).not.toContain("...");
});

test.each([
  [
    "curl",
    "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n100  1148  100  1148    0     0  93706      0 --:--:-- --:--:-- --:--:-- 95666\nfirst\nsecond",
    "...\nsecond",
  ],
  ["wget", "Length: 615\n     0K                    100% 23.3M=0s\n\nsaved", "Length: 615\n...\nsaved"],
])("the meter of %s is left out", (_, output, lines) => {
  expect(pasted("$ get", [output]).block).toBe(`$ get\n${lines}`);
});

test("of what came before Ctrl-C, the lines are pasted that come again", () => {
  expect(pasted("$ logs -f\n^C", ["ready\nlistening\nworker 7 of 9\ndone\n^C"]).block).toBe(
    "$ logs -f\nready\nlistening\n^C",
  );
  expect(pasted("$ logs -f\n^C", ["^C"]).block).toBe("$ logs -f\n^C");
});

test("what a page shows of a program that the host does not have stays, and the program is named", () => {
  const block = "$ git status\nOn branch main\n$ echo a";
  expect(pasted(block, [{ output: "bash: git: command not found", exit: 127 }, "a"])).toEqual({
    block: `${block}\na`,
    left: [expect.stringMatching(/^the host has no git: install its package .*, or write \[exit 127\]/)],
  });
});

test("a step that did not end in time is left, and so is one that was not run", () => {
  const late = { output: "a", exit: null, outcome: "failed", reasons: [{ kind: "endless", within: 300 }] } as const;
  expect(pasted("$ sleep 999\n$ ls", [late, null])).toEqual({
    block: "$ sleep 999\n$ ls",
    left: ["it did not end within 300 s", "not run"],
  });
});

test("nothing is pasted unless that is asked for", () => {
  expect(pasted("$ echo a", ["a"], { outputs: false }).block).toBe("$ echo a");
});
