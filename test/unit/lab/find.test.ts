import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readIfExists } from "../../../src/common/files.ts";
import { stateFolder } from "../../../src/common/paths.ts";
import { until } from "../../until.ts";
import { labnote } from "./labnote.ts";

let folder: string;

/** A user whose lab has a state, without a Pulumi, and with a Go that takes for ever to build one. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-find-"));
  const stacks = join(folder, "data/labnote/checkouts", basename(stateFolder()), "pulumi/.pulumi/stacks/labnote");
  await mkdir(stacks, { recursive: true });
  await writeFile(join(stacks, "t-unit.json"), "{}");
  await mkdir(join(folder, "bin"));
  const go = join(folder, "bin/go");
  await writeFile(go, `#!/bin/sh\n[ "$1" = env ] && echo go1.26.0 && exit\n: > ${folder}/begun\nexec sleep 300\n`);
  await chmod(go, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([
  ["down", []],
  ["note", []],
  ["ssh", []],
  ["accept", ["--run", "--yes"]],
])("npm run %s that gets Pulumi first stops at Ctrl-C", async (command, args) => {
  const { child, ended } = labnote(command, folder, args);
  try {
    await Promise.race([until("the build has begun", () => readIfExists(join(folder, "begun")), 60_000), ended]);
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining("Interrupted") });
  } finally {
    child.kill("SIGKILL");
  }
});
