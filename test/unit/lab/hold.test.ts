import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { holdLab } from "../../../src/lab/hold.ts";

describe("a hold on a lab", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-hold-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test("is refused while another command has it, and that command is named", async () => {
    await using _first = await holdLab("lab", "npm start", folder);
    await expect(holdLab("lab", "npm run down", folder)).rejects.toThrow(
      `npm start (process ${process.pid}) is at work on the lab lab`,
    );
  });

  test("is free again when it was let go, and another lab's was never taken", async () => {
    {
      await using _first = await holdLab("lab", "npm start", folder);
      await using _other = await holdLab("other", "npm start", folder);
    }
    await using _second = await holdLab("lab", "npm run down", folder);
    expect(await readdir(folder)).toEqual(["lab.at-work"]);
  });

  test("of a process that died is had by one alone of those who find it", async () => {
    const dead = spawn(process.execPath, ["-e", ""]);
    await once(dead, "close");
    for (let round = 0; round < 30; round += 1) {
      await writeFile(join(folder, "lab.at-work"), `${dead.pid} npm start`);
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => holdLab("lab", "npm start", folder)));
      const held = asked.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      expect(held).toHaveLength(1);
      await held[0]?.[Symbol.asyncDispose]();
    }
    expect(await readdir(folder)).toEqual([]);
  });

  test("of a process that died, or of one whose id is another program's by now, is taken over", async () => {
    const dead = spawn(process.execPath, ["-e", ""]);
    await once(dead, "close");
    const other = spawn("sleep", ["60"]);
    try {
      for (const { pid } of [dead, other]) {
        await writeFile(join(folder, "lab.at-work"), `${pid} npm start`);
        await using _taken = await holdLab("lab", "npm start", folder);
      }
    } finally {
      other.kill();
    }
  });
});
