import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "../../..");
const url = (file: string) => JSON.stringify(pathToFileURL(join(root, file)).href);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-verbose-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Puts a program of the test on PATH of what {@link running} runs. */
async function program(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
}

/** Runs a command of labnote that does this, in a process of its own. */
async function running(work: string, { args = [] as string[], debug = "" } = {}) {
  const script = join(folder, "work.mjs");
  const imports = `
    import { spawn } from "node:child_process";
    import { once } from "node:events";
    import { command } from ${url("src/cli/command.ts")};
    import { docker } from ${url("src/hosts/engine/cli.ts")};`;
  const spec = `{ name: "work", summary: "", options: {}, exits: {} }`;
  await writeFile(script, `${imports}\nawait command(${spec}, async () => {\n${work}\n});\n`);
  const env = {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    LABNOTE_DEBUG: debug,
    XDG_DATA_HOME: join(folder, "data"),
    GITHUB_TOKEN: "a-token-of-the-environment",
  };
  return promisify(execFile)(process.execPath, [script, ...args], { env });
}

const log = () => readFile(join(folder, "data/labnote/debug.log"), "utf8");
const DOCKER = `console.log(await docker(["version", "--format", "a b"], { input: "what is sent" }));`;
const TIME = String.raw`\d+\.\d\d s`;

test("a verbose command tells which program it ran, how long, how it ended and what it said, and prints its own result as before", async () => {
  await program("docker", "echo one; echo two >&2");
  for (const options of [{ args: ["--verbose"] }, { debug: "1" }, { args: ["--verbose"], debug: "0" }]) {
    const { stdout, stderr } = await running(DOCKER, options);
    expect(stdout).toBe("one\n");
    const line = String.raw`› docker version --format \$'a b' \(${TIME}, exit 0\)\n  one\n  two\n`;
    expect(stderr).toMatch(new RegExp(`${line}$`));
    expect(await log()).toMatch(new RegExp(String.raw`^\d{4}-\S+Z work\.mjs\[\d+\] ${line}$`));
  }
});

test("a command that is not verbose tells of no program, and keeps no log", async () => {
  await program("docker", "echo one; echo two >&2");
  for (const debug of ["", "0"]) expect(await running(DOCKER, { debug })).toEqual({ stdout: "one\n", stderr: "" });
  expect(await readdir(folder)).not.toContain("data");
});

test("a verbose command shows no secret: not what is sent, not the environment, and none that a program prints", async () => {
  const key = ["-----BEGIN OPENSSH PRIVATE KEY-----", ..."ABCDEFGHIJKL".split("").map((sign) => sign.repeat(70))];
  await program(
    "docker",
    `cat >/dev/null; echo "it says $GITHUB_TOKEN" >&2; printf '%s\\n' ${[...key, "-----END OPENSSH PRIVATE KEY-----"].map((line) => `'${line}'`).join(" ")}`,
  );
  const { stderr } = await running(DOCKER, { args: ["--verbose"] });
  const shown = stderr + (await log());
  expect(shown).toContain("it says [redacted: secret]");
  for (const secret of ["what is sent", "a-token-of-the-environment", "KKKKK", "LLLLL"])
    expect(shown).not.toContain(secret);
});

test("a secret in the arguments of a program is not shown", async () => {
  await program("docker", "true");
  const { stderr } = await running(`await docker(["login", "a-token-of-the-environment"]);`, { args: ["--verbose"] });
  expect(stderr).toMatch(/› docker login .*exit 0/);
  expect(stderr).not.toContain("a-token-of-the-environment");
});

test("the standard output of pulumi, which may be a state, is not shown, and its standard error is", async () => {
  await program("pulumi", "echo a state; echo no passphrase >&2; exit 3");
  // As labnote runs it: a shell watches over it.
  const work = `await once(spawn("sh", ["-c", '"$@"', "sh", "pulumi", "stack", "export"]), "close");`;
  const { stderr } = await running(work, { args: ["--verbose"] });
  expect(stderr).toMatch(new RegExp(String.raw`› pulumi stack export \(${TIME}, exit 3\)\n  no passphrase\n$`));
});

test("of much output the end is shown, and of more than could be read for secrets nothing", async () => {
  await program("docker", 'i=0; while [ $i -lt "$1" ]; do i=$((i+1)); echo "line $i"; done');
  const { stderr } = await running(`await docker(["1000"]); await docker(["10000"]);`, { args: ["--verbose"] });
  expect(stderr).toMatch(/docker 1000 \(.*\)\n {2}line 993\n( {2}line 99\d\n){6} {2}line 1000\n/);
  expect(stderr).toMatch(/docker 10000 \(.*\)\n {2}\(\d+ KiB of output\)\n$/);
});

test("what a program prints does nothing to the terminal of a verbose command", async () => {
  await program("docker", String.raw`printf '\033[2Jclear\007\n'`);
  const { stderr } = await running(DOCKER, { args: ["--verbose"] });
  expect(stderr).toContain("clear⟨U+0007⟩\n");
  expect(stderr).not.toContain("\x1b");
});

test("a verbose command tells of programs that could not start, that a signal ended, and that still run at its end", async () => {
  const { stderr } = await running(
    `await once(spawn("no-such-program", ["a"]), "error");
    const killed = spawn("sleep", ["1001"]);
    killed.kill();
    await once(killed, "close");
    const still = spawn("sleep", ["1002"], { stdio: "ignore" });
    process.once("exit", () => still.kill());
    still.unref();`,
    { args: ["--verbose"] },
  );
  expect(stderr).toMatch(new RegExp(String.raw`› no-such-program a \(${TIME}, spawn no-such-program ENOENT\)`));
  expect(stderr).toMatch(new RegExp(String.raw`› sleep 1001 \(${TIME}, SIGTERM\)`));
  expect(stderr).toMatch(new RegExp(String.raw`› sleep 1002 \(still running after ${TIME}\)`));
});

test("the processes that a verbose command starts tell their programs in its log, and not on their standard error", async () => {
  await program("docker", "echo $1");
  const work = `
    if (process.env.INNER) await docker(["inner"]);
    else {
      const env = { ...process.env, INNER: "1" };
      const child = spawn(process.execPath, [process.argv[1]], { env });
      child.stderr.pipe(process.stdout);
      await once(child, "close");
    }`;
  const { stdout, stderr } = await running(work, { debug: "1" });
  expect(stdout).toBe("");
  expect(stderr).not.toContain("inner");
  expect(await log()).toContain("docker inner");
});

test("a log that is named by its path is the only place that is written to, and its user's alone", async () => {
  await program("docker", "echo one");
  const file = join(folder, "mine.log");
  expect(await running(DOCKER, { debug: file })).toEqual({ stdout: "one\n", stderr: "" });
  expect(await readFile(file, "utf8")).toMatch(/› docker version .*exit 0\)\n {2}one\n$/);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
