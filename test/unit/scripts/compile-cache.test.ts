import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { CHECKOUT, COMPILED_FOLDER } from "../../../src/common/paths.ts";

const run = promisify(execFile);

test("what commands begin with turns on the compile cache in labnote's folder", async () => {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const show = "process.stdout.write(String(require('node:module').getCompileCacheDir()))";
  const seen = async (...args: string[]) =>
    (await run(process.execPath, [...args, "-e", show], { cwd: CHECKOUT, env })).stdout;
  expect(await seen("--require", "./scripts/compile-cache.cjs")).toMatch(new RegExp(`^${COMPILED_FOLDER}/`));
  expect(await seen()).toBe("undefined");
});
