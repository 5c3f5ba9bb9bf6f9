import { describe, expect, test } from "@jest/globals";
import { classHosts } from "../../../../src/cli/class/own-host.ts";
import { describe as inWords } from "../../../../src/common/errors.ts";
import type { Host } from "../../../../src/hosts/host.ts";

const lab = (...names: string[]) => names.map((name) => ({ name }) as Host);
const split = (names: string[], named?: string) => {
  const { own, hosts } = classHosts(lab(...names), named);
  return [own?.name, hosts.map(({ name }) => name)];
};
const refusal = (names: string[], named: string): string => {
  try {
    return JSON.stringify(split(names, named));
  } catch (error) {
    return inWords(error, "lab");
  }
};

describe("the teacher's own host", () => {
  test("is the one that is named, else the one with that name, else none", () => {
    expect(split(["host-1", "host-2", "host-3"], "host-2")).toEqual(["host-2", ["host-1", "host-3"]]);
    expect(split(["mina", "teacher", "jun"])).toEqual(["teacher", ["mina", "jun"]]);
    expect(split(["mina", "teacher", "jun"], "jun")).toEqual(["jun", ["mina", "teacher"]]);
    expect(split(["mina", "jun"])).toEqual([undefined, ["mina", "jun"]]);
    expect(split(["teacher"])).toEqual([undefined, ["teacher"]]);
  });

  test("is one of the lab's, and leaves one for a student", () => {
    expect(refusal(["mina", "jun"], "kim")).toContain("name one of the lab's: mina, jun");
    expect(refusal(["mina"], "mina")).toContain("no student has one");
  });
});
