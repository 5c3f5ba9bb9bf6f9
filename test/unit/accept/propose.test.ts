import { describe, expect, test } from "@jest/globals";
import { judgedAgain } from "../../../src/accept/learn/judged-again.ts";
import { accepted, type ProposeOptions, propose } from "../../../src/accept/propose.ts";
import { readNote } from "../../../src/note/read.ts";
import { NOT_RUN, type Reason } from "../../../src/record/reasons/reason.ts";
import { type Printed, ran } from "../record/fixtures.ts";

const ID = "73588180c437a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5";
const OTHER = "0123456789ab0123456789ab0123456789ab0123456789ab0123456789abcdef";

/** A note of one console block, and what a run of it came to. */
const ranBlock = (block: string, seen: readonly Printed[], info = "console") =>
  ran(`# Page\n\n\`\`\`${info}\n${block}\n\`\`\`\n`, seen);

/** The lines of the block as they are when all is accepted, and why what is left is left. */
function mended({ text, note, steps }: ReturnType<typeof ran>, wanted: ProposeOptions = {}) {
  const { hunks, left } = propose(text, note, steps, wanted);
  const after = accepted(text, note.file, hunks);
  return { block: after.split("\n").slice(3, -2).join("\n"), left: left.map(({ why }) => why), text: after };
}

describe("a note that holds", () => {
  test("accept does not touch a note that holds", () => {
    const { text, note, steps } = ranBlock("$ echo one\none\n$ seq 3\n1\n...\n3", ["one", "1\n2\n3"]);
    expect(propose(text, note, steps)).toEqual({ hunks: [], left: [] });
    expect(accepted(text, note.file, [])).toBe(text);
  });
});

