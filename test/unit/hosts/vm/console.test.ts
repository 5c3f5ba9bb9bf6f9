import { appendFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "@jest/globals";
import type { StoredMachine } from "../../../../src/hosts/vm/machine/store.ts";
import { machineOf, ownFolders, processOf, running } from "./own-machines.ts";

ownFolders();
const { waitForConsole, waitForEnd } = await import("../../../../src/hosts/vm/machine/console.ts");
const { filesOf, storeMachine } = await import("../../../../src/hosts/vm/machine/store.ts");

/** Milliseconds that no test waits for. */
const LONG = 10 * 60_000;

/** A new machine with a folder, and its console's file. */
async function stored(name: string): Promise<{ machine: StoredMachine; serial: string }> {
  const machine = machineOf({ name: `labnote-${name}` });
  return { machine, serial: filesOf(await storeMachine(machine)).serial };
}

describe("waiting for words on a machine's console", () => {
  test("gives all that the console has when the words come", async () => {
    const { machine, serial } = await stored("speaks");
    await using _process = await processOf(machine);
    const waiting = waitForConsole(machine, /^login: $/m, LONG);
    await writeFile(serial, "Linux version 6.12\r\n");
    await appendFile(serial, "mina login: \n");
    await appendFile(serial, "login: ");
    expect(await waiting).toBe("Linux version 6.12\r\nmina login: \nlogin: ");
  });

  test("ends with the machine, and gives what it wrote last", async () => {
    const { machine, serial } = await stored("ends");
    const script = 'echo there; printf "Kernel panic" > "$5"';
    const names = ["-name", machine.name, "-uuid", machine.id];
    await using _process = await running("sh", ["-c", script, "qemu", ...names, serial]);
    expect(await waitForConsole(machine, /login:/, LONG)).toBe("Kernel panic");
  });

  test("gives nothing of a machine that ended before it wrote anything", async () => {
    const { machine } = await stored("silent");
    expect(await waitForConsole(machine, /login:/, LONG)).toBe("");
  });

  test("gives what is there when the time is over", async () => {
    const { machine, serial } = await stored("slow");
    await using _process = await processOf(machine);
    await writeFile(serial, "booting");
    expect(await waitForConsole(machine, /login:/, 0)).toBe("booting");
  });

  test("fails with the interruption's reason when it is interrupted", async () => {
    const { machine } = await stored("interrupted");
    await using _process = await processOf(machine);
    const interrupted = new AbortController();
    const waiting = waitForConsole(machine, /login:/, LONG, interrupted.signal);
    interrupted.abort(new Error("Ctrl-C"));
    await expect(waiting).rejects.toThrow("Ctrl-C");
  });
});

describe("waiting for a machine's end", () => {
  test("is over when its last process is gone", async () => {
    const { machine } = await stored("off");
    await using one = await processOf(machine);
    await using two = await processOf(machine);
    let over = false;
    const waiting = waitForEnd(machine, LONG).finally(() => {
      over = true;
    });
    await one[Symbol.asyncDispose]();
    expect(over).toBe(false);
    await two[Symbol.asyncDispose]();
    expect(await waiting).toBe(true);
  });

  test("tells that the machine is still there when the time is over", async () => {
    const { machine } = await stored("stays");
    await using _process = await processOf(machine);
    expect(await waitForEnd(machine, 0)).toBe(false);
  });

  test("fails with the interruption's reason when it is interrupted", async () => {
    const { machine } = await stored("stays-on");
    await using _process = await processOf(machine);
    await expect(waitForEnd(machine, LONG, AbortSignal.abort(new Error("Ctrl-C")))).rejects.toThrow("Ctrl-C");
  });
});
