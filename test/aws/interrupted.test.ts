import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { until } from "../until.ts";
import { aliveIn, type Ec2Lab, ec2Lab, onEc2 } from "./fixtures/ec2-lab.ts";

// What is not taken away in order is waited for, for minutes, by what it is in the way of.
jest.setTimeout(15 * 60_000);

/** Whether a process would be ended by Ctrl-C, or has something else in mind (proc(5), SigCgt: a bit for each signal, from 1). */
async function endsAtOnce(pid: number): Promise<boolean> {
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1];
  const SIGINT = 2;
  return (BigInt(`0x${caught}`) & (1n << BigInt(SIGINT - 1))) === 0n;
}

let made: Ec2Lab;
beforeEach(async () => {
  made = await ec2Lab({ boots: false });
});
afterEach(async () => {
  await made?.[Symbol.asyncDispose]();
});

test("npm start on EC2, ended by Ctrl-C twice while an instance is being made, leaves nothing that npm run down does not take away", async () => {
  const { cloud, lab } = made;
  const note = await lab.writeNote("# Small\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n");
  using held = cloud.hold("RunInstances");
  const running = lab.start("start", ...onEc2({ note }));
  const pid = running.process.pid as number;
  const early = running.ended.then(({ stdout, stderr }) => {
    throw new Error(`It ended early:\n${stdout}${stderr}`);
  });
  early.catch(() => {});
  await Promise.race([held.reached, early]);

  // As a terminal does it: to all processes of the group that is in front.
  const ctrlC = () => process.kill(-pid, "SIGINT");
  expect(await endsAtOnce(pid)).toBe(false);
  ctrlC();
  await until("it has heard of the first", async () => (await endsAtOnce(pid)) || undefined);
  ctrlC();
  await running.ended;
  expect(running.process.signalCode).toBe("SIGINT");
  expect(await aliveIn(cloud)).toHaveLength(1);
  held.release();

  expect(await lab.run("down")).toMatchObject({
    ...{ code: 0, stderr: "" },
    stdout: expect.stringContaining("is left on EC2: no instance"),
  });
  expect(await aliveIn(cloud)).toEqual([]);
});
