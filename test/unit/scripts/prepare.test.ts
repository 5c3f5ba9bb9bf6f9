import { execFile } from "node:child_process";
import { watch } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { CHECKOUT } from "../../../src/common/paths.ts";

const wanted = {
  "": { name: "labnote" },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/mac-only": { version: "2.0.0", optional: true },
};
let root: string;

/** A checkout with an npm that installs `a` and notes that it was called. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "labnote-prepare-"));
  await Promise.all(["scripts", "bin"].map((name) => mkdir(join(root, name))));
  await copyFile(join(CHECKOUT, "scripts/prepare.cjs"), join(root, "scripts/prepare.cjs"));
  await writeFile(join(root, "package-lock.json"), JSON.stringify({ packages: wanted }));
  await npm(
    `mkdir node_modules && printf '%s' '${JSON.stringify({ packages: { "node_modules/a": wanted["node_modules/a"] } })}' > node_modules/.package-lock.json`,
  );
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const npm = async (script: string) => {
  await writeFile(join(root, "bin/npm"), `#!/bin/sh\necho "$@" >> calls\n${script}\n`);
  await chmod(join(root, "bin/npm"), 0o755);
};
const installed = async (packages: object) => {
  await mkdir(join(root, "node_modules"));
  await writeFile(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
};
const prepare = async (): Promise<string> => {
  const { npm_execpath: _real, ...env } = process.env;
  const { stderr } = await promisify(execFile)(process.execPath, [join(root, "scripts/prepare.cjs")], {
    env: { ...env, PATH: `${join(root, "bin")}:${env.PATH}` },
  });
  return stderr;
};
const calls = () =>
  readFile(join(root, "calls"), "utf8").then(
    (text) => text.trim().split("\n").length,
    () => 0,
  );

describe("node_modules", () => {
  test("that are what the lock file names are left alone", async () => {
    await installed({ "node_modules/a": { version: "1.0.0" } });
    expect(await prepare()).toBe("");
    expect(await calls()).toBe(0);
  });

  test("that hold packages of another platform than the lock file does are left alone", async () => {
    await installed({
      "node_modules/a": { version: "1.0.0" },
      "node_modules/arm": { version: "1.0.0", optional: true },
    });
    await prepare();
    expect(await calls()).toBe(0);
  });

  test.each([
    ["of another version", { "node_modules/a": { version: "1.0.1" } }],
    ["that lack a package", {}],
    ["that hold one too many", { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "1.0.0" } }],
  ])("%s are made anew, once", async (_which, packages) => {
    await installed(packages);
    await writeFile(join(root, "node_modules/half-made"), "");
    await prepare();
    await prepare();
    expect(await calls()).toBe(1);
    expect(await readdir(join(root, "node_modules"))).toEqual([".package-lock.json"]);
  });

  test("that hold the Node which this command itself was started with are made anew", async () => {
    await installed({});
    const own = join(root, "node_modules/node");
    await copyFile(process.execPath, own);
    const byNpm = { npm_execpath: join(root, "npm.cjs"), npm_node_execpath: process.execPath };
    await writeFile(
      byNpm.npm_execpath,
      `require("node:child_process").spawnSync(${JSON.stringify(join(root, "bin/npm"))}, { cwd: ${JSON.stringify(root)} });`,
    );
    const env = { ...process.env, ...byNpm };
    const { stderr } = await promisify(execFile)(own, [join(root, "scripts/prepare.cjs")], { env });
    expect(stderr).toContain("installing");
    expect(await calls()).toBe(1);
    expect(await readdir(join(root, "node_modules"))).toEqual([".package-lock.json"]);
  });

  test("that are not there are made", async () => {
    expect(await prepare()).toContain("installing");
    expect(await calls()).toBe(1);
  });

  test("whose installation never came to its end are made anew", async () => {
    await mkdir(join(root, "node_modules"));
    await prepare();
    expect(await calls()).toBe(1);
  });

  test("are made once when two commands start at the same time", async () => {
    await Promise.all([prepare(), prepare()]);
    expect(await calls()).toBe(1);
    expect((await readdir(root)).sort()).toEqual(["bin", "calls", "node_modules", "package-lock.json", "scripts"]);
  });

  test("are waited for while another process makes them, and not made again", async () => {
    const lock = join(root, ".labnote-installing");
    await writeFile(lock, String(process.pid));
    const asked = Promise.withResolvers<void>();
    const watcher = watch(root, (_event, name) => name?.startsWith(".labnote-installing.") && asked.resolve());
    const waiting = prepare();
    await asked.promise;
    watcher.close();
    await installed({ "node_modules/a": { version: "1.0.0" } });
    await rm(lock);
    expect(await waiting).toBe("");
    expect(await calls()).toBe(0);
  });

  test("are made although an installer died holding the lock", async () => {
    await writeFile(join(root, ".labnote-installing"), "4194305");
    await prepare();
    expect(await calls()).toBe(1);
  });

  test("wait while another process takes away the lock of an installer that died", async () => {
    const lock = join(root, ".labnote-installing");
    await writeFile(lock, "4194305");
    await writeFile(`${lock}.clearing`, String(process.pid));
    const asked = Promise.withResolvers<string>();
    const watcher = watch(
      root,
      (_event, name) => name?.startsWith(".labnote-installing.clearing.") && asked.resolve(""),
    );
    const waiting = prepare();
    const first = await Promise.race([asked.promise, waiting]).finally(() => watcher.close());
    expect(first).toBe("");
    expect(await readFile(lock, "utf8")).toBe("4194305");
    await rm(`${lock}.clearing`);
    await waiting;
    expect(await calls()).toBe(1);
    expect((await readdir(root)).sort()).toEqual(["bin", "calls", "node_modules", "package-lock.json", "scripts"]);
  });
});

test("the error of a failing npm says what failed, and what to do", async () => {
  await npm("exit 7");
  await expect(prepare()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/npm install ended with status 7\n {2}try: .*registry/),
  });
});
