import { expect, test } from "@jest/globals";
import { countPage, type Other } from "../../../../bench/read/count.ts";

/** The commands of a page: where each stands, its first line, and what is typed. */
const commandsIn = (...lines: string[]) =>
  countPage(lines.join("\n")).commands.map(({ place, line, text }) => [place, line, text]);

const linesOf = (what: Other, ...lines: string[]) =>
  [...countPage(lines.join("\n")).others].filter(([, other]) => other === what).map(([line]) => line);

test.each([
  ["$ ls", "ls"],
  ["   $ ls", "ls"],
  ["$docker ps", "docker ps"],
  ["mina@lab:~/src$ ls", "ls"],
  ["mina@lab:~/src$ls", "ls"],
  ["root@73588180c437:/# apt update", "apt update"],
  ["[root@lab ~]# yum list", "yum list"],
  ["[node1 ~]$ docker ps", "docker ps"],
  ["[manager1] (local) root@192.168.0.8 ~$ docker ps", "docker ps"],
  ["Minas-MacBook:src mina$ make all", "make all"],
  ["mina@lab src % ls", "ls"],
  ["node1$ docker info", "docker info"],
  ["controlplane $ kubectl get pods", "kubectl get pods"],
  ["(venv) $ pip list", "pip list"],
  ["/app # ls", "ls"],
  ["bash-5.1# id", "id"],
  ["❯ git status", "git status"],
  ["➜  src git:(main) ✗ git status", "git status"],
])("a person sees a command behind the prompt of %j", (line, typed) => {
  expect(commandsIn("```", line, "an output", "```")).toEqual([["prompt", 2, typed]]);
});

test.each(["$ 5.00 each", "$", "# a comment", "mina@example.org wrote", "Total: 5 $", "it costs $ b"])(
  "a person sees no command in %j",
  (line) => {
    expect(commandsIn("```", line, "```")).toEqual([]);
  },
);

test("prompts count in blocks of every language, in lists, quotes and tabs, and in indented code", () => {
  const page = [
    "1. One",
    "   ```yaml",
    "   $ a",
    "   ```",
    "> ```sh",
    "> $ b",
    "> ```",
    '=== "Tab"',
    "",
    "    ~~~ console",
    "    $ c",
    "    ~~~",
    "",
  ];
  expect(commandsIn(...page, "Text", "", "    $ d", "")).toEqual([
    ["prompt", 3, "a"],
    ["prompt", 6, "b"],
    ["prompt", 11, "c"],
    ["prompt", 16, "d"],
  ]);
});

test("what stands in HTML comments, in front matter and in paragraphs is no code", () => {
  const page = [
    "---",
    "a: |",
    "    $ a",
    "---",
    "<!--",
    "```",
    "$ b",
    "```",
    "-->",
    "- item",
    "",
    "  $ c",
    "",
    "a",
    "    $ d",
  ];
  expect(commandsIn(...page)).toEqual([]);
});

test("lines that go on a command belong to it", () => {
  const page = [
    "```sh",
    "$ docker run \\",
    "    -d nginx",
    "$ for n in 1 2; do",
    ">   echo $n",
    "> done",
    "1",
    "$ cat > a <<EOF",
    "$ x",
    "EOF",
    "$ echo 'a",
    "b'",
    "```",
  ];
  expect(commandsIn(...page)).toEqual([
    ["prompt", 2, "docker run \\\n    -d nginx"],
    ["prompt", 4, "for n in 1 2; do\n  echo $n\ndone"],
    ["prompt", 8, "cat > a <<EOF\n$ x\nEOF"],
    ["prompt", 11, "echo 'a\nb'"],
  ]);
  expect(linesOf("output", ...page)).toEqual([7]);
});

test("a sign that stands for itself does not take the lines below it for its command", () => {
  expect(commandsIn("```", "$ echo don't", "don't", "$ ls", "```").map(([, line]) => line)).toEqual([2, 4]);
});

test("a line with a number sign is root's where every such line names a program, and a comment elsewhere", () => {
  expect(
    commandsIn("```", "# apt update", "Get:1 a", "# apt install -y docker.io", "```").map(([, line]) => line),
  ).toEqual([2, 4]);
  expect(commandsIn("```bash", "# docker ps", "docker images", "```")).toEqual([["shell", 3, "docker images"]]);
  expect(commandsIn("```bash", "# install it", "$ apt update", "# apt upgrade", "```").map(([, line]) => line)).toEqual(
    [3],
  );
  expect(commandsIn("```bash", "$ sudo -i", "# apt update", "# exit", "```").map(([, line]) => line)).toEqual([
    2, 3, 4,
  ]);
});

test("a block without a prompt that is called after a shell has whole commands, and no comments and outputs", () => {
  const page = [
    "```bash",
    "# first",
    "docker run \\",
    "  nginx",
    "",
    "FOO=1 ./run.sh",
    "Hello from Docker!",
    "total 12",
    "git version 2.39.2",
    "k0s status -v",
    "```",
  ];
  expect(commandsIn(...page)).toEqual([
    ["shell", 3, "docker run \\\n  nginx"],
    ["shell", 6, "FOO=1 ./run.sh"],
  ]);
  expect(linesOf("output", ...page)).toEqual([7, 9]);
  expect(linesOf("unclear", ...page)).toEqual([8, 10]);
});

test("a word that may be a program's is one at the beginning of a block that is called after a shell", () => {
  expect(commandsIn("```bash", "k0s status", "```")).toEqual([["shell", 2, "k0s status"]]);
  expect(commandsIn("```", "k0s status", "```")).toEqual([]);
});

test("a file in a block that is called after a shell has no command", () => {
  for (const first of ["FROM ubuntu", "apiVersion: v1", "[Service]", "{", "---"])
    expect(commandsIn("```bash", first, "ls", "```")).toEqual([]);
});

test("scripts, PowerShell, databases and REPLs are apart", () => {
  for (const [language, line] of [
    ["bash", "#!/bin/sh"],
    ["powershell", "ls"],
    ["", "PS C:\\> ls"],
    ["sql", "mysql> show tables;"],
    ["", ">>> 1 + 1"],
    ["", "> docker ps"],
  ])
    expect(linesOf("apart", `\`\`\`${language}`, line as string, "more", "```")).toEqual(
      language === "sql" ? [] : [2, 3],
    );
});

test("a box of MyST is looked into, and its code blocks have their languages", () => {
  expect(commandsIn("````{tip}", "```{code-block} console", "$ ls", "```", "````")).toEqual([["prompt", 3, "ls"]]);
});

test("the language that kramdown names below a fence counts", () => {
  expect(commandsIn("~~~", "docker ps", "~~~", "{: .language-bash}")).toEqual([["shell", 2, "docker ps"]]);
});
