import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { styleText } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { LabConsole } from "../../../src/cli/console.ts";
import { advice, npm } from "../../../src/common/advice.ts";
import { describe as describeError, LabError } from "../../../src/common/errors.ts";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { recordedConsole } from "./recorded-console.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-console-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A command in a process of its own. */
const started = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawn(process.execPath, args, { cwd: CHECKOUT, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });

test("the console leaves labnote's colours, and nothing else that a terminal obeys", () => {
  const { said, console } = recordedConsole();
  console.print(
    `${styleText(["bold", "red"], "✖ mina", { validateStream: false })}${styleText("inverse", "!", { validateStream: false })} said \x1b[8m\x1b[31mboo\x9b2J\u202e\x1b]0;t\x07`,
  );
  expect(said.stdout).toBe(
    "\x1b[1m\x1b[31m✖ mina\x1b[39m\x1b[22m\x1b[7m!\x1b[27m said ⟨U+001B⟩[8m\x1b[31mboo⟨U+009B⟩2J⟨U+202E⟩⟨U+001B⟩]0;t⟨U+0007⟩\n",
  );
});

test("the console writes advice for its lab", () => {
  const { said, console } = recordedConsole("b");
  console.warn(advice`run ${npm("note")}`);
  expect(said).toEqual({ stdout: "", stderr: "run `npm run note -- --stack b`\n" });
});

test("JSON on the console is the value that it was, and no order to the runner of GitHub Actions", () => {
  const { said, console } = recordedConsole("lab", { GITHUB_ACTIONS: "true" });
  const value = { typed: "##[error]no", output: "a\n::error::no", "##[key": 1 };
  console.json(value);
  expect(JSON.parse(said.stdout)).toEqual(value);
  expect(said.stdout).not.toMatch(/^\s*::|##\[/m);
});

test.each([
  [
    "a host's own words in a failure",
    (host: string, console: LabConsole) => console.warn(describeError(new LabError("No", { cause: host }))),
  ],
  [
    "a line about a host",
    (host: string, console: LabConsole) => console.print(`mina keeps the end that it had. ${host}`),
  ],
])("%s give the runner of GitHub Actions no orders, and are as they were elsewhere", (_, print) => {
  const host = "sudo:\n  ::error::no\n\u0085::set-env::x\nand ##[command]y";
  const inActions = recordedConsole("lab", { GITHUB_ACTIONS: "true" });
  print(host, inActions.console);
  const said = inActions.said.stdout + inActions.said.stderr;
  expect(said).not.toMatch(/^[\s\u0085]*::|##\[/m);
  const elsewhere = recordedConsole();
  print(host, elsewhere.console);
  expect(elsewhere.said.stdout + elsewhere.said.stderr).toContain("\n  ::error::no\n");
});

test("no file of src/cli, src/lab and scripts writes to standard output or error, but the console and what speaks to another process", () => {
  const writes = /\bconsole\.(log|error|warn|info)\(|\bstd(out|err)\.write\(/;
  const files = ["src/cli", "src/lab", "scripts"].flatMap((room) =>
    globSync(`${room}/**/*.{ts,cjs}`, { cwd: CHECKOUT }),
  );
  expect(files.length).toBeGreaterThan(20);
  const writing = files.filter((file) => {
    const text = readFileSync(join(CHECKOUT, file), "utf8").replaceAll(/\bconsole\.(?:print|warn|json|order)\(/g, "");
    return writes.test(text);
  });
  // labnote.cjs and prepare.cjs run before there is anything to import.
  expect(writing.toSorted()).toEqual([
    "scripts/labnote.cjs",
    "scripts/prepare.cjs",
    "scripts/run-note.ts",
    "src/cli/console.ts",
  ]);
});

test("what a command prints gives the runner of GitHub Actions no orders, wherever it is printed", async () => {
  const out = join(folder, "a\n::error::b.html");
  const child = started(["scripts/handout.ts", "--stack", "no-such-lab", "--out", out], { GITHUB_ACTIONS: "true" });
  const [stdout] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(stdout).toContain("error");
  expect(stdout).not.toMatch(/^\s*::/m);
});

test("a command whose reader has seen enough does its work to the end, and keeps its status", async () => {
  const done = join(folder, "done");
  const program = `
    import { writeFileSync } from "node:fs";
    import { once } from "node:events";
    import { command } from "${CHECKOUT}/src/cli/command.ts";
    await command({ name: "speak", summary: "", options: {}, exits: {} }, async () => {
      const closed = once(process.stdout, "error").catch((error) => error);
      const timer = setInterval(() => process.stdout.write("more\\n"), 1);
      await closed;
      clearInterval(timer);
      process.stdout.write("nobody reads this\\n");
      await new Promise((resolve) => setTimeout(resolve, 20));
      writeFileSync(process.env.DONE, "done");
      return 3;
    });`;
  const child = started(["--input-type=module", "-e", program], { DONE: done });
  const said = text(child.stderr);
  await once(child.stdout, "data");
  child.stdout.destroy();
  const [status] = await once(child, "close");
  expect([status, await said, await readFile(done, "utf8")]).toEqual([3, "", "done"]);
});
