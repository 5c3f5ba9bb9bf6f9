import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { version as SDK_VERSION } from "@pulumi/pulumi/version.js";
import { CHECKOUT } from "../../../../src/common/paths.ts";
import { type FoundCli, whyUnusable } from "../../../../src/lab/pulumi/cli.ts";
import { goRefusal } from "../../../../src/lab/pulumi/install-cli.ts";
import { RELEASE } from "../../../../src/lab/pulumi/releases.ts";

const cli: FoundCli = { path: "/opt/bin/pulumi", version: "3.259.0", languageHost: true, commandPlugin: true };

test.each(["3.259.0", "3.260.0", "3.1000.0"])("a CLI of version %s will do where 3.259.0 is wanted", (version) => {
  expect(whyUnusable({ ...cli, version }, "3.259.0")).toBeUndefined();
});

test.each([...["3.258.9", "3.99.0", "2.300.0", "4.0.0", ""], "3.259.0-alpha.1"])(
  "a CLI of version '%s' is refused there",
  (version) => {
    expect(whyUnusable({ ...cli, version }, "3.259.0")).toContain("3.259.0 or a newer one of the same major version");
  },
);

test("a CLI without a language host for Node.js is refused", () => {
  expect(whyUnusable({ ...cli, languageHost: false }, "3.259.0")).toContain("no pulumi-language-nodejs");
});

test("a CLI in a folder that Pulumi's Automation API could not name is refused", () => {
  expect(whyUnusable({ ...cli, path: "/opt/pulumi/pulumi" }, "3.259.0")).toContain("in no folder named bin");
});

test("Go is refused when it is missing or cannot fetch a newer one of itself", () => {
  expect(goRefusal(undefined)).toContain("not installed");
  expect(goRefusal("go1.19.8")).toContain("go1.19.8 is older than Go 1.21");
  expect(goRefusal("go1.21.0")).toBeUndefined();
  expect(goRefusal("go1.26")).toBeUndefined();
  expect(goRefusal("go1.100.0")).toBeUndefined();
  expect(goRefusal("go1.26.8")).toBeUndefined();
});

test("the SDK, the official download and the Go module are of one version", async () => {
  const goMod = await readFile(join(CHECKOUT, "toolchain", "go.mod"), "utf8");
  expect(RELEASE.version).toBe(SDK_VERSION);
  expect(goMod).toContain(`github.com/pulumi/pulumi/pkg/v3 v${SDK_VERSION}`);
  expect(goMod).toContain(`github.com/pulumi/pulumi/sdk/v3 v${SDK_VERSION}`);
});

test("every platform's download has a checksum of its own", () => {
  const sums = Object.values(RELEASE.sha256);
  expect(sums).toEqual(sums.map(() => expect.stringMatching(/^[0-9a-f]{64}$/)));
  expect(new Set(sums).size).toBe(sums.length);
});
