import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ensurePlugin, inspectPlugin } from "../../../../src/lab/pulumi/plugins.ts";

const plugin = { name: "aws", version: "7.48.0" };
const path = process.env.PATH;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-plugins-"));
  process.env.PATH = "/usr/bin:/bin";
});
afterEach(async () => {
  process.env.PATH = path;
  await rm(folder, { recursive: true, force: true });
});

const env = () => ({ PULUMI_HOME: join(folder, "home") });
const ensure = () => ensurePlugin(plugin, { root: folder, env: env() }, () => {}, new AbortController().signal);

async function program(file: string, script: string): Promise<void> {
  await mkdir(join(folder, "bin"), { recursive: true });
  await writeFile(join(folder, "bin", file), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, "bin", file), 0o755);
}

test("a plugin on PATH is used", async () => {
  await program("pulumi-resource-aws", "exit 0");
  process.env.PATH = `${join(folder, "bin")}${delimiter}${process.env.PATH}`;
  expect(await ensure()).toBe(join(folder, "bin", "pulumi-resource-aws"));
});

test("a plugin of that version in Pulumi's home is used, but not a half-downloaded one", async () => {
  const at = join(folder, "home/plugins/resource-aws-v7.48.0");
  await mkdir(at, { recursive: true });
  expect(await ensure()).toBe("7.48.0");
  await writeFile(`${at}.partial`, "");
  expect(await inspectPlugin(plugin, env())).toBeUndefined();
});

test("Pulumi's own CLI gets a plugin that is not there, into its home", async () => {
  await program("pulumi", 'test "$*" = "plugin install resource aws 7.48.0" && test -n "$PULUMI_HOME"');
  expect(await ensure()).toBe("7.48.0, downloaded");
});

test("the error of a plugin that cannot be had quotes Pulumi, and names the servers that must be reached", async () => {
  await program("pulumi", "echo 'dial tcp: lookup get.pulumi.com: no such host' >&2; exit 255");
  await expect(ensure()).rejects.toMatchObject({
    message: `${join(folder, "bin/pulumi")} could not get its plugin aws 7.48.0`,
    cause: expect.stringContaining("no such host"),
    remedy: expect.stringContaining("get.pulumi.com"),
  });
});
