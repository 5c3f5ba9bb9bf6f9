import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readNote } from "../../../../src/note/read.ts";
import { writePage } from "../../../../src/pages/write.ts";
import { castHeader, castMarker, castName, castOutput } from "../../../../src/record/asciicast.ts";
import { ran } from "../../record/fixtures.ts";

/** The chapter: 33 rows of a lecture's table, and its pictures. */
const CHAPTER = join(import.meta.dirname, "../../../../notes/ch01-docker-basics.md");

/** The output where the note leaves lines out: about as much as an installation or a pull prints. */
const left = Array.from(
  { length: 12 },
  (_, index) => `Get:${index} http://deb.debian.org/debian bookworm/main ${index * 7919} kB`,
);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "labnote-size-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the page of the chapter's run is under 500 KB, with its recordings, pictures and letters", async () => {
  const text = readFileSync(CHAPTER, "utf8");
  const steps = readNote(text, CHAPTER).sections.flatMap((section) => section.steps);
  const lines = steps.map((step) =>
    step.kind === "file"
      ? []
      : step.expected.flatMap((item) => ("keys" in item ? ["^C"] : item.text.trim() === "..." ? left : [item.text])),
  );
  const run = ran(
    text,
    lines.map((printed) => printed.join("\n")),
  );
  const casts = new Map<string, string>();
  const ordinals = new Map<string, number>();
  for (const [index, step] of run.record.steps.entries()) {
    const ordinal = (ordinals.get(step.section) ?? 0) + 1;
    ordinals.set(step.section, ordinal);
    if (step.terminal === null) continue;
    const name = castName(step);
    const told = [
      castMarker(0, index * 1000, ordinal, step.typed),
      castOutput(0, index * 1000 + 1, `$ ${step.typed}\r\n`),
      ...(lines[index] ?? []).map((line, at) => castOutput(0, index * 1000 + 10 + at, `${line}\r\n`)),
    ];
    casts.set(name, `${casts.get(name) ?? castHeader(name, 0)}${told.join("")}`);
  }
  for (const [name, cast] of casts) writeFileSync(join(folder, name), cast);
  writeFileSync(join(folder, "record.json"), JSON.stringify(run.record));
  const page = await writePage(folder, CHAPTER);
  const html = readFileSync(page, "utf8");
  expect(html.match(/<figure class="picture/g)?.length).toBeGreaterThan(15);
  expect(html.match(/class="play" data-replay/g)?.length).toBe(casts.size);
  expect(html).toContain("font/woff2");
  expect(statSync(page).size).toBeLessThan(500_000);
});
