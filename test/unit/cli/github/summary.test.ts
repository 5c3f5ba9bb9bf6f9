import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { addJobSummary, jobSummary } from "../../../../src/cli/github/summary.ts";
import { read } from "../../note/pages.ts";
import { because, failed, passed, recordOf } from "../../record/fixtures.ts";

const note = read("# A page\n");
const plain = (node: Nodes): string =>
  "children" in node ? node.children.map(plain).join("") : "value" in node && node.type !== "html" ? node.value : "";

/** The tables of a summary, as a reader of Markdown sees them. */
function tables(markdown: string): string[][][] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return tree.children.flatMap((node) =>
    node.type === "table" ? [node.children.map((row) => row.children.map(plain))] : [],
  );
}

describe("the summary of a job", () => {
  test("has a row a host with its counts, and no more where all held", () => {
    const summary = jobSummary([{ name: "mina", record: recordOf([passed()]) }], note, {});
    expect(summary).toMatch(/^### ✔ A page\n/);
    expect(tables(summary)).toEqual([
      [
        ["Host", "Outcome", "Passed", "Failed", "Skipped"],
        ["mina", "passed", "1", "0", "0"],
      ],
    ]);
  });

  test("has a row a failed step, whatever was typed and seen", () => {
    const typed = "echo '|' `ls` | tee <b>x</b> \\| # no";
    const step = failed({
      section: "1.1",
      line: 10,
      typed: `${typed}\nmore`,
      reasons: because("line 11: a | b\nseen: <i>*c*</i>"),
    });
    const summary = jobSummary(
      [
        { name: "mina", record: recordOf([step]) },
        { name: "jun", record: undefined },
      ],
      note,
      {},
    );
    expect(summary).toMatch(/^### ✖ A page\n/);
    expect(tables(summary)).toEqual([
      [
        ["Host", "Outcome", "Passed", "Failed", "Skipped"],
        ["mina", "failed", "0", "1", "0"],
        ["jun", "not run", "0", "0", "0"],
      ],
      [
        ["Step", "Typed", "Host", "Why"],
        ["1.1, line 10", typed, "mina", "line 11: a | b seen: <i>*c*</i>"],
      ],
    ]);
  });

  test("links each step to its line of the commit", () => {
    const summary = jobSummary([{ name: "mina", record: recordOf([failed({ line: 10 })]) }], note, {
      GITHUB_SERVER_URL: "https://example.org",
      GITHUB_REPOSITORY: "me/notes",
      GITHUB_SHA: "abc",
      GITHUB_WORKSPACE: process.cwd(),
    });
    expect(summary).toContain("(https://example.org/me/notes/blob/abc/note.md?plain=1#L10)");
  });

  test("stays below what GitHub takes, and counts what it leaves out", () => {
    const steps = Array.from({ length: 5000 }, (_, line) => failed({ line, reasons: because("x".repeat(10_000)) }));
    const summary = jobSummary([{ name: "mina", record: recordOf(steps) }], note, {});
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toMatch(/\nand 4900 more\n/);
  });

  describe("as a file", () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "labnote-summary-"));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    test("is added to what other steps of the job have said, and is nothing elsewhere", async () => {
      const file = join(folder, "summary.md");
      const results = [{ name: "mina", record: recordOf([passed()]) }];
      await addJobSummary(results, note, { GITHUB_STEP_SUMMARY: file });
      await addJobSummary(results, note, { GITHUB_STEP_SUMMARY: file });
      expect((await readFile(file, "utf8")).match(/### ✔ A page/g)).toHaveLength(2);
      await addJobSummary(results, note, {});
    });
  });
});
