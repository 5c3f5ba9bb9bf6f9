import { describe, expect, test } from "@jest/globals";
import { type Adoption, adoption } from "../../../src/adopt/adopt.ts";
import { readNote } from "../../../src/note/read.ts";

const adopt = (...lines: string[]): Adoption => adoption(`${lines.join("\n")}\n`, "page.md");
/** The lines of the note, without its front matter. */
const linesOf = ({ text }: Adoption): string[] =>
  text
    .replace(/^---\n.*?\n---\n\n/s, "")
    .trimEnd()
    .split("\n");
const saidOf = ({ remarks }: Adoption, kind: string): string[] =>
  remarks.filter((each) => each.kind === kind).map(({ line, text, why }) => `${line} ${text}: ${why}`);
const fence = (language: string, ...lines: string[]): string[] => [`\`\`\`${language}`, ...lines, "```"];

describe("fences", () => {
  test("a shell's fence without prompts gets them", () => {
    const note = adopt(...fence("bash", "mkdir app", "cd app"));
    expect(linesOf(note)).toEqual(fence("console", "$ mkdir app", "$ cd app"));
    expect(saidOf(note, "done")).toEqual([
      "1 mkdir app: a bash fence becomes a console block, and $ stands before each command",
    ]);
  });

  test.each([
    ["mina@lab:~$ ", "$ "],
    ["[mina@lab app]$ ", "$ "],
    ["node1$ ", "$ "],
    ["(venv) $ ", "$ "],
    ["❯ ", "$ "],
    ["PS> ", undefined],
    [">>> ", undefined],
  ])("the prompt %s becomes %s", (before, after) => {
    const lines = linesOf(adopt(...fence("", `${before}echo a`, "a")));
    expect(lines).toEqual(
      after === undefined ? fence("", `${before}echo a`, "a") : fence("console", `${after}echo a`, "a"),
    );
  });

  test("root's commands get a prompt of root's, which front matter names", () => {
    const note = adopt(...fence("sh", "root@lab:~# apt update", "# apt install -y git"));
    expect(note.text).toContain('prompt: "root#"\n');
    expect(linesOf(note)[1]).toBe("root# apt update");
  });

  test("a block of root's bare prompts is one, a comment is none", () => {
    expect(linesOf(adopt(...fence("", "# apt update", "# reboot now"))).at(1)).toBe("root# apt update");
    expect(linesOf(adopt(...fence("", "# then look", "$ ls")))).toEqual(fence("console", "# then look", "$ ls"));
  });

  test("indented code becomes a fence, and keeps the indentation of its list", () => {
    expect(linesOf(adopt("Text.", "", "    $ echo a", "    a"))).toEqual([
      "Text.",
      "",
      ...fence("console", "$ echo a", "a"),
    ]);
    expect(linesOf(adopt("- Item", "", "      $ echo a", "      a"))).toEqual([
      "- Item",
      "",
      "  ```console",
      "  $ echo a",
      "  a",
      "  ```",
    ]);
    expect(linesOf(adopt("> ```bash", "> echo a", "> ```"))).toEqual(["> ```console", "> $ echo a", "> ```"]);
  });

  test("a command over several lines stays one", () => {
    const note = adopt(
      ...fence("bash", "docker run -d \\", "  --name web \\", "  nginx", "for n in 1 2; do", "  echo $n", "done"),
    );
    expect(linesOf(note)).toEqual(
      fence(
        "console",
        "$ docker run -d \\",
        "  --name web \\",
        "  nginx",
        "$ for n in 1 2; do",
        ">   echo $n",
        "> done",
      ),
    );
  });

  test("what cannot be a command stands below one as its output", () => {
    expect(
      linesOf(adopt(...fence("bash", "docker run hello-world", "", "Hello from Docker!", "ls", "a.txt  b.txt"))).slice(
        0,
        3,
      ),
    ).toEqual(fence("bash", "docker run hello-world", "").slice(0, 3));
    expect(linesOf(adopt(...fence("bash", "docker images", "REPOSITORY   TAG", "nginx        latest", "ls")))).toEqual(
      fence("console", "$ docker images", "REPOSITORY   TAG", "nginx        latest", "$ ls"),
    );
  });

  test("where a line may be both, the block is left, and the line named", () => {
    const note = adopt(...fence("bash", "docker run app", "hello"));
    expect(linesOf(note)).toEqual(fence("bash", "docker run app", "hello"));
    expect(saidOf(note, "open")).toEqual(["3 hello: it may be a command, or an output"]);
  });

  test("in a shell's fence, programs that nobody knows are typed", () => {
    const note = adopt(...fence("bash", "ollama pull qwen2", "ollama run --verbose qwen2", "", "kns yellow"));
    expect(linesOf(note)).toEqual(
      fence("console", "$ ollama pull qwen2", "$ ollama run --verbose qwen2", "", "$ kns yellow"),
    );
    expect(linesOf(adopt(...fence("", "ollama pull qwen2")))).toEqual(fence("", "ollama pull qwen2"));
  });

  test("a terminal that a fence names is kept", () => {
    expect(linesOf(adopt(...fence(".term2", "docker node ls")))).toEqual(
      fence("console terminal=2", "$ docker node ls"),
    );
  });

  test("a here-document that is indented with its whole block ends", () => {
    expect(linesOf(adopt(...fence("sh", "  cat <<END", "  a", "  END", "  ls")))).toEqual(
      fence("console", "$ cat <<END", "a", "END", "$ ls"),
    );
  });

  test.each([
    ["no line of it is surely a command", fence("bash", "Sending build context to Docker daemon")],
    ["where it ends or how far it is indented is not clear", ["```bash", "$ ls"]],
    ["what it works on is left out", fence("bash", "docker logs")],
  ])("labnote names a shell's block that it makes nothing of: %s", (why, page) => {
    const note = adopt(...page);
    expect(linesOf(note)).toEqual(page);
    expect(note.remarks.map((each) => each.why)).toEqual([expect.stringContaining(why)]);
  });

  test("comments are as labnote reads them, and those below a command go above it", () => {
    const note = adopt(...fence("bash", "#one", "echo a", "#about a", "", "#two", "echo b", "#about b"));
    expect(linesOf(note)).toEqual(
      fence("console", "# one", "# about a", "$ echo a", "", "# two", "# about b", "$ echo b"),
    );
  });

  test("an output in a comment is an output", () => {
    expect(linesOf(adopt(...fence("bash", "echo a", "# => a")))).toEqual(fence("console", "$ echo a", "a"));
  });

  test("a separate output moves below its command", () => {
    const note = adopt(...fence("bash", "$ echo a"), "", ...fence("output", "a"), "", "Text.");
    expect(linesOf(note)).toEqual([...fence("console", "$ echo a", "a"), "", "Text."]);
    expect(saidOf(note, "done").at(-1)).toBe("5 a: it is the output of echo a, and stands below it now");
  });

  test("an output with a sentence above it stays where it is", () => {
    const note = adopt(...fence("bash", "$ echo a"), "", "It prints:", "", ...fence("output", "a"));
    expect(linesOf(note).slice(3)).toEqual(["", "It prints:", "", ...fence("output", "a")]);
    expect(saidOf(note, "open")).toHaveLength(1);
  });

  test("fences of other languages and scripts are left as they are", () => {
    for (const lines of [fence("python", "import os"), fence("bash", "#!/bin/sh", "ls"), fence("text", "a tree")])
      expect(adopt(...lines).changes).toEqual([]);
  });

  test("a note of labnote's is left as it is", () => {
    const page = [
      "# A",
      "",
      ...fence("console", "$ echo a", "a", "", "# b", "$ ls missing", "...", "[exit 2]"),
      "",
      ...fence("sh file=a.sh", "ls"),
    ];
    expect(adopt(...page)).toEqual({ text: `${page.join("\n")}\n`, changes: [], remarks: [] });
  });
});

