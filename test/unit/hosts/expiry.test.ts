import { describe, expect, test } from "@jest/globals";
import { describe as told } from "../../../src/common/errors.ts";
import { endOf, extend, timeLeft } from "../../../src/hosts/expiry.ts";
import type { Connection, ScriptResult } from "../../../src/hosts/ssh/connection.ts";

describe("the time left, in words", () => {
  const now = new Date(2026, 4, 30, 14, 12, 0);
  const at = (day: number, hour: number, minute: number, second = 0) => new Date(2026, 4, day, hour, minute, second);

  test.each([
    [at(30, 18, 4), "ends by itself at 18:04 (in 3 h 52 min)"],
    [at(30, 18, 4, 59), "ends by itself at 18:04 (in 3 h 52 min)"],
    [at(30, 16, 12), "ends by itself at 16:12 (in 2 h)"],
    [at(30, 14, 13), "ends by itself at 14:13 (in 1 min)"],
    [at(30, 14, 12, 59), "ends by itself at 14:12 (in less than a minute)"],
    [at(31, 0, 7), "ends by itself at 00:07 on 31 May (in 9 h 55 min)"],
    [at(32, 14, 12), "ends by itself at 14:12 on 1 June (in 48 h)"],
    [now, "has reached its end, and goes down"],
  ])("until %s", (end, words) => {
    expect(timeLeft(end, now)).toBe(words);
  });
});

const host = { name: "mina" };

/** A host that answers so, and keeps what it was asked. */
function answering(answer: Partial<ScriptResult>) {
  const asked: string[] = [];
  const run = async (script: string) => {
    asked.push(script);
    return { exit: 0, stdout: "", stderr: "", ...answer };
  };
  return { remote: { run } as unknown as Connection, asked };
}

describe("a host's end", () => {
  const end = { stdout: "2026-11-24T18:04:00Z\n" };

  test("is what the host tells, in one look", async () => {
    const { remote, asked } = answering(end);
    expect(await endOf(remote, host)).toEqual(new Date("2026-11-24T18:04:00Z"));
    expect(asked).toHaveLength(1);
  });

  test.each([
    [undefined, /labnote-extend *$/],
    [0.5, /labnote-extend 0\.5$/],
  ])("is moved by so many hours: %p", async (hours, script) => {
    const { remote, asked } = answering(end);
    expect(await extend(remote, host, hours)).toEqual(new Date("2026-11-24T18:04:00Z"));
    expect(asked).toEqual([expect.stringMatching(script)]);
  });

  test("is none where the host knows of none", async () => {
    expect(await endOf(answering({}).remote, host)).toBeUndefined();
    expect(await extend(answering({}).remote, host, 4)).toBeUndefined();
  });

  test.each([
    [
      "it fails",
      { exit: 1, stderr: "sudo: a password is required\n" },
      /because: sudo: a password is required\n.*try: /,
    ],
    ["it fails without a word", { exit: 3 }, /because: status 3/],
    ["it says something else", { stdout: "soon\n" }, /because: status 0, and: soon/],
  ])("that cannot be moved is a failure with its cause: %s", async (_, answer, words) => {
    const error = await extend(answering(answer).remote, host).catch((thrown) => thrown);
    expect(told(error)).toMatch(/^mina does not say when it ends by itself/);
    expect(told(error)).toContain("npm run ssh mina");
    expect(told(error)).toMatch(words);
  });
});
