import { describe, expect, test } from "@jest/globals";
import type { CommandStep } from "../../../../src/note/note.ts";
import { commandsOf, console, linesOf, page, refusalsOf, warningsOf } from "../pages.ts";

const typedOf = (...lines: string[]): (string | undefined)[] => commandsOf(console(...lines)).map(({ typed }) => typed);
/** Each command with the lines it is held to. */
const heldOf = (...lines: string[]): [string | undefined, string[] | undefined][] =>
  commandsOf(console(...lines)).map((step) => [step.typed, linesOf(step)]);
const only = (...lines: string[]): CommandStep => {
  const [step, ...others] = commandsOf(console(...lines));
  expect(others).toEqual([]);
  return step as CommandStep;
};

describe("what is typed", () => {
  test("a typed line begins with $ and a blank, at the fence's own indentation", () => {
    expect(heldOf("$ a", " $ b", "$c", "$", "$ d")).toEqual([
      ["a", [" $ b", "$c"]],
      ["d", []],
    ]);
  });

  test("a typed line that ends in a backslash goes on in the next line, no matter how that line begins", () => {
    expect(typedOf("$ a \\", "$ b \\", "# c", "d")).toEqual(["a \\\n$ b \\\n# c"]);
    expect(typedOf("$ echo \\\\", "\\")).toEqual(["echo \\\\"]);
  });

  test("lines of the second prompt directly below a typed line belong to its command", () => {
    expect(heldOf("$ for i in 1; do", "> echo $i", ">", "> done", "1", "> 2")).toEqual([
      ["for i in 1; do\necho $i\n\ndone", ["1", "> 2"]],
    ]);
    expect(typedOf("$ a \\", "> b")).toEqual(["a \\\nb"]);
    expect(typedOf("$ a |", "> b &&", "> c", "> d")).toEqual(["a |\nb &&\nc"]);
  });

  test("lines of the second prompt below a whole command are output, with a warning", () => {
    const text = ["$ npm run clean", "> shop@1.0.0 clean", "> rm -rf dist", "", "$ f() {", "> a", "> }", "> b"];
    expect(heldOf(...text)).toEqual([
      ["npm run clean", ["> shop@1.0.0 clean", "> rm -rf dist"]],
      ["f() {\na\n}", ["> b"]],
    ]);
    const warning =
      "this line begins with > below a whole command, so it is compared as output and not typed: if that is right, write [..] in place of the >";
    expect(warningsOf(console(...text))).toEqual([`5: ${warning}`, `11: ${warning}`]);
    expect(warningsOf(console("$ curl -v a", "* to a", "> GET /", "$ b", "[..] c", "$ d", "", "> e"))).toEqual([]);
  });

  test("a compound command goes on with the lines that make it whole, without the second prompt, too", () => {
    expect(
      heldOf("$ for n in 1 2; do", "    echo $n", "  done", "1", "2", "$ echo a &&", "  echo b", "a", "b"),
    ).toEqual([
      ["for n in 1 2; do\n    echo $n\n  done", ["1", "2"]],
      ["echo a &&\n  echo b", ["a", "b"]],
    ]);
    const open = console("$ for n in 1 2; do", "    echo $n", "$ b");
    expect(commandsOf(open).map(({ typed }) => typed)).toEqual(["for n in 1 2; do", "b"]);
    expect(warningsOf(open)).toEqual(["4: the command is not finished: the shell would wait for done"]);
  });

  test("a command goes on with the lines that close its here-document or quote", () => {
    expect(heldOf("$ cat <<EOF", "# one", "", "EOF", "# one")).toEqual([["cat <<EOF\n# one\n\nEOF", ["# one"]]]);
    expect(heldOf("$ sh -c 'a", "b'", "c")).toEqual([["sh -c 'a\nb'", ["c"]]]);
  });

  test("a command with an unclosed quote ends before the next prompt, with a warning", () => {
    expect(heldOf("$ echo it's", "it", "$ echo 'x'")).toEqual([
      ["echo it's", ["it"]],
      ["echo 'x'", []],
    ]);
    expect(warningsOf(console("$ echo it's", "it", "$ b"))).toEqual([
      "4: the command is not finished: the shell would wait for a closing '",
    ]);
    expect(warningsOf(console("$ cat <<EOF", "it"))).toEqual([
      "4: the command is not finished: the shell would wait for the line EOF of a here-document",
    ]);
    expect(warningsOf(console("$ a \\"))).toEqual([
      "4: the command is not finished: the shell would wait for a line after the \\",
    ]);
  });

  test("the reader warns of blanks after a backslash at a line's end", () => {
    expect(typedOf("$ a \\ ", "b")).toEqual(["a \\ "]);
    expect(warningsOf(console("$ a \\ ", "b"))).toEqual([
      "4: a blank follows the \\ at a line's end, so the command does not go on in the next line",
    ]);
  });

  test("the reader warns of typographic quotes in a command", () => {
    expect(warningsOf(console("$ echo ‘hello’"))).toEqual([
      "4: the command has typographic quotes; a shell takes only ' and \"",
    ]);
  });
});

