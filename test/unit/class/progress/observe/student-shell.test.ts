import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Observation } from "../../../../../src/class/progress/observe/observation.ts";
import { studentRcFile } from "../../../../../src/class/progress/observe/student-shell.ts";
import { RealShell } from "./real-shell.ts";

// `script` of util-linux makes the terminal; on other systems it takes other arguments.
const onLinux = process.platform === "linux" ? describe : describe.skip;

let shell: RealShell;

onLinux("a student's shell, which is a real bash on a real terminal", () => {
  beforeEach(() => {
    shell = new RealShell();
  });
  afterEach(() => shell.end());

  /** What was typed and seen since some moment. */
  const typedAndSeen = (from = 0) =>
    shell.observations.slice(from).map(({ typed, output, exit }) => [typed, output, exit]);

  test("keeps the student's own prompt and PROMPT_COMMAND, and begins in the section's folder", async () => {
    await shell.runs("echo $mine-$?; pwd\r");
    expect(shell.text).toContain("mina@host-1:~/1.1");
    expect(shell.observations).toMatchObject([{ output: `0-0\n${shell.home}/1.1`, folder: "~/1.1", exit: 0 }]);
  });

  test("tells each command as it was read, and its status, folder and output", async () => {
    for (const keys of ["false\r", "cd /tmp\r", "pwd\r", "cd\r", "no-such-program 2>/dev/null\r"])
      await shell.runs(keys);
    expect(typedAndSeen()).toEqual([
      ["false", "", 1],
      ["cd /tmp", "", 0],
      ["pwd", "/tmp", 0],
      ["cd", "", 0],
      ["no-such-program 2>/dev/null", "", 127],
    ]);
    expect(shell.observations.map(({ folder }) => folder)).toEqual(["~/1.1", "~/1.1", "/tmp", "/tmp", "~"]);
  });

  test.each([
    ["that were corrected", "ecko\x7f\x7fho one\r", "echo one"],
    ["with a blank before them, which the history does not keep", " echo one\r", " echo one"],
    ["with a comment", "echo one # two\r", "echo one # two"],
    ["that a tab completes", "touch long-name; echo long-n\t\r", "touch long-name; echo long-n"],
  ])("reads words %s", async (_what, keys, typed) => {
    await shell.runs(keys);
    expect(shell.observations.at(-1)?.typed).toBe(typed);
  });

  test("reads a name that a tab completes, and a command from the history, by its arrow or by its sign", async () => {
    await shell.runs("touch long-name\r");
    await shell.runs("echo long-n\t\r");
    await shell.runs("\x1b[A\r");
    await shell.runs("!!\r");
    expect(typedAndSeen(1)).toEqual(Array(3).fill(["echo long-name", "long-name", 0]));
  });

  test("reads a loop and a here-document line by line, and the loop again from the history", async () => {
    await shell.runs("for n in 1 2; do\recho $n\rdone\r");
    await shell.runs("\x1b[A\r");
    await shell.runs("cat <<END\rhere\rEND\r");
    expect(typedAndSeen()).toEqual([
      ["for n in 1 2; do\necho $n\ndone", "1\n2", 0],
      ["for n in 1 2; do echo $n; done", "1\n2", 0],
      ["cat <<END\nhere\nEND", "here", 0],
    ]);
  });

  test("reads lines that were pasted as one as the commands that they are, each with its status", async () => {
    shell.keys("\x1b[200~echo one; false\necho two\x1b[201~");
    await shell.runs("\r");
    expect(typedAndSeen()).toEqual([
      ["echo one; false", "one", 1],
      ["echo two", "two", 0],
    ]);
  });

  test("takes what was typed ahead out of the output of the command that ran then", async () => {
    shell.keys("read -t 60 -d '' < <(sleep 1); echo done\r");
    await shell.until(() => shell.count("start") > 0);
    shell.keys("echo ahe\x7fead\r");
    await shell.until(() => shell.count("start") > 1 && shell.count("ready") > 2);
    await shell.observer.look(Date.now());
    expect(typedAndSeen()).toMatchObject([
      [expect.anything(), "done", 0],
      ["echo ahead", "ahead", 0],
    ]);
  });

  test("reads the shell of a container at its own prompts, and the status with which it is left", async () => {
    const prompt = "root@3914c08558a0:/#";
    await shell.shows("box run -it\r", prompt);
    await shell.observer.look(Date.now());
    await shell.shows("echo in\r", prompt);
    await shell.observer.look(Date.now());
    await shell.leaves("exit\r");
    expect(shell.observations).toMatchObject([
      { typed: "box run -it", state: "prompted", prompt: undefined, nextPrompt: prompt, command: 1, opener: 1 },
      { typed: "echo in", output: "in", state: "prompted", prompt, within: ["box run -it"], command: 2, opener: 1 },
      { typed: "exit", output: "exit", state: "ended", exit: 0, prompt, command: 3, opener: 1 },
    ]);
  });

  test("tells what still runs when it is looked at, and that it was interrupted", async () => {
    await shell.shows("echo up; sleep 60\r", "up\r\n");
    await shell.observer.look(Date.now());
    await shell.observer.look(Date.now());
    await shell.leaves("\x03");
    expect(shell.observations).toMatchObject([
      { output: "up", state: "running", exit: undefined },
      { output: "up\n^C", state: "ended", exit: 130 },
    ]);
  });

  test("tells no command that was given up at the prompt", async () => {
    await shell.until(() => shell.count("prompt") > 0);
    await shell.shows("rm -rf x", "rm -rf x");
    await shell.givesUp();
    await shell.runs("echo one\r");
    expect(typedAndSeen()).toEqual([["echo one", "one", 0]]);
  });

  test("keeps the first and the last lines of an output that is longer than a screen keeps", async () => {
    await shell.runs("seq 9000\r");
    const lines = shell.observations[0]?.output.split("\n") ?? [];
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([9000, "1", "9000"]);
  });

  test("forgets what was cleared, as a person does", async () => {
    await shell.runs("echo one; printf '\\e[H\\e[2J\\e[3J'; echo two\r");
    expect(typedAndSeen()).toMatchObject([[expect.anything(), "two", 0]]);
  });

  test("goes on when the student changes the prompt, or reads the files of the shell again", async () => {
    await shell.runs('PS1="(venv) $PS1"\r');
    await shell.runs("false\r");
    await shell.runs(". ~/.bashrc\r");
    await shell.runs("PS1='$ '; PS2='more: '\r");
    await shell.runs("echo \\\rone\r");
    await shell.runs("unset PROMPT_COMMAND\r");
    await shell.runs("false\r");
    expect(shell.observations.map(({ typed, exit }) => [typed, exit])).toEqual([
      ['PS1="(venv) $PS1"', 0],
      ["false", 1],
      [". ~/.bashrc", 0],
      ["PS1='$ '; PS2='more: '", 0],
      ["echo \\\none", 0],
      ["unset PROMPT_COMMAND", 0],
      ["false", 1],
    ]);
  });

  test("does not run what the name of a folder says", async () => {
    await shell.runs('mkdir "\\$(touch hit);x" && cd "\\$(touch hit);x"\r');
    await shell.runs("ls ..\r");
    expect(shell.observations.at(-1)).toMatchObject({ output: "'$(touch hit);x'", folder: "~/1.1/$(touch hit);x" });
  });

  test("knows who has typed a command: a click, a click that was changed, the teacher", async () => {
    shell.keys("echo one", "click", "1.1:1");
    await shell.runs("\r");
    shell.keys("echo one", "click", "1.1:1");
    await shell.runs("s\r");
    await shell.runs("echo one\r", "teacher");
    await shell.runs("echo one\r");
    const who = ({ typed, hand, clicked }: Observation) => [typed, hand, clicked];
    expect(shell.observations.map(who)).toEqual([
      ["echo one", "click", "1.1:1"],
      ["echo ones", "student", undefined],
      ["echo one", "teacher", undefined],
      ["echo one", "student", undefined],
    ]);
  });
});

test("the rc file of a student's shell quotes the name of the section's folder", () => {
  expect(studentRcFile("0", "it's")).toContain(`cd -- ~/'it'\\''s' 2>/dev/null`);
});
