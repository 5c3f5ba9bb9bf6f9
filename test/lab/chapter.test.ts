import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { judgedAgain } from "../../src/accept/learn/judged-again.ts";
import { accepted, propose } from "../../src/accept/propose.ts";
import { Bindings } from "../../src/note/compare/bindings.ts";
import { dropProgress } from "../../src/note/compare/builds.ts";
import { compareStep } from "../../src/note/compare/compare.ts";
import { loadNote } from "../../src/note/load.ts";
import type { ExpectedLine, Note, Step } from "../../src/note/note.ts";
import { readNote } from "../../src/note/read.ts";
import { collected, drawPictures } from "../../src/pages/pictures/draw.ts";
import { wantedPictures } from "../../src/pages/pictures/plan.ts";
import { svgOf } from "../../src/pages/pictures/svg.ts";
import { commandTexts } from "../../src/record/asciicast.ts";
import { readRun } from "../../src/record/read.ts";
import type { RunRecord, StepRecord } from "../../src/record/record.ts";
import { browserProgram } from "../browser/chromium.ts";
import { damages, partsOf, pasted, readIfLike } from "../unit/accept/damage.ts";
import { cellsOfSvg, held, type Seen, visible } from "../unit/pages/pictures/svg-cells.ts";
import type { Said } from "./fixtures/evidence.ts";
import { root, type TestLab, testLab } from "./fixtures/lab.ts";

jest.setTimeout(15 * 60_000);

let lab: TestLab;
let said: Said;
let note: Note;
let record: RunRecord;
/** What the first run left, files and all. */
let first: string;

