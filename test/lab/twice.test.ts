import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { type TestLab, testLab } from "./fixtures/lab.ts";

jest.setTimeout(600_000);

let lab: TestLab;
let note: string;
const noCi = { CI: "" };

/** As it stood in somebody's terminal, with nothing loosened. */
const pasted = `# Keys

## 1 A key

\`\`\`console
$ head -c3 /dev/urandom | od -An -tx1 | tr -d ' ' > key
$ cat key
9f0a1c
$ grep -c 9f0a1c key
1
$ echo "$((RANDOM * 30000 + RANDOM)) rounds on $(uname -s)"
81 rounds on Linux
$ mktemp
/tmp/tmp.Qw3rTyUi0p
$ id -un
mina
\`\`\`
`;

beforeAll(async () => {
  lab = await testLab();
  note = await lab.writeNote(pasted);
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

test("a pasted session becomes a note that passes three further runs, and its other words are still held to", async () => {
  const settings = await lab.run("start", "--set", `note=${note}`, "--set", "target=container");
  expect(settings.stdout).toContain("failed");
  const learnt = await lab.run("accept", "--twice", "--yes", noCi);
  expect(learnt).toMatchObject({ code: 0, stdout: expect.stringMatching(/accepted: \d steps, 0 left: .*\n$/) });

  const text = await readFile(note, "utf8");
  // The word that is typed stays as the author has it.
  expect(text).toMatch(/^varies: \[9f0a1c\b.*\]$/m);
  expect(text).toContain("$ cat key\n9f0a1c\n$ grep -c 9f0a1c key\n1\n");
  expect(text).toMatch(/^(?:\[\.\.\]|\d+) rounds on Linux$/m);
  expect(text).toMatch(/^\/tmp\/tmp\.(?!Qw3rTyUi0p)/m);
  expect(text).toContain("$ id -un\nubuntu\n");
  for (let run = 0; run < 3; run += 1) expect(await lab.run("note")).toMatchObject({ code: 0 });
});

test("nothing stays of the lab of the two runs", async () => {
  expect((await lab.things()).filter((name) => name.includes("-twice-"))).toEqual([]);
  await expect(readFile(`Pulumi.${lab.stack}-twice.yaml`)).rejects.toThrow("ENOENT");
});