describe("comments", () => {
  test("lines of # above a typed line are comments, at the start or below a blank or typed line", () => {
    expect(heldOf("# one", "#", "", "# two", "$ a", "# three", "$ b", "out", "", "# four", "$ c")).toEqual([
      ["a", []],
      ["b", ["out"]],
      ["c", []],
    ]);
  });

  test("lines of # directly below an output, or above no typed line, are output", () => {
    expect(heldOf("$ a", "out", "# out too", "$ b", "#shebang", "", "# last")).toEqual([
      ["a", ["out", "# out too"]],
      ["b", ["#shebang", "", "# last"]],
    ]);
  });
});

describe("what must be seen", () => {
  test("the expected lines of a command go to the next typed line, without blank lines at their ends", () => {
    expect(heldOf("$ a", "", "one", "", "two", "", "$ b")).toEqual([
      ["a", ["one", "", "two"]],
      ["b", []],
    ]);
  });

  test("a command must end with status 0, unless the note has another status", () => {
    expect(only("$ a")).toMatchObject({ exit: 0, empty: false, ending: { kind: "mark" } });
    expect(only("$ a", "x", "[exit 3]")).toMatchObject({ exit: 3, expected: [{ line: 5, text: "x" }] });
    expect(only("$ a", "[empty]", "[exit 3]")).toMatchObject({ exit: 3, empty: true, expected: [] });
  });

  test("a command's last line may say that nothing is printed, that it still runs, or that the host reboots", () => {
    expect(only("$ a", "[empty]")).toMatchObject({ empty: true, exit: 0, expected: [] });
    expect(only("$ a", "x", "[running]")).toMatchObject({ ending: { kind: "running" }, exit: undefined });
    expect(only("$ a", "[reboot]")).toMatchObject({ ending: { kind: "reboot" }, exit: undefined });
  });

  test("[empty] above other lines is compared as text, with a warning", () => {
    expect(linesOf(only("$ a", "[empty]", "x"))).toEqual(["[empty]", "x"]);
    expect(warningsOf(console("$ a", "[empty]", "x"))).toEqual([
      "5: [empty] has a meaning only as a step's last line; here it is compared as text",
    ]);
  });

  test.each([
    [["x", "[empty]"], "6: [empty] says that nothing is printed"],
    [["^C", "[empty]"], "6: [empty] says that nothing is printed"],
    [["[exit 256]"], "5: [exit 256] is not a status"],
    [["[running]", "[exit 1]"], "6: A step cannot end with [running] and [exit]"],
    [["[running]", "[reboot]"], "6: A step cannot end with [running] and [reboot]"],
  ])("a step with wrong last lines is refused: %j", (lines, problem) => {
    const [refusal, ...others] = refusalsOf(console("$ a", ...lines));
    expect(others).toEqual([]);
    expect(refusal).toContain(problem);
  });

  test("indented comments below a command that ends in a comment go on with it", () => {
    expect(linesOf(only("$ git branch new   # make a branch", "                   # from here", "done"))).toEqual([
      "done",
    ]);
    expect(linesOf(only("$ git branch new", "                   # from here"))).toEqual([
      "                   # from here",
    ]);
    expect(linesOf(only("$ echo ' # a'", "  # b"))).toEqual(["  # b"]);
    expect(linesOf(only("$ cat <<END", "a # b", "END", "  # c"))).toEqual(["  # c"]);
  });

  test("a command that ^C interrupts has no expected status, unless the note has one", () => {
    expect(only("$ a", "x", "^C", "y")).toMatchObject({
      expected: [
        { line: 5, text: "x" },
        { line: 6, keys: "^C", bytes: "\x03" },
        { line: 7, text: "y" },
      ],
      exit: undefined,
    });
    expect(only("$ a", "^C", "[exit 130]")).toMatchObject({ exit: 130 });
    expect(linesOf(only("$ a", "x^C"))).toEqual(["x^C"]);
  });

  test("the reader warns of a question in an output, since nothing answers it", () => {
    expect(warningsOf(console("$ a", "Proceed? [y/N] y", "[sudo] password for x:", "the password: secret"))).toEqual([
      "5: the command asks a question here, and nothing answers it: Proceed? [y/N] y",
      "6: the command asks a question here, and nothing answers it: [sudo] password for x:",
    ]);
  });
});

