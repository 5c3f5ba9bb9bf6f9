import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Observation } from "../../../../src/class/progress/observe/observation.ts";
import { Observer } from "../../../../src/class/progress/observe/observer.ts";
import type { Mark } from "../../../../src/run/terminal/marks.ts";
import { note } from "../../notes/chapter.ts";
import { Pupil } from "./judge/pupil.ts";

const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "root@3914c08558a0:/# ",
    "$ ",
    "# ",
    "> ",
    "^C",
    "\r\n",
    "\x1b[2J\x1b[3J",
    "\x1b[?1049h",
    "\x1b]0;x\x07",
    "한글",
    "[…]",
  ),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
);
const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.record({ kind: fc.constant("shell" as const), pid: fc.integer(), home: fc.string() }),
  fc.record({
    kind: fc.constant("start" as const),
    told: fc.oneof(fc.string(), fc.constant("  1  docker run -it x sh\n")),
    status: fc.integer(),
  }),
  fc.record({ kind: fc.constantFrom("more" as const, "prompt" as const) }),
  fc.record({ kind: fc.constant("ready" as const), status: fc.integer(), folder: fc.string() }),
);

/** Something that a terminal shows, or that is typed into it. A student who knows the shell's number can make it show any mark. */
type Given = { shows: string } | { mark: Mark } | { keys: string } | { look: true } | { closes: number | null };

const given: fc.Arbitrary<Given> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ shows: text }) },
  { weight: 4, arbitrary: fc.record({ mark }) },
  { weight: 3, arbitrary: fc.record({ keys: fc.oneof(text, fc.constantFrom("\r", "\x03", "\x04", "ls\r")) }) },
  { weight: 1, arbitrary: fc.constant({ look: true } as const) },
  { weight: 1, arbitrary: fc.record({ closes: fc.constantFrom(null, 0) }) },
);

test("the observer reads anything that a terminal shows to its end, and tells commands in their order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(given, { maxLength: 40 }), async (all) => {
      const told: Observation[] = [];
      const observer = new Observer(1, (observation) => told.push(observation));
      for (const [at, one] of all.entries()) {
        if ("shows" in one) await observer.shows(Buffer.from(one.shows), at);
        else if ("mark" in one) await observer.shows(one.mark, at);
        else if ("keys" in one) await observer.types(Buffer.from(one.keys), "student", at);
        else if ("closes" in one) await observer.closes(one.closes, at);
        else await observer.look(at);
      }
      expect(told.map(({ command }) => command)).toEqual(told.map(({ command }) => command).toSorted((a, b) => a - b));
    }),
    { numRuns: 60 },
  );
});

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    "docker",
    "run",
    "-d",
    "-it",
    "nginx",
    "ps",
    "'",
    '"',
    "$(",
    "`",
    "\\",
    "&&",
    "|",
    ";",
    "<<END",
    "{",
    "((",
    ">",
    "애찯ㄱ",
    "64eb235def02",
    "-e",
    "--",
    "\n",
  ),
);

test("whatever a student types, it is judged, and what is no command of the note does no step", () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 14 }),
      fc.string(),
      fc.integer({ min: 0, max: 255 }),
      (words, output, exit) => {
        const pupil = new Pupil(note);
        const typed = words.join(" ");
        const verdicts = pupil.shows({ typed, output, exit, folder: "~/1.1.3" });
        // What it prints is made up, so that only a command without lines can be done.
        for (const verdict of verdicts) expect([typed, verdict.kind]).not.toEqual([typed, "done"]);
      },
    ),
    { numRuns: 300 },
  );
});

test("a long output of hostile lines is judged at once", () => {
  const pupil = new Pupil(note);
  const output = Array.from({ length: 2000 }, (_, at) => `${"a".repeat(12)} ${at} ${"[..]".repeat(5)}`).join("\n");
  for (let count = 0; count < 5; count += 1) pupil.shows({ typed: "docker ps", output, folder: "~/1.1.3" });
  expect(pupil.in("1.1.3", "done")).toEqual([]);
});