describe("paragraphs", () => {
  test("a line that is a command becomes a block", () => {
    expect(
      linesOf(adopt("Install it:", "", "sudo apt install -y [docker.io](http://docker.io/) git", "", "Then wait.")),
    ).toEqual(["Install it:", "", ...fence("console", "$ sudo apt install -y docker.io git"), "", "Then wait."]);
    expect(linesOf(adopt("`docker ps`"))).toEqual(fence("console", "$ docker ps"));
  });

  test("a label stays prose", () => {
    expect(linesOf(adopt("Check: docker exec web ls /"))).toEqual([
      "Check:",
      ...fence("console", "$ docker exec web ls /"),
    ]);
  });

  test("lines of commands below each other are one block each", () => {
    expect(linesOf(adopt("mkdir app", "ls -l"))).toEqual([
      ...fence("console", "$ mkdir app"),
      ...fence("console", "$ ls -l"),
    ]);
  });

  test.each([
    ["among prose", ["Then type", "docker ps", "and look."], "it stands among lines of prose"],
    ["in a list", ["- docker ps", "- docker images"], "it stands in a list or a quote"],
    ["in a quote", ["> docker ps"], "it stands in a list or a quote"],
  ])("a line %s is named, and left", (_, page, why) => {
    const note = adopt(...page);
    expect(linesOf(note)).toEqual(page);
    expect(saidOf(note, "open")[0]).toContain(`this may be a command: ${why}`);
  });

  test("a numbered step that is a command becomes a block in its list", () => {
    expect(linesOf(adopt("1. docker ps", "2. Look at it."))).toEqual([
      "1. ```console",
      "   $ docker ps",
      "   ```",
      "2. Look at it.",
    ]);
  });

  test("commands that are a numbered list may be there to choose from, and are named", () => {
    const page = ["1. `rm *`", "2. `rm ?.txt`", "3. Neither."];
    const note = adopt(...page);
    expect(linesOf(note)).toEqual(page);
    expect(saidOf(note, "open")).toHaveLength(2);
    expect(saidOf(note, "open")[0]).toContain("it is one of several in a list, which may be there to choose from");
  });

  test("a command with words in bold or a link of its own is prose", () => {
    expect(adopt("docker run **nginx**", "", "docker run [nginx](https://example.com)").changes).toEqual([]);
  });
});

