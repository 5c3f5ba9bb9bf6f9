import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type ClassEvent, eventSchema, parseClassEvent } from "../../../../src/class/progress/events.ts";

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
const validate = ajv.compile(eventSchema);

const at = "2026-11-24T06:11:01.123Z";
const mina = { at, student: "mina" };
const outcome = { output: "x", cut: 0, exit: 0, seconds: 0.5 };
const learnt = { world: 0, fork: false, learnt: [{ sample: "a1", value: "b2", line: 3, abbreviated: true as const }] };
const step = { step: "1.1:2", of: "0123abcd" };

/** One event of each type. */
const events: ClassEvent[] = [
  { at, type: "began", note: { file: "n.md", title: null, sha256: "0".repeat(64) }, hosts: { mina: "id-1" } },
  { at, type: "said", text: "Break" },
  { at, type: "pointed", section: "1.1" },
  { at, type: "shows", on: true },
  { at, type: "ended" },
  { ...mina, type: "joined" },
  { ...mina, type: "left" },
  { ...mina, type: "opened", terminal: 1 },
  { ...mina, type: "closed", terminal: 9 },
  {
    ...mina,
    ...{
      type: "observed",
      terminal: 1,
      command: 4,
      opener: 4,
      typed: "ls",
      nextPrompt: null,
      seen: ["a b"],
      ...outcome,
    },
    told: [
      { kind: "done", ...step, how: "caught up", taken: 2, ...learnt },
      { kind: "again", ...step, ...learnt },
      { kind: "differs", ...step, reasons: [{ kind: "status", seen: 1, wanted: 0 }] },
      { kind: "runs", ...step },
    ],
  },
  { ...mina, type: "checked", ...step, reasons: [], learnt: [], ...outcome },
  { ...mina, type: "hand", up: true, text: "?" },
  { ...mina, type: "tried", works: false, what: "keys" },
  { ...mina, type: "again", section: "1.1" },
  { ...mina, type: "asked", terminal: 1 },
  { ...mina, type: "granted", terminal: 1 },
  { ...mina, type: "stopped", terminal: 1 },
  { ...mina, type: "catch-up", until: "1.1:2", how: "forward" },
  { ...mina, type: "named", name: "미나" },
];

describe("the events of a class", () => {
  test("the schema accepts one of each type, and describes no other type", () => {
    const problems = events.flatMap((event) => (validate(event as unknown) ? [] : [[event.type, validate.errors]]));
    expect(problems).toEqual([]);
    expect(events.map(({ type }) => type).toSorted()).toEqual(
      Object.values<{ properties?: { type?: { const?: string } } }>(eventSchema.$defs)
        .flatMap(({ properties }) => properties?.type?.const ?? [])
        .toSorted(),
    );
  });

  test.each(events)("an event that is written is read as it was: $type", (event) => {
    expect(parseClassEvent(JSON.stringify(event), "class.jsonl")).toEqual(event);
  });

  test.each([
    ["no JSON", "{"],
    ["an unknown type", JSON.stringify({ ...mina, type: "won" })],
    ["no student", JSON.stringify({ at, type: "joined" })],
    ["a word that it does not have", JSON.stringify({ ...mina, type: "joined", token: "x" })],
    ["a step without its digest", JSON.stringify({ ...events[10], of: undefined })],
    ["a terminal that there is not", JSON.stringify({ ...mina, type: "opened", terminal: 0 })],
  ])("a line with %s is no event", (_what, line) => {
    expect(() => parseClassEvent(line, "class.jsonl")).toThrow(
      "class.jsonl is broken, or another version of labnote wrote it",
    );
  });

  test("the schema refuses an event whose time is none", () => {
    expect(validate({ ...mina, type: "joined", at: "now" })).toBe(false);
  });
});
