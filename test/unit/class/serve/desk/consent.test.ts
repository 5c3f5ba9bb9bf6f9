import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { ASKING, Consent, TYPING } from "../../../../../src/class/serve/desk/consent.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A student's consent, and all that was kept and told in its order. */
function asked() {
  const log: string[] = [];
  let question = 0;
  const consent = new Consent<string>({
    keep: (type, terminal) => log.push(`${type} ${terminal}`),
    asks: (number) => {
      question = number;
      log.push("the student is asked");
    },
    typing: (types) => log.push(types ? "types" : "types not"),
    tell: (teacher, state) => log.push(`${teacher}: ${state}`),
  });
  return { log, consent, question: () => question };
}

test("a teacher may type once the student allows it, and no longer than either of them wants", () => {
  const { log, consent, question } = asked();
  expect(consent.ask("kim", 2)).toBe(true);
  expect(consent.allows("kim", 2)).toBe(false);
  consent.answer(question(), true);
  expect(consent.allows("kim", 2)).toBe(true);
  expect(consent.allows("kim", 1)).toBe(false);
  expect(consent.allows("lee", 2)).toBe(false);
  consent.end();
  expect(consent.allows("kim", 2)).toBe(false);
  expect(log).toEqual([
    ...["asked 2", "kim: asked", "the student is asked", "granted 2", "kim: granted", "types"],
    ...["kim: ended", "types not", "stopped 2"],
  ]);
});

test("a student who says no, or nothing for a while, is not typed for", () => {
  const { log, consent, question } = asked();
  consent.ask("kim", 1);
  consent.answer(question(), false);
  expect(consent.allows("kim", 1)).toBe(false);
  consent.ask("kim", 1);
  jest.advanceTimersByTime(ASKING);
  consent.answer(question(), true);
  expect(consent.allows("kim", 1)).toBe(false);
  expect(log.filter((line) => line.startsWith("kim"))).toEqual([
    "kim: asked",
    "kim: refused",
    "kim: asked",
    "kim: refused",
  ]);
});

test("a page that comes while the question is open gets the question, and nothing that cannot be sent", () => {
  const { consent, question } = asked();
  expect(consent.open).toBeUndefined();
  consent.ask("kim", 2);
  expect(consent.open).toEqual({ question: question(), terminal: 2, until: Date.now() + ASKING });
  consent.answer(question(), true);
  expect(consent.open).toBeUndefined();
});

test("the answer to an earlier question counts for no later one", () => {
  const { consent, question } = asked();
  consent.ask("kim", 1);
  const first = question();
  consent.end("kim");
  consent.ask("lee", 1);
  consent.answer(first, true);
  expect(consent.allows("lee", 1)).toBe(false);
});

test("what was asked or allowed in a terminal is not for the next one with its number", () => {
  const { consent, question } = asked();
  consent.ask("kim", 1);
  consent.answer(question(), true);
  consent.renewed(2);
  expect(consent.allows("kim", 1)).toBe(true);
  consent.renewed(1);
  expect(consent.allows("kim", 1)).toBe(false);
  consent.ask("kim", 1);
  consent.renewed(1);
  consent.answer(question(), true);
  expect(consent.allows("kim", 1)).toBe(false);
});

test("what a teacher may do ends by itself, and one teacher does not end another's", () => {
  const { consent, question } = asked();
  consent.ask("kim", 1);
  expect(consent.ask("lee", 1)).toBe(false);
  consent.answer(question(), true);
  consent.end("lee");
  jest.advanceTimersByTime(TYPING - 1);
  expect(consent.typing).toBe(true);
  jest.advanceTimersByTime(1);
  expect(consent.typing).toBe(false);
});
