import { describe, expect, test } from "@jest/globals";
import { judgedAgain } from "../../../src/accept/learn/judged-again.ts";
import { learn } from "../../../src/accept/learn/learn.ts";
import { readNote } from "../../../src/note/read.ts";
import { type Printed, ran } from "../record/fixtures.ts";

const page = (block: string): string => `# Page\n\n\`\`\`console\n${block}\n\`\`\`\n`;

/** What is learnt from two runs of a note of one console block. */
function learnt(block: string, first: readonly Printed[], second: readonly Printed[]) {
  const [one, two] = [ran(page(block), first), ran(page(block), second)];
  return learn(one.text, "note.md", [one.steps, two.steps]);
}

/** The block of a page, and its `varies`. */
function parts(text: string) {
  const [, varies] = /^varies: (.*)$/m.exec(text) ?? [];
  return { block: /```console\n([\s\S]*)\n```/.exec(text)?.[1], varies };
}

describe("a line that differs from run to run", () => {
  test.each<[string, string, string, string, string]>([
    ["has [..] for an amount", "took 3 tries", "took 4 tries", "took 15 tries", "took [..] tries"],
    ["has [..] for a number with its point", "load 0.15 now", "load 0.2 now", "load 1.75 now", "load [..] now"],
    ["has [..] inside of a word", "at 12% of it", "at 7% of it", "at 33% of it", "at [..]% of it"],
    [
      "has one [..] for words that are more in one run",
      "by a b, done",
      "by a, done",
      "by x y z, done",
      "by [..], done",
    ],
    [
      "keeps the words of shapes",
      "up 3 minutes, 5 users",
      "up 4 minutes, 5 users",
      "up 2 hours, 7 users",
      "up 3 minutes, [..] users",
    ],
    [
      "keeps the first run's words where the second shows them too",
      "a teacher's b",
      "a host's b",
      "a host's b",
      "a host's b",
    ],
    ["keeps [..]", "a [..] b 1", "a x b 1", "a y y b 2", "a [..] b [..]"],
  ])("%s", (_, note, first, second, expected) => {
    const made = learnt(`$ x\n${note}`, [first], [second]);
    expect(parts(made.text).block).toBe(`$ x\n${expected}`);
    expect(made).toMatchObject({ varies: [], again: false, left: [] });
  });

  test("has a made-up name in varies, and keeps it", () => {
    const made = learnt("$ x\nweb-77fq9 is up", ["web-8kk21 is up"], ["web-0q3zz is up"]);
    expect(parts(made.text)).toEqual({ block: "$ x\nweb-8kk21 is up", varies: "[8kk21]" });
    expect(made).toMatchObject({ varies: ["8kk21"], again: false, left: [] });
  });

  test("has [..] for a word that another line shows in each run", () => {
    const made = learnt("$ x\nname: a1b2c3\n$ y\na1b2c3", ["name: a1b2c3", "a1b2c3"], ["name: z9y8x7", "a1b2c3"]);
    expect(parts(made.text)).toEqual({ block: "$ x\nname: [..]\n$ y\na1b2c3", varies: undefined });
  });

  test("that is shown again below has the same word there", () => {
    const made = learnt("$ x\nkey 417\n$ y\nkey 417", ["key 417", "key 417"], ["key 88", "key 88"]);
    expect(parts(made.text)).toEqual({ block: "$ x\nkey 417\n$ y\nkey 417", varies: '["417"]' });
  });
});

describe("a word that is typed again", () => {
  const block = "$ start\njob 4242\n$ stop 4242\nstopped 4242";

  test("goes into varies as the note has it, and the runs are made again", () => {
    const runs = [
      ["job 17", "no job 4242"],
      ["job 23", "no job 4242"],
    ] as const;
    const made = learnt(block, ...runs);
    expect(made).toMatchObject({ varies: ["4242"], again: true });
    expect(parts(made.text)).toEqual({ block, varies: '["4242"]' });
  });

  test("needs no more when the runs have typed the run's word", () => {
    const text = `---\nvaries: [4242]\n---\n\n${page(block)}`;
    const run = (word: string) =>
      ran(text, [`job ${word}`, { output: `stopped ${word}`, entered: `stop ${word}` }]).steps;
    expect(learn(text, "note.md", [run("17"), run("23")])).toEqual({ text, varies: [], again: false, left: [] });
  });
});

