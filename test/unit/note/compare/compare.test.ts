import { describe, expect, test } from "@jest/globals";
import { Bindings } from "../../../../src/note/compare/bindings.ts";
import { compare, compareStep, type Match, matchPrompt } from "../../../../src/note/compare/compare.ts";
import type { Mode } from "../../../../src/note/compare/expectation.ts";
import type { Mismatch } from "../../../../src/note/compare/mismatch.ts";
import type { CommandStep, Expected } from "../../../../src/note/note.ts";
import { toldOf } from "../../record/fixtures.ts";
import { commandsOf, console } from "../pages.ts";

/** Lines as they stand in a note; the first is line 1. */
const lines = (text: string): Expected[] =>
  text === ""
    ? []
    : text
        .split("\n")
        .map((line, index) =>
          line === "^C" ? { line: index + 1, keys: line, bytes: "\x03" } : { line: index + 1, text: line },
        );

const against = (expected: string, seen: string, mode: Mode = "whole", bindings = Bindings.none) =>
  compare(lines(expected), seen, bindings, mode);
const holds = (expected: string, seen: string, mode?: Mode): boolean => against(expected, seen, mode).holds;
const miss = (result: Match | Mismatch): Mismatch => {
  if (result.holds) throw new Error("it holds");
  return result;
};
const match = (result: Match | Mismatch): Match => {
  if (!result.holds) throw new Error(toldOf(result));
  return result;
};

/** Rows of `docker images`, all of one second. */
const images = (...tags: string[]): string =>
  tags.map((tag, at) => `app   ${tag}   73588180c43${at}   Less than a second ago   129MB`).join("\n");

/** What Docker Compose says of containers, on a terminal. */
const compose = (did: string, ...names: string[]): string =>
  [
    `[+] Running ${names.length}/${names.length}`,
    ...names.map((name, at) => ` ✔ Container shop-${name}-1  ${did}   0.${at + 1}s`),
  ].join("\n");

describe("an output holds", () => {
  test.each([
    ["no lines against anything", "", "whatever"],
    ["the same lines", "a\nb", "a\nb"],
    ["trailing blanks", "a", "a  "],
    ["blanks that are more than one, and tabs", "a b\n  c", "a \t  b\n c"],
    ["a wide blank, and one that breaks no line", "a b c", "a\u3000b\u00a0c"],
    ["an accent and a Korean syllable in parts", "caf\u00e9 \ud55c", "cafe\u0301 \u1112\u1161\u11ab"],
    ["blank lines around it", "a", "\n\na\n \n"],
    ["carriage returns at the ends of lines", "a\nb", "a\r\nb\r\n"],
    ["any lines for ...", "a\n...\nb", "a\nx\ny\nb"],
    ["no lines for ...", "a\n...\nb", "a\nb"],
    ["any lines for <...>", "<...>\nb", "x\ny\nb"],
    ["blank lines around ...", "a\n\n...\n\nb", "a\nx\nb"],
    ["a run at the first place where all of it matches", "...\na\nb\n...", "a\na\nb\na"],
    ["the last run at the end", "...\na\nb", "a\nb\na\nb"],
    ["any characters for [..]", "a [..]c", "a bc\n"],
    ["no characters for [..]", "a[..]", "a"],
    ["[..] as few as they can be", "[..]a[..]b", "xaayab"],
    ["what follows the last [..] at the line's end", "[..]ab", "ab ab"],
    ["words of the same shape", "id 73588180c437, 5s", "id 0123456789ab, 1m3s"],
    ["an id that came out all decimal", "73588180c437", "123456789012"],
    ["images of one second in another order", images("new", "old"), images("old", "new")],
    ["images of one second around others", `${images("new")}\n...`, images("other", "new")],
    ["images of one second below others", `...\n${images("new")}`, images("new", "other")],
    ["containers of Compose in another order", compose("Started", "web", "cache"), compose("Started", "cache", "web")],
    [
      "the same without a terminal",
      " Container shop-web-1  Started\n Container shop-cache-1  Started",
      " Container shop-cache-1  Started\n Container shop-web-1  Started",
    ],
  ])("an output holds with %s", (_, expected, seen) => {
    expect(against(expected, seen)).toMatchObject({ holds: true });
  });
});

