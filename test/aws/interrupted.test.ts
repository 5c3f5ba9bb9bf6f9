import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { until } from "../until.ts";
import { aliveIn, type Ec2Lab, ec2Lab, onEc2, REGION, writes } from "./fixtures/ec2-lab.ts";

// What is not taken away in order is waited for, for minutes, by what it is in the way of.
jest.setTimeout(15 * 60_000);

/** Whether a process would be ended by Ctrl-C, or has something else in mind (proc(5), SigCgt: a bit for each signal, from 1). */
async function endsAtOnce(pid: number): Promise<boolean> {
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1];
  const SIGINT = 2;
  return (BigInt(`0x${caught}`) & (1n << BigInt(SIGINT - 1))) === 0n;
}

let made: Ec2Lab;
afterEach(async () => {
  await made?.[Symbol.asyncDispose]();
});

/** `npm start`, ended by Ctrl-C twice when EC2 has made an instance and has not answered yet. */
async function interruptedTwice({ cloud, lab }: Ec2Lab): Promise<void> {
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
}

const isClean = { code: 0, stderr: "", stdout: expect.stringContaining("is left on EC2: no instance") };

describe("npm start on EC2, ended by Ctrl-C twice while an instance is being made,", () => {
  test("leaves nothing that npm run down does not take away", async () => {
    made = await ec2Lab({ boots: false });
    await interruptedTwice(made);
    expect(await made.lab.run("down")).toMatchObject(isClean);
    expect(await aliveIn(made.cloud)).toEqual([]);
  });

  test("is gone on with by the next npm start, which asks for no money and makes no second one; in another region, that makes nothing", async () => {
    made = await ec2Lab();
    const { cloud, lab } = made;
    await interruptedTwice(made);
    const [instance] = await aliveIn(cloud);
    const again = await lab.run("start");
    expect(again).toMatchObject({ code: 0, stderr: "", stdout: expect.not.stringContaining("Make 1 host") });
    expect(await aliveIn(cloud)).toEqual([instance]);
    expect((await lab.record()).host.facts.instance).toBe(instance);

    const done = writes(cloud.requests).length;
    const elsewhere = await lab.run("start", "--yes", "--set", "region=us-east-1");
    expect(elsewhere).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`The lab is in ${REGION}, not in us-east-1`),
    });
    expect(writes(cloud.requests)).toHaveLength(done);
    expect(await aliveIn(cloud)).toEqual([instance]);

    expect(await lab.run("down")).toMatchObject(isClean);
    expect(await aliveIn(cloud)).toEqual([]);
  });
});
