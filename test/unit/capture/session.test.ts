import { describe, expect, test } from "@jest/globals";
import { readNote } from "../../../src/note/read.ts";
import { block, capturedText, ScriptedTerminal, sectionOf } from "./scripted-terminal.ts";

const shell = (terminal = 1) => new ScriptedTerminal(terminal);
const ROOT = "root@73588180c437:/#";
const inContainer = () => shell().types("docker run -it ubuntu bash").shows(`${ROOT} `);

describe("a captured command", () => {
  test("a captured command stands in the note with what it printed, and without the exit of the shell", async () => {
    expect(await capturedText(shell().runs("echo one", "one\n").runs("cd /tmp").exits())).toBe(
      block("$ echo one\none\n$ cd /tmp"),
    );
  });

  test("a captured command that failed has its status", async () => {
    expect(await capturedText(shell().runs("ls missing", "ls: no\n", 2).runs("false", "", 1).exits())).toBe(
      block("$ ls missing\nls: no\n[exit 2]\n$ false\n[exit 1]"),
    );
  });

  test("of what was typed, the note has the last state of the line: edited, completed, taken from the history", async () => {
    const edited = shell().keys("other").shows("ech tow\b\b\b\x1b[K").shows("\b\becho two").keys("enter").shows("\n");
    expect(await capturedText(edited.shows("").starts().shows("two\n").prompt().exits())).toContain("echo two");
  });

  test("a list of completions is not typed: the shell shows its prompt again below it", async () => {
    const it = shell().keys("other").shows("ls /et\n/etc/a  /etc/b\n").prompt().shows("ls /etc").keys("enter");
    expect(await capturedText(it.shows("\n").starts("ls /etc").shows("a\n").prompt().exits())).toBe(
      block("$ ls /etc\na"),
    );
  });

  test("a line that was given up with Ctrl-C at the prompt is not typed", async () => {
    const it = shell().keys("other").shows("rm -rf x").keys("interrupt").shows("^C\n").prompt(130);
    expect(await capturedText(it.runs("ls", "x\n").exits())).toBe(block("$ ls\nx"));
  });

  test("what a job prints at the prompt is not typed: the shell tells what it has read", async () => {
    const it = shell().keys("other").shows("ec").shows("tick\n").shows("ho hi").keys("enter").shows("\n");
    expect(await capturedText(it.starts("echo hi").shows("hi\n").prompt().exits())).toBe(block("$ echo hi\nhi"));
  });

  test("a shell whose history is off tells an old command, and what was shown counts", async () => {
    const it = shell().line("echo one").starts("echo one", 7).shows("one\n").prompt();
    it.line(" echo two").starts("echo one", 7).shows("two\n").prompt();
    expect(await capturedText(it.exits())).toBe(block("$ echo one\none\n$  echo two\ntwo"));
  });

  test("a command of the history stands in the note as it was run, not as `!!`", async () => {
    const it = shell().runs("echo one", "one\n").line("!!").shows("echo one\n").starts("echo one");
    expect(await capturedText(it.shows("one\n").prompt().exits())).toBe(block("$ echo one\none\n$ echo one\none"));
  });

  test.each([
    ["a loop", "for n in 1 2; do\necho $n\ndone", "1\n2\n"],
    ["a line that ends in a backslash", "echo a \\\n  b", "a b\n"],
    ["a here-document", "cat <<END\nx\n\n# y\nEND", "x\n\n# y\n"],
    ["an open quote", "echo 'a\nb'", "a\nb\n"],
  ])("a captured command of several lines has them as they were typed: %s", async (_what, command, output) => {
    const { lines, steps } = await sectionOf(shell().runs(command, output).exits());
    expect(steps.map(({ command }) => command.typed)).toEqual([command]);
    expect(readNote(lines.join("\n"), "").sections[0]?.steps).toMatchObject([{ typed: command }]);
  });

  test("a line as long as the window is one line", async () => {
    const words = "x".repeat(30).split("").join(" ");
    const it = new ScriptedTerminal(1, 40).runs(`echo ${words}`, `${words}\n`);
    expect(await capturedText(it.exits())).toBe(block(`$ echo ${words}\n${words}`));
  });

  test("a window that gets another width while somebody types changes nothing", async () => {
    const words = "x".repeat(30).split("").join(" ");
    const it = new ScriptedTerminal(1, 120).keys("other").shows(`echo ${words}`).resizes(40);
    const started = it.keys("enter").shows("\n").starts(`echo ${words}`);
    expect(await capturedText(started.shows("ok\n").prompt().exits())).toContain(`$ echo ${words}\nok`);
  });

  test("progress is in its last state, and colours are gone", async () => {
    const it = shell().runs("get", "10%\r\x1b[32m100%\x1b[0m\n");
    expect(await capturedText(it.exits())).toBe(block("$ get\n100%"));
  });

  test("a comment stands above the next command, and one at the end is prose", async () => {
    const it = shell().runs("echo one", "one\n").line("# Now the second.").prompt().runs("echo two", "two\n");
    expect(await capturedText(it.line("# That is it").prompt().exits())).toBe(
      `${block("$ echo one\none\n\n# Now the second.\n$ echo two\ntwo")}\n\nThat is it`,
    );
  });

  test("what was typed ahead while a command ran is typed at the next prompt, and its echo is no output", async () => {
    const it = shell().types("sleep 1").keys("other", "enter").shows("echo two\n").prompt().shows("echo two\n");
    expect(await capturedText(it.starts("echo two").shows("two\n").prompt().exits())).toBe(
      block("$ sleep 1\n$ echo two\ntwo"),
    );
  });

  test("several lines that are pasted at once are a command each", async () => {
    const it = shell().keys("other", "enter", "other", "enter").shows("echo one\n").starts("echo one").shows("one\n");
    expect(await capturedText(it.prompt().shows("echo two\n").starts("echo two").shows("two\n").prompt().exits())).toBe(
      block("$ echo one\none\n$ echo two\ntwo"),
    );
  });

  test("a command that took long gets time for a run", async () => {
    const it = shell().types("make").waits(200_000).shows("done\n").prompt();
    expect(await capturedText(it.exits())).toBe(block("$ make\ndone", "console timeout=7m"));
  });

  test("more output than is kept has a gap in its place", async () => {
    const it = shell().types("yes").shows("y\ny\n").cut().prompt().types("seq 10000");
    it.shows(Array.from({ length: 10_000 }, (_, at) => `${at + 1}\n`).join("")).prompt();
    const text = await capturedText(it.exits());
    expect(text).toContain("$ yes\ny\ny\n...\n$ seq 10000\n...\n");
    expect(text).toMatch(/\n9999\n10000\n```$/);
  });
});

describe("lines that a note reads as something else", () => {
  test.each([
    ["$ ls", "[..] ls"],
    ["...", "[..].."],
    ["# a title", "[..] a title"],
    ["^C", "[..]C"],
    ["[exit 2]", "[..]exit 2]"],
    ["[running]", "[..]running]"],
    ["\u202eabc", "[..]abc"],
  ])("an output line %j is written so that it is read as output", async (line, written) => {
    const { steps, lines } = await sectionOf(shell().runs("cat x", `${line}\n`).runs("ls", "x\n").exits());
    expect(lines.slice(2).join("\n")).toBe(block(`$ cat x\n${written}\n$ ls\nx`));
    expect(steps).toHaveLength(2);
  });

  test("an output with fences is in a longer one", async () => {
    const text = await capturedText(shell().runs("cat x", "```sh\nls\n```\n").exits());
    expect(text).toBe("````console\n$ cat x\n```sh\nls\n```\n````");
  });

  test("lines that are read as they are stay as they are", async () => {
    const it = shell().runs("cat x", "one\n# two\n> three\n<p>\n").runs("ls", "x\n");
    expect(await capturedText(it.exits())).toBe(block("$ cat x\none\n# two\n> three\n<p>\n$ ls\nx"));
  });
});

describe("Ctrl-C", () => {
  test("Ctrl-C stands where it was typed, below the lines that came before", async () => {
    const it = shell().types("ping web").shows("64 bytes\n64 bytes\n").keys("interrupt");
    expect(await capturedText(it.shows("^C\n--- statistics\n").prompt(130).exits())).toBe(
      block("$ ping web\n64 bytes\n64 bytes\n^C\n--- statistics"),
    );
  });

  test("Ctrl-C that was typed before the shell had answered Enter is for the command", async () => {
    const it = shell().keys("other").shows("sleep 9").keys("enter", "interrupt").shows("\n").starts("sleep 9");
    expect(await capturedText(it.shows("^C\n").prompt(130).exits())).toBe(block("$ sleep 9\n^C"));
  });

  test("Ctrl-C that the terminal showed before the shell told of the command is for the command", async () => {
    const it = shell().keys("other").shows("sleep 9").keys("enter").shows("\n").keys("interrupt").shows("^C");
    const text = await capturedText(it.starts("sleep 9").shows("\n").prompt(130).runs("ls", "^C\n").exits());
    expect(text).toBe(block("$ sleep 9\n^C\n$ ls\n[..]C"));
  });

  test("a line that was not whole when Ctrl-C was typed is not written", async () => {
    const it = shell().types("get").shows("begun\n10%").keys("interrupt").shows("^C\n").prompt(130);
    expect(await capturedText(it.exits())).toBe(block("$ get\nbegun\n^C"));
  });

  test("a `^C` that a program prints is output", async () => {
    expect(await capturedText(shell().runs("cat x", "press ^C to end\n").exits())).toBe(
      block("$ cat x\npress ^C to end"),
    );
  });

  test("Ctrl-C that came when the command had ended is not written", async () => {
    const it = shell().types("true").keys("interrupt").prompt().shows("^C\n").prompt(130);
    expect(await capturedText(it.runs("ls", "x\n").exits())).toBe(block("$ true\n$ ls\nx"));
  });
});

describe("a shell within the shell", () => {
  test("what is typed in a container stands at the prompts of the container", async () => {
    const it = inContainer().line("cd /tmp").shows("root@73588180c437:/tmp# ").line("false");
    it.shows("root@73588180c437:/tmp# ").line("exit").shows("exit\n").prompt(1).runs("ls", "x\n");
    expect(await capturedText(it.exits())).toBe(
      block(
        `$ docker run -it ubuntu bash\n${ROOT} cd /tmp\nroot@73588180c437:/tmp# false\nroot@73588180c437:/tmp# exit\nexit\n[exit 1]\n$ ls\nx`,
      ),
    );
  });

  test.each([
    ["/ #", "docker run -it alpine"],
    ["bash-5.1#", "docker run -it bash"],
    ["[root@73588180c437 /]#", "docker exec -it web bash"],
    ["#", "docker run -it debian sh"],
  ])("a session at the prompt %s is read back", async (prompt, opens) => {
    const it = shell().types(opens).shows(`${prompt} `).line("echo hi").shows(`hi\n${prompt} `).line("exit").prompt();
    expect(await capturedText(it.exits())).toBe(block(`$ ${opens}\n${prompt} echo hi\nhi\n${prompt} exit`));
  });

  test("an output that looks like a nested prompt is output, since nobody typed there", async () => {
    const it = inContainer().line("cat log").shows(`${ROOT} ls\nx\n${ROOT} `).line("exit").shows("exit\n").prompt();
    const { steps } = await sectionOf(it.exits());
    expect(steps.map(({ command }) => command.typed)).toEqual(["docker run -it ubuntu bash", "cat log", "exit"]);
  });

  test("Ctrl-D leaves a shell as exit does, whether the shell says so or not", async () => {
    const says = inContainer().keys("end").shows("exit\n").prompt();
    expect(await capturedText(says.exits())).toBe(block(`$ docker run -it ubuntu bash\n${ROOT} exit`));
    for (const last of ["\n", ""]) {
      const silent = shell().types("docker run -it alpine").shows("/ # ").keys("end").shows(last).prompt();
      expect(await capturedText(silent.exits())).toBe(block("$ docker run -it alpine\n/ # exit"));
    }
  });

  test("a nested line that was given up, and an empty one, are not typed", async () => {
    const it = inContainer().keys("other").shows("rm x").keys("interrupt").shows(`^C\n${ROOT} `).line("");
    it.shows(`${ROOT} `).line("ls").shows(`x\n${ROOT} `).line("exit").shows("exit\n").prompt();
    expect(await capturedText(it.exits())).toBe(
      block(`$ docker run -it ubuntu bash\n${ROOT} ls\nx\n${ROOT} exit\nexit`),
    );
  });

  test("lines that are pasted into a nested shell are a command each", async () => {
    const it = inContainer().keys("other", "enter", "other", "enter").shows(`echo a\na\n${ROOT} echo b\nb\n${ROOT} `);
    expect(await capturedText(it.line("exit").shows("exit\n").prompt().exits())).toBe(
      block(`$ docker run -it ubuntu bash\n${ROOT} echo a\na\n${ROOT} echo b\nb\n${ROOT} exit\nexit`),
    );
  });

  test("a nested command of several lines is one command", async () => {
    const it = inContainer().line("echo 'a").shows("> ").line("b'").shows(`a\nb\n${ROOT} `);
    const { steps } = await sectionOf(it.line("exit").shows("exit\n").prompt().exits());
    expect(steps[1]?.command.typed).toBe("echo 'a\nb'");
  });

  test("a nested command is interrupted where Ctrl-C was typed", async () => {
    const it = inContainer().line("sleep 9").keys("interrupt").shows(`^C\n${ROOT} `).line("exit").shows("exit\n");
    expect(await capturedText(it.prompt(130).exits())).toBe(
      block(`$ docker run -it ubuntu bash\n${ROOT} sleep 9\n^C\n${ROOT} exit\nexit\n[exit 130]`),
    );
  });

  test("a shell that clears its screen loses none of the commands above", async () => {
    const it = inContainer().line("ls").shows(`x\n${ROOT} `).line("clear").shows(`\x1b[H\x1b[2J\x1b[3J${ROOT} `);
    expect(await capturedText(it.line("exit").shows("exit\n").prompt().exits())).toBe(
      block(`$ docker run -it ubuntu bash\n${ROOT} ls\nx\n${ROOT} clear\n${ROOT} exit\nexit`),
    );
  });

  test("a shell that somebody left without its exit is shown, and not typed", async () => {
    const it = inContainer().line("ls").shows(`x\n${ROOT} read escape sequence\n`).prompt().runs("ls", "x\n");
    const { leftOut, steps } = await sectionOf(it.exits());
    expect(leftOut).toMatchObject([{ typed: "docker run -it ubuntu bash", obstacle: "reading" }]);
    expect(steps.map(({ command }) => command.typed)).toEqual(["ls"]);
  });

  test("a shell on the host stands at its own prompts, as that of a container does", async () => {
    const it = shell().types("sudo -i").shows("root@host-1:~# ").line("whoami").shows("root\nroot@host-1:~# ");
    expect(await capturedText(it.line("exit").shows("logout\n").prompt().exits())).toBe(
      block("$ sudo -i\nroot@host-1:~# whoami\nroot\nroot@host-1:~# exit\nlogout"),
    );
  });

  test("a shell that labnote does not read in a note is shown, and not typed", async () => {
    const it = shell().types("machinectl shell").shows("root@web:~# ").line("whoami").shows("root\nroot@web:~# ");
    const { lines, leftOut } = await sectionOf(it.line("exit").shows("logout\n").prompt().runs("ls", "x\n").exits());
    expect(leftOut).toMatchObject([{ typed: "machinectl shell", obstacle: "reading" }]);
    expect(lines.join("\n")).toContain(
      "```text\n$ machinectl shell\nroot@web:~# whoami\nroot\nroot@web:~# exit\nlogout\n```",
    );
    expect(lines.join("\n")).toContain(block("$ ls\nx"));
  });
});

