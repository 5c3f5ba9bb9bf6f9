import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { describe as told } from "../../../../src/common/errors.ts";
import { ec2UserData, requireFit } from "../../../../src/hosts/ec2/user-data.ts";
import { makeKey } from "../../../../src/hosts/ssh-keys.ts";

/** A set-up of about so many bytes when compressed: hex digits are half of what they stand for. */
const setUp = (bytes: number) =>
  `packages: [docker.io]\nwrite_files:\n  - {path: /a, content: ${randomBytes(bytes).toString("hex")}}\n`;
const identity = async () => {
  const [host, login] = await Promise.all([makeKey(), makeKey()]);
  return { hostname: "mina", hostKey: host, loginKey: login.public, hours: 4 };
};

test("user data are gzip in base64, and say all: the set-up, who the host is, and swap", async () => {
  const who = await identity();
  const text = gunzipSync(Buffer.from(ec2UserData("packages: [docker.io]", who), "base64")).toString();
  expect(text.split("\n")[0]).toBe("#cloud-config");
  expect(parse(text)).toMatchObject({
    packages: ["docker.io"],
    hostname: "mina",
    ssh_keys: { ed25519_private: who.hostKey.private, ed25519_public: who.hostKey.public },
  });
  expect(text).toContain("labnote-swap@1024");
});

test("the same host has the same user data, to the byte, so that nothing is made anew", async () => {
  const who = await identity();
  expect(ec2UserData("packages: [docker.io]", who)).toBe(ec2UserData("packages: [docker.io]", who));
});

test("what EC2 would refuse is refused with its size, the limit, the file, and by how much it is too long", async () => {
  const who = await identity();
  const refusal = (bytes: number) => {
    try {
      return Buffer.from(ec2UserData(setUp(bytes), who), "base64").length;
    } catch (error) {
      return told(error);
    }
  };
  expect(refusal(17_000)).toMatch(
    /^userdata\/cloud-config\.yaml: The user data of mina are \d{5} bytes when compressed, and EC2 takes 16384\n {2}try: make the set-up shorter by \d+ bytes/,
  );
  expect(refusal(10_000)).toBeLessThanOrEqual(16_384);
});

test("a set-up that will not fit is known before any host is, by its student of the longest name", async () => {
  const fits = (bytes: number) => requireFit(setUp(bytes), { students: ["jun", "mina", "so"], hours: 4 });
  await expect(fits(17_000)).rejects.toThrow(/^The user data of mina are/);
  await fits(10_000);
});
