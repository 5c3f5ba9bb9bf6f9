import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { PACE, type Replay, type ReplayEvent, replayOf } from "../../../../src/pages/replay/pace.ts";
import { castHeader, castMarker, castOutput } from "../../../../src/record/asciicast.ts";
import { aStep, passed } from "../../record/fixtures.ts";

/** What a terminal showed while a step was at work, or before the first step (0), with the milliseconds since the recording began. */
type Shown = readonly [ordinal: number, ...output: (readonly [time: number, data: string])[]];

/** A recording. A step twice is a second try. */
const cast = (...parts: Shown[]): string =>
  [
    castHeader("1.1", 0),
    ...parts.flatMap(([ordinal, ...output]) => [
      ...(ordinal === 0 ? [] : [castMarker(0, output[0]?.[0] ?? 0, ordinal, "as the note has it")]),
      ...output.map(([time, data]) => castOutput(0, time, data)),
    ]),
  ].join("");

const eventsOf = ([, ...events]: Replay): ReplayEvent[] => events;
const outputOf = (replay: Replay): string =>
  eventsOf(replay)
    .filter(([, kind]) => kind === "o")
    .map(([, , data]) => data)
    .join("");

/** The events with their milliseconds since the one before. */
const paced = (replay: Replay) => eventsOf(replay).map(([wait, kind, data]) => [Math.round(wait * 1000), kind, data]);
/** Letters as a reader types them. */
const letters = (text: string) => [...text].map((letter) => [PACE.letter, "o", letter]);

