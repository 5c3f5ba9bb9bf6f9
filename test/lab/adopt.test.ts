import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { type TestLab, testLab } from "./fixtures/lab.ts";

jest.setTimeout(15 * 60_000);

const page = `# Scripts

## 1 Write

Create \`hello.sh\` with this content:

\`\`\`sh
echo "hello $1"
\`\`\`

Run it:

sh hello.sh class

## 2 Look

\`\`\`bash
seq 3
cat missing
vim hello.sh
\`\`\`

Nothing has this name:

\`\`\`bash
docker exec -it web bash
\`\`\`
`;

const note = `# Scripts

## 1 Write

Create \`hello.sh\` with this content:

\`\`\`sh file=hello.sh
echo "hello $1"
\`\`\`

Run it:

\`\`\`console
$ sh hello.sh class
hello class
\`\`\`

## 2 Look

\`\`\`console
$ seq 3
1
2
3
$ cat missing
cat: missing: No such file or directory
[exit 1]
\`\`\`

\`\`\`bash
vim hello.sh
\`\`\`

Nothing has this name:

\`\`\`console
$ docker exec -it web bash
Error response from daemon: No such container: web
[exit 1]
\`\`\`
`;

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab();
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

test("a page becomes a note that a host has run, and that holds when it is run again", async () => {
  const file = join(lab.folder, "page.md");
  const out = join(lab.folder, "page.note.md");
  await writeFile(file, page);
  const said = await lab.run("adopt", "--run", file);
  expect(said.stdout.trimEnd().split("\n").at(-1)).toBe(`adopted: 5 steps, 1 left, 2 to look at: ${out}`);
  expect(said.code).toBe(1);
  expect(said.stdout).toContain("it opened no shell and ended with status 1: its exit is gone");
  expect(await readFile(file, "utf8")).toBe(page);
  expect(await readFile(out, "utf8")).toBe(note);
  expect(await lab.run("note")).toMatchObject({ code: 0 });
});