describe("lines that no longer hold", () => {
  test.each<[string, string, string, string]>([
    ["are as was seen", "$ ls\nold", "new", "$ ls\nnew"],
    ["may be more than before", "$ ls\na\nc", "a\nb\nc", "$ ls\na\nb\nc"],
    ["may be fewer than before", "$ ls\na\nb\nc", "a\nc", "$ ls\na\nc"],
    ["may come in another order", "$ ls\nb\na\nc", "a\nb\nc", "$ ls\na\nb\nc"],
    ["may come below a blank line", "$ ls\n\nold\nc", "a\nb\nc", "$ ls\n\na\nb\nc"],
    ["may have blank ones among them", "$ ls\na\nb", "a\n\nc", "$ ls\na\n\nc"],
    ["keep the lines between them", "$ ls\na  \nb\nc", "a\nB\nc", "$ ls\na  \nB\nc"],
    ["keep ... above", "$ ls\n...\nend old", "a\nb\nend new", "$ ls\n...\nend new"],
    ["keep ... below", "$ ls\nstart old\n<...>", "start new\na", "$ ls\nstart new\n<...>"],
    [
      "keep ... among them",
      "$ ls\nstart\n...\nthe end old\n...",
      "start\nx\nthe end new\ny",
      "$ ls\nstart\n...\nthe end new\n...",
    ],
    [
      "keep [..] among words",
      "$ ls\nIt took [..] tries, old.",
      "It took 5 tries, new.",
      "$ ls\nIt took [..] tries, new.",
    ],
    [
      "keep [..] inside of words",
      "$ ls\n[..]ontainer web is running",
      "Container web is not running",
      "$ ls\n[..]ontainer web is not running",
    ],
    [
      "keep a word that differs in its shape alone",
      "$ ls\nold took 1.2s at 06:11:01",
      "new took 3.4s at 07:00:00",
      "$ ls\nnew took 1.2s at 06:11:01",
    ],
    [
      "keep words of shapes inside of words",
      "$ ls\nhttp://172.17.0.2:80/old",
      "http://172.17.0.3:80/new",
      "$ ls\nhttp://172.17.0.2:80/new",
    ],
    [
      "keep the blanks of a table",
      "$ ls\nNAME      SIZE\nold       1.2MB",
      "NAME   SIZE\nnew    3.4MB",
      "$ ls\nNAME      SIZE\nnew       1.2MB",
    ],
    [
      "keep the columns where a word has grown",
      "$ ls\nIMAGE               STATUS\nnginx               Up",
      "IMAGE               STATUS\nnginx:1.25-alpine   Up",
      "$ ls\nIMAGE               STATUS\nnginx:1.25-alpine   Up",
    ],
    [
      "keep the columns where a word has shrunk",
      "$ ls\nIMAGE               STATUS\nnginx:1.25-alpine   Up",
      "IMAGE               STATUS\nnginx               Up",
      "$ ls\nIMAGE               STATUS\nnginx               Up",
    ],
    [
      "keep a pull that they show",
      "$ docker run x\nUnable to find image 'x' locally\nStatus: Downloaded\nold",
      "Unable to find image 'x' locally\nx: Pulling\nStatus: Downloaded\nnew",
      "$ docker run x\nUnable to find image 'x' locally\nStatus: Downloaded\nnew",
    ],
    [
      "have no pull that they do not show",
      "$ docker run x\nold",
      "Unable to find image 'x' locally\nx: Pulling\nStatus: Downloaded\nnew",
      "$ docker run x\nnew",
    ],
    [
      "keep a build that they show, though another builder has built",
      "$ docker build . && hi\nStep 1/1 : FROM x\n ---> 0a1b2c3d4e5f\nSuccessfully built 0a1b2c3d4e5f\nold",
      "[+] Building 1.3s (6/6) FINISHED   docker:default\n => [1/1] FROM x   0.0s\n => exporting to image   0.0s\nnew",
      "$ docker build . && hi\nStep 1/1 : FROM x\n ---> 0a1b2c3d4e5f\nSuccessfully built 0a1b2c3d4e5f\nnew",
    ],
    [
      "have of a build what they show of its commands",
      "$ docker build . && hi\nStep 1/1 : RUN x\nhello\n...\nold",
      "Step 1/1 : RUN x\n ---> Running in 0a1b2c3d4e5f\nhello\nbye\nSuccessfully built 0a1b2c3d4e5f\nnew",
      "$ docker build . && hi\nStep 1/1 : RUN x\nhello\n...\nnew",
    ],
    [
      "have no build that they do not show",
      "$ docker build . && hi\nold",
      "Step 1/1 : RUN x\n ---> Running in 0a1b2c3d4e5f\nhello\nSuccessfully built 0a1b2c3d4e5f\nnew",
      "$ docker build . && hi\nnew",
    ],
    ["give way to [empty]", "$ ls\nold\nlines", "", "$ ls\n[empty]"],
    ["take the place of [empty]", "$ ls\n[empty]\n$ ls", "new", "$ ls\nnew\n$ ls"],
    ["leave [exit] where it is", "$ ls\nold\n[exit 2]", "new", "$ ls\nnew\n[exit 2]"],
    [
      "leave comments where they are",
      "# See:\n$ ls\nold\n\n# Again:\n$ ls",
      "new\nnewer",
      "# See:\n$ ls\nnew\nnewer\n\n# Again:\n$ ls",
    ],
    ["leave what is typed over several lines", "$ ls \\\n  -l\nold", "new", "$ ls \\\n  -l\nnew"],
  ])("the lines of an accepted step %s", (_, block, seen, after) => {
    const run = ranBlock(block, [{ output: seen, exit: block.includes("[exit 2]") ? 2 : 0 }, ""]);
    const result = mended(run);
    expect(result).toMatchObject({ block: after, left: [] });
    const again = readNote(result.text, "note.md");
    expect(judgedAgain(again, run.steps).map(({ outcome }) => outcome)).not.toContain("failed");
  });

  test.each([
    ["a prompt", "$ rm -rf", "[..] rm -rf"],
    ["a comment", "# one", "[..] one"],
    ["a last line that means something", "[exit 3]", "[..]exit 3]"],
    ["any lines", "...", "[..].."],
    ["the end of the block", "```", "[..]``"],
  ])("accept escapes new lines that look like %s", (_, seen, line) => {
    expect(mended(ranBlock("$ ls\nold\n$ ls", [seen, ""]))).toMatchObject({ block: `$ ls\n${line}\n$ ls`, left: [] });
  });

  test("accept puts the prefix of a list and a quote before each new line", () => {
    const page =
      "# Page\r\n\r\n- A list:\r\n\r\n  > ```console\r\n  > $ ls\r\n  > old\r\n  >\r\n  > more\r\n  > ```\r\n";
    expect(mended(ran(page, ["new\n\nmore\nand more"])).text).toBe(
      "# Page\r\n\r\n- A list:\r\n\r\n  > ```console\r\n  > $ ls\r\n  > new\r\n  >\r\n  > more\r\n  > and more\r\n  > ```\r\n",
    );
  });

  test("accept takes only lines like the note's from the answer to a request", () => {
    const page = "---\nports: [80]\n---\n\n```http\nGET http://host:80/\n<h1>Welcome to old</h1>\n\nlast line\n```\n";
    const answer = "<html>\n  <h1>Welcome to new</h1>\n  the last line\n";
    expect(mended(ran(page, [{ output: answer, exit: null }])).text).toBe(page.replace("old", "new"));
  });

  test.each([
    ["a terminal would obey", "<p>\u001b[2Jnew</p>", "<p>[..][2Jnew</p>"],
    ["turn text around", "<p>\u202e\u2066new</p>\u2069", "<p>[..]new</p>[..]"],
    ["show nothing", "\ufeff<p>n\u200bew</p>", "<p>n[..]ew</p>"],
  ])("accept writes [..] for characters that %s", (_, answer, line) => {
    const page = "---\nports: [80]\n---\n\n```http\nGET http://host:80/\n<p>old</p>\n```\n";
    expect(mended(ran(page, [{ output: answer, exit: null }])).text).toBe(page.replace("<p>old</p>", line));
  });

  test("accept changes lines below ^C, and ^C stays", () => {
    const run = ranBlock("$ vmstat 1\nprocs\n^C\n...\nold end", [{ output: "procs\n1 2 3\n^C\nnew end", exit: 130 }]);
    expect(mended(run).block).toBe("$ vmstat 1\nprocs\n^C\n...\nnew end");
  });
});

