import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { readIfExists } from "../../src/common/files.ts";
import { readNote } from "../../src/note/read.ts";
import { until } from "../until.ts";
import { type TestLab, testLab } from "./fixtures/lab.ts";
import { TypedCommand } from "./fixtures/own-terminal.ts";

jest.setTimeout(15 * 60_000);

const page = `---
images: ["ubuntu:18.04"]
---

# Page

## 1 One

\`\`\`console
$ echo one
one
\`\`\`
`;

let lab: TestLab;
let note: string;

beforeAll(async () => {
  lab = await testLab();
  note = await lab.writeNote(page);
  expect(await lab.run("start", "--set", `note=${note}`)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

const added = async (file = note, before = page) => {
  const text = await readFile(file, "utf8");
  expect(text.startsWith(before)).toBe(true);
  return text.slice(before.length);
};

/** The file that keeps what happens in the first terminal of a session. */
async function logOf(section: string): Promise<string> {
  const kept = join(lab.folder, "data/labnote/checkouts/*/sessions", lab.stack, "host-1", section, "1.jsonl");
  for await (const file of glob(kept)) return file;
  throw new Error(`there is no ${kept}`);
}

/** A terminal of a session, at its first prompt. */
async function opened(...args: readonly string[]): Promise<TypedCommand> {
  const terminal = new TypedCommand(lab, "record", ...args);
  await terminal.shows("$ ");
  return terminal;
}

test("what is typed and shown becomes a section at the note's end, and passes when it is run again", async () => {
  await using shell = await opened("2", "By", "hand");
  expect(shell.said).toContain("host-1, in ~/2");
  await shell.enters("pwd", "/home/ubuntu/2\n$ ");
  await shell.enters("echo tw", "tw\n$ ");
  // A key of the history, and one that deletes.
  shell.types("\x1b[A\x7f\x7fne");
  await shell.shows("ne");
  await shell.enters("w", "new\n$ ");
  await shell.enters("docker run -it --rm ubuntu:18.04 bash", ":/# ");
  await shell.enters("cd /tmp", ":/tmp# ");
  await shell.enters("exit", "exit\n$ ");
  await shell.enters("ls missing", "directory\n$ ");
  await shell.enters("read -sp Word: secret", "Word:");
  shell.types("hunter-2-hunter\r");
  await shell.shows("$ ");
  // The program itself says that it is at work: a key that comes while the shell still starts it does not end it.
  await shell.enters("sh -c 'echo begun; exec sleep 1000'", "begun\n");
  shell.types("\x03");
  await shell.shows("$ ");
  shell.types("exit\r");
  expect(await shell.ended).toBe(0);
  const section = await added();
  expect(section).toMatch(/^\n## 2 By hand\n/);
  expect(section).toContain(
    "$ pwd\n/home/ubuntu/2\n$ echo tw\ntw\n$ echo new\nnew\n$ docker run -it --rm ubuntu:18.04 bash\n",
  );
  expect(section).toContain("$ sh -c 'echo begun; exec sleep 1000'\nbegun\n^C\n");
  expect(section).toContain("`read -sp Word: secret` is left out");
  expect(section).not.toContain("hunter");
  expect(shell.said).toContain("read -sp Word: secret is shown, not typed");
  expect(await lab.run("note", "--only", "2")).toMatchObject({ code: 0 });
  await shell[Symbol.asyncDispose]();
});

test("a second window is another terminal of the same section", async () => {
  const before = await readFile(note, "utf8");
  await using first = await opened("3");
  await first.enters("until [ -e go ]; do sleep 0.1; done; cat go", "\n");
  await using second = await opened();
  expect(second.said).toContain("Terminal 2 of section 3");
  await second.enters("echo went > went; mv went go", "\n$ ");
  await first.shows("went\n$ ");
  second.types("exit\r");
  expect(await second.ended).toBe(0);
  expect(second.said).toContain("when the session's other terminals end");
  first.types("\x04");
  expect(await first.ended).toBe(0);
  expect(await added(note, before)).toBe(`
## 3

\`\`\`console
$ until [ -e go ]; do sleep 0.1; done; cat go
[running]
\`\`\`

\`\`\`console terminal=2
$ echo went > went; mv went go
\`\`\`

\`\`\`console
went
\`\`\`
`);
  expect(await lab.run("note", "--only", "3")).toMatchObject({ code: 0 });
});

test("what was typed before the connection broke is written", async () => {
  const out = join(lab.folder, "lost.md");
  await using shell = await opened("--out", out, "4");
  await shell.enters("echo kept", "kept\n$ ");
  shell.types('pkill -KILL -u "$USER" sshd\r');
  expect(await shell.ended).toBe(1);
  expect(shell.said).toContain("What was typed until then is kept");
  expect(await readFile(out, "utf8")).toContain("$ echo kept\nkept\n");
});

test("the session of a window that is closed is written", async () => {
  const out = join(lab.folder, "closed.md");
  await using shell = await opened("--out", out, "5");
  await shell.enters("echo kept", "kept\n$ ");
  shell.kill();
  const text = await until("the section is written", () => readIfExists(out));
  expect(text).toContain("$ echo kept\nkept\n");
});

test("the session of a command that was killed is written by the next one", async () => {
  const out = join(lab.folder, "killed.md");
  await using shell = await opened("--out", out, "6");
  await shell.enters("echo kept", "kept\n$ ");
  const [opening] = (await readFile(await logOf("6"), "utf8")).split("\n");
  process.kill(JSON.parse(opening ?? "").process.pid, "SIGKILL");
  expect(await shell.ended).toBe(137);
  await using next = await opened("--out", out, "7");
  expect(next.said).toContain("An earlier session was not written: section 6");
  next.types("exit\r");
  expect(await next.ended).toBe(0);
  expect(readNote(await readFile(out, "utf8"), out).sections.map(({ id }) => id)).toEqual(["6"]);
});

test("without a terminal of the user, nothing is captured", async () => {
  expect(await lab.run("record", "8")).toMatchObject({ code: 1, stderr: expect.stringContaining("no terminal") });
});