describe("placeholders and ids", () => {
  test("a placeholder becomes the id that the section has shown", () => {
    const id = "73588180c437a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5";
    const note = adopt(...fence("bash", "$ docker run -d nginx", id, "$ docker stop <container-id>"));
    expect(linesOf(note).at(-2)).toBe("$ docker stop 73588180c437");
    expect(saidOf(note, "done").at(-1)).toBe("4 docker stop 73588180c437: <container-id> is 73588180c437");
  });

  test("a placeholder becomes the name that the container has", () => {
    expect(
      linesOf(adopt(...fence("bash", "docker run -d --name web nginx", "docker stop [Container ID]"))).at(-2),
    ).toBe("$ docker stop web");
  });

  test("where no id was shown, one is written where it is printed, and stands for the container", () => {
    const lines = linesOf(adopt(...fence("bash", "docker run -d nginx", "docker stop 컨테이너ID")));
    const [, , id = ""] = lines;
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(lines[3]).toBe(`$ docker stop ${id.slice(0, 12)}`);
  });

  test("an id that is typed and was never shown is that of the container that was made last", () => {
    const lines = linesOf(adopt("docker run -d nginx", "", "docker logs 73588180c437"));
    expect(lines[2]).toMatch(/^73588180c437[0-9a-f]{52}$/);
    const { warnings } = readNote(adopt("docker run -d nginx", "", "docker logs 73588180c437").text, "note.md");
    expect(warnings).toEqual([]);
  });

  test("the id of a container with a shell is in its prompt", () => {
    const note = adopt(...fence("bash", "docker run -it ubuntu bash", "docker diff <container>"));
    const [, , exit = "", diff = ""] = linesOf(note);
    expect(diff).toBe(`$ docker diff ${/^root@([0-9a-f]{12}):\[\.\.\]# exit$/.exec(exit)?.[1]}`);
  });

  test("each section has ids of its own", () => {
    const note = adopt(
      "## 1",
      "",
      ...fence("sh", "docker run -d nginx"),
      "",
      "## 2",
      "",
      ...fence("sh", "docker stop <container>"),
    );
    expect(saidOf(note, "open")).toEqual([
      "10 docker stop <container>: <container> stands for a word of each reader's own: write what it is here",
    ]);
  });

  test("a command with an open placeholder stays prose among those that are typed", () => {
    expect(linesOf(adopt(...fence("bash", "mkdir a", "docker tag a <username>/a", "ls")))).toEqual([
      ...fence("console", "$ mkdir a"),
      "",
      ...fence("bash", "docker tag a <username>/a"),
      "",
      ...fence("console", "$ ls"),
    ]);
  });

  test("a placeholder that a shell takes is typed, and named", () => {
    const note = adopt(...fence("bash", "docker build -t your-name/app ."));
    expect(linesOf(note)[1]).toBe("$ docker build -t your-name/app .");
    expect(saidOf(note, "open")).toHaveLength(1);
  });

  test("a variable that the section sets is no placeholder", () => {
    expect(linesOf(adopt(...fence("bash", "CONTAINER=web", "docker stop $CONTAINER"))).at(2)).toBe(
      "$ docker stop $CONTAINER",
    );
  });
});

