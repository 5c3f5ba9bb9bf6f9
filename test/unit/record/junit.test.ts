import { expect, test } from "@jest/globals";
import { fold } from "../../../src/record/fold.ts";
import { junitXml } from "../../../src/record/junit.ts";
import type { RunRecord } from "../../../src/record/record.ts";
import { aStep, failed, passed, started } from "./fixtures.ts";

const xmlOf = (...steps: Parameters<typeof started>) => junitXml(fold(undefined, started(...steps)) as RunRecord);

test("the JUnit report has a suite for each section and a case for each step", () => {
  const xml = xmlOf(passed(), failed({ line: 20 }), aStep({ section: "1.2", line: 30 }));
  expect(xml).toContain('<testsuites tests="3" failures="1" errors="0" skipped="1">');
  expect(xml).toMatch(/<testsuite name="A 1\.1"[^>]* tests="2" failures="1"/);
  expect(xml).toContain('name="line 10: docker ps"');
  expect(xml).toContain('<failure message="line 11 expects yes"/>');
});

test("the JUnit report is well-formed XML for any output of a step", () => {
  const xml = xmlOf(passed({ output: "a\x00b\x1b[31m]]> <x> \ud800 \uffff\tc\r\nd" }));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(xml).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\uffff]/);
  expect(xml.isWellFormed()).toBe(true);
  expect(xml).not.toContain("]]> <x>");
  expect(xml).toContain("a⟨U+0000⟩b⟨U+001B⟩[31m");
});
