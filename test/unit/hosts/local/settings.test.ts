import { describe, expect, test } from "@jest/globals";
import { localReaders } from "../../../../src/hosts/local/settings.ts";

const { memory, cpus, disk } = localReaders;

describe("the size of a host on the user's own machine", () => {
  test("is 2 GiB of memory, 2 processors and a disk of 10 GiB where the user says nothing", () => {
    expect([memory("auto", true), cpus("auto", true), disk("auto", true)]).toEqual([2048, 2, 10]);
  });

  test.each([
    ["0.5", 512],
    ["2", 2048],
    ["1.25", 1280],
    ["3.3", 3379],
    ["256", 262_144],
  ])("has of memory, written as %s GiB, %d MiB", (value, wanted) => {
    expect(memory(value, true)).toBe(wanted);
  });

  test.each([
    ["cpus", cpus, "1", "64"],
    ["disk", disk, "5", "1000"],
  ])("has %s from least to most", (_, reader, least, most) => {
    expect([reader(least, true), reader(most, true)]).toEqual([Number(least), Number(most)]);
  });

  test.each([
    [
      "memory",
      memory,
      ["", "0.4", "256.1", "257", "2G", "1e2", "-1", "2,5"],
      "auto, or a number of GiB from 0.5 to 256",
    ],
    ["cpus", cpus, ["", "0", "65", "1.5", "two"], "auto, or a whole number from 1 to 64"],
    ["disk", disk, ["", "4", "1001", "10.5", "10G"], "auto, or a whole number of GiB from 5 to 1000"],
  ])(
    "refuses for %s what is out of its limits or no such number, and says what is allowed",
    (_, reader, values, allowed) => {
      for (const value of values) expect(() => reader(value, true)).toThrow(new Error(allowed));
    },
  );

  test.each([
    ["memory", memory, "auto on EC2, where instanceType says it"],
    ["cpus", cpus, "auto on EC2, where instanceType says it"],
    ["disk", disk, "auto on EC2, where labnote chooses its size"],
  ])("cannot be chosen by %s for hosts elsewhere, and nothing is said against auto there", (_, reader, allowed) => {
    for (const value of ["8", "nonsense"]) expect(() => reader(value, false)).toThrow(new Error(allowed));
    expect(reader("auto", false)).toBe(reader("auto", true));
  });

  test("is read as on this machine while it is not known where hosts are made", () => {
    expect([memory("8", undefined), cpus("8", undefined), disk("8", undefined)]).toEqual([8192, 8, 8]);
  });
});
