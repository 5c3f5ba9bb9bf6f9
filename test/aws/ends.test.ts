import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { docker } from "../../src/hosts/engine/cli.ts";
import { until } from "../until.ts";
import { aliveIn, type Ec2Lab, ec2Lab, instancesOf, onEc2 } from "./fixtures/ec2-lab.ts";

jest.setTimeout(15 * 60_000);

const HOUR = 3_600_000;
/** Hours until the end, once the note has run: late enough that the host has said it before. */
const SOON = 5 / 3600;

let made: Ec2Lab;
beforeEach(async () => {
  made = await ec2Lab();
});
afterEach(async () => {
  await made?.[Symbol.asyncDispose]();
});

test("a host on EC2 ends by itself, terminated by its own shutdown, and the next npm start makes another", async () => {
  const { cloud, lab } = made;
  const note = await lab.writeNote("# Small\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n");
  const from = Math.floor(Date.now() / 1000) * 1000;
  const first = await lab.run("start", ...onEc2({ hours: 1, note }));
  const to = Date.now();
  expect(first).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("The lab ends by itself at") });
  const [before] = await aliveIn(cloud);
  const record = await lab.record();
  expect(record.host.facts.instance).toBe(before);
  // As many hours after its making.
  const end = Date.parse(record.host.ends as string);
  expect(end).toBeGreaterThanOrEqual(from + HOUR);
  expect(end).toBeLessThanOrEqual(to + HOUR);

  // Sooner than any number of hours that may be set, and not before a busy machine has run the note.
  const container = await docker(["ps", "--quiet", "--filter", `label=labnote.student=${before}`]);
  await docker(["exec", container, "labnote-extend", String(SOON)]);

  await until(
    "the instance has terminated itself",
    async () => ((await aliveIn(cloud)).length === 0 ? true : undefined),
    150_000,
  );
  expect((await instancesOf(cloud)).map(({ InstanceId, State }) => [InstanceId, State?.Name])).toEqual([
    [before, "terminated"],
  ]);
  expect(cloud.requests.filter(({ action }) => action === "TerminateInstances")).toEqual([]);

  expect(await lab.run("start", "--yes")).toMatchObject({ code: 0, stderr: "" });
  const [after] = await aliveIn(cloud);
  expect(after).not.toBe(before);
  const again = await lab.record();
  expect(again).toMatchObject({ outcome: "passed", host: { facts: { instance: after } } });
  expect(again.started > record.started).toBe(true);

  expect(await lab.run("down")).toMatchObject({
    ...{ code: 0, stderr: "" },
    stdout: expect.stringContaining("is left on EC2: no instance"),
  });
  expect(await aliveIn(cloud)).toEqual([]);
});
