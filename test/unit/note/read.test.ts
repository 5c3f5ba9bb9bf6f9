import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { describe as tell } from "../../../src/common/errors.ts";
import { loadNote } from "../../../src/note/load.ts";
import { console, page, read, refusalsOf, stepsOf, warningsOf } from "./pages.ts";

const block = (...lines: string[]): string => ["```console", ...lines, "```"].join("\n");

describe("sections", () => {
  const ids = (...headings: string[]): string[] =>
    read(headings.map((heading) => `${heading}\n\n${block("$ true")}`).join("\n\n")).sections.map(({ id }) => id);

  test("sections are headings of level 1 to 3 with steps below them", () => {
    const note = read(`# Page\n\n## Empty\n\n## Two\n\n${block("$ a")}\n\n### Three\n\n#### Four\n\n${block("$ b")}\n`);
    expect(note.sections.map(({ id, line, steps }) => [id, line, steps.length])).toEqual([
      ["two", 5, 1],
      ["three", 11, 1],
    ]);
  });

  test("a section's id is the leading number of its heading, or the heading's slug", () => {
    expect(ids("## 1.5.2 Volumes", "## 2. Next", "## 3) More", "## 2024-01 Log", "## 도커 `run` & co.")).toEqual([
      "1.5.2",
      "2",
      "3",
      "2024-01-log",
      "도커-run--co",
    ]);
  });

  test("sections with the same heading get different ids, with a warning", () => {
    const text = `## 1.1 A\n\n${block("$ a")}\n\n## 1.1 B\n\n${block("$ b")}\n\n## 1.1-1\n\n${block("$ c")}\n`;
    expect(read(text).sections.map(({ id }) => id)).toEqual(["1.1", "1.1-1", "11-1"]);
    expect(warningsOf(text)).toEqual(["7: an earlier heading has the id 1.1, so this section is 1.1-1"]);
  });

  test("a section's id can name a folder: it has no slashes, is not only dots, and is not too long", () => {
    expect(ids("## ../../etc/passwd", "## ...", `## ${"가".repeat(300)}`)).toEqual([
      "etcpasswd",
      "section",
      "가".repeat(60),
    ]);
  });

  test("a heading in a quote does not begin a section", () => {
    const note = read(`## 1 A\n\n> ## 2 B\n\n${block("$ a")}\n`);
    expect(note.sections.map(({ id }) => id)).toEqual(["1"]);
  });

  test("steps above the first heading belong to a section for the page", () => {
    expect(read(`${block("$ a")}\n`).sections.map(({ id, title }) => [id, title])).toEqual([["page", "page"]]);
    expect(read(`---\ntitle: My page\n---\n\n${block("$ a")}\n`).sections.map(({ id }) => id)).toEqual(["my-page"]);
  });
});

