import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { sweep } from "../../src/hosts/docker/inventory.ts";
import { orphaned, thisSite } from "../../src/hosts/labels.ts";
import { root, testLab } from "./fixtures/lab.ts";

jest.setTimeout(15 * 60_000);

const note = "# A\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n";

describe("another checkout of the same machine", () => {
  let other: string;

  beforeEach(async () => {
    other = join(await mkdtemp(join(tmpdir(), "labnote-checkout-")), "labnote");
    // Another test makes `dist`, and removes it, meanwhile.
    const left = new Set(["node_modules", "records", ".git", "dist"]);
    // The settings of labs that other tests make and remove, too.
    const isOfLab = (name: string) => /^Pulumi\.[^.]+\.yaml/.test(name);
    await cp(root, other, {
      recursive: true,
      filter: (path) => path === root || !(left.has(basename(path)) || isOfLab(basename(path))),
    });
    await symlink(join(root, "node_modules"), join(other, "node_modules"));
  });
  afterEach(() => rm(join(other, ".."), { recursive: true, force: true }));

  test("has its own lab, even of the same name, and neither disturbs the other", async () => {
    await using here = await testLab();
    await using there = await testLab({ checkout: other, stack: here.stack });
    const started = await Promise.all(
      [here, there].map(async (lab) => lab.run("start", "--set", `note=${await lab.writeNote(note)}`)),
    );
    expect(started).toEqual([expect.objectContaining({ code: 0 }), expect.objectContaining({ code: 0 })]);
    const kept = await there.things();
    expect(await here.run("down")).toMatchObject({ code: 0 });
    expect(await here.things()).toEqual([]);
    expect(await there.things()).toEqual(kept);
    expect(kept).not.toEqual([]);
  });

  test("whose folder is deleted while its lab is up leaves an orphaned lab, which can be removed", async () => {
    const lab = await testLab({ checkout: other });
    try {
      await lab.run("start", "--set", `note=${await lab.writeNote(note)}`);
      expect(await lab.things()).not.toEqual([]);
    } finally {
      await rm(other, { recursive: true });
      const gone = orphaned(thisSite().machine);
      await sweep((thing) => thing.checkout === other && gone(thing));
      await rm(lab.folder, { recursive: true });
    }
    expect(await lab.things()).toEqual([]);
  });
});