describe("the number of lines", () => {
  test.each<[string, string, string, string, string]>([
    ["has ... for lines that only one run has", "a\nb\nc", "a\nb\nc", "a\nx\ny\nz\nc", "a\n...\nc"],
    ["has ... at the end", "a\nb", "a\nb", "a", "a\n..."],
    ["has ... and lines that differ in a word", "n 1\nb\nc", "n 1\nb\nc", "n 2\nc", "n [..]\n...\nc"],
    ["has ... where a run printed nothing", "[empty]", "", "a", "..."],
    ["has no second ... beside one", "a\nb\n...\nz", "a\nb\nz", "a\nz", "a\n...\nz"],
    ["is held to above and below ...", "a\n...\nz", "a\nz", "b\nc\nz", "[..]\n...\nz"],
  ])("%s", (_, note, first, second, expected) => {
    const made = learnt(`$ x\n${note}`, [first], [second]);
    expect(parts(made.text).block).toBe(`$ x\n${expected}`);
    expect(made.left).toEqual([]);
  });

  test("is the same where lines come in another order: the report tells the author to sort them", () => {
    const made = learnt("$ x\nb\na\nc", ["a\nb\nc"], ["c\na\nb"]);
    expect(parts(made.text).block).toBe("$ x\nb\na\nc");
    expect(made.left).toMatchObject([{ why: expect.stringContaining("sort") }]);
  });
});

describe("front matter", () => {
  const run = (text: string, name: string) => ran(text, [`web-${name} is up`]).steps;
  test.each([
    [
      "gets varies below what it has",
      "---\ntitle: A # so\nlanguage: ko\n---\n",
      "---\ntitle: A # so\nlanguage: ko\nvaries: [8kk21]\n---\n",
    ],
    [
      "gets more words in varies",
      "---\nvaries: # these\n  - 0120\n  - abc\nlanguage: ko\n---\n",
      '---\nvaries: ["0120", abc, 8kk21]\nlanguage: ko\n---\n',
    ],
    ["is made where there is none", "", "---\nvaries: [8kk21]\n---\n\n"],
    ["keeps the ends of lines", "---\r\ntitle: A\r\n---\r\n", "---\r\ntitle: A\r\nvaries: [8kk21]\r\n---\r\n"],
  ])("%s", (_, before, after) => {
    const text = before + page("$ x\nweb-8kk21 is up");
    const made = learn(text, "note.md", [run(text, "8kk21"), run(text, "0q3zz")]);
    expect(made.text).toBe(text.replace(before, after));
    expect(readNote(made.text, "note.md").frontMatter.varies).toContain("8kk21");
  });
});

test("what is learnt holds for both runs, and what both show is still held to", () => {
  const block = "$ ps\nPID 4242 of 3\nroot\n$ df\nused 12% of it\nfree 88% of it";
  const runs = [
    ["PID 4242 of 3\nroot", "used 12% of it\nfree 88% of it"],
    ["PID 51234 of 4\nroot", "used 14% of it\nfree 86% of it"],
  ] as const;
  const made = learnt(block, ...runs);
  const note = readNote(made.text, "note.md");
  for (const printed of runs) {
    const { steps } = ran(page(block), printed);
    expect(judgedAgain(note, steps).map(({ outcome }) => outcome)).toEqual(["passed", "passed"]);
    const other = steps.map((step, at) =>
      at === 0 ? { ...step, output: step.output?.replace("root", "mina") ?? null } : step,
    );
    expect(judgedAgain(note, other)[0]?.outcome).toBe("failed");
  }
});