describe("a note", () => {
  test("a note has the hash of its bytes and a title, even with nothing to run", () => {
    const note = read("\uFEFF# 도커 `기초`\n");
    expect(note.hash).toBe(createHash("sha256").update("\uFEFF# 도커 `기초`\n").digest("hex"));
    expect(note.frontMatter).toMatchObject({ title: "도커 기초", language: "en", images: [], ports: [] });
    expect(note.sections).toEqual([]);
  });

  test("a note keeps the order of its files, commands and requests", () => {
    const text = `---\nports: [80]\n---\n${page("```sh file=a", "x", "```", block("$ a"), "```http", "GET http://host:80/", "```")}`;
    expect(stepsOf(text).map(({ kind, line }) => [kind, line])).toEqual([
      ["file", 6],
      ["command", 10],
      ["http", 13],
    ]);
  });

  test("the reader accepts `Console` as a fence's language", () => {
    expect(stepsOf(page("```Console", "$ a", "```"))).toMatchObject([{ kind: "command", typed: "a" }]);
  });

  test("a line that nests deeper than any page does is read, and quickly", () => {
    expect(read(`# A\n\n${"- ".repeat(100_000)}a`).sections).toEqual([]);
  });

  test("the reader makes no steps of other fences, indented code or comments", () => {
    const text = page("```sh", "$ a", "```", "", "    $ b", "", "<!--", "```console", "$ c", "```", "-->", "`$ d`");
    expect(stepsOf(text)).toEqual([]);
  });

  test("steps in lists, quotes and alerts have their lines' numbers, and no indentation", () => {
    const text = page(
      "1. One",
      "",
      "   ```console",
      "   $ a",
      "     b",
      "   ```",
      "",
      "> [!WARNING]",
      "> ```console",
      "> $ c \\",
      ">   d \\",
      "> > e",
      "> f",
      "> ```",
    );
    expect(stepsOf(text)).toMatchObject([
      { line: 6, typed: "a", expected: [{ line: 7, text: "  b" }] },
      { line: 12, typed: "c \\\n  d \\\ne", expected: [{ line: 15, text: "f" }] },
    ]);
  });

  test("each expected line is the end of its line in the file, so that accept can replace it there", () => {
    const text = page(
      "- 1. ```console",
      "     $ a",
      "       b  c",
      "     ```",
      "",
      "> > ```console",
      "> > $ a",
      "> >  b",
      "> > ```",
    );
    const file = text.split("\n");
    const expected = stepsOf(text).flatMap((step) => (step.kind === "command" ? step.expected : []));
    expect(expected.map((item) => ("text" in item ? item.text : ""))).toEqual(["  b  c", " b"]);
    for (const item of expected) if ("text" in item) expect(file[item.line - 1]?.endsWith(item.text)).toBe(true);
  });

  test("the reader accepts lines that end in CR LF", () => {
    expect(stepsOf(console("$ a", "b").replaceAll("\n", "\r\n"))).toMatchObject([
      { line: 4, typed: "a", expected: [{ line: 5, text: "b" }] },
    ]);
  });

  test("a refused note has all its problems at once, in the order of the page", () => {
    const text = page(
      "```console terminal=12 within=soon",
      "$ a",
      "```",
      "",
      "```sh file=../x",
      "```",
      "",
      "```console",
      "$ b",
    );
    expect(refusalsOf(text)).toEqual([
      "3: terminal=12 is not the number of a terminal (write terminal=2, or another digit from 1 to 9)",
      "3: within=soon is not a length of time (write within=30s, within=10m or the like)",
      "7: file=../x is not a file in the section's folder (write a name such as file=hello.py or file=app/hello.py)",
      "10: This block is never closed (below its last line, write a line with as many ` or ~ as open it)",
    ]);
  });

  test("a block that is still open at the end of its list is refused", () => {
    expect(refusalsOf(page("- ```console", "  $ a", "b", "", "c"))[0]).toMatch(
      /^5: The list or quote around the block of line 3 ends here, before the block is closed/,
    );
  });
});

describe("a fence's words", () => {
  test("a fence's words set the terminal, the time to try again and the time to end", () => {
    const text = page("```console terminal=2 within=1.5s timeout=10m", "$ a", "```");
    expect(stepsOf(text)).toMatchObject([{ terminal: 2, within: 1500, timeout: 600_000 }]);
    expect(stepsOf(console("$ a"))).toMatchObject([{ terminal: 1, within: undefined, timeout: 300_000 }]);
  });

  test("a fence's words may be in braces or quotes, and the reader warns of words that look like a slip", () => {
    expect(stepsOf(page('```console {title="List" timeout="10s"}', "$ a", "```"))).toMatchObject([{ timeout: 10_000 }]);
    expect(warningsOf(page("```console timeuot=10m", "$ a", "```"))).toEqual([
      "3: labnote ignores timeuot= in this fence: is timeout= meant?",
    ]);
  });

  test.each(["terminal=0", "terminal=10", "terminal=", "within=5", "within=0s", "timeout=-1s", "timeout=1d"])(
    "a fence with a wrong value is refused: %s",
    (words) => {
      expect(refusalsOf(page(`\`\`\`console ${words}`, "$ a", "```"))).toHaveLength(1);
    },
  );

  test("a fence that has a word twice is refused", () => {
    expect(refusalsOf(page("```console timeout=1s timeout=2s", "$ a", "```"))).toEqual([
      "3: timeout= is written twice in the fence (keep one of them)",
    ]);
  });
});

