import { expect, test } from "@jest/globals";
import { $ } from "zx";
import { tar } from "../../../../src/hosts/docker/tar.ts";

test("an archive is what tar reads: each file whole, for root alone", async () => {
  const files = { "a/user-data": "#cloud-config\n", "a/b/empty": "", "a/b/block": "x".repeat(512), "a/text": "도커\n" };
  const archive = tar(files);
  const list = await $({ input: archive })`tar --list --verbose --numeric-owner --quoting-style=literal`;
  expect(
    list.stdout
      .trim()
      .split("\n")
      .map((line) => line.split(/ +/).slice(0, 3)),
  ).toEqual(Object.values(files).map((content) => ["-rw-------", "0/0", String(Buffer.byteLength(content))]));
  for (const [path, content] of Object.entries(files)) {
    const { stdout } = await $({ input: archive })`tar --extract --to-stdout --file=- ${path}`;
    expect(stdout).toBe(content);
  }
});
