import { describe, expect, test } from "@jest/globals";
import { commandsOf, linesOf, page, read, warningsOf } from "../pages.ts";

/** A page with front matter. */
const withMatter = (matter: readonly string[], ...lines: string[]): string =>
  ["---", ...matter, "---", page(...lines)].join("\n");

const typedOf = (text: string) => commandsOf(text).map(({ typed }) => typed);

describe("sessions of front matter", () => {
  test("a block of a named language is a session if a line of it begins with a prompt", () => {
    const blocks = ["```bash", "$ echo one", "one", "```", "", "```bash", "echo two", "```"];
    expect(typedOf(page(...blocks))).toEqual([]);
    expect(typedOf(withMatter(["sessions: [bash]"], ...blocks))).toEqual(["echo one"]);
  });

  test('"" names blocks without a language, and indented names indented code', () => {
    const blocks = ["```", "$ echo one", "```", "", "prose", "", "    $ echo two"];
    expect(typedOf(withMatter(['sessions: [""]'], ...blocks))).toEqual(["echo one"]);
    expect(typedOf(withMatter(["sessions: [indented]"], ...blocks))).toEqual(["echo two"]);
  });

  test("an output block right below a session is what its last command prints, and elsewhere it is prose", () => {
    const blocks = ["```console", "$ git status", "```", "", "```output", "On branch main", "```"];
    const [step] = commandsOf(withMatter(["sessions: [output]"], ...blocks));
    expect(linesOf(step)).toEqual(["On branch main"]);
    expect(linesOf(commandsOf(page(...blocks))[0])).toEqual([]);
    const apart = blocks.with(3, "prose");
    expect(linesOf(commandsOf(withMatter(["sessions: [output]"], ...apart))[0])).toEqual([]);
  });

  test("the lines of a session in a list have their own lines of the file", () => {
    const text = withMatter(
      ["sessions: [bash]"],
      "1. Start it:",
      "",
      "   ```bash",
      "   $ echo one",
      "   one",
      "   ```",
    );
    expect(commandsOf(text)).toMatchObject([{ line: 9, typed: "echo one", expected: [{ line: 10, text: "one" }] }]);
  });
});

describe("prompts of front matter", () => {
  test("a line that begins with the page's prompt is typed, beside those that begin with $", () => {
    const text = withMatter(['prompt: "mina@lab:[..]$"'], "```console", "mina@lab:~/app$ ls", "a", "$ pwd", "```");
    expect(typedOf(text)).toEqual(["ls", "pwd"]);
  });

  test("what stands at a prompt that ends in # is typed as root", () => {
    const text = withMatter(['prompt: ["#"]'], "```console", "# apt update", "$ id -un", "```");
    expect(commandsOf(text).map(({ typed, root }) => [typed, root])).toEqual([
      ["apt update", true],
      ["id -un", false],
    ]);
  });
});

describe("commands without a prompt", () => {
  test("each whole command of a named language is a step that must end with 0", () => {
    const text = withMatter(
      ["unprompted: [sh]"],
      ...["```sh", "# a comment", "mkdir app", "", "for n in 1 2; do", "  echo $n", "done", "```"],
    );
    expect(commandsOf(text).map(({ typed, exit }) => [typed, exit])).toEqual([
      ["mkdir app", 0],
      ["for n in 1 2; do\n  echo $n\ndone", 0],
    ]);
  });

  test("a script stays prose", () => {
    expect(typedOf(withMatter(["unprompted: [sh]"], "```sh", "#!/bin/sh", "rm -rf dist", "```"))).toEqual([]);
  });
});

describe("forms of other renderers", () => {
  test.each(["```{.console .numberLines}", "```console{1}", "```console,ignore", "```{console}"])(
    "%s is a console block",
    (fence) => {
      expect(typedOf(page(fence, "$ echo one", "```"))).toEqual(["echo one"]);
    },
  );

  test("a console block in a tab of MkDocs is a session, with its own lines of the file", () => {
    const text = page('=== "Ubuntu"', "", "    ```console", "    $ echo one", "    one", "    ```");
    expect(commandsOf(text)).toMatchObject([{ line: 6, typed: "echo one", expected: [{ line: 7, text: "one" }] }]);
  });
});

describe("what is passed over", () => {
  test("labnote names blocks that look typed and that it does not read, with the front matter that reads them", () => {
    const text = page("```console", "$ echo one", "```", "", "```bash", "$ docker ps", "CONTAINER ID", "```");
    const { blocks, suggested } = read(text).passedOver;
    expect(blocks).toMatchObject([{ line: 7, language: "bash", key: "sessions", typed: [{ line: 8 }] }]);
    expect(suggested).toMatchObject({ sessions: ["bash"] });
  });

  test("labnote names no block of a page when it reads all of them", () => {
    const { blocks, suggested } = read(page("```console", "$ echo one", "one", "```")).passedOver;
    expect(blocks).toEqual([]);
    expect(suggested).toBeUndefined();
    expect(warningsOf(page("```console", "$ echo one", "one", "```"))).toEqual([]);
  });
});