describe("a file", () => {
  test("a file keeps its tabs, blank lines and last newline, in a fence of any language", () => {
    const text = page("```console file=Makefile", "all:", "\techo hi  ", "", "", "```");
    expect(stepsOf(text)).toMatchObject([{ kind: "file", path: "Makefile", content: "all:\n\techo hi  \n\n\n" }]);
  });

  test("a file in a list keeps its tabs", () => {
    expect(stepsOf(page("- ```make file=Makefile", "  all:", "  \techo hi", "  ```"))).toMatchObject([
      { content: "all:\n\techo hi\n" },
    ]);
  });

  test("a file may be empty, may be in a folder, and may have blanks in its name", () => {
    expect(stepsOf(page("```sh file='a b/./c d'", "```"))).toMatchObject([{ path: "a b/c d", content: "" }]);
  });

  test.each(["/etc/passwd", "../x", "a/../../x", "a/", ".", "", "~/x"])(
    "a file outside of its section's folder is refused: %s",
    (name) => {
      expect(refusalsOf(page(`\`\`\`sh file="${name}"`, "```"))).toHaveLength(1);
    },
  );
});

describe("a request", () => {
  const http = (...lines: string[]): string => `---\nports: [5000]\n---\n${page("```http within=5s", ...lines, "```")}`;

  test("a request is one GET of a port of the front matter, with lines that its answer must have", () => {
    expect(stepsOf(http("", "GET http://host:5000/a?b=c d", "").replace(" d", ""))).toMatchObject([
      {
        kind: "http",
        line: 8,
        port: 5000,
        path: "/a?b=c",
        typed: "GET http://host:5000/a?b=c",
        expected: [],
        within: 5000,
      },
    ]);
    expect(stepsOf(http("GET http://host:5000", "", "one", "...", "two"))).toMatchObject([
      {
        path: "/",
        expected: [
          { line: 9, text: "one" },
          { line: 11, text: "two" },
        ],
      },
    ]);
  });

  test.each([
    ["POST http://host:5000/", "An http block cannot send POST, only GET"],
    ["GET http://host:6000/", "Port 6000 is not among the ports of the front matter"],
    ["GET http://host/", "Port 80 is not among the ports of the front matter"],
    ["GET http://host:x/", "Port http://host:x/ is not among the ports of the front matter"],
  ])("the request %s is refused: %s", (request, what) => {
    expect(refusalsOf(http(request))).toEqual([expect.stringContaining(what)]);
  });

  test("an http block that does not begin with a request to the host is prose, with a warning", () => {
    expect(stepsOf(http("HTTP/1.1 200 OK", "Server: x"))).toEqual([]);
    expect(warningsOf(http("HTTP/1.1 200 OK"))).toEqual([
      "6: shown, not requested: this block does not begin with GET http://host:PORT/path",
    ]);
  });
});

describe("a note's file", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const failure = async (name: string, content?: string | Uint8Array): Promise<string> => {
    const file = join(folder, name);
    if (content !== undefined) await writeFile(file, content);
    return loadNote(file)
      .then(String, tell)
      .then((text) => text.replaceAll(folder, ""));
  };

  test("a note's file is read", async () => {
    const file = join(folder, "good.md");
    await writeFile(file, console("$ a"));
    expect(await loadNote(file)).toMatchObject({ file, sections: [{ id: "1.1" }] });
  });

  test("a missing note's file is an error that says what to do", async () => {
    expect(await failure("none.md")).toMatch(
      /^The note cannot be read: .none\.md\n {2}because: .*ENOENT.*\n {2}try: check the path/,
    );
  });

  test("a folder in place of a note's file is refused", async () => {
    expect(await failure("")).toMatch(/try: give a Markdown file, not a folder$/);
  });

  test("a note's file that is not UTF-8 is refused", async () => {
    expect(await failure("latin.md", Uint8Array.of(0x23, 0x20, 0xe9))).toMatch(
      /The note is not UTF-8.*\n.*\n {2}try: save it as UTF-8/,
    );
  });

  test("an empty note's file is refused", async () => {
    expect(await failure("empty.md", " \n")).toMatch(/The note is empty.*\n {2}try: write a heading/);
  });
});
