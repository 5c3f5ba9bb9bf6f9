import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { PulumiError, type Stack } from "../../../src/lab/pulumi/stack.ts";
import { bringUp } from "../../../src/lab/up.ts";
import { note, settings } from "../hosts/mocked.ts";
import { passed, recordOf } from "../record/fixtures.ts";

let records: string;
beforeEach(() => {
  records = mkdtempSync(join(tmpdir(), "labnote-up-"));
});
afterEach(() => rmSync(records, { recursive: true }));

/** A stack whose update fails with these errors, each of one resource. */
const failing = (errors: readonly { type: string; name: string; message?: string }[]): Stack =>
  ({
    async up({ onEvent }: { onEvent: (event: EngineEvent) => void }) {
      for (const { type, name, message = "no room" } of errors) {
        const urn = `urn:pulumi:class-a::labnote::${type}::${name}`;
        onEvent({ diagnosticEvent: { urn, severity: "error", message, color: "never" } } as EngineEvent);
      }
      throw new PulumiError(["up"], { code: 255, stdout: "", stderr: "failed" });
    },
  }) as unknown as Stack;

/** The students whose note counts as not run, where each has a record of an earlier run that passed. */
async function notRun(students: readonly string[], ...errors: { type: string; name: string }[]): Promise<string[]> {
  for (const student of students) {
    mkdirSync(join(records, student));
    writeFileSync(join(records, student, "record.json"), JSON.stringify(recordOf([passed({ line: 4 })])));
  }
  const { results } = await bringUp({
    stack: failing(errors),
    kind: {},
    settings: { ...settings, students },
    note,
    records,
    say: () => {},
    signal: new AbortController().signal,
  });
  return results.filter(({ record }) => record === undefined).map(({ name }) => name);
}

const KEY = "labnote:host:Container$labnote:index:KeyPair";
const HOST = "labnote:host:Container$labnote:index:ContainerHost";

test("a key that could not be made is the problem of its student, also where another student's name begins like the key's", async () => {
  expect(await notRun(["mina", "mina-login"], { type: KEY, name: "mina-login-key" })).toEqual(["mina"]);
});

test("a host that could not be made is its student's problem, also where the student is called as another one's key", async () => {
  expect(await notRun(["mina", "mina-login-key"], { type: HOST, name: "mina-login-key" })).toEqual(["mina-login-key"]);
});

test("a key pair that EC2 did not register is its student's problem", async () => {
  const type = "labnote:host:Ec2Host$aws:ec2/keyPair:KeyPair";
  expect(await notRun(["jun", "jun-2"], { type, name: "jun-2-login-key" })).toEqual(["jun-2"]);
});

test("a problem of what all students share takes no student's run away", async () => {
  expect(await notRun(["mina", "image"], { type: "aws:ec2/vpc:Vpc", name: "network" })).toEqual([]);
});

test("a problem of the hosts' image is no student's, also where a student is called image", async () => {
  expect(await notRun(["mina", "image"], { type: "labnote:index:HostImage", name: "image" })).toEqual([]);
});

test("a full disk on which Pulumi could not save its state is said with what to do", async () => {
  const message = "failed to save snapshot: write /home/kim/labnote/pulumi/lab.json.tmp: no space left on device";
  const full = bringUp({
    stack: failing([{ type: HOST, name: "mina", message }]),
    kind: {},
    settings: { ...settings, students: ["mina"] },
    note,
    records,
    say: () => {},
    signal: new AbortController().signal,
  });
  await expect(full).rejects.toMatchObject({
    problems: [
      { message: `mina: ${message}`, remedy: expect.stringMatching(/^make room on the disk that holds \S*labnote/) },
    ],
  });
});
