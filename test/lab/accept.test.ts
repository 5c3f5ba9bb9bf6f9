import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { root, type TestLab, testLab } from "./fixtures/lab.ts";

jest.setTimeout(15 * 60_000);

const page = (...lines: string[]) => `# Page

Some text.

## 1 One

\`\`\`console
$ echo one
${lines[0]}
$ id -u "$USER"
[..]
\`\`\`

## 2 Two

- in a list

  \`\`\`console
  $ seq 5
  ${lines[1]}
  ...
  5
  $ ls missing
  ${lines[2]}
  \`\`\`
`;
const right = page("one", "1", "ls: cannot access 'missing': No such file or directory\n  [exit 2]");

let lab: TestLab;
let note: string;
const noCi = { CI: "" };
const read = () => readFile(note, "utf8");

beforeAll(async () => {
  lab = await testLab();
  note = await lab.writeNote(right);
  expect(await lab.run("start", "--set", `note=${note}`)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

/** A command at a terminal of its own, and what is typed there when it has shown something. */
async function atTerminal(answers: readonly [shown: string, typed: string][], ...args: string[]) {
  const command = [process.execPath, join("scripts", "accept.ts"), "--stack", lab.stack, ...args].join(" ");
  const env = { ...process.env, CI: "", XDG_DATA_HOME: join(lab.folder, "data"), TERM: "xterm" };
  const child: ChildProcess = spawn("script", ["-qefc", command, "/dev/null"], { cwd: root, env });
  let said = "";
  let at = 0;
  const waiting = [...answers];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    const [shown, typed] = waiting[0] ?? [];
    if (shown === undefined || !said.slice(at).includes(shown)) return;
    at = said.length;
    waiting.shift();
    child.stdin?.write(`${typed}\n`);
  });
  const [code] = await once(child, "close");
  return { code, said };
}

test("what no longer holds is run again and written into the note, and the record keeps before and after", async () => {
  const wrong = page("two", "10", "ls: cannot access 'missing': No such file or directory\n  [exit 2]");
  await writeFile(note, wrong);
  const said = await lab.run("accept", "--yes", noCi);
  expect(said).toMatchObject({ code: 0 });
  expect(await read()).toBe(right);
  expect(said.stdout).toContain(`npm run note -- --stack ${lab.stack} --only 1`);
  expect(await readdir(dirname(note))).toEqual(expect.arrayContaining([note.split("/").at(-1)]));
  expect((await readdir(dirname(note))).filter((name) => name.startsWith(".note"))).toEqual([]);
  expect(await lab.run("note")).toMatchObject({ code: 0 });
  // A whole run leaves it.
  const kept = await readFile(join(root, "records", lab.stack, "accepted.jsonl"), "utf8");
  expect(JSON.parse(kept)).toMatchObject({ file: note, host: "host-1", before: wrong, after: right });
  expect(await lab.run("accept", "--yes", noCi)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("there is nothing to accept"),
  });
});

test("a status is taken only when that is asked for", async () => {
  const wrong = page("one", "1", "ls: cannot access 'missing': No such file or directory");
  await writeFile(note, wrong);
  const without = await lab.run("accept", "--yes", noCi);
  expect(without).toMatchObject({ code: 1, stdout: expect.stringContaining("it ended with status 2") });
  expect(await read()).toBe(wrong);
  expect(await lab.run("accept", "--yes", "--exit", noCi)).toMatchObject({ code: 0 });
  expect(await read()).toBe(right);
});

test("each step is asked for at a terminal, and what is refused stays", async () => {
  await writeFile(note, page("two", "10", "ls: cannot access 'missing': No such file or directory\n  [exit 2]"));
  const { code, said } = await atTerminal([
    ["Accept it? (1 of 2", "n"],
    ["Accept it? (2 of 2", "y"],
  ]);
  expect(said).toContain("- two");
  expect(said).toContain("+ one");
  expect(code).toBe(1);
  expect(await read()).toBe(page("two", "1", "ls: cannot access 'missing': No such file or directory\n  [exit 2]"));
  const quit = await atTerminal([["Accept it? (1 of 1", "q"]]);
  expect(quit.code).toBe(1);
  expect(await read()).toContain("\ntwo\n");
});

test("nothing is accepted in CI, nor unasked where there is not the number of a terminal", async () => {
  const before = await read();
  expect(await lab.run("accept", "--yes")).toMatchObject({ code: 1, stderr: expect.stringContaining("this is CI") });
  expect(await lab.run("accept", noCi)).toMatchObject({ code: 1, stderr: expect.stringContaining("--yes") });
  expect(await read()).toBe(before);
});