describe("what labnote cannot type again", () => {
  test("a program that takes the whole screen is named, and not pasted", async () => {
    const it = shell().types("vi x").shows("\x1b[?1049h\x1b[Hsecret text").keys("other", "enter");
    it.shows("\x1b[?1049l").prompt().writes(1, { path: "app/x.sh", content: "echo hi\n" });
    const text = await capturedText(it.runs("sh app/x.sh", "hi\n").exits());
    expect(text).toMatch(
      /^<!-- `vi x` is left out: it took the whole screen.* labnote writes what came of it: app\/x.sh. -->\n/,
    );
    expect(text).toContain(block("echo hi", "sh file=app/x.sh"));
    expect(text).not.toContain("secret text");
    expect(text).toContain(block("$ sh app/x.sh\nhi"));
  });

  test("a program that takes the screen and ends by itself is typed", async () => {
    const it = shell().runs("git log", "\x1b[?1h\x1b=commit\n\x1b[?1l\x1b>");
    expect(await capturedText(it.exits())).toBe(block("$ git log\ncommit"));
  });

  test("what somebody answered is shown, and not typed; what had no echo is nowhere", async () => {
    const it = shell()
      .types("docker login")
      .shows("Username: ")
      .line("mina")
      .shows("Password: ")
      .keys("other", "enter");
    it.shows("\nLogin Succeeded\n").prompt().runs("ls", "x\n");
    const { lines, leftOut } = await sectionOf(it.exits());
    expect(leftOut).toMatchObject([
      { typed: "docker login", obstacle: "answer", questions: ["Username:", "Password:"] },
    ]);
    expect(lines.join("\n")).toContain("```text\n$ docker login\nUsername: mina\nPassword:\nLogin Succeeded\n```");
  });

  test("an answer that was typed before the shell had answered Enter is one", async () => {
    const it = shell().keys("other").shows("read -s x").keys("enter", "other", "enter").shows("\n").starts("read -s x");
    it.prompt().runs("ls", "x\n");
    expect((await sectionOf(it.exits())).leftOut).toMatchObject([{ typed: "read -s x", obstacle: "answer" }]);
  });

  test("a question in a container takes only its own command out of the session", async () => {
    const it = inContainer().line("apt install vim").shows("Continue? [Y/n] ").line("y").shows(`done\n${ROOT} `);
    it.line("ls").shows(`x\n${ROOT} `).line("exit").shows("exit\n").prompt();
    const { leftOut, steps } = await sectionOf(it.exits());
    expect(leftOut.map(({ typed }) => typed)).toEqual(["apt install vim"]);
    expect(steps.map(({ command }) => command.typed)).toEqual(["docker run -it ubuntu bash", "ls", "exit"]);
  });

  test("what was typed to the end of the input is an answer", async () => {
    const it = shell().types("cat > x").line("a").keys("end").prompt().writes(1, { path: "x", content: "a\n" });
    const { leftOut, lines } = await sectionOf(it.runs("cat x", "a\n").exits());
    expect(leftOut.map(({ typed }) => typed)).toEqual(["cat > x"]);
    expect(lines).toContain("```text file=x");
  });

  test("a command that Ctrl-Z stopped is shown, and not typed", async () => {
    const it = shell().types("sleep 9").keys("stop").shows("^Z\n[1]+  Stopped  sleep 9\n").prompt(148);
    expect((await sectionOf(it.exits())).leftOut).toMatchObject([{ typed: "sleep 9", obstacle: "stop" }]);
  });

  test("a comment cannot be ended by the command that it names", async () => {
    const it = shell().types("vi 'a-->b'").shows("\x1b[?1049h").keys("other").shows("\x1b[?1049l").prompt();
    expect((await capturedText(it.exits())).match(/-->/g)).toHaveLength(1);
  });
});

