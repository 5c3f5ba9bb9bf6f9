import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readDiskImage } from "../../../../src/hosts/vm/image/disk-image.ts";
import { putDisk } from "./own-machines.ts";

let all: string;
let base: string;
let baked: string;

/** Debian's disk, which starts with a kernel beside it, and a disk laid over it. */
beforeEach(async () => {
  all = mkdtempSync(join(tmpdir(), "labnote-disks-"));
  base = await putDisk(join(all, "debian"), { boot: { kernel: "kernel", initrd: "boot/initrd" } });
  await mkdir(join(base, "boot"));
  await writeFile(join(base, "kernel"), "");
  await writeFile(join(base, "boot", "initrd"), "");
  const boot = { kernel: join(base, "kernel"), initrd: join(base, "boot", "initrd") };
  baked = await putDisk(join(all, "baked"), { boot, over: [join(base, "disk.qcow2")] });
});
afterEach(() => rmSync(all, { recursive: true, force: true }));

describe("a disk that machines are laid over", () => {
  test("is as its description says, and its kernel is in its own folder or where the description says", async () => {
    const boot = { kernel: join(base, "kernel"), initrd: join(base, "boot", "initrd") };
    const common = { file: "disk.qcow2", format: "qcow2", base: "Debian 13", mirror: null, standIns: [], boot };
    expect(await readDiskImage(base)).toEqual({ ...common, folder: base, over: [] });
    expect(await readDiskImage(baked)).toEqual({ ...common, folder: baked, over: [join(base, "disk.qcow2")] });
  });

  test("may have been moved with its folder: where it is now counts", async () => {
    const folder = join(all, "moved");
    await rename(base, folder);
    expect(await readDiskImage(folder)).toMatchObject({ folder, boot: { kernel: join(folder, "kernel") } });
  });

  test("needs no kernel where it starts by itself", async () => {
    const folder = await putDisk(join(all, "ubuntu"), { boot: { firmware: "edk2-aarch64-code.fd" } });
    expect(await readDiskImage(folder)).toMatchObject({ boot: { firmware: "edk2-aarch64-code.fd" } });
  });

  test.each([
    ["its description is", () => join(baked, "disk.json")],
    ["its folder is", () => baked],
    ["it is itself", () => join(baked, "disk.qcow2")],
    ["what it is laid over is", () => join(base, "disk.qcow2")],
    ["its kernel is", () => join(base, "kernel")],
    ["what its kernel begins with is", () => join(base, "boot", "initrd")],
  ])("is not there when %s gone", async (_, path) => {
    expect(await readDiskImage(baked)).toBeDefined();
    await rm(path(), { recursive: true });
    expect(await readDiskImage(baked)).toBeUndefined();
  });
});
