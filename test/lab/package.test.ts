import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { CACHE_FOLDER } from "../../src/common/paths.ts";
import { docker } from "../../src/hosts/engine/cli.ts";
import { evidence, type Said } from "./fixtures/evidence.ts";
import { root } from "./fixtures/lab.ts";

// npm gets some hundred packages.
jest.setTimeout(900_000);

const LESSON = "# Lesson\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n";

let home: string;
let lessons: string;
let others: string;
let packed: { filename: string; size: number; files: { path: string }[] };

/** A user who has labnote's caches and npm's, and nothing else: not this checkout's Node, no variables of the npm that runs the tests. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|LABNOTE_|XDG_|CI$|INIT_CWD$|NODE)/i.test(name));
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.startsWith(root));
  return {
    ...Object.fromEntries(own),
    ...{ PATH: path.join(delimiter), HOME: home, XDG_CACHE_HOME: dirname(CACHE_FOLDER), NO_COLOR: "1" },
    ...{ npm_config_cache: join(homedir(), ".npm"), npm_config_userconfig: join(homedir(), ".npmrc") },
  };
}

async function run(cwd: string, program: string, ...args: string[]): Promise<Said> {
  const said: Said = { code: null, stdout: "", stderr: "" };
  const child = spawn(program, args, { cwd, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text) => {
      said[name] += text;
    });
  const ended = once(child, "close");
  evidence.runs([program, ...args].join(" "), said, ended);
  [said.code] = await ended;
  return said;
}

const npx = (...args: string[]): Promise<Said> => run(lessons, "npx", "labnote", ...args);
/** The command that npx runs, which npm has put into the other folder. */
const elsewhere = (...args: string[]): Promise<Said> =>
  run(others, join(lessons, "node_modules/.bin/labnote"), ...args);

const things = async (folder: string): Promise<string[]> => {
  const names = await docker(["ps", "--all", "--filter", `label=labnote.checkout=${folder}`, "--format", "{{.Names}}"]);
  return names.split("\n").filter((name) => name !== "");
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "labnote-home-"));
  lessons = join(home, "lessons");
  others = join(home, "other lessons");
  for (const folder of [lessons, others]) await mkdir(folder);
  await writeFile(join(lessons, "lesson.md"), LESSON);
  await writeFile(join(others, "other.md"), LESSON.replace("\nhello\n", "\ngoodbye\n"));
  const packing = await run(root, "npm", "pack", "--json", "--pack-destination", home);
  expect(packing.code).toBe(0);
  [packed] = JSON.parse(packing.stdout.slice(packing.stdout.indexOf("[")));
  const tarball = join(home, packed.filename);
  expect(await run(lessons, "npm", "install", "--no-audit", "--no-fund", tarball)).toMatchObject({ code: 0 });
});

afterAll(async () => {
  const downs = existsSync(join(lessons, "node_modules/.bin/labnote"))
    ? [await npx("down"), await elsewhere("down")]
    : [];
  await rm(home, { recursive: true, force: true });
  for (const down of downs) expect(down).toMatchObject({ code: 0 });
});

describe("the package that npm makes", () => {
  test("has the program in JavaScript, the command, and what npm always packs; and no test, no note and no secret", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["dist/index.js", "dist/Pulumi.yaml", "dist/toolchain/go.sum"]));
    const others = paths.filter((path) => !path.startsWith("dist/")).toSorted();
    expect(others).toEqual([
      ...["LICENSE", "README.ko.md", "README.md", "package.json"],
      ...["scripts/compile-cache.cjs", "scripts/labnote.cjs"],
    ]);
    expect(paths.filter((path) => /\.(?:ts|test\.js|tgz)$|Pulumi\..+\.yaml/.test(path))).toEqual([]);
    // Bytes: it is text, and grows with the code.
    expect(packed.size).toBeLessThan(1_500_000);
    expect(existsSync(join(root, "dist"))).toBe(false);
  });

  test("runs a note in a folder that has nothing but notes, takes the lab down, and leaves another folder's lab alone", async () => {
    const [started, failed] = await Promise.all([npx("start", "lesson.md"), elsewhere("start", "other.md")]);
    expect(started).toMatchObject({ code: 0, stderr: "" });
    expect(started.stdout).toContain("\nTake it down: npx labnote down\npassed: 1 passed, 0 failed, 0 skipped;");
    expect((await readdir(lessons)).toSorted()).toEqual([
      ...["Pulumi.lab.yaml", "lesson.md", "node_modules", "package-lock.json", "package.json", "records"],
    ]);
    const record = JSON.parse(await readFile(join(lessons, "records/lab/host-1/record.json"), "utf8"));
    expect(record).toMatchObject({ outcome: "passed", note: { file: "lesson.md" } });
    const program = await readdir(join(lessons, "node_modules/labnote/dist"));
    expect(program.filter((name) => name.startsWith("Pulumi."))).toEqual(["Pulumi.yaml"]);

    // What Pulumi starts knows how the command was typed, too.
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain("try that section again: npx labnote note --only 1\n");
    const page = await readFile(join(others, "records/lab/host-1/index.html"), "utf8");
    expect(page).toContain("npx labnote note --only 1");
    expect(page).not.toContain("npm run");

    const again = await npx("start");
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("unchanged")]);
    expect(await npx("check")).toMatchObject({ code: 0, stderr: "" });
    const accepted = await elsewhere("accept", "--yes");
    expect(accepted).toMatchObject({ code: 0, stdout: expect.stringContaining("accepted: 1 steps, 0 left: other.md") });
    expect(await elsewhere("note", "--only", "1")).toMatchObject({ code: 0 });

    const kept = await things(others);
    expect([await things(lessons), kept]).toEqual([[expect.any(String)], [expect.any(String)]]);
    expect(await npx("down")).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing of the lab is left") });
    expect([await things(lessons), await things(others)]).toEqual([[], kept]);
    expect(await elsewhere("note")).toMatchObject({ code: 0 });
    expect(await elsewhere("down")).toMatchObject({ code: 0 });
    expect(await things(others)).toEqual([]);
  });
});
