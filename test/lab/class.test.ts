import { mkdir, readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { Bot } from "../class/bot.ts";
import { enter } from "../class/door.ts";
import { until } from "../until.ts";
import { type Running, root, testLab } from "./fixtures/lab.ts";

jest.setTimeout(10 * 60_000);

const page = `---
title: A small lesson
---

# A small lesson

## 1 Files

\`\`\`console
$ echo one > a.txt
$ cat a.txt
one
$ id -un
ubuntu
\`\`\`

## 2 More

\`\`\`console
$ echo two
two
\`\`\`
`;

/** A port of the loopback that nobody has now. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** The processes whose command line has this. */
async function processesWith(text: string): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.includes(text)).map((line) => line.replaceAll("\0", " "));
}

/** Resolves when no process is left that has this in its command line: what ends a connection looks for its end once more. */
const nothingRuns = (text: string): Promise<true> =>
  until(`no process of ${text} is left`, async () => (await processesWith(text)).length === 0 || undefined);

test("a class on a real host outlives its pages and its server, and Ctrl-C leaves nothing of it", async () => {
  await using lab = await testLab();
  const note = await lab.writeNote(page);
  expect(await lab.run("start", "--set", `note=${note}`)).toMatchObject({ code: 0 });
  const port = await freePort();
  const temporary = join(lab.folder, "tmp");
  await mkdir(temporary);
  const serve = async (): Promise<Running> => {
    const running = lab.start("class", "--port", String(port), { TMPDIR: temporary });
    await running.shown("Ctrl-C ends the class");
    return running;
  };
  const killed = await serve();
  const said = killed.said();
  const link = /^ {2}host-1 +(\S+)/m.exec(said)?.[1] ?? "";
  const board = /^ {2}(\S+\/board#\S+)/m.exec(said)?.[1] ?? "";
  const code = /the code (\S+)$/m.exec(said)?.[1] ?? "";

  await using student = await Bot.enter(link);
  await student.prompt();
  // The lab's own run has left nothing.
  student.keys(1, "ls -A ~/1\r");
  await student.shows("No such file or directory");
  student.keys(1, "mkdir -p ~/1 && cd ~/1\r");
  await until("the shell is in the folder", async () => student.screen(1).view.folder?.endsWith("/1") || undefined);
  await student.prompt();
  student.keys(1, "echo one > a.txt\r");
  await student.until("the first step is done", () => student.steps["1:1"]?.state === "done");
  await student.prompt();
  student.say({ type: "type", step: "1:2", terminal: 1, run: true });
  await student.until("the second step is done by a click", () => student.steps["1:2"]?.how === "clicked");
  expect(student.steps["1:3"]).toMatchObject({ state: "open" });

  await using teacher = await Bot.teach(board);
  expect(teacher.welcome?.rows).toMatchObject([{ student: "host-1", done: 2, pages: 1, host: "ready" }]);

  // A page that loads again: the same shell, and only what it has not seen.
  await student.prompt();
  student.keys(1, "sleep 1; echo 'while it ''was away'\r");
  student.cut();
  await student.connect();
  await student.shows("while it was away");
  expect(student.screen(1).snapshots).toBe(1);

  // The server is killed. Nothing that it has started goes on.
  process.kill(-(killed.process.pid as number), "SIGKILL");
  await killed.ended;
  await nothingRuns(temporary);
  const again = await serve();
  await student.connect();
  expect(student.welcome?.steps).toMatchObject({ "1:1": { state: "done" }, "1:2": { state: "done" } });
  await student.prompt();
  student.keys(1, "cd ~/1 && ls\r");
  await student.shows("a.txt");

  // What lets somebody in, and is typed.
  const secrets = [link, board].map((each) => new URL(each).hash.slice(1)).concat(code);
  await student.prompt();
  student.keys(1, `echo ${secrets.join(" ")} typed-$((40+2))\r`);
  await student.shows("typed-42");
  await student.prompt();

  // The host restarts: other shells, the same progress.
  student.keys(1, "sudo reboot\r");
  await student.until("the host restarts", () => student.all("host").some(({ host }) => host === "restarting"));
  await student.until("the host is back", () => student.host === "ready", 180_000);
  await student.prompt();
  student.keys(1, "cd ~/1\rid -un\r");
  await student.until("the third step is done", () => student.steps["1:3"]?.state === "done");

  process.kill(again.process.pid as number, "SIGINT");
  await student.until("the server closes the page's line", () => student.closed?.code === 4010);
  expect(await again.ended).toMatchObject({ code: 0, stderr: "" });
  await nothingRuns(temporary);
  expect(await readdir(temporary)).toEqual([]);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  const records = join(root, "records", lab.stack);
  const files = (await readdir(records, { recursive: true })).filter((name) => /^class\b.*\.\w+$/.test(name));
  expect(files.sort()).toEqual(["class.csv", "class.jsonl", "class/host-1.html", "class/host-1.xml"]);
  const kept = await Promise.all(files.map((name) => readFile(join(records, name), "utf8")));
  expect(kept.join("")).toContain("[redacted: secret]");
  for (const secret of secrets) expect(kept.join("").includes(secret)).toBe(false);

  // The links ended with the class.
  const next = await serve();
  expect(next.said()).not.toContain(link);
  for (const each of [link, board]) {
    const { origin, hash } = new URL(each);
    expect((await enter(origin, { token: hash.slice(1) })).status).toBe(403);
  }
  await expect(student.connect()).rejects.toThrow("403");
  process.kill(next.process.pid as number, "SIGINT");
  expect(await next.ended).toMatchObject({ code: 0, stderr: "" });
});
