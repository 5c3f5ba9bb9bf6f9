import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, test } from "@jest/globals";
import { captureReport } from "../../src/cli/capture/report.ts";
import { commandLine, npm, renderAdvice } from "../../src/common/advice.ts";
import { lastLine as lastLineOfRun } from "../../src/lab/outcome.ts";
import { lastLine as lastLineOfTests } from "../parts.ts";
import { ScriptedTerminal, sectionOf } from "./capture/scripted-terminal.ts";
import { failed, passed, recordOf } from "./record/fixtures.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "labnote-machines-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The commands that people and programs call: what starts them, and what a run or npm starts by itself, are none. */
const commands = readdirSync(join(root, "scripts"))
  .map((name) => name.replace(/\.(?:ts|cjs)$/, ""))
  .filter((name) => !["labnote", "prepare", "compile-cache", "run-note", "pack"].includes(name));

/** Runs a command as a person has it: the annotations for GitHub have tests of their own. */
async function run(name: string, ...args: string[]) {
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  const options = { cwd: root, env: { ...env, NO_COLOR: "1" } };
  const child = spawn(process.execPath, [join(root, "scripts", `${name}.ts`), ...args], options);
  child.stdin.end();
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { stdout, stderr, status };
}
const lastOf = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";

/** The table of commands in docs/machines.md: statuses, and patterns of the last line. */
const table = new Map(
  readFileSync(join(root, "docs/machines.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `npm "))
    .map((line) => {
      const [, command = "", statuses = "", last = ""] = line.split("|").map((cell) => cell.trim());
      const name = command.replaceAll("`", "").split(" ").at(-1) as string;
      const examples = [...last.matchAll(/`([^`]+)`/g)].map(([, example = ""]) => example);
      return [name, { command, statuses: statuses.split(", ").map(Number), examples }];
    }),
);

/** Whether a line has the form of an example: any numbers, and anything for `…`. */
const hasForm = (line: string, example: string): boolean =>
  new RegExp(
    `^${example
      .split(/(…|\d+)/)
      .map((part) => (part === "…" ? ".+" : /^\d+$/.test(part) ? "\\d+" : part.replace(/[^\w\s]/g, "\\$&")))
      .join("")}$`,
  ).test(line);

const promised = (name: string, line: string): boolean =>
  (table.get(name)?.examples ?? []).some((example) => hasForm(line, example));

describe("docs/machines.md", () => {
  test("docs/machines.md has a row for each command, as the user types it", () => {
    expect([...table.keys()].toSorted()).toEqual(commands.toSorted());
    for (const [name, { command }] of table) expect(command).toBe(`\`${commandLine(npm(name), "lab")}\``);
  });

  test("docs/machines.md has the exit codes of each command's help, and 130 where the command can be interrupted", async () => {
    await Promise.all(
      commands.map(async (name) => {
        const { stdout, status } = await run(name, "--help");
        const codes = (stdout.split("Exit codes:\n")[1] ?? "").matchAll(/^ {2}(\d+) /gm);
        const statuses = [...codes].map(([, code]) => Number(code));
        expect({ name, status, statuses }).toEqual({ name, status: 0, statuses: table.get(name)?.statuses });
        const source = readFileSync(join(root, "scripts", `${name}.ts`), "utf8");
        expect([name, statuses.includes(130)]).toEqual([name, source.includes("interruption()")]);
      }),
    );
  });

  test("docs/machines.md has the last line of a run and of the tests", () => {
    const where = new URL("file:///records/lab/index.html");
    const held = [{ name: "mina", record: recordOf([passed()]) }];
    const not = [...held, { name: "jun", record: recordOf([failed()]) }, { name: "sora", record: undefined }];
    expect(promised("start", lastLineOfRun(held, where))).toBe(true);
    expect(promised("note", lastLineOfRun(not, where))).toBe(true);
    expect(promised("test", lastLineOfTests({ passed: 1, failed: 2 }))).toBe(true);
  });

  test("docs/machines.md has the last line of npm run record", async () => {
    const section = await sectionOf(new ScriptedTerminal().runs("echo one", "one\n").exits());
    const plan = { host: "host-1", title: "1 One", section: "1", file: join(root, "notes/a.md") };
    const session = { folder, plan, terminals: [], open: false };
    for (const added of [{ file: plan.file, line: 7, text: "\n" }, undefined]) {
      const said = captureReport({ session, section, added }, root, plan.file);
      expect(promised("record", lastOf(renderAdvice(said, "lab")))).toBe(true);
    }
  });

  test("docs/machines.md has the last line of npm run check, also for a note with nothing to run", async () => {
    for (const file of [[], ["docs/format.md"], ["docs/machines.md"]]) {
      const { stdout, status } = await run("check", ...file);
      expect([file, status, lastOf(stdout), promised("check", lastOf(stdout))]).toEqual([
        file,
        file[0] === "docs/machines.md" ? 1 : 0,
        expect.any(String),
        true,
      ]);
    }
  });

  test("docs/machines.md has the last line of npm run doctor", async () => {
    const { stdout, status } = await run("doctor");
    expect(promised("doctor", lastOf(stdout))).toBe(true);
    expect(lastOf(stdout).startsWith("fit: ")).toBe(status === 0);
  });

  test("docs/machines.md has the last line of npm run handout", async () => {
    const { stdout, status } = await run("handout", "--stack", "no-such-lab", "--out", join(folder, "a.html"));
    expect([status, promised("handout", lastOf(stdout).replace(folder, "handouts"))]).toEqual([0, true]);
  });
});

describe("a command", () => {
  test.each([
    ["check", "--json"],
    ["doctor", "--json"],
  ])("npm run %s with %s prints only JSON", async (name, option) => {
    const { stdout } = await run(name, option);
    expect(JSON.parse(stdout)).toEqual(expect.any(Object));
  });

  test("a command that fails prints nothing on standard output, and exits with 1", async () => {
    for (const args of [
      ["check", join(folder, "none.md")],
      ["pictures", "--stack", "no-such-lab"],
    ] as const) {
      const [name, ...more] = args;
      const { stdout, stderr, status } = await run(name, ...more);
      expect([name, stdout, status]).toEqual([name, "", 1]);
      expect(stderr).toMatch(/\n {2}try: /);
    }
  });

  test("a command with an unknown option exits with 2", async () => {
    expect((await run("check", "--no-such-option")).status).toBe(2);
  });
});
