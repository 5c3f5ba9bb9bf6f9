import { describe, expect, test } from "@jest/globals";
import { opensTerminal } from "../../../../src/note/console/prompts.ts";
import { commandsOf, console, linesOf, page, refusalsOf, warningsOf } from "../pages.ts";

/** Each command: the prompt it is typed at, what is typed, what must be seen, and the prompt at which it ends. */
const sessionOf = (...lines: string[]) =>
  commandsOf(console(...lines)).map((step) => [
    step.prompt ?? "$",
    step.typed,
    linesOf(step),
    step.ending.kind === "prompt" ? step.ending.prompt.text : step.ending.kind,
  ]);

describe("a container's terminal", () => {
  test.each([
    "root@73588180c437:/#",
    "ubuntu@73588180c437:~/app$",
    "root@[..]:/#",
    "[root@73588180c437 /]#",
    "/ #",
    "/app #",
    "/#",
    "~ $",
    "bash-5.1#",
    "sh-4.4$",
  ])("is read at the prompt %s", (prompt) => {
    expect(sessionOf("$ docker run -it x", `${prompt} ls`, "bin", `${prompt} exit`, "exit", "$ b")).toEqual([
      ["$", "docker run -it x", [], prompt],
      [prompt, "ls", ["bin"], prompt],
      [prompt, "exit", ["exit"], "mark"],
      ["$", "b", [], "mark"],
    ]);
  });

  test.each(["$", "#"])("is read at a bare %s, where an exit at it is to come", (sign) => {
    expect(
      sessionOf("$ docker run -it x sh", `${sign} # look`, `${sign} ls`, "bin", `${sign} exit`, "# then", "$ b"),
    ).toEqual([
      ["$", "docker run -it x sh", [], sign],
      [sign, "# look", [], sign],
      [sign, "ls", ["bin"], sign],
      [sign, "exit", [], "mark"],
      ["$", "b", [], "mark"],
    ]);
  });

  test("is not taken from a $ or # with no exit to come", () => {
    expect(sessionOf("$ docker run -it x ls", "# then", "$ b", "$ docker run -it y sh", "$ exit")).toEqual([
      ["$", "docker run -it x ls", [], "mark"],
      ["$", "b", [], "mark"],
      ["$", "docker run -it y sh", [], "$"],
      ["$", "exit", [], "mark"],
    ]);
  });

  test("with a bare prompt is over with its exit, and another may follow", () => {
    expect(sessionOf("$ docker run -it x sh", "$ exit", "$ docker run -it y sh", "$ exit", "$ b")).toEqual([
      ["$", "docker run -it x sh", [], "$"],
      ["$", "exit", [], "mark"],
      ["$", "docker run -it y sh", [], "$"],
      ["$", "exit", [], "mark"],
      ["$", "b", [], "mark"],
    ]);
    const prompts = commandsOf(console("$ docker run -it x sh", "$ exit", "$ docker run -it y sh", "$ exit", "$ b"));
    expect(prompts.map(({ prompt }) => prompt)).toEqual([undefined, "$", undefined, "$", undefined]);
  });

  test("with a bare prompt may be opened inside of another, more than once", () => {
    const inner = ["root@a:/# su bob", "$ id", "$ exit"];
    const steps = commandsOf(console("$ docker run -it x", ...inner, ...inner, "root@a:/# exit", "$ b"));
    const [root, bob] = ["root@a:/#", "$"];
    expect(steps.map(({ prompt }) => prompt)).toEqual([undefined, root, bob, bob, root, bob, bob, root, undefined]);
  });

  test("shows each new prompt as the end of what was typed before it", () => {
    expect(sessionOf("$ docker exec -ti x bash", "root@a:/# cd tmp", "root@a:/tmp# ", "root@a:/tmp# exit 3")).toEqual([
      ["$", "docker exec -ti x bash", [], "root@a:/#"],
      ["root@a:/#", "cd tmp", [], "root@a:/tmp#"],
      ["root@a:/tmp#", "exit 3", [], "mark"],
    ]);
  });

  test("may open another inside, and each exit leads one out", () => {
    expect(
      sessionOf("$ docker run -it x", "root@a:/# su bob", "bob@a:/$ exit", "exit", "root@a:/# exit", "exit"),
    ).toEqual([
      ["$", "docker run -it x", [], "root@a:/#"],
      ["root@a:/#", "su bob", [], "bob@a:/$"],
      ["bob@a:/$", "exit", ["exit"], "root@a:/#"],
      ["root@a:/#", "exit", ["exit"], "mark"],
    ]);
  });

  test("may go on in the next block, and its first prompt is the end of the block before", () => {
    const text = page(
      "```console",
      "$ docker run -it x",
      "```",
      "",
      "```console",
      "root@a:/# cd tmp",
      "```",
      "",
      "```console",
      "root@a:/tmp# exit",
      "```",
    );
    expect(commandsOf(text).map(({ typed, ending }) => [typed, ending])).toEqual([
      ["docker run -it x", { kind: "prompt", prompt: { line: 8, text: "root@a:/#" } }],
      ["cd tmp", { kind: "prompt", prompt: { line: 12, text: "root@a:/tmp#" } }],
      ["exit", { kind: "mark" }],
    ]);
  });

  test("with a bare prompt is over in the next block, too", () => {
    const session = ["```console", "$ docker run -it x sh", "$ exit", "```", ""];
    expect(commandsOf(page(...session, ...session)).map(({ prompt }) => prompt)).toEqual([
      undefined,
      "$",
      undefined,
      "$",
    ]);
  });

  test("that nobody leaves ends at its own prompt", () => {
    expect(sessionOf("$ docker run -it x", "/ # ls", "bin").at(-1)).toEqual(["/ #", "ls", ["bin"], "/ #"]);
  });

  test("tells no status but by [exit] below its exit", () => {
    const steps = commandsOf(console("$ docker run -it x", "/ # false", "/ # exit 3", "[exit 3]"));
    expect(steps.map(({ exit }) => exit)).toEqual([undefined, undefined, 3]);
    expect(refusalsOf(console("$ docker run -it x", "/ # false", "[exit 1]", "/ # exit"))).toEqual([
      expect.stringMatching(/^5: \[exit\] does not work at a nested prompt/),
    ]);
  });

  test("is to be left before the outer shell is typed in", () => {
    expect(refusalsOf(console("$ docker run -it x", "/ # ls", "$ docker ps"))).toEqual([
      "6: The outer shell's prompt comes while the nested shell / # (line 5) is still open (write `/ # exit` above it)",
    ]);
  });

  test("is read only below a command that opened one, and what looks like one is warned of", () => {
    const text = console("$ cat log", "root@a:/# ls", "/ # ls");
    expect(linesOf(commandsOf(text)[0])).toEqual(["root@a:/# ls", "/ # ls"]);
    expect(warningsOf(text)).toEqual([
      "5: this looks like a typed line, but is compared as output: the command above it opened no terminal (-it)",
    ]);
  });

  test("that the note never shows is warned of", () => {
    expect(warningsOf(console("$ docker run -it x bash", "$ docker ps"))).toEqual([
      "4: this opens a shell, but the note shows no prompt of it and no exit: the step would wait until its time is over",
    ]);
    expect(warningsOf(console("$ exit"))).toEqual([
      "4: exit leaves the section's own shell: no nested prompt is open here",
    ]);
  });
});

describe("a command", () => {
  test.each([
    ["docker run -it x", true],
    ["docker run -ti x", true],
    ["docker run -i -t x", true],
    ["docker run --interactive --tty x", true],
    ["docker attach x", true],
    ["docker start -ai x", true],
    ["docker start --attach -i x", true],
    ["docker compose exec web bash", true],
    ["docker-compose -f x.yml run web", true],
    ["docker compose run -d web", false],
    ["docker compose up", false],
    ["docker run -d -it x", false],
    ["docker run -dit x", false],
    ["docker run -i x", false],
    ["docker run -t x", false],
    ["docker run x", false],
    ["ls -lt", false],
  ])("%s opens a terminal: %s", (command, opens) => {
    expect(opensTerminal(command)).toBe(opens);
  });
});
