import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { advice, npm } from "../../../../../src/common/advice.ts";
import { credentialSource, credentialsCheck, twoSources } from "../../../../../src/hosts/ec2/aws/credentials.ts";

const key = { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "secret" };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-aws-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const check = (env: NodeJS.ProcessEnv = {}) =>
  credentialsCheck({
    AWS_CONFIG_FILE: join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    ...env,
  });

test("a key in the environment goes before the default profile, and a named profile before both", () => {
  const profiles = ["default", "school"];
  expect(credentialSource({ env: key, profiles })).toContain("AWS_ACCESS_KEY_ID");
  expect(credentialSource({ env: {}, profiles })).toBe("the profile default");
  expect(credentialSource({ env: { ...key, AWS_PROFILE: "school" }, profiles })).toContain("the profile school");
});

test("half a key is none", () => {
  expect(credentialSource({ env: { AWS_ACCESS_KEY_ID: "AKIA" }, profiles: [] })).toBeUndefined();
});

test("a machine without any may be an instance with a role, which npm start asks for", async () => {
  expect(await check()).toMatchObject({
    ...{ state: "note", how: expect.stringContaining("aws configure") },
    seen: advice`none in the environment or files; ${npm("start")} asks whether this machine is an instance with a role`,
  });
});

test("on a machine without any that may not ask for a role, the check says how to get them", async () => {
  const alone = await check({ AWS_EC2_METADATA_DISABLED: "true" });
  expect(alone).toMatchObject({ state: "missing", seen: "none found", how: expect.stringContaining("aws") });
});

test("the check says that a profile and a key at once are in the way", async () => {
  await writeFile(join(folder, "config"), "[profile school]\nsso_session = school\n");
  expect(await check({ ...key, AWS_PROFILE: "school" })).toMatchObject({
    ...{ state: "missing", how: expect.stringContaining("unset AWS_PROFILE") },
    seen: "Both AWS_PROFILE and AWS_ACCESS_KEY_ID are set, and they may be of two accounts",
  });
  expect(twoSources({ AWS_PROFILE: "school", AWS_ACCESS_KEY_ID: "AKIA" })).toBeUndefined();
});

test("profiles are found in either file, as each writes them", async () => {
  await writeFile(join(folder, "credentials"), "[default]\naws_access_key_id = AKIA\n");
  await writeFile(join(folder, "config"), "[profile school]\nsso_session = school\n");
  expect(await check()).toMatchObject({
    state: "ok",
    seen: advice`the profile default; ${npm("start")} finds out whether AWS accepts them`,
  });
  expect(await check({ AWS_PROFILE: "school" })).toMatchObject({ state: "ok" });
  expect(await check({ AWS_PROFILE: "scool" })).toMatchObject({
    state: "missing",
    seen: "AWS_PROFILE names scool, but there is no such profile",
  });
});

test("the check shows no secret", async () => {
  expect(JSON.stringify(await check(key))).not.toContain("secret");
});