describe("an output does not hold", () => {
  test.each([
    ["another word", "a b", "a c"],
    ["a word more", "a", "a b"],
    ["a line more", "a", "a\nb"],
    ["a line more above", "a", "b\na"],
    ["a line less", "a\nb", "a"],
    ["a blank line between", "a\nb", "a\n\nb"],
    ["a leading blank", "a", " a"],
    ["another case", "a", "A"],
    ["nothing", "a", ""],
    ["runs in another order", "...\na\n...\nb\n...", "b\na"],
    ["a run that is broken up", "...\na\nb\n...", "a\nx\nb"],
    ["one line for two runs", "a\n...\na", "a"],
    ["a line below the last run", "...\na", "a\nb"],
    ["a word of another shape", "5s", "5MB"],
    ["a rate for a size", "142MB[..]", "1.2MB/s"],
    ["a word of no shape", "73588180c437", "73588180c43g"],
    ["a long id for a short one", "73588180c437", "73588180c437".padEnd(64, "a")],
    ["an address that is always the same", "172.17.0.2", "127.0.0.1"],
    ["a shape that goes on", "x 5s", "x 5s_"],
    ["an image less", images("new", "old"), images("old")],
    ["an image twice", images("new", "old"), images("old", "old")],
    ["an image of another tag", images("new", "old"), images("old", "other")],
    ["another container of Compose", compose("Started", "web", "cache"), compose("Started", "cache", "db")],
    ["a container that Compose did else with", compose("Started", "web", "cache"), compose("Created", "cache", "web")],
    [
      "images of two seconds in another order",
      images("new", "old"),
      images("old", "new").replace("Less than a second", "2 seconds"),
    ],
  ])("an output does not hold with %s", (_, expected, seen) => {
    expect(holds(expected, seen)).toBe(false);
  });
});

describe("bound words", () => {
  test("a bound word stands for the same value everywhere", () => {
    expect(holds("73588180c437 73588180c437", "0123456789ab 0123456789ab")).toBe(true);
    expect(holds("73588180c437 73588180c437", "0123456789ab 0123456789ac")).toBe(false);
    expect(holds("73588180c437 73588180c438", "0123456789ab 0123456789ab")).toBe(false);
    expect(holds("5s 5s", "1s 2s")).toBe(true);
  });

  test("a match binds words for the next comparison, and a mismatch binds nothing", () => {
    const { bindings } = match(against("73588180c437", "0123456789ab"));
    expect(bindings.of("73588180c437")).toMatchObject({ sample: "73588180c437", value: "0123456789ab", line: 1 });
    expect(against("x 73588180c437", "x 0123456789ab", "whole", bindings).holds).toBe(true);
    miss(against("focused_turing\nx", "happy_tu\ny", "whole", bindings));
    expect(bindings.of("focused_turing")).toBeUndefined();
  });

  test("bound words decide where lines after ... and words after [..] match", () => {
    const { bindings } = match(against("73588180c437", "0123456789ab"));
    const table = "aaaaaaaaaaaa x\n0123456789ab y";
    expect(against("...\n73588180c437 [..]\n...", table, "whole", bindings)).toMatchObject({ holds: true, taken: 2 });
    expect(against("[..] 73588180c437 z", "a aaaaaaaaaaaa 0123456789ab z", "whole", bindings).holds).toBe(true);
  });
});

