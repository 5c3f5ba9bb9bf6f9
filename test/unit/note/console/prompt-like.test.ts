import { describe, expect, test } from "@jest/globals";
import { promptLike } from "../../../../src/note/console/prompts.ts";

describe("a line that looks typed", () => {
  test.each([
    "$",
    " $",
    "#",
    "%",
    "user@host:~$",
    "mina@lab:~/a/b$",
    "root@lab:~#",
    "[root@lab ~]#",
    "[mina@lab a b]$",
    "node1$",
    "controlplane $",
    "(venv) $",
    "(base) mina@lab:~$",
    "❯",
    "➜",
    "➜ ~",
    "➜  app git:(main) ✗",
    "λ",
    "mina@mac ~ %",
    "PS C:\\>",
    "PS C:\\Users\\mina>",
    "PS>",
    "C:\\>",
    "bash-5.1#",
    "sh-4.4$",
    "/ #",
    "~/app $",
    "mysql>",
    "MariaDB [(none)]>",
    "postgres=#",
    "postgres=>",
    "redis 127.0.0.1:6379>",
    "127.0.0.1:6379>",
    "sqlite>",
    ">>>",
    "In [1]:",
  ])("%s is read as a prompt", (prompt) => {
    expect(promptLike(`${prompt} ls -l`)).toEqual({ prompt, typed: "ls -l" });
  });

  test("a prompt may be glued to what is typed", () => {
    expect(promptLike("$ls")).toEqual({ prompt: "$", typed: "ls" });
  });
});

describe("a line that does not look typed", () => {
  test.each([
    "hello",
    "total 4",
    "drwxr-xr-x 2 mina mina 4096 Nov 24 06:15 a",
    "$5 a month",
    "$HOME",
    "100% of it",
    "<title>Welcome</title>",
    "172.17.0.1 - - [x]",
    "> text",
    "-> x",
    "a=1",
    "#include <stdio.h>",
    "root:x:0:0:root:/root:/bin/bash",
  ])("%s is not read as a prompt", (line) => {
    expect(promptLike(line)).toBeUndefined();
  });
});
