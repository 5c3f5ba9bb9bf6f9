import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { npm } from "../../../src/common/advice.ts";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { loadKind } from "../../../src/hosts/kinds.ts";

test("a container needs this machine's engine, costs nothing and has no plugin of its own", async () => {
  const { needsEngine, plugins, estimate, announceEnd } = await loadKind("container");
  expect({ engine: await needsEngine(), plugins, estimate, announceEnd }).toEqual({ engine: true, plugins: [] });
});

test("EC2 needs no engine, and Pulumi's AWS plugin of the SDK's version", async () => {
  const { needsEngine, plugins } = await loadKind("ec2");
  expect({ engine: await needsEngine(), plugins }).toEqual({
    engine: false,
    plugins: [{ name: "aws", version: "7.48.0" }],
  });
});

test("a target that is no kind of host is refused with those that are", async () => {
  await expect(loadKind("moon")).rejects.toMatchObject({
    message: 'labnote:target is "moon", but must be container or vm or ec2',
    remedy: { parts: [npm("start", "--set", "target=VALUE"), ", with an allowed value for VALUE"] },
  });
});

/** The modules of AWS and Pulumi that a script loads, run in a process of its own, whose loader tells what it resolves. */
async function loadedBy(script: string): Promise<string[]> {
  const telling = `
    import { registerHooks } from "node:module";
    registerHooks({ resolve: (name, context, next) => (console.log(name), next(name, context)) });
    const labnote = (file) => import("${CHECKOUT}/src/" + file + ".ts");
    const { loadKind } = await labnote("hosts/kinds");
    ${script}`;
  const args = ["--input-type=module", "--eval", telling];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
  return stdout.split("\n").filter((name) => /^@(aws|smithy|pulumi)/.test(name) && !name.endsWith("package.json"));
}

test.each(["container", "vm", "ec2"])("the kind %s loads neither the SDK of AWS nor that of Pulumi", async (target) => {
  expect(await loadedBy(`await loadKind("${target}");`)).toEqual([]);
});

test("a command on containers loads nothing of AWS, and Pulumi's Automation API only when a stack is wanted", async () => {
  const files = `for (const file of ["lab/up", "cli/prompt", "lab/setup/prerequisites"]) await labnote(file);`;
  const loaded = await loadedBy(`await loadKind("container"); ${files}`);
  expect(loaded).toContain("@pulumi/pulumi/version.js");
  expect(loaded).not.toContain("@pulumi/pulumi/automation/index.js");
  expect(loaded.filter((name) => !name.startsWith("@pulumi/pulumi"))).toEqual([]);
});

test("the program that makes hosts on EC2 loads the SDKs of Pulumi and of STS, and not that of EC2", async () => {
  // Without settings, it gets no further than to load what it needs.
  const loaded = await loadedBy(`await (await loadKind("ec2")).create().catch(() => {});`);
  expect(loaded).toEqual(expect.arrayContaining(["@pulumi/aws/provider.js", "@aws-sdk/client-sts"]));
  expect(loaded.filter((name) => name.startsWith("@aws-sdk/client-ec2"))).toEqual([]);
});
