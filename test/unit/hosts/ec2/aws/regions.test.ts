import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EC2Client } from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { whyNoCredentials } from "../../../../../src/hosts/ec2/aws/regions.ts";

const destroyed = jest.spyOn(EC2Client.prototype, "destroy");
const before = { ...process.env };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "labnote-aws-"));
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  process.env.AWS_CONFIG_FILE = join(folder, "config");
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, "credentials");
  process.env.AWS_EC2_METADATA_DISABLED = "true";
});
afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true });
  destroyed.mockClear();
});

/** A program that gives credentials, as the profile names it. */
const provider = (script: string) =>
  writeFileSync(join(folder, "config"), `[default]\ncredential_process = sh -c '${script}'\n`);
const key = '{"Version":1,"AccessKeyId":"AKIA0","SecretAccessKey":"0"}';

test("credentials that a program gives are some", async () => {
  provider(`echo "${key.replaceAll('"', '\\"')}"`);
  expect(await whyNoCredentials()).toBeUndefined();
});

test("without a profile or a key, there are no AWS credentials", async () => {
  expect(await whyNoCredentials()).toBe("there are no AWS credentials");
});

test("a program that gives credentials too late is not taken for none", async () => {
  const ready = join(folder, "ready");
  provider(`until [ -e ${ready} ] || [ ! -d ${folder} ]; do sleep 0.05; done; echo "${key.replaceAll('"', '\\"')}"`);
  const why = await whyNoCredentials(200);
  writeFileSync(ready, "");
  expect(await whyNoCredentials()).toBeUndefined();
  expect(why).toBe("no AWS credentials were found within 0.2 s");
});

test("the client that looked for credentials is destroyed", async () => {
  await whyNoCredentials();
  expect(destroyed).toHaveBeenCalledTimes(1);
});