describe("a line with [..]", () => {
  test.each([
    ['"GET / HTTP/1.1" 404 [..]', '"GET / HTTP/1.1" 200 615 "-"', '"GET / HTTP/1.1" 200 [..]'],
    ['"GET / HTTP/1.1" 404 [..]', '"GET / HTTP/1.1" 200', '"GET / HTTP/1.1" 200'],
    ["Server Version: 20.10.24 [..]", "Server Version: 26.1.3 (build x)", "Server Version: 26.1.3 [..]"],
    ["Listening on 8080 [..] pid", "Listening on 9090 as the pid", "Listening on 9090 [..] pid"],
    ["one two [..]", "three four five six", "three four [..]"],
    ["Fetched [..] never-printed [..]", "Fetched 9 of 12", "Fetched [..] of [..]"],
    ["[..] old [..] tail", "one new two tail", "[..] new [..] tail"],
    ["[..] old", "a new", "[..] new"],
    ["a[..]b-old", "aXXXb-new", "a[..]b-new"],
    ["b[..]-old-banana", "bXX-new-banana", "b[..]-new-banana"],
    ["old-a[..]b", "new-aXXXb", "new-a[..]b"],
    ["built v[..]rc1", "built v20rc2", "built v[..]rc2"],
    ["took 1.2s[..]old", "took 3.4s(x)new", "took 1.2s[..]new"],
    ["old [..]: it took[..]s", "new one: it took 3 m 4 s", "new [..]: it took[..]s"],
  ])("accept changes %s, where %s was seen, to %s", (old, seen, line) => {
    expect(mended(ranBlock(`$ ls\n${old}`, [seen]))).toEqual(
      expect.objectContaining({ block: `$ ls\n${line}`, left: [] }),
    );
  });

  test("accept changes a line beside ... to the seen line in its place", () => {
    const block = (line: string) => `$ ls\n...\nA one\n${line}\n...`;
    expect(mended(ranBlock(block("B two"), ["x\nA one\nC three\ny"])).block).toBe(block("C three"));
  });

  test("accept leaves lines between two ... when no seen line is like them", () => {
    const run = ranBlock("$ ls\n...\nA one\nB two\n...", ["x\ny\nz"]);
    expect(mended(run)).toMatchObject({
      block: "$ ls\n...\nA one\nB two\n...",
      left: [expect.stringContaining("like")],
    });
  });

  test.each([
    ["words", "$ ls\n[..] one two three", "more one three"],
    ["lines", "$ ls\n...\nA\nB", "B"],
  ])("a change that would check fewer %s is marked, and accept leaves it in strict mode", (_, block, seen) => {
    const { text, note, steps } = ranBlock(block, [seen]);
    expect(propose(text, note, steps).hunks).toMatchObject([{ less: true }]);
    expect(propose(text, note, steps, { strict: true })).toMatchObject({
      hunks: [],
      left: [{ why: expect.stringContaining("check less") }],
    });
  });

  test.each([
    ["$ ls\nA\nB", "A"],
    ["$ ls\n...\nA\nB old", "x\nA\nB new"],
    ["$ ls\n[..] one two", "x one three"],
    ["$ ls\nA\n[empty]".replace("\n[empty]", ""), ""],
  ])("a change that checks no less than before is not marked: the step %j, with the output %j", (block, seen) => {
    const { text, note, steps } = ranBlock(block, [seen]);
    expect(propose(text, note, steps, { strict: true })).toMatchObject({ hunks: [{ less: false }], left: [] });
  });
});