describe("the reader's copy of a recording", () => {
  test("a command is typed letter by letter, a moment after the output above it", () => {
    const recording = cast([1, [0, "$ "], [4, "id\r\n"], [5, "me\r\n$ "]], [2, [6, "ls\r\n"], [300, "a\r\n$ "]]);
    expect(paced(replayOf(recording, [passed({ typed: "id" }), passed({ typed: "ls" })]))).toEqual([
      [0, "o", "$ "],
      [PACE.pause, "m", "1 id"],
      ...letters("id"),
      [PACE.letter, "o", "\r\nme\r\n$ "],
      [PACE.pause, "m", "2 ls"],
      ...letters("ls"),
      [PACE.letter, "o", "\r\n"],
      [294, "o", "a\r\n$ "],
    ]);
  });

  test("long waits are cut, short ones are kept, and a clock that was set back does not count", () => {
    const recording = cast([1, [0, "a\r\n"], [400, "one"], [90_400, "two"], [90_000, "three"], [90_100, "four"]]);
    expect(paced(replayOf(recording, [passed({ typed: "a" })])).slice(3)).toEqual([
      [400, "o", "one"],
      [PACE.wait, "o", "twothree"],
      [100, "o", "four"],
    ]);
  });

  test("a mark has the command with the run's own values, not the note's", () => {
    const recording = cast([1, [0, "$ docker stop 0123456789ab\r\n"]]);
    const step = passed({ typed: "docker stop 64eb235def02", entered: "docker stop 0123456789ab" });
    expect(eventsOf(replayOf(recording, [step])).filter(([, kind]) => kind === "m")).toEqual([
      [PACE.pause / 1000, "m", "1 docker stop 0123456789ab"],
    ]);
  });

  test("Korean is typed syllable by syllable, however its syllables are written", () => {
    for (const word of ["도커 시작", "도커 시작".normalize("NFD")]) {
      const recording = cast([1, [0, `echo ${word}\r\n${word}\r\n`]]);
      const typed = paced(replayOf(recording, [passed({ typed: `echo ${word}` })])).slice(1);
      expect(typed.map(([, , data]) => (data as string).normalize("NFC"))).toEqual([
        ..."echo 도커 시작",
        "\r\n도커 시작\r\n",
      ]);
    }
  });

  test("each line of a command is typed, behind the prompt that the shell has for it", () => {
    const recording = cast([1, [0, "$ "], [1, "cat <<E\r\n"], [2, "> "], [3, "a       b\r\n> "], [4, "E\r\na\tb\r\n"]]);
    const typed = paced(replayOf(recording, [passed({ typed: "cat <<E\na\tb\nE" })])).slice(1);
    expect(typed).toEqual([
      [PACE.pause, "m", "1 cat <<E …"],
      ...letters("cat <<E"),
      [PACE.letter, "o", "\r\n> "],
      ...letters("a       b"),
      [PACE.letter, "o", "\r\n> "],
      ...letters("E"),
      [PACE.letter, "o", "\r\na\tb\r\n"],
    ]);
  });

  test("a command is typed across the end of the window, where the terminal puts signs of its own between its letters", () => {
    const recording = cast([1, [0, "$ echo ab \rcd\r\n"], [9, "abcd\r\n"]]);
    const typed = eventsOf(replayOf(recording, [passed({ typed: "echo abcd" })]));
    expect(typed.map(([, , data]) => data)).toEqual(["$ ", "1 echo abcd", ..."echo ab \rcd", "\r\nabcd\r\n"]);
  });

  test("what the terminal does not echo is not typed: its output is at once", () => {
    const recording = cast([1, [0, "Password: \r\n"], [1, "secrets\r\n$ "]]);
    expect(paced(replayOf(recording, [passed({ typed: "secret\na" })]))).toEqual([
      [0, "m", "1 secret …"],
      [0, "o", "Password: \r\nsecrets\r\n$ "],
    ]);
  });

  test.each([
    ["has more behind it", "ls", "ls and much more"],
    ["has its letters far from each other", "ls", `l${"-".repeat(100)}s`],
  ])("a line is not typed that %s", (_, typed, shown) => {
    expect(paced(replayOf(cast([1, [0, `${shown}\r\n`]]), [passed({ typed })]))).toEqual([
      [0, "m", `1 ${typed}`],
      [0, "o", `${shown}\r\n`],
    ]);
  });

  test("a step that goes on with a running command is neither marked nor typed", () => {
    const recording = cast([1, [0, "top\r\n"], [1, "0%\r\n"]], [2, [40_000, "1%\r\n^C\r\n$ "]]);
    const steps = [passed({ typed: "top", exit: null }), passed({ typed: "" })];
    expect(paced(replayOf(recording, steps)).slice(4)).toEqual([
      [PACE.letter, "o", "\r\n0%\r\n"],
      [PACE.wait, "o", "1%\r\n^C\r\n$ "],
    ]);
  });

  test("of a step that was tried again, the last try is typed, and what the others showed comes at once", () => {
    const curl = (time: number, page: string): Shown => [
      1,
      [time, "curl x\r\n"],
      [time + 500, `${page}\r\n`],
      [time + 600, "$ "],
    ];
    const recording = cast([0, [0, "$ "]], curl(1, "no"), curl(2000, "no"), curl(4000, "yes"));
    expect(paced(replayOf(recording, [passed({ typed: "curl x" })]))).toEqual([
      [0, "o", `$ ${"curl x\r\nno\r\n$ ".repeat(2)}`],
      [PACE.pause, "m", "1 curl x"],
      ...letters("curl x"),
      [PACE.letter, "o", "\r\n"],
      [500, "o", "yes\r\n"],
      [100, "o", "$ "],
    ]);
  });

  test("a mark shows characters that would change the direction of the page's text as code points", () => {
    const replay = replayOf(cast([1, [0, "echo \u202ea\r\n"]]), [passed({ typed: "echo \u202ea" })]);
    expect(eventsOf(replay)[0]?.[2]).toBe("1 echo ⟨U+202E⟩a");
  });

  test("a recording that a killed run left is read up to its last whole line", () => {
    const recording = `${cast([1, [0, "$ "], [1, "sleep 9\r\n"]])}[3,"o","ha`;
    expect(outputOf(replayOf(recording, [aStep({ typed: "sleep 9" })]))).toBe("$ sleep 9\r\n");
    expect(eventsOf(replayOf("", []))).toEqual([]);
  });
});

