import { connect } from "node:net";
import { DescribeSecurityGroupRulesCommand, type SecurityGroupRule } from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { Cloud } from "./cloud/cloud.ts";
import { type Call, tagsOf } from "./cloud/wire.ts";
import { aliveIn, type Ec2Lab, ec2Lab, instancesOf, onEc2, REGION, writes } from "./fixtures/ec2-lab.ts";

jest.setTimeout(15 * 60_000);

const SMALL = "# Small\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n";
/** Leaves a web server behind. */
const SERVES = `---
ports: [80]
---

# Serves

## 1 One

\`\`\`console
$ sudo sh -c 'setsid python3 -m http.server 80 > /dev/null 2>&1 &'
$ sleep 1; curl --silent --retry 20 --retry-connrefused --output /dev/null --write-out '%{http_code}\\n' 127.0.0.1
200
\`\`\`
`;

let made: Ec2Lab;
beforeEach(async () => {
  made = await ec2Lab();
});
afterEach(async () => {
  await made?.[Symbol.asyncDispose]();
});

const studentIn = (params: Call["params"]): string | undefined => tagsOf(params)["labnote.student"];
const launches = (calls: readonly Call[]): Call[] => calls.filter(({ action }) => action === "RunInstances");

/** The rules by which the security group lets somebody in. */
async function ingressOf({ client }: Cloud): Promise<SecurityGroupRule[]> {
  const { SecurityGroupRules = [] } = await client(REGION).send(new DescribeSecurityGroupRulesCommand({}));
  return SecurityGroupRules.filter(({ IsEgress }) => !IsEgress);
}

/** Whom it lets in by SSH. */
const letIn = async (cloud: Cloud): Promise<(string | undefined)[]> =>
  (await ingressOf(cloud)).filter(({ FromPort }) => FromPort === 22).map(({ CidrIpv4 }) => CidrIpv4);

/** Whether something answers at a port within so many milliseconds. */
const answers = (host: string, port: number, within: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const over = (answered: boolean) => {
      clearTimeout(late);
      socket.destroy();
      resolve(answered);
    };
    const late = setTimeout(over, within, false);
    socket.once("data", () => over(true));
    socket.once("error", () => over(false));
    socket.once("close", () => over(false));
    // SSH greets, and the web waits to be asked.
    socket.write("GET / HTTP/1.0\r\n\r\n");
  });

