import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { localReaders } from "../../../../src/hosts/local/settings.ts";
import { freeMemory, memoryShortage } from "../../../../src/hosts/vm/memory.ts";

/** The figures that a remedy names: the setting memory, as it is written, and the number of hosts. */
function figures(remedy: unknown): { memory?: string; hosts?: number } {
  const [, memory] = /\(the setting memory: ([^)]+)\)/.exec(String(remedy)) ?? [];
  const [, hosts] = /make no more than (\d+) \(the setting students\)/.exec(String(remedy)) ?? [];
  return { memory, hosts: hosts === undefined ? undefined : Number(hosts) };
}

const GIB = 1024;

describe("thirty virtual machines", () => {
  test("fit where each has room for its memory and for QEMU", () => {
    expect(memoryShortage(30, 2 * GIB, 64 * GIB)).toMatchObject({ message: expect.stringContaining("30 new hosts") });
    expect(memoryShortage(30, 2 * GIB, 66 * GIB)).toBeUndefined();
  });

  test.each([
    [64, "1.9", 29],
    [32, "0.8", 14],
    [24, "0.6", 10],
    [16, undefined, 7],
    [2, undefined, undefined],
  ])("of 2 GiB, with %d GiB free, get advice: each may have %s, or so many fit: %s", (free, memory, hosts) => {
    const shortage = memoryShortage(30, 2 * GIB, free * GIB);
    expect(shortage).toMatchObject({
      name: "LabError",
      message: `30 new hosts do not fit into this machine's memory: each takes 2.2 GiB, and ${free}.0 GiB are free`,
    });
    expect(figures(shortage?.remedy)).toEqual({ memory, hosts });
    if (hosts === undefined) expect(shortage?.remedy).toContain("end other programs");
  });

  test("get the advice of the setting's least memory where it just fits, and not where it does not", () => {
    expect(figures(memoryShortage(30, 2 * GIB, 30 * 712)?.remedy).memory).toBe("0.5");
    expect(figures(memoryShortage(30, 2 * GIB, 30 * 712 - 1)?.remedy).memory).toBeUndefined();
  });

  test("that have the setting's least memory do not get the advice to take less", () => {
    expect(figures(memoryShortage(30, 512, 10 * GIB)?.remedy)).toEqual({ memory: undefined, hosts: 14 });
  });
});

/** What QEMU takes beside a machine's memory, in MiB, as it is counted. */
const OVERHEAD = 200;

/** As the setting is read. */
const memory = fc.oneof(
  fc.integer({ min: 5, max: 2560 }).map((tenths) => tenths / 10),
  fc.integer({ min: 1, max: 256 }),
);
const setting = memory.map((gibibytes) => localReaders.memory(`${gibibytes}`, true));
const free = fc.double({ min: 0, max: 1024 * GIB, noNaN: true });
const hosts = fc.integer({ min: 1, max: 100 });

describe("what the remedy for too little memory names", () => {
  test("fits when it is taken: so many hosts, and no one more", () => {
    fc.assert(
      fc.property(hosts, setting, free, (count, each, free) => {
        const lacking = memoryShortage(count, each, free);
        if (lacking === undefined) return;
        const fits = figures(lacking.remedy).hosts ?? 0;
        expect(memoryShortage(fits, each, free)).toBeUndefined();
        expect(memoryShortage(fits + 1, each, free)).toBeDefined();
        expect(fits).toBeLessThan(count);
      }),
    );
  });

  test("fits when it is taken: so much memory, which the setting takes, and which is less than before", () => {
    const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(hosts, setting, part, (count, each, part) => {
        // Between what the least memory takes and what the wanted memory takes.
        const free = count * (512 + OVERHEAD + part * (each - 512));
        const lacking = memoryShortage(count, each, free);
        fc.pre(lacking !== undefined);
        const less = localReaders.memory(figures(lacking?.remedy).memory ?? "", true);
        expect(less).toBeLessThan(each);
        expect(memoryShortage(count, less, free)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  test("is always something to do, and the memory is named wherever the least of it would fit", () => {
    fc.assert(
      fc.property(hosts, setting, free, (count, each, free) => {
        const lacking = memoryShortage(count, each, free);
        if (lacking === undefined) return;
        expect(lacking.remedy).toMatch(/make no more than [1-9]\d* \(the setting students\)$|end other programs$/);
        const leastFits = memoryShortage(count, 512, free) === undefined;
        expect(figures(lacking.remedy).memory !== undefined).toBe(leastFits);
      }),
      { numRuns: 1_000 },
    );
  });
});

test("no new hosts take no memory", () => {
  expect(memoryShortage(0, 2 * GIB, 0)).toBeUndefined();
});

test("the memory that is free is more than none, and less than any machine has", async () => {
  const free = await freeMemory();
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThan(2 ** 30);
});
