import { expect, test } from "@jest/globals";
import { PlainDisplay, stepLines } from "../../../../src/lab/display/plain-display.ts";
import type { RunEvent } from "../../../../src/record/events.ts";
import { aStep, because, failed, passed } from "../../record/fixtures.ts";
import { begun, did, enters, leaves, over, prints, types } from "./runs.ts";

function told(hosts: readonly string[], events: readonly (readonly [host: string, event: RunEvent])[]): string[] {
  const said: string[] = [];
  const display = new PlainDisplay(hosts, (line) => said.push(line));
  for (const [host, event] of events) display.run(host, event);
  return said;
}

test("where nobody watches, a step has one line with what was really typed, and without what it printed", () => {
  const entered = "docker rm 85aa65f64828";
  const events = [
    ...[begun, enters("1"), types(3, entered), prints(3, "85aa65f64828\r\n")],
    ...[did(3, { entered, output: "85aa65f64828" }), leaves("1"), over("passed")],
  ];
  expect(
    told(
      ["mina"],
      events.map((event) => ["mina", event]),
    ),
  ).toEqual(["✔ mina: ready", "❯ 1 One", "✔ 1:4 docker rm 85aa65f64828 0.04 s"]);
});

test("where nobody watches, each line of a class says whose it is", () => {
  expect(
    told(
      ["mina", "jun"],
      [
        ...[begun, enters("2"), did(4)].map((event) => ["mina", event] as const),
        ...[begun, enters("2")].map((event) => ["jun", event] as const),
      ],
    ),
  ).toEqual([
    ...["✔ mina: ready", "mina | ❯ 2 Two", "mina | ✔ 2:1 for i in 1 2 … 0.04 s"],
    ...["✔ jun: ready", "jun  | ❯ 2 Two"],
  ]);
});

test("where nobody watches, a line tells when the making of a host begins, and one when it is over", () => {
  const said: string[] = [];
  const display = new PlainDisplay(["mina", "jun", "sora"], (line) => said.push(line));
  for (const making of ["begun", "made"] as const) display.making("mina", making);
  display.making("jun", "unchanged");
  display.making("sora", "failed");
  expect(said).toEqual(["❯ mina", "✔ mina: made", "✔ jun: unchanged", "✖ sora: could not be made"]);
});

test("the lines of a step that failed have the end of what it printed, or, if it printed nothing, why it failed", () => {
  const output = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`).join("\r\n");
  const lines = stepLines("1.1:3", failed({ entered: "docker ps", output, seconds: 1.5 }));
  expect(lines.slice(0, 3)).toEqual([
    "✖ 1.1:3 docker ps 1.50 s",
    "    … 10 more lines, in the record …",
    "    line 11",
  ]);
  expect(lines.at(-1)).toBe("    line 50");
  const silent = failed({
    typed: "true",
    output: "\n",
    reasons: because("it ended with status 1 and was to end with 0"),
  });
  expect(stepLines("1.1:4", silent)).toEqual([
    "✖ 1.1:4 true 0.10 s",
    "    it ended with status 1 and was to end with 0",
  ]);
});

test("the line of a step says that it goes on with what runs, or why it was not run, once for all in a row", () => {
  expect(stepLines("1.1:2", passed({ typed: "", seconds: 2 }))).toEqual(["✔ 1.1:2 (goes on with what runs) 2.00 s"]);
  expect(stepLines("1.1:2", aStep({ reasons: because("the shell is gone") }))).toEqual([
    "– 1.1:2 docker ps: the shell is gone",
  ]);
  const skipped = { outcome: "skipped", reasons: because("the shell is gone"), entered: null } as const;
  expect(
    told(
      ["mina"],
      [begun, enters("1"), did(2, skipped), did(3, skipped)].map((event) => ["mina", event]),
    ).slice(2),
  ).toEqual(["– 1:3 exit: the shell is gone", "– 1:4 docker rm 64eb235def02"]);
});

test("a line of plain progress does nothing to the terminal or log that gets it", () => {
  const raw = "a\x1b[2J\u202e\r";
  const lines = stepLines("1.1:1", failed({ typed: raw, entered: raw, output: `${raw}b` }));
  expect(lines.join("\n")).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
});