describe("commands that end in another way, or not on a lab host", () => {
  test.each([
    ["docker logs -f web", ["^C"]],
    ["sudo reboot", ["[reboot]"]],
    ["docker run -it alpine", ["/ # exit"]],
  ])("below %s stands %j", (typed, below) => {
    expect(linesOf(adopt(...fence("bash", typed)))).toEqual(fence("console", `$ ${typed}`, ...below));
  });

  test("what says already how a command ends stays", () => {
    const page = fence("console", "$ docker logs -f web", "ready", "^C");
    expect(adopt(...page).changes).toEqual([]);
  });

  test("what is typed up to exit is typed in the container", () => {
    expect(linesOf(adopt(...fence("bash", "docker run -it ubuntu bash", "apt update", "exit", "docker ps")))).toEqual(
      fence(
        "console",
        "$ docker run -it ubuntu bash",
        "root@[..]:[..]# apt update",
        "root@[..]:[..]# exit",
        "$ docker ps",
      ),
    );
  });

  test("a session in a container goes on in the next block, and is left at the section's end", () => {
    const note = adopt(
      "## 1",
      "",
      ...fence("sh", "$ docker run -it alpine"),
      "",
      ...fence("sh", "/ # hostname"),
      "",
      "## 2",
      "",
      ...fence("sh", "$ ls"),
    );
    expect(linesOf(note)).toEqual([
      "## 1",
      "",
      ...fence("console", "$ docker run -it alpine"),
      "",
      ...fence("console", "/ # hostname", "/ # exit"),
      "",
      "## 2",
      "",
      ...fence("console", "$ ls"),
    ]);
  });

  test("a command that a lab host cannot run is named, and stays prose", () => {
    const note = adopt(...fence("console", "$ mkdir a", "$ vim a/b", "$ ls a"));
    expect(linesOf(note)).toEqual([
      ...fence("console", "$ mkdir a"),
      "",
      ...fence("text", "$ vim a/b"),
      "",
      ...fence("console", "$ ls a"),
    ]);
    expect(saidOf(note, "left")[0]).toMatch(/^3 vim a\/b: it opens an editor/);
  });

  test("a block in which nothing can run stays untouched", () => {
    expect(adopt(...fence("bash", "brew install git")).changes).toEqual([]);
    expect(saidOf(adopt(...fence("powershell", "Get-Item a")), "left")).toEqual([
      "1 Get-Item a: it is for a shell of Windows",
    ]);
  });

  test("what is typed into a program that was left is left, too", () => {
    const note = adopt(...fence("bash", "$ docker run -it alpine", "/ # ls", "/ # exit", "$ docker login", "$ ls"));
    expect(linesOf(note).slice(0, 5)).toEqual(fence("console", "$ docker run -it alpine", "/ # ls", "/ # exit"));
    expect(linesOf(note).slice(-3)).toEqual(fence("console", "$ ls"));
  });
});

describe("the whole page", () => {
  test("of two blocks at one line that labnote refuses, both become prose", () => {
    expect(linesOf(adopt("> ```console", "```console terminal=2"))).toEqual(["> ```text", "```text"]);
  });

  test("front matter names the images that are pulled, and not those that are built", () => {
    const { text } = adopt(
      "Dockerfile",
      "",
      ...fence("docker", "FROM alpine:3.20 AS base", "FROM base"),
      "",
      ...fence(
        "sh",
        "docker build -t app .",
        "docker run -p 80:80 -e A=1 app",
        "docker run --rm -v $(pwd):/a -w /a node:22 npm test",
      ),
    );
    expect(text).toMatch(/^---\nimages:\n {2}- alpine:3\.20\n {2}- node:22\n---\n\n/);
  });

  test("a Korean page says so, and front matter that is there is kept", () => {
    const { text } = adoption(
      "---\ntitle: 도커\nimages: [nginx]\n---\n\n도커를 실행합니다.\n\n```sh\ndocker run -d nginx\n```\n",
      "page.md",
    );
    expect(text).toMatch(/^---\ntitle: 도커\nimages: \[nginx\]\nlanguage: ko\n---\n/);
  });

  test("line ends, a byte order mark and the end of the file stay", () => {
    expect(adoption("\ufeff# A\r\n\r\n```sh\r\nls\r\n```", "page.md").text).toBe(
      "\ufeff# A\r\n\r\n```console\r\n$ ls\r\n```",
    );
  });

  test("a block that labnote refuses becomes prose, and the rest is adopted", () => {
    const note = adopt(...fence("console terminal=0", "$ ls"), "", ...fence("sh", "pwd"), "", "```console", "$ ls");
    expect(linesOf(note)).toEqual([...fence("text", "$ ls"), "", ...fence("console", "$ pwd"), "", "```text", "$ ls"]);
    expect(saidOf(note, "left")).toHaveLength(2);
  });

  test("front matter that labnote refuses is refused", () => {
    expect(() => adopt("---", "ports: many", "---", "", ...fence("sh", "ls"))).toThrow(
      "The front matter's ports must be",
    );
  });
});
