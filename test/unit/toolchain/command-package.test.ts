import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { COMMAND } from "../../../toolchain/command-package.ts";

test("the command provider has the version of the package that labnote depends on", async () => {
  const { dependencies } = JSON.parse(await readFile(join(CHECKOUT, "package.json"), "utf8"));
  expect(COMMAND).toEqual({ name: "command", version: dependencies["@pulumi/command"] });
});