describe("ids", () => {
  test("accept keeps the note's ids where they stand for the same values", () => {
    const run = ranBlock(`$ docker run\n${ID}\n$ docker ps\nold 73588180c437`, [OTHER, `new ${OTHER.slice(0, 12)}`]);
    expect(mended(run).block).toBe(`$ docker run\n${ID}\n$ docker ps\nnew 73588180c437`);
  });

  test("accept writes an id that the note does not have as the run showed it, one word for each value", () => {
    const run = ranBlock("$ docker ps\nnone", [`a ${OTHER}\nb ${OTHER.slice(0, 12)}`]);
    expect(mended(run).block).toBe(`$ docker ps\na ${OTHER}\nb ${OTHER.slice(0, 12)}`);
  });

  test("accept corrects an id that was changed in one place to the note's id", () => {
    const run = ranBlock(`$ docker run\n${ID}\n$ docker ps\nweb 999999999999f`.replace("9f", "f"), [
      OTHER,
      `web ${OTHER.slice(0, 12)}`,
    ]);
    expect(mended(run).block).toBe(`$ docker run\n${ID}\n$ docker ps\nweb 73588180c437`);
  });

  test("accept gives an id the name that the section gives it further down", () => {
    const run = ranBlock("$ docker run\nnever printed\n$ docker ps\nweb 73588180c437", [
      OTHER,
      `web ${OTHER.slice(0, 12)}`,
    ]);
    expect(mended(run).block).toBe(`$ docker run\n73588180c437${OTHER.slice(12)}\n$ docker ps\nweb 73588180c437`);
  });

  test("accept leaves a step that types an id which an accepted line above it makes known", () => {
    const run = ranBlock(`$ docker run\nWARNING\n${ID}\n$ docker rm 73588180c437\n73588180c437`, [
      OTHER,
      { output: "No such container: 73588180c437", exit: 1 },
    ]);
    const result = mended(run, { exit: true });
    expect(result.block).toBe(`$ docker run\n${ID}\n$ docker rm 73588180c437\n73588180c437`);
    expect(result.left).toEqual([expect.stringContaining("types something else")]);
  });

  test("accept gives an id from a nested prompt the name that the note's prompt gives it", () => {
    const run = ranBlock("$ docker run -it x\nroot@73588180c437:/# exit\nexit\n$ docker ps\nnever printed", [
      { output: "", exit: null, nextPrompt: `root@${OTHER.slice(0, 12)}:/# ` },
      "exit",
      `web ${OTHER.slice(0, 12)}`,
    ]);
    const { hunks } = propose(run.text, run.note, run.steps);
    expect(accepted(run.text, "note.md", hunks)).toContain("\nweb 73588180c437\n");
  });

  test("accept changes a step that typed the run's id, when only a nested prompt showed that id", () => {
    const run = ranBlock("$ docker run -it x\nroot@73588180c437:/# exit\nexit\n$ docker start 73588180c437\nold", [
      { output: "", exit: null, nextPrompt: `root@${OTHER.slice(0, 12)}:/# ` },
      "exit",
      { output: "new", entered: `docker start ${OTHER.slice(0, 12)}` },
    ]);
    expect(mended(run)).toMatchObject({ block: expect.stringMatching(/start 73588180c437\nnew$/), left: [] });
  });

  test("accept knows the values that an output with a secret has bound", () => {
    const run = ranBlock("$ docker inspect\n...\n172.17.0.2\n$ curl 172.17.0.2\nold", [
      "PASSWORD=[redacted: password]\n172.17.0.9",
      { output: "new", entered: "curl 172.17.0.9" },
    ]);
    expect(mended(run)).toMatchObject({ block: expect.stringMatching(/curl 172.17.0.2\nnew$/), left: [] });
  });

  test("accept mends a step that types the first digits of an id which the line above shows as the run does", () => {
    const block = `$ docker run -d x\n${ID}\n$ docker rm -f ${ID.slice(0, 12)}\nold`;
    expect(mended(ranBlock(block, [ID, ID.slice(0, 12)]))).toMatchObject({
      block: block.replace(/old$/, ID.slice(0, 12)),
      left: [],
    });
  });

  test("accept leaves a step that types an id which no line above shows, and says so", () => {
    const run = ranBlock("$ docker rm 73588180c437\nok", ["No such container: 73588180c437"]);
    expect(mended(run).left).toEqual([expect.stringContaining("no line above it shows 73588180c437")]);
  });
});