beforeAll(async () => {
  lab = await testLab();
  said = await lab.run("start");
  note = await loadNote(join(root, "notes/ch01-docker-basics.md"));
  record = await lab.record();
  // Later runs write over it.
  first = join(lab.folder, "first");
  await cp(join(root, "records", lab.stack, "host-1"), first, { recursive: true });
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

describe("the chapter, typed into a real host from the real engine", () => {
  test("passes in every step", () => {
    const others = record.steps.filter(({ outcome }) => outcome !== "passed");
    expect(others).toEqual([]);
    expect(said).toMatchObject({ code: 0, stderr: "" });
    expect(record.steps).toHaveLength(note.sections.flatMap(({ steps }) => steps).length);
    expect(record.host.base).toBe("Debian 13");
    // Containers have the old builder.
    const builds = record.steps.filter(({ typed }) => typed.startsWith("docker build "));
    expect(builds.length).toBeGreaterThan(3);
    for (const { output } of builds) expect(output).toMatch(/^DEPRECATED: The legacy builder.*^Step 1\/\d/ms);
  });

  test("passes again on the same host, which is first made as it was when new", async () => {
    const again = await lab.run("note");
    expect(again).toMatchObject({ code: 0 });
    expect(await lab.record()).toMatchObject({ outcome: "passed", counts: { failed: 0, skipped: 0 } });
  });

  test("runs no more than asked for: up to a section, or one section", async () => {
    const until = await lab.run("note", "--until", "1.3");
    expect(until.code).toBe(0);
    const sections = (wanted: (step: StepRecord) => boolean, { steps }: RunRecord) =>
      new Set(steps.filter(wanted).map(({ section }) => section));
    expect(sections(({ outcome }) => outcome === "passed", await lab.record())).toEqual(new Set(["1.1.3", "1.3"]));
    const only = await lab.run("note", "--only", "1.5.3");
    expect(only.code).toBe(0);
    expect(sections(({ outcome }) => outcome === "passed", await lab.record())).toEqual(
      new Set(["1.1.3", "1.3", "1.5.3"]),
    );
  });

  test("leaves a terminal recording of each section, and nothing secret", async () => {
    for (const { id } of note.sections) {
      const [header] = (await readFile(join(first, `${id}.cast`), "utf8")).split("\n", 1);
      expect(JSON.parse(header as string)).toMatchObject({ version: 2 });
    }
    for (const file of ["record.json", "events.jsonl", "junit.xml"]) {
      const kept = await readFile(join(first, file), "utf8");
      expect(kept).not.toContain("PRIVATE KEY");
      // And digests, ids and hashes are taken for none.
      expect(kept).not.toContain("[redacted");
    }
  });
});

describe("the chapter's pictures", () => {
  test("are there, all 23, and those of terminals hold what the terminals held, cell by cell", async () => {
    const run = await readRun(first);
    if (run === undefined) throw new Error("no record");
    const markdown = await readFile(note.file, "utf8");
    const wanted = wantedPictures(markdown, note);
    const { made, missing } = await collected(drawPictures(wanted, note, run, await browserProgram()));
    expect(missing).toEqual([]);
    expect(made.map(({ name }) => name.slice(0, 3))).toEqual(
      Array.from({ length: 23 }, (_, index) => `P${String(index).padStart(2, "0")}`),
    );
    for (const { drawing, steps } of made) {
      const svg = svgOf(drawing, "none");
      const records = steps.map((index) => run.record.steps[index] as StepRecord);
      if (records[0]?.kind !== "command" || svg.includes("left-out")) continue;
      const shown = commandTexts(steps.flatMap((index) => run.shown.get(index) ?? []));
      expect(unstyled(visible(cellsOfSvg(svg)))).toEqual(
        unstyled(visible(stacked(await Promise.all(shown.map(held))))),
      );
      // And what the run itself read from its terminals stands in them.
      const text = drawing.description.replace(/\s+/g, "");
      for (const { output } of records) expect(text).toContain(output?.replace(/\s+/g, ""));
    }
  });
});

/** Cells without the colour and weight by which a picture tells what was typed. */
const unstyled = (cells: ReadonlyMap<string, Seen>) =>
  new Map(Array.from(cells, ([place, { text, background }]) => [place, { text, background }]));

/** What terminals hold, one below the other. */
function stacked(terminals: readonly ReadonlyMap<string, Seen>[]): Map<string, Seen> {
  const cells = new Map<string, Seen>();
  let top = 0;
  for (const terminal of terminals) {
    const places = [...terminal].map(([place, seen]) => ({ place: place.split(":").map(Number), seen }));
    for (const {
      place: [y = 0, x],
      seen,
    } of places)
      cells.set(`${top + y}:${x}`, seen);
    top += Math.max(-1, ...places.map(({ place: [y = 0] }) => y)) + 1;
  }
  return cells;
}

/** A step of the note beside what the real run recorded of it, and what its section had bound before it. */
interface Ran {
  step: Step;
  output: string;
  bindings: Bindings;
}

function* replayed(): Generator<Ran> {
  let index = 0;
  for (const section of note.sections) {
    let bindings = Bindings.none;
    for (const step of section.steps) {
      const { output } = record.steps[index++] as StepRecord;
      yield { step, output: output ?? "", bindings };
      if (step.kind === "file") continue;
      const compared = compareStep(step, output ?? "", bindings);
      if (compared.holds) bindings = compared.bindings;
    }
  }
}

type Compared = Exclude<Step, { kind: "file" }>;

/** The places of the lines that a step is held to: all but those that leave everything open, a pull that a run starts by itself, and a build's progress. */
function heldTo({ expected }: Compared): number[] {
  const lines = expected.map((line, at) => ({ at, text: "keys" in line ? "..." : line.text }));
  return dropProgress(lines, ({ text }) => text)
    .filter(({ text }) => !/^(\.\.\.|<\.\.\.>|[\s[\].]*)$/.test(text))
    .map(({ at }) => at);
}

/** The step with one word of one line changed to what no run prints. */
function altered(step: Compared, at: number): Compared {
  const line = step.expected[at] as ExpectedLine;
  const changed: ExpectedLine = { ...line, text: line.text.replace(/[^\s[\]]+/, "never-printed") };
  return { ...step, expected: step.expected.with(at, changed) } as typeof step;
}

describe("the chapter's record", () => {
  test("holds against the note, step by step", () => {
    const broken = [...replayed()].filter(
      ({ step, output, bindings }) => step.kind !== "file" && !compareStep(step, output, bindings).holds,
    );
    expect(broken.map(({ step }) => step.line)).toEqual([]);
  });

  test("does not hold against the note when any one line of it is another", () => {
    let tried = 0;
    const unseen: number[] = [];
    for (const { step, output, bindings } of replayed()) {
      if (step.kind === "file") continue;
      for (const at of heldTo(step)) {
        tried += 1;
        if (compareStep(altered(step, at), output, bindings).holds)
          unseen.push((step.expected[at] as ExpectedLine).line);
      }
    }
    expect(tried).toBeGreaterThan(100);
    expect(unseen).toEqual([]);
  });

  test("does not hold against the note when a step that prints nothing is said to print, or one that prints to print nothing", () => {
    for (const { step, output, bindings } of replayed()) {
      if (step.kind !== "command" || step.ending.kind !== "mark") continue;
      const line = { line: step.line, text: "never-printed" };
      const other = step.empty ? { ...step, empty: false, expected: [line] } : { ...step, empty: true, expected: [] };
      if (step.empty || output.trim() !== "") expect(compareStep(other, output, bindings).holds).toBe(false);
    }
  });
});

describe("the chapter as one would paste it from its run", () => {
  let text: string;
  let pastedNote: Note;

  beforeAll(async () => {
    text = pasted(await readFile(note.file, "utf8"), note, record.steps);
    pastedNote = readNote(text, note.file);
  });

  test("holds, and there is nothing to accept", () => {
    const steps = judgedAgain(pastedNote, record.steps);
    expect(steps.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    expect(propose(text, pastedNote, steps)).toEqual({ hunks: [], left: [] });
  });

  test("is as it was, byte by byte, when one line was damaged and what its run has shown is accepted", () => {
    let tried = 0;
    let restored = 0;
    const others: string[] = [];
    for (const part of partsOf(text, pastedNote, record.steps))
      for (const { what, text: damaged, knowable } of damages(part)) {
        const read = readIfLike(damaged, part.note);
        if (read === undefined) continue;
        const steps = judgedAgain(read, part.steps);
        if (steps.every(({ outcome }) => outcome === "passed")) continue;
        tried += 1;
        const { hunks, left } = propose(damaged, read, steps);
        const after = accepted(damaged, note.file, hunks);
        if (after === part.text) restored += 1;
        else if (knowable) others.push(`${part.note.sections[0]?.id}: ${what}`);
        else if (left.length === 0) {
          // What cannot be known again is at least as was seen.
          const broken = judgedAgain(readNote(after, note.file), part.steps).filter(
            ({ outcome }) => outcome !== "passed",
          );
          if (broken.length > 0) others.push(`${part.note.sections[0]?.id}: ${what}`);
        }
      }
    expect(others).toEqual([]);
    expect(tried).toBeGreaterThan(600);
    expect(restored / tried).toBeGreaterThan(0.9);
  });
});