const blocks = (...all: string[][]): string =>
  page(...all.flatMap(([words = "", ...lines]) => [`\`\`\`console${words}`, ...lines, "```", ""]));

describe("a block without a typed line", () => {
  test("a block without a typed line goes on with the command that its terminal still runs", () => {
    const text = blocks(["", "$ a", "x", "[running]"], [" terminal=2", "$ b"], ["", "y", "^C", "z"]);
    expect(commandsOf(text)).toMatchObject([
      { typed: "a", ending: { kind: "running" }, terminal: 1 },
      { typed: "b", terminal: 2 },
      { typed: undefined, line: 14, terminal: 1, ending: { kind: "mark" }, exit: undefined },
    ]);
    expect(linesOf(commandsOf(text)[2])).toEqual(["y", "^C", "z"]);
  });

  test("a block without a typed line may leave its command running, and commands may follow its ^C", () => {
    const text = blocks(["", "$ a", "[running]"], ["", "y", "[running]"], ["", "^C", "$ b"]);
    expect(commandsOf(text).map(({ typed, ending }) => [typed, ending.kind])).toEqual([
      ["a", "running"],
      [undefined, "running"],
      [undefined, "mark"],
      ["b", "mark"],
    ]);
  });

  test("a block without a typed line is prose where nothing runs, also in the section after a running command", () => {
    const text = blocks(["", "a", "b"]);
    expect(commandsOf(text)).toEqual([]);
    expect(warningsOf(text)).toEqual(["3: shown, not typed: no line of this block begins with `$ `"]);
    expect(warningsOf(`${blocks(["", "$ a", "[running]"])}\n${blocks(["", "b"])}`)).toEqual([
      "11: shown, not typed: no line of this block begins with `$ `",
    ]);
  });

  test("an empty console block gives no warning", () => {
    expect(warningsOf(blocks(["", ""], [""]))).toEqual([]);
  });

  test("the reader warns that lines above a block's first command are not compared where nothing runs", () => {
    expect(warningsOf(console("x", "$ a"))).toEqual([
      "4: shown, not compared: no command of this block stands above these lines",
    ]);
  });
});

describe("what still runs", () => {
  test("a command in a terminal that still runs another is refused", () => {
    expect(refusalsOf(blocks(["", "$ a", "[running]", "$ b"]))).toEqual([
      expect.stringMatching(
        /^6: A command is typed here while the step of line 4 is \[running\] \(end the block above it/,
      ),
    ]);
    expect(refusalsOf(blocks(["", "$ a", "[running]"], ["", "$ b"]))).toEqual([
      expect.stringMatching(/^9: Terminal 1 still runs a \(line 4\) \(write a block with \^C/),
    ]);
  });

  test("a running command ends with its section", () => {
    expect(refusalsOf(`${blocks(["", "$ a", "[running]"])}\n## 2 Next\n\n\`\`\`console\n$ b\n\`\`\`\n`)).toEqual([]);
  });
});

describe("within=", () => {
  test.each([
    ["[running]", ["$ a", "[running]"]],
    ["[reboot]", ["$ a", "[reboot]"]],
    ["^C", ["$ a", "^C"]],
    ["a nested terminal", ["$ docker run -it x", "/ # exit"]],
  ])("within= is refused for %s, which cannot be tried again", (_, lines) => {
    expect(refusalsOf(blocks([" within=5s", ...lines]))).toContainEqual(
      expect.stringMatching(/^4: within= tries a command again/),
    );
  });
});

describe("ids that are typed", () => {
  const long = `73588180c437${"ab".repeat(26)}`;
  test("the reader warns of a typed id that no output or prompt of its section has shown before", () => {
    const text = console(
      "$ docker rm 73588180c437",
      "$ docker run -d nginx",
      long,
      "$ docker rm 73588180c437",
      "$ docker run -it x",
      "root@aaaabbbbcccc:/# exit",
      "$ docker rm aaaabbbbcccc",
    );
    expect(warningsOf(text)).toEqual([
      "4: 73588180c437 is typed as it stands: no output of this section has shown it before",
    ]);
    expect(warningsOf(`${text}\n## 2 Next\n\n\`\`\`console\n$ docker rm 73588180c437\n\`\`\`\n`)).toHaveLength(2);
  });

  test("the reader warns of a typed id that only a pull has shown, since pulls are not compared", () => {
    expect(
      warningsOf(
        console(
          "$ docker run x",
          "Unable to find image 'x:latest' locally",
          "73588180c437: Pull complete",
          "Status: Downloaded newer image for x:latest",
          "hello",
          "$ docker rm 73588180c437",
        ),
      ),
    ).toHaveLength(1);
  });
});
