import { describe, expect, test } from "@jest/globals";
import { TerminalReader } from "../../../../src/note/console/block.ts";
import type { CommandStep } from "../../../../src/note/note.ts";
import { Problems } from "../../../../src/note/problems.ts";
import { linesOf } from "../pages.ts";

const attributes = { file: undefined, terminal: 1, within: undefined, timeout: 300_000 };

/** A terminal of a page with these prompts, and what is found in its blocks. Each block begins ten lines after the one before. */
function terminal(...prompts: string[]) {
  const findings = new Problems("note.md");
  const reader = new TerminalReader(findings, prompts);
  const wholes: (() => CommandStep)[] = [];
  let from = 0;
  const take = (how: "read" | "readUnprompted" | "takeOutput", ...texts: string[]): void => {
    const place = { section: "1", line: from, attributes };
    wholes.push(
      ...reader[how](
        texts.map((text, index) => ({ line: from + index + 1, text })),
        place,
      ),
    );
    from += 10;
  };
  const steps = (): CommandStep[] => {
    reader.end();
    return wholes.map((whole) => whole());
  };
  return { reader, take, steps };
}

describe("the page's own prompts", () => {
  test("a line that begins with a prompt of the page is typed, as one that begins with $ is", () => {
    const { take, steps } = terminal("mina@lab:[..]$", "λ");
    take("read", "mina@lab:~$ ls", "a", "mina@lab:~/a b$   cd ..", "λ pwd", "/", "$ id", "x");
    expect(steps().map((step) => [step.line, step.typed, step.prompt, step.root, linesOf(step)])).toEqual([
      [1, "ls", undefined, false, ["a"]],
      [3, "cd ..", undefined, false, []],
      [4, "pwd", undefined, false, ["/"]],
      [6, "id", undefined, false, ["x"]],
    ]);
  });

  test("what stands at a prompt of the page that ends in # is typed as root", () => {
    const { take, steps } = terminal("#", "root@lab:[..]#");
    take("read", "# apt update", "$ id", "root@lab:/etc# ls", "hosts");
    expect(steps().map(({ typed, root }) => [typed, root])).toEqual([
      ["apt update", true],
      ["id", false],
      ["ls", true],
    ]);
  });
});

describe("a nested shell on a page with its own prompts", () => {
  const typedBy = (prompts: readonly string[], ...lines: string[]) => {
    const { take, steps } = terminal(...prompts);
    take("read", ...lines);
    return steps().map(({ typed, prompt, root }) => [prompt ?? (root ? "root" : "outer"), typed]);
  };

  test("a line at the page's prompt is the outer shell's again when the container's shell was left, or never shown", () => {
    const [outer, inner] = ["mina@lab:~$", "root@73588180c437:/#"];
    const left = [`${outer} docker run -it x`, `${inner} ls`, `${inner} exit`, `${outer} id`];
    expect(typedBy(["mina@lab:[..]$"], ...left)).toEqual([
      ["outer", "docker run -it x"],
      [inner, "ls"],
      [inner, "exit"],
      ["outer", "id"],
    ]);
    expect(typedBy(["mina@lab:[..]$"], `${outer} docker run -it x ls`, `${outer} id`)).toEqual([
      ["outer", "docker run -it x ls"],
      ["outer", "id"],
    ]);
  });

  test("a line at a prompt of the page is typed in the nested shell where an exit at that prompt follows", () => {
    const prompts = ["mina@lab:[..]$", "root@lab:[..]#"];
    const lines = ["mina@lab:~$ sudo -i", "root@lab:~# apt update", "root@lab:~# exit", "mina@lab:~$ id"];
    expect(typedBy(prompts, ...lines)).toEqual([
      ["outer", "sudo -i"],
      ["root@lab:~#", "apt update"],
      ["root@lab:~#", "exit"],
      ["outer", "id"],
    ]);
    expect(typedBy(["root@[..]:[..]#"], "root@lab:~# apt update", "root@lab:~# ls")).toEqual([
      ["root", "apt update"],
      ["root", "ls"],
    ]);
  });
});

describe("whether a block is a session", () => {
  const is = (reader: ReturnType<typeof terminal>, ...texts: string[]) =>
    reader.reader.isSession(texts.map((text, index) => ({ line: index + 1, text })));

  test("a block is a session where a line begins with $, with a prompt of the page, or with that of an open container", () => {
    const one = terminal("λ");
    expect(is(one, "a", "$ ls")).toBe(true);
    expect(is(one, "λ ls")).toBe(true);
    expect(is(one, "ls", "$", "echo $ a", "root@73588180c437:/# ls")).toBe(false);
    one.take("read", "$ docker run -it ubuntu", "root@73588180c437:/# ls");
    expect(is(one, "root@73588180c437:/# ls")).toBe(true);
  });
});

describe("a block without prompts", () => {
  test("each whole command is typed, and must end with status 0; blank lines and comments between are not", () => {
    const { take, steps } = terminal();
    take(
      "readUnprompted",
      "# make it",
      "mkdir a",
      "",
      "cat <<END > a/b",
      "# in it",
      "",
      "END",
      "echo 'a",
      "b' \\",
      "  c",
      "for n in 1 2; do",
      "  echo $n",
      "",
      "done |",
      "  sort",
      "f() {",
      "  # inside",
      "  ls",
      "}",
      "f",
    );
    expect(steps().map(({ line, typed, exit }) => [line, typed, exit])).toEqual([
      [2, "mkdir a", 0],
      [4, "cat <<END > a/b\n# in it\n\nEND", 0],
      [8, "echo 'a\nb' \\\n  c", 0],
      [11, "for n in 1 2; do\n  echo $n\n\ndone |\n  sort", 0],
      [16, "f() {\n  # inside\n  ls\n}", 0],
      [20, "f", 0],
    ]);
  });

  test("a script is not typed", () => {
    const { take, steps } = terminal();
    take("readUnprompted", "#!/bin/sh", "echo a");
    expect(steps()).toEqual([]);
  });
});

describe("an output block", () => {
  test("its lines must be seen of the last command above it, and its last line may say how the step ends", () => {
    const { take, steps } = terminal();
    take("read", "$ a", "$ b");
    take("takeOutput", "$ c", "# d", "[exit 2]");
    expect(steps().map((step) => [step.typed, linesOf(step), step.exit])).toEqual([
      ["a", [], 0],
      ["b", ["$ c", "# d"], 2],
    ]);
  });

  test("its lines go on with a command that still runs", () => {
    const { take, steps } = terminal();
    take("read", "$ a", "[running]");
    take("takeOutput", "b", "^C");
    expect(steps().map((step) => [step.typed, linesOf(step)])).toEqual([
      ["a", []],
      [undefined, ["b", "^C"]],
    ]);
  });
});