describe("a mismatch", () => {
  test("a mismatch names the expected line, the seen line, and the word that differs", () => {
    expect(miss(against("a\nhello big world", "a\nhello small world"))).toEqual({
      holds: false,
      expected: { line: 2, text: "hello big world" },
      seen: "hello small world",
      word: { expected: "big", seen: "small" },
    });
    expect(toldOf(against("a\nhello big world", "a\nhello small world"))).toBe(
      'line 2 expects "hello big world", but this was seen: "hello small world"; "small" stands where "big" should',
    );
  });

  test("a mismatch names the line that bound a word", () => {
    const { bindings } = match(against("x\n73588180c437", "x\n0123456789ab"));
    const one = miss(against("id 73588180c437", "id aaaaaaaaaaaa", "whole", bindings));
    expect(toldOf(one)).toContain(
      '"73588180c437" stands for "0123456789ab" since line 2, and "aaaaaaaaaaaa" is another',
    );
    expect(one.bound).toMatchObject({ line: 2 });
    const other = miss(against("id 73588180c438", "id 0123456789ab", "whole", bindings));
    expect(toldOf(other)).toContain('"0123456789ab" is what "73588180c437" stands for since line 2');
  });

  test("a mismatch reports lines that are too many or too few", () => {
    expect(toldOf(miss(against("a", "a\nb")))).toBe('nothing more was expected, but this was seen: "b"');
    expect(toldOf(miss(against("a\nb", "a")))).toBe('line 2 expects "b", which was not seen');
    expect(toldOf(miss(against("a b", "a")))).toContain('the line\'s end stands where "b" should');
    expect(toldOf(miss(against("a", "a b")))).toContain('"b" stands where the line ends');
  });

  test("a mismatch shows the place where the most lines matched", () => {
    const result = miss(against("...\nname: web\nstate: up\n...", "x\nname: db\nname: web\nstate: down\ny"));
    expect(result).toMatchObject({
      expected: { line: 3 },
      seen: "state: down",
      word: { expected: "up", seen: "down" },
    });
  });

  test("a mismatch reports a line as not seen when no seen line is like it", () => {
    expect(toldOf(miss(against("...\nb\n...", "a\nc")))).toBe('line 2 expects "b", which was not seen');
  });

  test("a mismatch stays short for a very long line", () => {
    expect(toldOf(miss(against("a", `b${"x".repeat(1e6)}`))).length).toBeLessThan(1000);
  });
});

describe("lines that have begun", () => {
  test("expected lines have begun as soon as they are seen, even if more lines follow", () => {
    expect(holds("a\nb", "a", "begun")).toBe(false);
    expect(against("a\nb", "a\nb\nc", "begun")).toMatchObject({ holds: true, taken: 2 });
    expect(against("a\n...\nb", "a\nx\nb\nb", "begun")).toMatchObject({ holds: true, taken: 3 });
    expect(against("a\n...", "\n\na\nb", "begun")).toMatchObject({ holds: true, taken: 3 });
    expect(against("", "a", "begun")).toMatchObject({ holds: true, taken: 0 });
  });

  test("expected lines have not begun when the output begins with another line", () => {
    expect(holds("b", "a\nb", "begun")).toBe(false);
  });
});

describe("around ^C", () => {
  test("more lines may come before ^C, and the lines below ^C must end the output", () => {
    expect(holds("a\n^C", "a\nb\n^C")).toBe(true);
    expect(holds("a\n^C\nbye", "a\nb\n^C\nbye")).toBe(true);
    expect(holds("a\n^C\nbye", "a\n^Cbye\nbye\nx")).toBe(false);
    expect(holds("^C", "")).toBe(true);
  });
});

describe("an answer", () => {
  test("the answer to a request must have each expected line somewhere, in order", () => {
    const answer = "<html>\n  <title>Hi there</title>\n  <p>5s</p>\n</html>";
    expect(holds("Hi\n<p>1s</p>", answer, "among")).toBe(true);
    expect(holds("<p>1s</p>\nHi", answer, "among")).toBe(false);
    expect(holds("Ho", answer, "among")).toBe(false);
    expect(holds("", answer, "among")).toBe(true);
  });
});

