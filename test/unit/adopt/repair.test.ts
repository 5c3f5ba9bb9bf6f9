import { expect, test } from "@jest/globals";
import { repair, withSeenPrompts } from "../../../src/adopt/repair.ts";
import { readNote } from "../../../src/note/read.ts";
import type { Reason } from "../../../src/record/reasons/reason.ts";
import type { StepRecord } from "../../../src/record/record.ts";
import { failed, passed } from "../record/fixtures.ts";

const repaired = (block: string, ...steps: StepRecord[]) => {
  const text = `## 1 A\n\n> \`\`\`console\n${block.replace(/^/gm, "> ")}\n> \`\`\`\n`;
  const { text: after, remarks } = repair(text, readNote(text, "note.md"), steps);
  const lines = after
    .split("\n")
    .slice(3, -2)
    .map((line) => line.slice(2))
    .join("\n");
  return { block: lines, said: remarks.map(({ line, why }) => `${line}: ${why}`) };
};

const late = (output: string, ...reasons: Reason[]) => failed({ section: "1", output, exit: null, reasons });

test("a command that did not end gets a ^C", () => {
  expect(
    repaired("$ serve\n$ ls", late("up", { kind: "endless", within: 300 }, { kind: "interrupted" }), passed()),
  ).toEqual({
    block: "$ serve\n^C\n$ ls",
    said: ["4: it did not end by itself: ^C is written below it"],
  });
});

test("the prompt of a shell becomes the one that was seen, at each of its commands", () => {
  const reason: Reason = { kind: "noPrompt", prompt: "root@[..]:[..]#", within: 300 };
  const block = "$ docker run -it app bash\nroot@[..]:[..]# id\nroot@[..]:[..]# exit";
  expect(repaired(block, late("mina@73588180c437:/app$", reason), passed(), passed()).block).toBe(
    "$ docker run -it app bash\nmina@73588180c437:/app$ id\nmina@73588180c437:/app$ exit",
  );
});

test("where no shell opened, its exit goes", () => {
  const reasons: Reason[] = [
    { kind: "ended", status: 1 },
    { kind: "noPrompt", prompt: "root@[..]:[..]#" },
  ];
  expect(
    repaired(
      "$ docker exec -it web bash\nroot@[..]:[..]# exit\n$ ls",
      failed({ output: "no", exit: 1, reasons }),
      failed(),
      passed(),
    ),
  ).toMatchObject({ block: "$ docker exec -it web bash\n$ ls" });
});

test.each<[string, string, StepRecord[]]>([
  ["all passed", "$ ls\n$ pwd", [passed(), passed()]],
  ["a command failed", "$ ls", [failed()]],
  [
    "the note shows what a late command prints",
    "$ serve\nup",
    [late("", { kind: "endless", within: 300 }, { kind: "missingLine", line: 5, wanted: "up" })],
  ],
  [
    "more than an exit was to be typed into a shell that did not open",
    "$ docker exec -it web bash\n/ # ls\n/ # exit",
    [failed({ exit: 1 }), failed(), failed()],
  ],
  [
    "a prompt did not come, and none was seen",
    "$ docker run -it a sh\n/ # exit",
    [late("Loading", { kind: "noPrompt", prompt: "/ #", within: 300 }), failed()],
  ],
])("nothing is mended where %s", (_, block, steps) => {
  expect(repaired(block, ...steps)).toEqual({ block, said: [] });
});

test.each([
  ["docker run -it alpine sh", "[..]", "root@73588180c437:/app#"],
  ["docker exec -it web bash", "[..]", "root@[..]:/app#"],
  ["docker run -it alpine sh", "0123456789ab", "root@0123456789ab:/app#"],
])("the prompt of a shell that %s opened, with %s for its host, is %s", (command, host, prompt) => {
  const lines = (shown: string) =>
    `# A\n\n\`\`\`console\n$ ${command}\n${shown} cd /app\n${shown} exit\nexit\n\`\`\`\n`;
  const text = lines(`root@${host}:[..]#`);
  const seen = "root@73588180c437:/app#";
  const steps = [passed({ nextPrompt: seen }), passed({ nextPrompt: seen }), passed()];
  expect(withSeenPrompts(text, readNote(text, "note.md"), steps)).toBe(lines(prompt));
});