describe("a status", () => {
  const failing = (block: string, exit: number, output = "") => ranBlock(block, [{ output, exit }, ""]);

  test("accept takes another status only with the option for it, and then with the lines", () => {
    const run = failing("$ ls x\nold\n$ ls", 2, "no such file");
    expect(mended(run)).toMatchObject({ block: "$ ls x\nold\n$ ls", left: [expect.stringContaining("--exit")] });
    expect(mended(run, { exit: true })).toMatchObject({ block: "$ ls x\nno such file\n[exit 2]\n$ ls", left: [] });
  });

  test.each([
    ["is put below [empty]", "$ ls\n[empty]\n$ ls", 1, "$ ls\n[empty]\n[exit 1]\n$ ls"],
    ["takes the place of another", "$ ls\n[exit 3]\n$ ls", 1, "$ ls\n[exit 1]\n$ ls"],
    ["is not written where it is the rule", "$ ls\n[exit 3]\n$ ls", 0, "$ ls\n$ ls"],
    ["is written where there is no rule", "$ ls\n^C\n[exit 3]\n$ ls", 0, "$ ls\n^C\n[exit 0]\n$ ls"],
  ])("an accepted status %s", (_, block, exit, after) => {
    expect(mended(failing(block, exit), { exit: true })).toMatchObject({ block: after, left: [] });
  });
});

describe("a step that accept leaves", () => {
  const left = (block: string, seen: Printed, info?: string) => {
    const result = mended(ranBlock(block, [seen], info), { exit: true });
    expect(result.block).toBe(block);
    return result.left;
  };

  test("accept leaves a step that ran out of time", () => {
    const reasons: Reason[] = [
      { kind: "endless", within: 5 },
      { kind: "interrupted" },
      { kind: "unlikeLine", line: 5, wanted: "old", seen: "new", wantedWord: "old", seenWord: "new" },
    ];
    expect(left("$ ls\nold", { output: "new", exit: null, outcome: "failed", reasons })).toEqual([
      'it did not end within 5 s; the command was interrupted; line 5 expects "old", but this was seen: "new"; "new" stands where "old" should',
    ]);
  });

  test("accept leaves a step whose terminal was not open", () => {
    const reasons: Reason[] = [{ kind: "nothingRuns" }];
    expect(left("$ ls\nold", { output: "", exit: null, outcome: "failed", reasons })).toEqual([
      "no step has left a command running in this terminal",
    ]);
  });

  test("accept leaves a step that was skipped or not run", () => {
    expect(left("$ ls\nold", { output: null, outcome: "skipped", reasons: NOT_RUN })).toEqual(["not run"]);
    expect(left("$ ls\nold", { output: "ne", outcome: "skipped", reasons: [{ kind: "stopped" }] })).toEqual([
      "the run was stopped while it ran",
    ]);
  });

  test("accept leaves a step whose output had a secret, since the record does not have it", () => {
    expect(left("$ ls\nold", "[redacted: github token]")).toEqual([expect.stringContaining("secret")]);
  });

  test("accept leaves a step whose record has only a part of the output", () => {
    const output = "new\n[… 5 bytes left out …]\nnew";
    const run = ranBlock("$ ls\nold", [output]);
    const steps = run.steps.map((step) => ({ ...step, cut: 5 }));
    expect(mended({ ...run, steps }).left).toEqual([expect.stringContaining("too long")]);
  });

  test("accept leaves a step that the user refuses, and its ids are not used below", () => {
    const run = ranBlock(`$ docker run\nold ${ID}\n$ docker ps\nold`, [`new ${OTHER}`, `id ${OTHER.slice(0, 12)}`]);
    const result = mended(run, { refused: new Set([0]) });
    expect(result.block).toBe(`$ docker run\nold ${ID}\n$ docker ps\nid ${OTHER.slice(0, 12)}`);
    expect(result.left).toEqual(["you refused the change"]);
  });

  test("accept leaves a step in a section other than the chosen one", () => {
    const page = "# 1 One\n\n```console\n$ ls\nold\n```\n\n# 2 Two\n\n```console\n$ ls\nold\n```\n";
    expect(mended(ran(page, ["new", "new"]), { only: "2" }).text).toBe(page.replace(/old(?=\n```\n$)/, "new"));
  });
});
