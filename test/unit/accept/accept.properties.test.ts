import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { judgedAgain } from "../../../src/accept/learn/judged-again.ts";
import { accepted, propose } from "../../../src/accept/propose.ts";
import { readNote } from "../../../src/note/read.ts";
import { ran } from "../record/fixtures.ts";

const word = fc.constantFrom(
  "a",
  "b",
  "nginx",
  "old",
  "new",
  "0",
  "[..]",
  "x[..]y",
  "172.17.0.2",
  "172.17.0.3",
  "73588180c437",
  "0123456789ab",
  "1.2s",
  "3ms",
  "2 seconds",
  "About a minute",
  "focused_turing",
  "12MB",
  "$",
  "#",
  ">",
  "root@73588180c437:/#",
  "[exit 2]",
  "^C",
  "^D",
  "^CStopping",
  '"quoted"',
  "한국어",
);
const blank = fc.constantFrom(" ", "  ", "\t", "   ");
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(fc.tuple(word, blank), { minLength: 1, maxLength: 5 })
      .map((all) => all.flat().join("").trimEnd()),
  },
  { weight: 2, arbitrary: fc.constant("...") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "<...>",
      "[empty]",
      "^C",
      "^CStopped",
      "Unable to find image 'x' locally",
      "Status: new",
    ),
  },
);
const lines = fc.array(line, { maxLength: 8 });
/** What a step prints has much of what the note has of it. */
const step = fc
  .tuple(lines, lines, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
  .map(([expected, others, same]) => ({
    expected,
    seen: expected.flatMap((one, at) => (same[at] && !/^[<[]?\.\.\./.test(one) ? [one] : [others[at] ?? "more"])),
  }));
const indent = fc.constantFrom("", "  ", "> ", "- ");

/** A note, some of whose lines no longer hold, and what its run came to; undefined where the lines are no such note. */
function drifted(steps: readonly { expected: string[]; seen: string[] }[], before: string) {
  const block = ["```console", ...steps.flatMap(({ expected }, at) => [`$ step ${at}`, ...expected]), "```"];
  const inner = before.replace("-", " ");
  const text = ["# Page", "", ...block.map((one, at) => (at === 0 ? before : inner) + one), "", "The end.", ""].join(
    "\n",
  );
  try {
    const run = ran(
      text,
      steps.map(({ seen }) => seen.join("\n")),
    );
    return run.steps.length === steps.length ? run : undefined;
  } catch {
    return undefined;
  }
}

test("accepted steps hold in a new run, all other lines stay the same byte for byte, and nothing is left to accept", () => {
  let mended = 0;
  let unmended = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), indent, (given, before) => {
      const run = drifted(given, before);
      if (run === undefined) return;
      const { text, note, steps } = run;
      const { hunks, left } = propose(text, note, steps, { exit: true });
      const after = accepted(text, note.file, hunks);
      mended += hunks.length;
      unmended += left.length;

      const again = readNote(after, note.file);
      const judged = judgedAgain(again, steps);
      for (const { index } of hunks) expect(judged[index]).toMatchObject({ outcome: "passed" });
      const leftAt = new Set(left.map(({ index }) => index));
      for (const [index, one] of judged.entries())
        if (!leftAt.has(index)) expect(one).toMatchObject({ outcome: "passed" });

      // What is typed, and the lines of steps that held, are where and what they were.
      const typed = (page: string) => page.split("\n").filter((one) => /\$ step \d$|```|# Page|The end/.test(one));
      expect(typed(after)).toEqual(typed(text));
      const touched = new Set(hunks.map(({ index }) => index));
      const linesOf = (page: typeof note, index: number) => {
        const found = page.sections.flatMap((section) => section.steps)[index];
        return found?.kind === "command" ? found.expected.map((one) => ("text" in one ? one.text : one.keys)) : [];
      };
      for (const index of steps.keys())
        if (!touched.has(index)) expect(linesOf(again, index)).toEqual(linesOf(note, index));

      // A step that was left was typed otherwise than the note now has it: only another run can tell of it.
      const more = propose(after, again, judged, { exit: true }).hunks;
      expect(more.filter(({ index }) => !leftAt.has(index))).toEqual([]);
    }),
    { numRuns: 500 },
  );
  expect(mended).toBeGreaterThan(150);
  expect(unmended).toBeLessThan(mended / 4);
});