/** Output with everything that a terminal may send, in pieces that may part an escape sequence. */
const data = fc.array(
  fc.oneof(
    fc.constantFrom(
      "\r\n",
      "\r",
      "$ ",
      "> ",
      "\x1b[32m",
      "\x1b[K",
      "\x1b]0;a\x07",
      "도커",
      "\u1103\u1169",
      "👩‍💻",
      "é",
    ),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  ),
  { minLength: 1, maxLength: 4 },
);
const command = fc.oneof(
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 30 }),
  fc.constantFrom("docker ps -a", "cat <<EOF\n도커\n\tb\nEOF", "echo 안녕하세요", ""),
);
/** A recording's steps: what each typed, whether the terminal echoes it, and its output with the waits before it. */
const terminal = fc.array(
  fc.record({
    typed: command,
    echoed: fc.boolean(),
    tries: fc.integer({ min: 1, max: 3 }),
    output: fc.array(fc.tuple(fc.integer({ min: -5000, max: 200_000 }), data), { maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 5 },
);

describe("the reader's copy of any recording", () => {
  const recorded = terminal.map((steps) => {
    let time = 0;
    const parts = steps.flatMap(({ typed, echoed, tries, output }, index) =>
      Array.from({ length: tries }, (): Shown => {
        const echo = echoed ? [[time, `${typed.replaceAll("\n", "\r\n> ")}\r\n`] as const] : [];
        const shown = output.map(([wait, pieces]) => {
          time = Math.max(0, time + wait);
          return [time, pieces.join("")] as const;
        });
        return [index + 1, ...echo, ...shown];
      }),
    );
    return { steps, recording: cast([0, [0, "$ "]], ...parts), parts };
  });
  const copy = ({ steps, recording }: { steps: readonly { typed: string }[]; recording: string }) =>
    replayOf(
      recording,
      steps.map(({ typed }) => passed({ typed })),
    );

  test("the output is the same, in the same order", () => {
    fc.assert(
      fc.property(recorded, (one) => {
        const shown = one.parts.flatMap(([, ...output]) => output.map(([, text]) => text)).join("");
        expect(outputOf(copy(one))).toBe(`$ ${shown}`);
      }),
    );
  });

  test("times never go back, no wait is over the limit, and each command waits for the reader", () => {
    fc.assert(
      fc.property(recorded, (one) => {
        const [first, ...others] = eventsOf(copy(one));
        expect(first?.[0]).toBe(0);
        for (const [wait, kind] of others) {
          expect(wait).toBeGreaterThanOrEqual(0);
          if (kind === "o") expect(wait).toBeLessThanOrEqual(PACE.wait / 1000);
          else expect(wait).toBe(PACE.pause / 1000);
        }
      }),
    );
  });

  test("each command that was typed has one mark, in the order of the steps", () => {
    fc.assert(
      fc.property(recorded, (one) => {
        const marks = eventsOf(copy(one)).filter(([, kind]) => kind === "m");
        const typed = one.steps.flatMap(({ typed }, index) => (typed === "" ? [] : index + 1));
        expect(marks.map(([, , mark]) => Number.parseInt(mark, 10))).toEqual(typed);
      }),
    );
  });

  test("a command that the terminal has echoed is typed for as long as its letters take", () => {
    fc.assert(
      fc.property(recorded, (one) => {
        const events = eventsOf(copy(one));
        for (const [index, { typed, echoed }] of one.steps.entries()) {
          if (!echoed || typed.trim() === "") continue;
          const mark = events.findIndex(([, kind, text]) => kind === "m" && text.startsWith(`${index + 1} `));
          const first = events[mark + 1];
          expect(first?.[0]).toBe(PACE.letter / 1000);
          const letters = typed.replaceAll(/\s/g, "");
          const typedFor = events.slice(mark + 1).findIndex(([wait]) => wait !== PACE.letter / 1000);
          if (typedFor !== -1)
            expect(typedFor).toBeGreaterThanOrEqual([...new Intl.Segmenter().segment(letters)].length);
        }
      }),
    );
  });
});
