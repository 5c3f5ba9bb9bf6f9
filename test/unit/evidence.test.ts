import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { commandOf, PARTS } from "../parts.ts";

const fixtures = join(import.meta.dirname, "../lab/fixtures");

/** A test file with a test that fails and one that passes. Both run a command and leave a record, and both remove it. */
const file = `
import { mkdirSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { evidence } from "${fixtures}/evidence.ts";

const because = (why) => (why === null ? [] : [{ kind: "error", why }]);
const step = (outcome, why) => ({ line: 7, typed: "docker ps", outcome, reasons: because(why) });
test.each(["fails", "passes"])("a note that %s", async (name) => {
  const failed = name === "fails";
  const said = { code: null, stdout: "", stderr: "" };
  const ended = Promise.resolve();
  evidence.runs("note --stack " + name, said, ended);
  said.stdout += "Running " + name + "\\n";
  said.code = failed ? 1 : 0;
  const folder = import.meta.dirname + "/" + name;
  const records = evidence.watch(folder);
  mkdirSync(folder + "/host-1", { recursive: true });
  const steps = [step("passed", null), step("failed", "no line is like nginx")];
  const record = { host: { name: "host-1" }, reasons: because("the host is lost"), steps };
  writeFileSync(folder + "/host-1/record.json", JSON.stringify(record));
  await records.remove();
  expect(failed).toBe(false);
});
`;

let folder = "";
let shown = "";
/** Where the failed test's evidence is. */
let kept = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "labnote-evidence-test-"));
  writeFileSync(join(folder, "one.test.ts"), file);
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const command = PARTS.filter(({ name }) => name === "lab").flatMap(commandOf);
  const args = command.map((arg) => (arg.startsWith("--testMatch=") ? `--testMatch=${folder}/*.test.ts` : arg));
  const { stderr } = spawnSync(process.execPath, [...args, `--roots=${folder}`], {
    cwd: join(import.meta.dirname, "../.."),
    env: { ...process.env, TMPDIR: folder },
    encoding: "utf8",
  });
  shown = stderr;
  kept = /Kept in (\S+):/.exec(shown)?.[1] ?? "";
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (kept !== "") rmSync(kept, { recursive: true, force: true });
});

test("a failed lab test shows what its commands printed, and why each step failed", () => {
  expect(shown).toContain("$ note --stack fails   ended with 1:");
  expect(shown).toContain("Running fails");
  expect(shown).toContain("host-1: the host is lost");
  expect(shown).toContain("host-1, line 7, docker ps: no line is like nginx");
});

test("a failed lab test keeps its records and its commands' output, even if its lab is gone", () => {
  expect(readFileSync(join(kept, "commands.txt"), "utf8")).toContain("Running fails");
  expect(JSON.parse(readFileSync(join(kept, "1/fails/host-1/record.json"), "utf8")).reasons).toEqual([
    { kind: "error", why: "the host is lost" },
  ]);
});

test("a lab test that passes leaves no files and prints nothing about its work", () => {
  expect(shown).not.toContain("passes  ");
  expect(readdirSync(folder).filter((name) => /^labnote-|passes/.test(name))).toEqual([]);
});