describe("the end of a session", () => {
  test("what still runs at the end runs in the note, too", async () => {
    expect(await capturedText(shell().types("docker logs -f web").shows("a\n").ends(null))).toBe(
      block("$ docker logs -f web\na\n[running]"),
    );
  });

  test("a shell in a container that is still open waits at its prompt", async () => {
    expect(await capturedText(inContainer().line("ls").shows(`x\n${ROOT} `).ends())).toBe(
      block(`$ docker run -it ubuntu bash\n${ROOT} ls\nx`),
    );
  });

  test("a reboot that ends the connection is one in the note", async () => {
    expect(await capturedText(shell().types("sudo reboot").ends(null))).toBe(block("$ sudo reboot\n[reboot]"));
  });
});

describe("several terminals", () => {
  test("a command that runs while somebody types elsewhere makes a step up to there, and goes on where it ends", async () => {
    const [one, two] = [shell(1), shell(2)];
    one.types("docker logs -f web").shows("started\n");
    two.runs("curl web", "hello\n");
    one.shows("GET /\n").keys("interrupt").shows("^C\n").prompt(130);
    one.runs("ls", "x\n").exits();
    two.exits();
    expect(await capturedText(one, two)).toBe(
      [
        block("$ docker logs -f web\nstarted\n[running]"),
        block("$ curl web\nhello", "console terminal=2"),
        block("GET /\n^C\n$ ls\nx"),
      ].join("\n\n"),
    );
  });

  test("a command that ends without a word has its end told with a gap", async () => {
    const [one, two] = [shell(1), shell(2)];
    one.types("sleep 5");
    two.runs("ls", "x\n");
    one.prompt(3).exits();
    two.exits();
    expect(await capturedText(one, two)).toBe(
      [block("$ sleep 5\n[running]"), block("$ ls\nx", "console terminal=2"), block("...\n[exit 3]")].join("\n\n"),
    );
  });

  test("a nested shell that waits at its prompt does not run", async () => {
    const [one, two] = [inContainer(), shell(2)];
    two.runs("docker ps", "web\n").exits();
    one.line("ls").shows(`x\n${ROOT} `).line("exit").shows("exit\n").prompt().exits();
    expect(await capturedText(one, two)).toBe(
      [
        block("$ docker run -it ubuntu bash"),
        block("$ docker ps\nweb", "console terminal=2"),
        block(`${ROOT} ls\nx\n${ROOT} exit\nexit`),
      ].join("\n\n"),
    );
  });

  test("the clock of one terminal cannot turn its own events round", async () => {
    const it = shell().runs("echo one", "one\n");
    it.waits(-100_000).runs("echo two", "two\n").exits();
    expect(await capturedText(it)).toBe(block("$ echo one\none\n$ echo two\ntwo"));
  });
});
