import { describe, expect, test } from "@jest/globals";
import type { CommandStep } from "../../../../src/note/note.ts";
import { readNote, readPage } from "../../../../src/note/read.ts";
import { page } from "../pages.ts";

const guessed = (...lines: string[]) => readPage(page(...lines), "note.md", true).note;
const typed = (...lines: string[]) =>
  guessed(...lines).sections.flatMap(({ steps }) => steps.map((step) => (step as CommandStep).typed));

describe("the guess", () => {
  test("sessions in blocks of other names are read", () => {
    expect(typed("```bash", "$ docker ps", "CONTAINER ID", "```", "", "```", "$ ls", "a", "```")).toEqual([
      "docker ps",
      "ls",
    ]);
  });

  test("the page's own prompt is found, whatever folder stands in it", () => {
    const lines = ["```", "mina@lab:~$ cd app", "mina@lab:~/app$ ls", "a", "```"];
    expect(typed(...lines)).toEqual(["cd app", "ls"]);
    expect(guessed(...lines).frontMatter.prompts).toHaveLength(1);
  });

  test("commands of a shell's block without a prompt are read, and a block of another language is not", () => {
    const blocks = ["```bash", "docker build -t web .", "```", "", "```python", "print(1)", "```"];
    expect(typed(...blocks)).toEqual(["docker build -t web ."]);
  });

  test("what stands in outputs is not typed", () => {
    const blocks = ["```console", "$ cat prices", "$5 a piece", "100% of it", "> quoted", "# a heading", "```"];
    expect(typed(...blocks)).toEqual(["cat prices"]);
  });

  test("with the front matter that it names, the page is read as it was guessed", () => {
    const lines = ["```bash", "node1$ ls", "a", "```", "", "```sh", "mkdir b", "```"];
    const { frontMatter, sections } = guessed(...lines);
    const { sessions, prompts, unprompted } = frontMatter;
    const matter = `---\n${JSON.stringify({ sessions, prompt: prompts, unprompted })}\n---\n`;
    const written = readNote(`${matter}${page(...lines)}`, "note.md");
    const steps = (all: typeof sections) =>
      all.flatMap((section) => section.steps.map((step) => (step as CommandStep).typed));
    expect(steps(sections)).toEqual(["ls", "mkdir b"]);
    expect(steps(written.sections)).toEqual(steps(sections));
  });

  test("a note in labnote's own format is read as without a guess", () => {
    const text = page("```console", "$ echo one", "one", "```");
    expect(readPage(text, "note.md", true).note.sections).toEqual(readNote(text, "note.md").sections);
  });
});
