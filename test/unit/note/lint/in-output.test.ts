import { describe, expect, test } from "@jest/globals";
import { console, warningsOf } from "../pages.ts";

const warned = (...lines: string[]): string[] => warningsOf(console(...lines));

describe("what must be seen", () => {
  test.each([
    ["mina@lab:~/app$ ls", '"mina@lab:[..]$"'],
    ["[root@lab ~]# ls", '"[root@lab [..]]#"'],
    ["(env) $ pip --version", '"(env) $"'],
    ["node1$ docker ps", '"node1$"'],
    ["controlplane $ kubectl get pods", '"controlplane $"'],
    ["❯ ls", '"❯"'],
    ["➜  ~ ls", '"➜  ~"'],
  ])("the reader warns of a line that begins like a shell's prompt, and names the prompt: %s", (line, prompt) => {
    expect(warned("$ a", "one", line)).toEqual([
      `6: this looks like a typed line, but is compared as output: if it is typed, write prompt: ${prompt} in the front matter; if not, write [..] in place of its first sign`,
    ]);
    const named = `---\nprompt: ${prompt}\n---\n${console("$ a", "one", line)}`;
    expect(warningsOf(named)).toEqual([]);
  });

  test.each(["mysql> show tables;", "postgres=# \\dt", "app=> select 1;", ">>> print(1)", "127.0.0.1:6379> ping"])(
    "the reader warns of a line that is typed into a program: %s",
    (line) => {
      expect(warned("$ a", "one", line)).toEqual([
        "6: this looks typed into a program, but is compared as output: labnote types into shells only, so give the program its input in the command",
      ]);
    },
  );

  test.each([
    "  % Total    % Received % Xferd  Average Speed",
    " ---> 0123",
    "--> Running transaction check",
    "A=1",
    "→ done",
    "/dev/vda1 # root",
    "Price $ 5",
    "mina@example.com: hello",
    "git@example.com:lab/app.git (fetch)",
    "100%",
    "# not the first line",
    "loading....",
    "[..] $ ls",
  ])("an output that is no prompt, comment or gap gives no warning: %s", (line) => {
    expect(warned("$ a", "one", line)).toEqual([]);
  });

  test.each([
    ["[empt]", "[empty]"],
    ["[Empty]", "[empty]"],
    ["[runing]", "[running]"],
    ["[exit x]", "[exit 1]"],
    ["[exit]", "[exit 1]"],
  ])("the reader warns of a word in brackets that is nearly a sign of a step's end: %s", (line, meant) => {
    expect(warned("$ a", line)).toEqual([`5: ${line} is compared as text: is ${meant} meant?`]);
  });

  test.each(["[edit]", "[main 1234567] Add", "[text]", "[1]", "[running in the background]", "[exit 1]", "[empty]"])(
    "other words in brackets give no warning: %s",
    (line) => {
      expect(warned("$ a", line)).toEqual([]);
    },
  );

  test("the reader warns of a comment right below a command that shows a file, since it may be what the file has", () => {
    const message =
      "this is read as a comment, and compared with nothing: if the command above prints it, write [..] in place of the #; if not, leave the line above it blank";
    expect(warned("$ cat app.conf", "# listen on", "# port 80", "$ b")).toEqual([`5: ${message}`]);
    expect(warned("$ cat app.conf", "", "# listen on", "$ b")).toEqual([]);
    expect(warned("$ docker build .", "# then", "$ b")).toEqual([]);
  });

  test("the reader warns of comments below a command where no command follows, unless the command shows a file", () => {
    const message =
      "this looks like a comment, but is compared as output, since no command stands below it: write it above a command, or [..] in place of the # if it is output";
    expect(warned("$ docker build -t a .", "# the second time it is faster")).toEqual([`5: ${message}`]);
    expect(warned("$ git branch new", "                   # from here", "$ b")).toEqual([`5: ${message}`]);
    expect(warned("$ cat app.conf", "# listen on")).toEqual([]);
    expect(warned("$ a", "# b", "$ c")).toEqual([]);
    expect(warned("$ a", "#1 building", "#2 done")).toEqual([]);
    expect(warned("$ a", "# head", "line")).toEqual([]);
    expect(warned("$ a", "[..] head")).toEqual([]);
  });

  test("the reader warns of colours that are pasted", () => {
    const message = "5: colours are pasted here, which labnote does not see: delete them";
    for (const line of ["\u001b[01;34msrc\u001b[0m", "␛[01;34msrc␛[0m", "^[[1msrc"])
      expect(warned("$ ls", line)).toEqual([message]);
    expect(warned("$ ls", "a[0m]", "[01;34m")).toEqual([]);
  });

  test.each(["[...]", "...생략...", "…", "....", "(중략)", "<…>", "... (output omitted) ...", "⋮"])(
    "the reader warns of a line that stands for others in books, but not in a note: %s",
    (line) => {
      expect(warned("$ seq 9", "1", line, "9")).toEqual([
        `6: ${line} is compared as text: only ... alone on a line stands for lines that are left out`,
      ]);
    },
  );

  test("a gap, a test's dots and words between dots give no warning", () => {
    expect(warned("$ a", "1", "...", "<...>", ".....", "..", "... done", "a [...] b")).toEqual([]);
  });
});