describe("a pull that a run starts by itself", () => {
  const pull = [
    "Unable to find image 'nginx:latest' locally",
    "latest: Pulling from library/nginx",
    "a2abf6c4d29d: Pull complete",
    "Status: Downloaded newer image for nginx:latest",
  ].join("\n");

  test("the comparison drops an automatic pull from the note and from the output", () => {
    expect(holds(`${pull}\nhello`, "hello")).toBe(true);
    expect(holds("hello", `${pull}\nhello`)).toBe(true);
    expect(holds(`${pull}\n\nhello`, `${pull.replace("a2abf6c4d29d", "ffffffffffff")}\nhello`)).toBe(true);
    expect(holds("hello", `${pull}\nbye`)).toBe(false);
  });

  test("a note may shorten an automatic pull", () => {
    expect(holds("Unable to find image 'nginx:latest' locally\n...\nhello", "hello")).toBe(true);
    expect(holds("Unable to find image 'nginx:latest' locally\n...\nhello", `${pull}\nhello`)).toBe(true);
    const end = "Status: Downloaded newer image for nginx:latest";
    expect(holds(`Unable to find image 'nginx:latest' locally\n...\n${end}\nhello`, `${pull}\nhello`)).toBe(true);
    expect(holds(`Unable to find image 'nginx:latest' locally\n...\n${end}\nhello`, `${pull}\nbye`)).toBe(false);
  });

  test("the comparison keeps a pull that fails or that the note asks for", () => {
    const failed = "Unable to find image 'x:latest' locally\ndocker: pull access denied";
    expect(holds(failed, failed)).toBe(true);
    expect(holds("docker: pull access denied", failed)).toBe(false);
    expect(holds("hello", `${pull.split("\n").slice(1).join("\n")}\nhello`)).toBe(false);
  });

  test("the lines of a dropped pull count as taken", () => {
    expect(against("hello", `${pull}\nhello\nmore`, "begun")).toMatchObject({ holds: true, taken: 5 });
  });
});

describe("a step", () => {
  const step = (...body: string[]): CommandStep => commandsOf(console("$ a", ...body))[0] as CommandStep;

  test("a step with [empty] holds only for an output of blank lines", () => {
    expect(compareStep(step("[empty]"), "\n \n", Bindings.none).holds).toBe(true);
    expect(
      compareStep(step("[empty]"), "Step 1/1 : FROM x\nSuccessfully built 0a1b2c3d4e5f", Bindings.none).holds,
    ).toBe(false);
    expect(toldOf(miss(compareStep(step("[empty]"), "x", Bindings.none)))).toBe(
      'nothing more was expected, but this was seen: "x"',
    );
  });

  test("a step with [running] holds once its lines are seen", () => {
    expect(compareStep(step("x", "[running]"), "x\ny", Bindings.none).holds).toBe(true);
    expect(compareStep(step("x"), "x\ny", Bindings.none).holds).toBe(false);
  });
});

describe("a prompt", () => {
  test("a prompt matches the whole current line, and binds its id", () => {
    const prompt = { line: 7, text: "root@73588180c437:/#" };
    expect(matchPrompt(prompt, "root@0123456789ab:/# ", Bindings.none)?.of("73588180c437")).toMatchObject({
      value: "0123456789ab",
      line: 7,
    });
    expect(matchPrompt(prompt, "root@0123456789ab:/# ls", Bindings.none)).toBeUndefined();
    expect(matchPrompt(prompt, "root@0123456789ab:/tmp# ", Bindings.none)).toBeUndefined();
    expect(matchPrompt({ line: 7, text: "root@[..]:/#" }, "root@web:/# ", Bindings.none)).toBeDefined();
  });
});

describe("signs that look alike", () => {
  const reasonOf = (expected: string, seen: string) => toldOf(against(expected, seen));

  test.each([
    ["say \u201cyes\u201d", 'say "yes"', "(U+0022 in place of U+201C)"],
    ["a - b", "a \u2013 b", "(U+2013 in place of U+002D)"],
    ["\u0430b", "ab", "(U+0061 in place of U+0430)"],
    ["a \u{1f600}", "a :", "(U+003A in place of U+1F600)"],
  ])("a reason names the code points of signs that may look alike: %s", (expected, seen, told) => {
    expect(reasonOf(expected, seen).endsWith(told) || reasonOf(expected, seen)).toBe(true);
  });

  test("a reason names no code points of plain signs, and of two letters of another script", () => {
    for (const [expected, seen] of [
      ["a b", "a c"],
      ["\ud55c", "\uae00"],
      ["a", "a \ud55c"],
    ] as const)
      expect(reasonOf(expected, seen)).not.toContain("U+");
  });

  test("a long line is not cut within a sign", () => {
    expect(reasonOf("a", `${"x".repeat(299)}\u{1f600}`)).not.toMatch(/\\ud83d|\ud83d/i);
  });
});
