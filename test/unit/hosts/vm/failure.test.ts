import { mkdtempSync, rmSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { describe as told } from "../../../../src/common/errors.ts";
import { ownFolders } from "./own-machines.ts";

const own = ownFolders();
const { bootFailure, machineFailure } = await import("../../../../src/hosts/vm/machine/failure.ts");

describe("a machine that could not be started", () => {
  test.each([
    ["port-taken", "Failed to bind port 20022 (Address already in use) for option '-t 127.0.0.1/20022'"],
    [
      "port-taken",
      "qemu-system-x86_64: -netdev user,id=net: Could not set up host forwarding rule 'tcp:127.0.0.1:20022-:22'",
    ],
    ["disk-full", "qemu-system-x86_64: -drive if=virtio: Could not write to serial.log: No space left on device"],
    ["disk-full", "Could not create file: Disk quota exceeded"],
    ["no-memory", "qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory"],
    ["no-memory", "sh: 1: Cannot fork: Cannot allocate memory"],
    ["disk-gone", "qemu-system-x86_64: -drive if=virtio: Could not open '/d/disk.qcow2': No such file or directory"],
    ["disk-gone", "Could not open backing file: Could not open '/disks/debian-0/disk.raw': No such file or directory"],
    ["disk-gone", "qemu-system-x86_64: could not open kernel file '/disks/debian-0/kernel': No such file or directory"],
    ["other", "Could not open '/d/disk.qcow2': Permission denied"],
    // The room is what to mend, though the disk is named.
    ["disk-full", "Could not open '/d/disk.qcow2': No space left on device"],
    ["other", "qemu-system-x86_64: -accel kvm: failed to initialize kvm: No such device"],
    ["other", "it ended with 1"],
  ])("is %s where its programs said: %s", (fault, words) => {
    const failure = machineFailure("labnote-mina", words);
    expect(failure).toMatchObject({ fault, message: "The virtual machine labnote-mina could not be started" });
    expect(told(failure)).toContain(words);
  });

  test("says what to do where that is known, and nothing where it is not", () => {
    const remedies = [
      "address already in use",
      "no space left on device",
      "cannot allocate memory",
      "could not open 'a': No such file or directory",
    ].map((words) => machineFailure("labnote-mina", words).remedy);
    for (const remedy of remedies) expect(remedy).toMatch(/run this again/);
    expect(new Set(remedies).size).toBe(remedies.length);
    expect(machineFailure("labnote-mina", "it ended with 1").remedy).toBeUndefined();
  });
});

describe("a machine that did not come up", () => {
  const folder = mkdtempSync(join(tmpdir(), "labnote-logs-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const serial = join(folder, "serial.log");
  const kept = join(own, "cache", "labnote", "machines", "failed", "labnote-mina.log");

  test("leaves all of its logs, for the user alone, and its failure shows their end and names the file", async () => {
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at + 1}`);
    await writeFile(serial, `${lines.join("\r\n")}\r\n`);
    const log = join(folder, "qemu.log");
    await writeFile(log, "QEMU said this\n");
    const failure = await bootFailure("labnote-mina", "ended while it booted", [serial, log]);
    expect(failure.message).toBe("The virtual machine labnote-mina ended while it booted");
    expect(failure.remedy).toBe(`read the whole log (${kept}), then run this again`);
    const whole = await readFile(kept, "utf8");
    expect(whole.split("\n").filter((line) => line !== "")).toEqual([...lines, "QEMU said this"]);
    expect((await stat(kept)).mode & 0o777).toBe(0o600);
    const shown = told(failure);
    for (const line of ["line 30", "line 40", "QEMU said this"]) expect(shown).toContain(line);
    expect(shown).not.toContain("line 25\n");
    expect(shown).not.toContain("\r");
  });

  test("fails with the reason also when it has no logs, and a log of an earlier failure is not taken for its own", async () => {
    const failure = await bootFailure("labnote-mina", "did not answer within 15 min", [join(folder, "none")]);
    expect(told(failure)).toContain("did not answer within 15 min");
    expect(await readFile(kept, "utf8")).toBe("");
  });

  test("cannot do anything to a terminal by what it wrote to its console", async () => {
    await writeFile(serial, "\x1b[2J\x1b]0;owned\x07panic\n");
    const shown = told(await bootFailure("labnote-mina", "ended while it booted", [serial]));
    expect(shown).toContain("panic");
    expect(shown).not.toContain("\x1b");
  });
});