describe("a class on EC2", () => {
  test("goes on without the one whose host EC2 has no room for, and names him; made later, amid throttling and failures of EC2's, he is all that is made", async () => {
    const { cloud, lab } = made;
    cloud.fail({
      ...{ action: "RunInstances", matching: (params) => studentIn(params) === "jun" },
      ...{ status: 500, code: "InsufficientInstanceCapacity" },
      message: "We currently do not have sufficient t3.micro capacity in the Availability Zone you requested.",
    });
    const note = await lab.writeNote(SMALL);
    // So that he is known to have failed before the others are done.
    using others = cloud.hold({ action: "RunInstances", matching: (params) => studentIn(params) !== "jun" });
    const running = lab.start("start", ...onEc2({ students: "mina,jun,sora", note }));
    await running.shown("jun: could not be made");
    others.release();
    const first = await running.ended;
    expect(first.code).toBe(1);
    expect(first.stderr).toMatch(/jun: [\s\S]*sufficient t3\.micro capacity/);
    expect(first.stderr).toMatch(/try: `npm start -- --stack \S+` again in a while/);
    expect(first.stderr).not.toMatch(/mina|sora/);
    expect(first.stdout).toContain("✔ mina, sora: 1 passed, 0 failed");
    expect(first.stdout).toContain("✖ jun: not run");
    expect(first.stdout).toMatch(/^failed: 2 passed, 0 failed, 0 skipped; 2 of 3 hosts passed: file:.*index\.html\n$/m);
    const before = await Promise.all(["mina", "sora"].map(lab.record));
    expect(before.map(({ outcome }) => outcome)).toEqual(["passed", "passed"]);
    await expect(lab.record("jun")).rejects.toThrow("ENOENT");
    expect(await aliveIn(cloud)).toHaveLength(2);
    // The two that are there are as good as any.
    expect(first.stdout).toContain("The lab ends by itself");
    expect(await lab.run("ssh", "sora")).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("sora ends by itself"),
    });
    expect(await lab.run("ssh", "jun")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("choose one of mina, sora"),
    });

    cloud.mend();
    const throttled = { status: 503, code: "RequestLimitExceeded", message: "Request limit exceeded." };
    cloud.fail({ action: "DescribeInstances", times: 3, ...throttled });
    cloud.fail({ action: "RunInstances", times: 2, ...throttled });
    cloud.fail({
      ...{ action: "RunInstances", times: 1, status: 500, code: "InternalError" },
      message: "An internal error has occurred.",
    });
    const asked = cloud.requests.length;
    const again = await lab.run("start", "--yes");
    expect(again).toMatchObject({ code: 0, stderr: "" });
    const calls = cloud.requests.slice(asked);
    expect(calls.filter(({ action, error }) => action === "DescribeInstances" && error !== undefined)).toHaveLength(3);
    expect(launches(calls).map((call) => [studentIn(call.params), call.error])).toEqual([
      ["jun", "RequestLimitExceeded"],
      ["jun", "RequestLimitExceeded"],
      ["jun", "InternalError"],
      ["jun", undefined],
    ]);
    expect((await lab.record("jun")).outcome).toBe("passed");
    expect(await Promise.all(["mina", "sora"].map(lab.record))).toEqual(before);
    expect(await aliveIn(cloud)).toHaveLength(3);
    expect(await lab.run("down")).toMatchObject({ code: 0 });
  });

  test("is reached from where its user now is after the next npm start, with the hosts that it has", async () => {
    const { cloud, lab } = made;
    const note = await lab.writeNote(SMALL);
    expect(await lab.run("start", ...onEc2({ students: "mina,jun", note }))).toMatchObject({ code: 0 });
    expect(await letIn(cloud)).toEqual([`${cloud.callerAddress}/32`]);
    const [before, record] = [await aliveIn(cloud), await lab.record("mina")];

    await cloud.comeFrom("203.0.113.9");
    const { PublicIpAddress: address = "" } =
      (await instancesOf(cloud)).find(({ Tags }) => Tags?.some(({ Value }) => Value === "mina")) ?? {};
    const shutOut = await lab.run("ssh", "mina");
    expect(shutOut).toMatchObject({ code: 1, stdout: "" });
    expect(shutOut.stderr).toMatch(
      new RegExp(
        `^The host mina \\(${address}, port 22\\) cannot be reached\n {2}because: .*timed out.*\n {2}try: `,
        "i",
      ),
    );
    expect(shutOut.stderr).toMatch(
      /your own address may have changed.*`npm start -- --stack \S+` lets your address in/,
    );

    const asked = cloud.requests.length;
    const again = await lab.run("start", "--yes");
    expect(again).toMatchObject({ code: 0, stderr: "" });
    // EC2 refuses to tag at once with the others the rule that has just gone; what is refused changes nothing.
    const done = writes(cloud.requests.slice(asked)).filter(({ error }) => error === undefined);
    const changes = done.map(({ action }) => action);
    expect(changes.sort()).toEqual(["AuthorizeSecurityGroupIngress", "CreateTags", "RevokeSecurityGroupIngress"]);
    expect(await letIn(cloud)).toEqual(["203.0.113.9/32"]);
    expect(await aliveIn(cloud)).toEqual(before);
    expect(await lab.record("mina")).toEqual(record);
    expect(again.stdout).not.toContain("could not be extended");
    expect(await lab.run("ssh", "mina")).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("mina ends by itself"),
    });
  });

  test("lets no student's host into another one's, under whichever of its addresses it comes: not to its shell, not to what it serves", async () => {
    const { cloud, lab } = made;
    const note = await lab.writeNote(SERVES);
    expect(await lab.run("start", ...onEc2({ students: "mina,jun", note }))).toMatchObject({ code: 0 });
    const instances = await instancesOf(cloud);
    const [mina, jun] = ["mina", "jun"].map((name) =>
      instances.find(({ Tags }) => Tags?.some(({ Value }) => Value === name)),
    );
    const open = async (within: number) => {
      const ports = [22, 80];
      const all = await Promise.all(ports.map((port) => answers(jun?.PublicIpAddress ?? "", port, within)));
      return ports.filter((_, at) => all[at]);
    };
    const user = cloud.callerAddress;
    // There is something to reach.
    expect(await open(20_000)).toEqual([22, 80]);
    for (const address of [mina?.PublicIpAddress, mina?.PrivateIpAddress]) {
      expect(address).toMatch(/^[\d.]+$/);
      await cloud.comeFrom(address as string);
      expect(await open(3_000)).toEqual([]);
    }
    await cloud.comeFrom(user);
    expect(await open(20_000)).toEqual([22, 80]);
    // A rule can also name a group, such as the hosts' own, or a list of addresses.
    const rules = (await ingressOf(cloud)).map(({ CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo }) => [
      ...[CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo?.GroupId],
    ]);
    expect(rules).toEqual([22, 80].map(() => [`${user}/32`, undefined, undefined, undefined]));
  });
});
