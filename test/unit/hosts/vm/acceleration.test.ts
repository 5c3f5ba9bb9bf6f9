import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readIfExists } from "../../../../src/common/files.ts";
import { emulator } from "../../../../src/hosts/vm/machine/programs.ts";
import { type OnPath, withProgram } from "../../with-program.ts";
import { ownFolders, putDisk } from "./own-machines.ts";

const own = ownFolders();
const { accelerationInWords, findAcceleration, knownAcceleration } = await import(
  "../../../../src/hosts/vm/machine/acceleration.ts"
);
const { readDiskImage } = await import("../../../../src/hosts/vm/image/disk-image.ts");
const { allMachines } = await import("../../../../src/hosts/vm/machine/store.ts");

describe("how machines are run, in words,", () => {
  test.each([
    ["kvm", "KVM"],
    ["hvf", "HVF"],
  ] as const)("is the accelerator's name for %s", (acceleration, words) => {
    expect(accelerationInWords({ acceleration })).toBe(words);
  });

  test("says what emulation costs, and why there is nothing better", () => {
    const because = "/dev/kvm is missing";
    expect(accelerationInWords({ acceleration: "emulation", because })).toBe(
      "emulated, five to ten times slower: /dev/kvm is missing",
    );
  });
});

/** A QEMU of that version, which starts no machine. */
const qemu = (version: string): Promise<OnPath> =>
  withProgram(
    emulator().name,
    `case "$*" in --version) echo "QEMU emulator version ${version} (Debian 1:7.2)" ;; *)
  echo "$*" >> "$(dirname "$0")/asked"; echo "failed to initialize it" >&2; exit 1 ;; esac`,
  );

describe("the acceleration of machines on a machine where QEMU starts none", () => {
  const programs: OnPath[] = [];
  beforeEach(async () => {
    programs.push(await withProgram("pasta", "exit 1"), await withProgram("qemu-img", ""));
  });
  afterEach(async () => {
    for (const program of programs.splice(0).reverse()) await program[Symbol.asyncDispose]();
  });
  const find = async (said: string[] = []) => {
    const image = await readDiskImage(await putDisk(join(own, "disk")));
    if (image === undefined) throw new Error("there is no disk");
    return findAcceleration(image, (line) => said.push(line));
  };
  const kept = () => join(own, "cache", "labnote", "machines", "acceleration.json");

  test("is emulation, with the reason, and the machine that it was tried with is gone", async () => {
    await using _qemu = await qemu("99.1.0");
    const said: string[] = [];
    const found = await find(said);
    expect(found).toEqual({ acceleration: "emulation", because: expect.stringMatching(/KVM|HVF|\/dev\/kvm/) });
    expect(found.because?.startsWith("QEMU does not start with")).toBe(said.length === 1);
    expect(await allMachines()).toEqual([]);
  });

  test("is kept and not tried again, as long as this machine is the same", async () => {
    await using program = await qemu("99.2.0");
    expect(await knownAcceleration()).toBeUndefined();
    const found = await find();
    const asked = await readIfExists(join(program.folder, "asked"));
    expect(await knownAcceleration()).toEqual(found);
    expect(await find()).toEqual(found);
    expect(await readIfExists(join(program.folder, "asked"))).toBe(asked);
  });

  test("is not known any more when QEMU is another, and is known again when it is the same", async () => {
    await using _qemu = await qemu("99.3.0");
    const found = await find();
    {
      await using _newer = await qemu("99.4.0");
      expect(await knownAcceleration()).toBeUndefined();
    }
    expect(await knownAcceleration()).toEqual(found);
  });

  test("is not known where it was found on another machine, though it is the better one", async () => {
    await using _qemu = await qemu("99.5.0");
    await find();
    const { machine } = JSON.parse(await readFile(kept(), "utf8"));
    await writeFile(kept(), JSON.stringify({ acceleration: "kvm", machine: `${machine}0` }));
    expect(await knownAcceleration()).toBeUndefined();
    await writeFile(kept(), JSON.stringify({ acceleration: "kvm", machine }));
    expect(await knownAcceleration()).toEqual({ acceleration: "kvm" });
  });
});
