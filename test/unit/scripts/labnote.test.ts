import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { CHECKOUT } from "../../../src/common/paths.ts";

const LESSON = "# Lesson\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n";
const { scripts, bin } = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8")) as {
  scripts: { [name: string]: string };
  bin: { labnote: string };
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-command-"));
  await writeFile(join(folder, "lesson.md"), LESSON);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `labnote` of a package, or of the checkout, in a folder. */
async function labnote(
  args: readonly string[],
  { root = CHECKOUT, cwd = folder, kill = undefined as NodeJS.Signals | undefined } = {},
) {
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, bin.labnote), ...args], { cwd, env: { ...env, NO_COLOR: "1" } });
  if (kill !== undefined) once(child.stdout, "data").then(() => child.kill(kill));
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { status, stdout, stderr };
}

const lastOf = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";

describe("the command labnote of a checkout", () => {
  test("has each script of npm, and npm's scripts are it", async () => {
    const { stdout } = await labnote(["--help"]);
    const listed = [...stdout.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name as string);
    const ofNpm = Object.keys(scripts).filter((name) => name !== "prepack" && name !== "postpack");
    expect(listed.toSorted()).toEqual(ofNpm.toSorted());
    for (const name of ofNpm) expect(scripts[name]).toBe(`node ${bin.labnote} ${name}`);
  });

  test("works for the checkout where it is started there, and names npm's scripts", async () => {
    const { stdout } = await labnote(["check", "--help"], { cwd: CHECKOUT });
    expect(stdout).toContain("\nUsage: npm run check -- [options]");
    expect(lastOf((await labnote(["check"], { cwd: CHECKOUT })).stdout)).toMatch(/^121 steps/);
  });

  test("works for any other folder that it is started in, and names itself", async () => {
    expect(await labnote(["check", "lesson.md"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("1 step "),
    });
    const { status, stderr } = await labnote(["handout"]);
    expect([status, lastOf(stderr)]).toEqual([
      1,
      `  try: \`node ${join(CHECKOUT, bin.labnote)} start --set note=VALUE\`, with an allowed value for VALUE`,
    ]);
  });

  test.each([
    [["no-such-command"], "labnote: there is no command no-such-command"],
    [["run-note"], "labnote: there is no command run-note"],
    [[], "labnote: no command is given"],
  ])("refuses %j with 2, and names the commands that there are", async (args, message) => {
    const { status, stdout, stderr } = await labnote(args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(`${message}\n  try: one of start, check, `);
  });
});

describe("the package", () => {
  let root: string;

  /** As npm lays it out: packages side by side, and those that the checkout has are linked. */
  beforeAll(async () => {
    const modules = join(folder, "node_modules");
    root = join(modules, "labnote");
    await mkdir(join(root, "scripts"), { recursive: true });
    for (const file of ["package.json", "scripts/labnote.cjs", "scripts/compile-cache.cjs"])
      await copyFile(join(CHECKOUT, file), join(root, file));
    const linked = (await readdir(join(CHECKOUT, "node_modules"))).filter((name) => !name.startsWith("."));
    for (const name of linked) await symlink(join(CHECKOUT, "node_modules", name), join(modules, name));
    const packing = spawn(process.execPath, [join(CHECKOUT, "scripts/pack.ts"), join(root, "dist")], {
      stdio: "inherit",
    });
    expect(await once(packing, "close")).toEqual([0, null]);
  }, 120_000);

  test("has no TypeScript, and all that its files import from one another", () => {
    const files = globSync("dist/**", { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map((entry) => join(entry.parentPath, entry.name));
    expect(names.filter((name) => name.endsWith(".ts"))).toEqual([]);
    const missing = names
      .filter((name) => name.endsWith(".js"))
      .flatMap((name) =>
        ts
          .preProcessFile(readFileSync(name, "utf8"))
          .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
          .map(({ fileName }) => join(dirname(name), fileName))
          .filter((imported) => !names.includes(imported)),
      );
    expect(missing).toEqual([]);
    expect(names.length).toBeGreaterThan(200);
  });

  test("runs in a folder with nothing but notes, and names itself as npx runs it", async () => {
    expect(await labnote(["check", "lesson.md"], { root })).toMatchObject({ status: 0, stderr: "" });
    const { status, stderr } = await labnote(["handout"], { root });
    expect([status, lastOf(stderr)]).toEqual([
      1,
      "  try: `npx labnote start --set note=VALUE`, with an allowed value for VALUE",
    ]);
  });

  test("has every command but those that are about labnote itself", async () => {
    const { stdout } = await labnote(["--help"], { root });
    const listed = [...stdout.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name as string);
    expect(listed).toEqual(expect.arrayContaining(["start", "check", "accept", "down"]));
    expect(listed).not.toContain("test");
    for (const name of listed) {
      const { status, stdout, stderr } = await labnote([name, "--help"], { root });
      expect([name, status, stderr]).toEqual([name, 0, ""]);
      expect(stdout).toContain(`Usage: npx labnote ${name} [options]`);
    }
  });
});

describe("a package that has a Node of its own", () => {
  let root: string;
  const own = (script: string) =>
    writeFile(join(root, "node_modules/node/bin/node"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  beforeAll(async () => {
    root = join(folder, "with-node");
    for (const each of ["scripts", "dist/scripts", "node_modules/node/bin"])
      await mkdir(join(root, each), { recursive: true });
    await copyFile(join(CHECKOUT, bin.labnote), join(root, bin.labnote));
    await writeFile(join(root, "dist/scripts/check.js"), "");
    await writeFile(join(root, "node_modules/node/package.json"), '{"version": "99.0.0"}');
  });

  test("runs on it, for the user's folder, with the same arguments, and passes its status on", async () => {
    await own('echo "$LABNOTE_FOLDER: $@"; command -v node; exit 7');
    expect(await labnote(["check", "my lesson.md"], { root })).toEqual({
      status: 7,
      stdout: `${folder}: ${join(root, bin.labnote)} check my lesson.md\n${join(root, "node_modules/node/bin/node")}\n`,
      stderr: "",
    });
  });

  test("passes SIGTERM on, and waits for the end", async () => {
    await own('trap "echo ended; exit 5" TERM; echo begun; while :; do sleep 0.1; done');
    expect(await labnote(["check"], { root, kill: "SIGTERM" })).toMatchObject({ status: 5, stdout: "begun\nended\n" });
  });
});
