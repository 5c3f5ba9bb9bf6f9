import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { loadKind } from "../../../src/hosts/kinds.ts";

test("a container needs this machine's engine, costs nothing and has no plugin of its own", async () => {
  const { onEngine, plugins, estimate, announceEnd } = await loadKind("container");
  expect({ onEngine, plugins, estimate, announceEnd }).toEqual({ onEngine: true, plugins: [] });
});

test("EC2 needs no engine, and Pulumi's AWS plugin of the SDK's version", async () => {
  const { onEngine, plugins } = await loadKind("ec2");
  expect({ onEngine, plugins }).toEqual({ onEngine: false, plugins: [{ name: "aws", version: "7.48.0" }] });
});

test("nothing of AWS is loaded for containers", async () => {
  // In a process of its own, whose loader tells what it resolves.
  const script = `
    import { registerHooks } from "node:module";
    registerHooks({ resolve: (name, context, next) => (console.log(name), next(name, context)) });
    const { loadKind } = await import("${CHECKOUT}/src/hosts/kinds.ts");
    await loadKind(process.argv[1]);
    for (const file of ["lab/up", "cli/prompt", "lab/setup/prerequisites"]) await import("${CHECKOUT}/src/" + file + ".ts");`;
  const loaded = async (target: string) => {
    const args = ["--input-type=module", "--eval", script, target];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
    return stdout.split("\n").filter((name) => /^@(aws|smithy|pulumi\/aws)/.test(name));
  };
  expect(await loaded("container")).toEqual([]);
  expect(await loaded("ec2")).not.toEqual([]);
});
