import { describe, expect, test } from "@jest/globals";
import { Bindings } from "../../../src/note/compare/bindings.ts";
import { CTRL_BACKSLASH, CTRL_C } from "../../../src/note/console/keys.ts";
import type { CommandStep } from "../../../src/note/note.ts";
import { inEnglish } from "../../../src/record/reasons/words.ts";
import { runCommandStep } from "../../../src/run/command-step.ts";
import { Stopped } from "../../../src/run/step-result.ts";
import { runShells } from "../../../src/run/terminal/open-shell.ts";
import { Terminal } from "../../../src/run/terminal/terminal.ts";
import { commandsOf, page } from "../note/pages.ts";
import { type Cue, ends, exits, LOST, MORE, ran, ScriptedShell, START } from "./terminal/scripted-shell.ts";

const never = new AbortController().signal;
/** Short ones: what is waited for in vain costs a test no more. */
const PAUSES = { settled: 1, firstKeys: 1, lateReboot: 1 };
const LIMITS = { opening: 60_000, interrupted: 1 };
const ID = "73588180c437";
const OWN_ID = "0123456789ab";
/** Fence words of a step that outlasts its time. */
const SHORT = " timeout=300ms";

/** The steps of one console block. */
const stepsOf = (lines: readonly string[], fence = ""): readonly CommandStep[] =>
  commandsOf(page(`\`\`\`console${fence}`, ...lines, "```"));

/** The steps of more than one console block. */
const stepsOfBlocks = (...blocks: string[][]): readonly CommandStep[] =>
  commandsOf(page(...blocks.flatMap((lines) => ["```console", ...lines, "```", ""])));

/** A terminal on a shell that follows this script, and a way to run steps in it. */
async function shellWith(...script: Cue[]) {
  const shell = new ScriptedShell(script);
  const terminal = new Terminal(runShells(shell.connection), Promise.resolve("1.1"), () => {}, false, LIMITS);
  await terminal.opened(never);
  let bindings = Bindings.none;
  const run = async (step: CommandStep | undefined, { typed = step?.typed, signal = never } = {}) => {
    if (step === undefined) throw new Error("the note has no such step");
    const result = await runCommandStep(step, typed, terminal, bindings, signal, PAUSES);
    bindings = result.bindings;
    return { ...result, reason: inEnglish(result.reasons) || null };
  };
  /** Runs all the steps, and returns what came of each. */
  const runAll = async (steps: readonly CommandStep[]) => {
    const results = [];
    for (const step of steps) results.push(await run(step));
    return results;
  };
  return { shell, terminal, run, runAll };
}

describe("a command that the shell sees end", () => {
  test("a command passes with the note's status and lines, and binds the ids that it shows", async () => {
    const { run } = await shellWith(["docker ps -q\r", ...ran(`${OWN_ID}\r\n`)]);
    const [step] = stepsOf(["$ docker ps -q", ID]);
    const result = await run(step);
    expect(result).toMatchObject({ output: OWN_ID, exit: 0, cut: 0, reason: null });
    expect(result.bindings.of(ID)?.value).toBe(OWN_ID);
    expect(result).not.toHaveProperty("endsRun");
    expect(result).not.toHaveProperty("endsSection");
  });

  test.each([
    ["with a status that the note does not have", ["$ ls"], "a\r\n", 2, /^it ended with status 2 .* 0$/],
    ["with another status than the note has", ["$ ls", "[exit 3]"], "", 2, /^it ended with status 2 .* 3$/],
    ["with other lines", ["$ ls", "b"], "a\r\n", 0, /^line 5 expects "b", .*"a"/],
    ["with other lines and another status", ["$ ls", "b"], "a\r\n", 2, /^it ended with status 2 .*; line 5 /],
    ["without a line that the note has", ["$ ls", "b"], "", 0, /^line 5 expects "b", which was not seen$/],
    ["with lines where the note has [empty]", ["$ ls", "[empty]"], "a\r\n", 0, /^nothing more was expected.*"a"$/],
  ])("a command fails %s", async (_how, lines, output, status, reason) => {
    const { run } = await shellWith(["ls\r", ...ran(output, status)]);
    expect(await run(stepsOf(lines)[0])).toMatchObject({
      output: output.trim(),
      exit: status,
      reason: expect.stringMatching(reason),
    });
  });

  test("a command passes with the note's status other than 0, and with no line where the note has [empty]", async () => {
    const { run } = await shellWith(["ls\r", ...ran("", 2)]);
    expect(await run(stepsOf(["$ ls", "[empty]", "[exit 2]"])[0])).toMatchObject({ exit: 2, reason: null });
  });

  test("a command is typed with the run's ids, not the note's", async () => {
    const { shell, run } = await shellWith([`docker rm ${OWN_ID}\r`, ...ran(`${OWN_ID}\r\n`)]);
    expect(await run(stepsOf([`$ docker rm ${ID}`, ID])[0], { typed: `docker rm ${OWN_ID}` })).toMatchObject({
      reason: null,
    });
    expect(shell.rest).toEqual([]);
  });

  test("a command that ends leaves its terminal to the next one", async () => {
    const { runAll } = await shellWith(["a\r", ...ran("1\r\n")], ["b\r", ...ran("2\r\n")]);
    const results = await runAll(stepsOf(["$ a", "1", "$ b", "2"]));
    expect(results.map(({ output, reason }) => [output, reason])).toEqual([
      ["1", null],
      ["2", null],
    ]);
  });

  test("a command that exits the shell has the shell's status", async () => {
    const { run } = await shellWith(["exit 3\r", START, "logout\r\n", exits(3)]);
    const result = await run(stepsOf(["$ exit 3", "logout", "[exit 3]"])[0]);
    expect(result).toMatchObject({ output: "logout", exit: 3, reason: null });
    expect(result).not.toHaveProperty("endsRun");
  });

  test("a command that exits the shell with another status than the note's fails", async () => {
    const { run } = await shellWith(["exit 3\r", START, exits(3)]);
    expect(await run(stepsOf(["$ exit 3"])[0])).toMatchObject({
      exit: 3,
      reason: expect.stringContaining("it ended with status 3"),
    });
  });
});

describe("a command of more than one line", () => {
  test("a command of more than one line is typed line by line, each after the shell has taken the one before", async () => {
    const { shell, run } = await shellWith(["for n in 1 2; do\r", ...MORE], ["echo $n\r", ...MORE], ["done\r"]);
    const [step] = stepsOf(["$ for n in 1 2; do", "> echo $n", "> done", "1", "2"]);
    const typed = shell.receives("done\r");
    const running = run(step);
    await typed;
    await shell.does(...ran("1\r\n2\r\n"));
    expect(await running).toMatchObject({ output: "1\n2", reason: null });
    const quoted = shell.log.filter((entry) => entry.startsWith('"') || entry === "> ");
    expect(quoted).toEqual(['"for n in 1 2; do\\r"', "> ", '"echo $n\\r"', "> ", '"done\\r"']);
  });

  test("a command that the shell takes before its last line fails, and no further line of it is typed", async () => {
    const { shell, run } = await shellWith(["npm run clean\r", ...ran("1\r\n")]);
    const [step] = stepsOf(["$ npm run clean", "1"]);
    expect(await run(step, { typed: "npm run clean\nrm -rf dist" })).toMatchObject({
      output: "1",
      exit: 0,
      reason: 'the shell took the lines above "rm -rf dist" as a whole command, so that line was not typed',
    });
    expect(shell.typed).toEqual(["npm run clean\r"]);
  });

  test("a command whose first line reads the keyboard is not typed further, and runs out of time", async () => {
    const { shell, run } = await shellWith(["cat\r", START], [CTRL_C, "^C\r\n", ...ends(130)]);
    expect(await run(stepsOf(["$ cat"], SHORT)[0], { typed: "cat\nhello" })).toMatchObject({
      reason:
        'the shell took the lines above "hello" as a whole command, so that line was not typed; it did not end within 0.3 s; the command was interrupted',
    });
    expect(shell.typed).toEqual(["cat\r", CTRL_C]);
  });

  test("a command of more than one line fails when the shell ends between its lines", async () => {
    const { shell, run } = await shellWith(["exit\r", START, exits(0)]);
    expect(await run(stepsOf(["$ exit"])[0], { typed: "exit\nb" })).toMatchObject({
      exit: 0,
      reason: "the shell ended before the command was typed to its last line",
    });
    expect(shell.typed).toEqual(["exit\r"]);
  });

  test("an incomplete command is cancelled with Ctrl-C, and the next command is typed", async () => {
    const { run } = await shellWith(
      ["echo 'open\r", ...MORE],
      [CTRL_C, "^C\r\n", ...ends(130)],
      ["b\r", ...ran("2\r\n")],
    );
    const [open, next] = stepsOf(["$ echo 'open", "$ b", "2"]);
    expect(await run(open)).toMatchObject({ output: "", exit: null, reason: expect.stringContaining("not whole") });
    expect(await run(next)).toMatchObject({ output: "2", reason: null });
  });
});

describe("a command that runs out of time", () => {
  test("a command that runs out of time is interrupted, and ends its section", async () => {
    const { run } = await shellWith(["sleep 99\r", START, "a\r\n"], [CTRL_C, "^C\r\n", ...ends(130)]);
    const [step] = stepsOf(["$ sleep 99"], SHORT);
    expect(await run(step)).toMatchObject({
      output: "a",
      exit: null,
      reason: "it did not end within 0.3 s; the command was interrupted",
      endsSection: { kind: "before" },
    });
  });

  test.each([
    ["[empty]", ""],
    ["a", "a\r\n"],
  ])("the ^C that interrupts a command is not compared with the note: %s", async (expected, output) => {
    const { run } = await shellWith(["sleep 99\r", START, output], [CTRL_C, "^C\r\n", ...ends(130)]);
    expect(await run(stepsOf(["$ sleep 99", expected], SHORT)[0])).toMatchObject({
      output: output.trim(),
      reason: "it did not end within 0.3 s; the command was interrupted",
    });
  });

  test("a command that runs out of time with other lines than the note's fails for both", async () => {
    const { run } = await shellWith(["sleep 99\r", START, "a\r\n"], [CTRL_C, ...ends(130)]);
    expect(await run(stepsOf(["$ sleep 99", "b"], SHORT)[0])).toMatchObject({
      reason: expect.stringMatching(/^it did not end .*; the command was interrupted; line 5 expects "b"/),
    });
  });

  test("a command that Ctrl-C does not end is interrupted with SIGQUIT", async () => {
    const { run } = await shellWith(["x\r", START], [CTRL_C], [CTRL_C], [CTRL_BACKSLASH, "Quit\r\n", ...ends(131)]);
    expect(await run(stepsOf(["$ x"], SHORT)[0])).toMatchObject({
      reason: "it did not end within 0.3 s; the command was interrupted",
    });
  });

  test("a command that no interrupt ends is left, and nothing is typed after it in its terminal", async () => {
    const { shell, terminal, run } = await shellWith(["x\r", START], [CTRL_C], [CTRL_C], [CTRL_BACKSLASH]);
    const [step, next] = stepsOf(["$ x", "$ y"], SHORT);
    expect(await run(step)).toMatchObject({
      reason: "it did not end within 0.3 s; Ctrl-C does not end the command",
    });
    expect(await run(next)).toMatchObject({
      reason: "it was not typed: the command before it still runs in this terminal",
    });
    expect(await terminal.interrupt()).toBe(false);
    expect(shell.typed).toEqual(["x\r", CTRL_C, CTRL_C, CTRL_BACKSLASH]);
  });

  test("a command is interrupted when the shell never answers", async () => {
    const { run } = await shellWith(["x\r"], [CTRL_C, ...ends(130)]);
    expect(await run(stepsOf(["$ x"], SHORT)[0])).toMatchObject({
      output: "",
      reason: "it did not end within 0.3 s; the command was interrupted",
    });
  });

  test("a command that waits at a prompt that the note does not have fails with that prompt", async () => {
    const { run } = await shellWith(["python3\r", START, ">>> "], [CTRL_C], [CTRL_C], [CTRL_BACKSLASH, ...ends(131)]);
    expect(await run(stepsOf(["$ python3", "[empty]"], SHORT)[0])).toMatchObject({
      output: ">>>",
      reason: expect.stringMatching(/^it did not end within 0.3 s; .*nothing more was expected.*">>>"$/),
    });
  });
});

describe("a lost connection", () => {
  test.each([
    ["while a command runs", stepsOf(["$ a"])],
    ["before the ^C of a command", stepsOf(["$ a", "never", "^C"])],
    ["before a nested prompt", stepsOf(["$ docker run -it a", "/ # exit"])],
    ["before the lines of a command that should still run", stepsOf(["$ a", "never", "[running]"])],
  ])("a connection that is lost %s ends the run, with the connection's error as the reason", async (_when, [step]) => {
    const { run } = await shellWith([`${step?.typed}\r`, START, "begun\r\n", LOST]);
    const reason = "The connection was lost: broken pipe";
    expect(await run(step)).toMatchObject({
      output: "begun",
      exit: null,
      reason,
      endsRun: { kind: "lost", why: reason },
    });
  });
});

describe("a run that is stopped", () => {
  test("a run that is stopped while a command runs has the command's output so far, and the reason", async () => {
    const { shell, run } = await shellWith(["a\r"]);
    const stop = new AbortController();
    const typed = shell.receives("a\r");
    const running = run(stepsOf(["$ a"])[0], { signal: stop.signal });
    await typed;
    await shell.does(START, "begun\r\n");
    const why = new Error("Ctrl-C");
    stop.abort(why);
    const stopped = await running.catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(Stopped);
    expect(stopped).toMatchObject({ seen: { output: "begun", cut: 0 }, cause: why });
  });

  test("a run that is stopped before a command is typed does not type it", async () => {
    const { terminal, shell, run } = await shellWith(["a\r", START]);
    await terminal.type("a", never);
    terminal.leave("nested prompt", 0);
    const [, step] = stepsOf(["$ docker run -it a", "/ # b"]);
    const stopped = run(step, { signal: AbortSignal.abort(new Error("Ctrl-C")) });
    await expect(stopped).rejects.toBeInstanceOf(Stopped);
    expect(shell.rest).toEqual([]);
  });
});

test("an error other than a time limit is thrown on", async () => {
  const { run } = await shellWith();
  await expect(run(stepsOf(["$ a"])[0])).rejects.toThrow('"a\\r" was typed where the script has undefined');
});

describe("a command with ^C", () => {
  test("a command gets ^C when the lines above it were seen, and not before", async () => {
    const { shell, terminal, run } = await shellWith(["ping a\r", START, "one\r\n"], [CTRL_C, "^C\r\n", ...ends(130)]);
    const running = run(stepsOf(["$ ping a", "one", "two", "^C"])[0]);
    // As long as a look at the screen takes.
    await terminal.see();
    await terminal.see();
    await shell.does("two\r\n");
    expect(await running).toMatchObject({ output: "one\ntwo\n^C", exit: 130, reason: null });
    expect(shell.log.slice(-4)).toEqual(["two\r\n", JSON.stringify(CTRL_C), "^C\r\n", "$ "]);
  });

  test("a command without lines above ^C gets ^C after a pause, and a second ^C too", async () => {
    const { shell, run } = await shellWith(["a\r", START], [CTRL_C], [CTRL_C, ...ends(2)]);
    expect(await run(stepsOf(["$ a", "^C", "^C", "[exit 2]"])[0])).toMatchObject({ exit: 2, reason: null });
    expect(shell.rest).toEqual([]);
  });

  test("a command with ^C must end with the note's status, if the note has one", async () => {
    const { run } = await shellWith(["a\r", START], [CTRL_C, ...ends(2)]);
    expect(await run(stepsOf(["$ a", "^C", "[exit 130]"])[0])).toMatchObject({
      exit: 2,
      reason: expect.stringMatching(/^it ended with status 2/),
    });
  });

  test.each([
    ["and no lines above it", ["$ a", "^C"]],
    ["and lines above it", ["$ a", "b", "^C"]],
  ])("a command with ^C %s fails when it ends before ^C is sent", async (_what, lines) => {
    const { shell, run } = await shellWith(["a\r", ...ran("b\r\n")]);
    expect(await run(stepsOf(lines)[0])).toMatchObject({ exit: 0, reason: "it ended before ^C was sent" });
    expect(shell.typed).toEqual(["a\r"]);
  });

  test("a command with ^C runs out of time when the lines above ^C are not seen", async () => {
    const { run } = await shellWith(["a\r", START, "b\r\n"], [CTRL_C, ...ends(130)]);
    expect(await run(stepsOf(["$ a", "c", "^C"], SHORT)[0])).toMatchObject({
      reason: expect.stringMatching(/^it did not end within 0.3 s; .*line 5 expects "c"/),
    });
  });
});

describe("a command with other keys", () => {
  test.each([
    ["^D", "\x04"],
    ["^Z", "\x1a"],
    ["^\\", "\x1c"],
  ])("a command gets %s when the lines above it were seen", async (keys, bytes) => {
    const { shell, run } = await shellWith(["a\r", START, "one\r\n"], [bytes, `${keys}\r\n`, "end\r\n", ...ends(148)]);
    expect(await run(stepsOf(["$ a", "one", keys, "end"])[0])).toMatchObject({ exit: 148, reason: null });
    expect(shell.typed).toEqual(["a\r", bytes]);
  });

  test("what stands behind ^C in its line must be seen, with or without the echo of the key before it", async () => {
    const lines = ["$ a", "one", "^CStopping 1 of 2", "done"];
    for (const seen of ["^CStopping 1 of 2", "^C\r\nStopping 1 of 2", "two^CStopping 1 of 2"]) {
      const { run } = await shellWith(["a\r", START, "one\r\n"], [CTRL_C, `${seen}\r\ndone\r\n`, ...ends(130)]);
      expect(await run(stepsOf(lines)[0])).toMatchObject({ exit: 130, reason: null });
    }
    const { run } = await shellWith(["a\r", START, "one\r\n"], [CTRL_C, "^CStopped\r\ndone\r\n", ...ends(130)]);
    expect(await run(stepsOf(lines)[0])).toMatchObject({ reason: expect.stringContaining("Stopping 1 of 2") });
  });

  test("a command with ^D fails when it ends before ^D is sent", async () => {
    const { shell, run } = await shellWith(["a\r", ...ran("")]);
    expect(await run(stepsOf(["$ a", "^D"])[0])).toMatchObject({ exit: 0, reason: "it ended before ^D was sent" });
    expect(shell.typed).toEqual(["a\r"]);
  });
});

describe("a command that opens a nested shell", () => {
  const session = [
    "$ docker run -it x",
    `root@${ID}:/# ls`,
    "bin",
    `root@${ID}:/# cd tmp`,
    `root@${ID}:/tmp# exit 3`,
    "exit",
    "[exit 3]",
    `$ docker rm ${ID}`,
  ];

  test("a command that opens a nested shell ends at the prompt, and lines typed there end at the next one", async () => {
    const { shell, runAll } = await shellWith(
      ["docker run -it x\r", START, "welcome\r\n", `root@${OWN_ID}:/# `],
      ["ls\r", "bin\r\n", `root@${OWN_ID}:/# `],
      ["cd tmp\r", `root@${OWN_ID}:/tmp# `],
      ["exit 3\r", "exit\r\n", ...ends(3)],
    );
    const [open, ...steps] = stepsOf(session.toSpliced(1, 0, "welcome")).slice(0, -1);
    const results = await runAll([open as CommandStep, ...steps]);
    expect(results.map(({ output, exit, reason }) => [output, exit, reason])).toEqual([
      ["welcome", null, null],
      ["bin", null, null],
      ["", null, null],
      ["exit", 3, null],
    ]);
    expect(results[0]?.bindings.of(ID)?.value).toBe(OWN_ID);
    expect(shell.rest).toEqual([]);
  });

  test("a command that ends in place of opening a nested shell fails, and nothing more is typed for that shell", async () => {
    const { shell, runAll } = await shellWith(["docker run -it x\r", ...ran("no such image\r\n", 125)]);
    const results = await runAll(stepsOf(session).slice(0, 2));
    expect(results.map(({ exit, reason }) => [exit, reason])).toEqual([
      [125, `it ended with status 125; the prompt "root@${ID}:/#" did not come`],
      [null, `it was not typed: the shell with the prompt "root@${ID}:/#" is not open`],
    ]);
    expect(shell.typed).toEqual(["docker run -it x\r"]);
  });

  test("a command runs out of time when its nested shell has another prompt than the note's", async () => {
    const { run } = await shellWith(["docker run -it x\r", START, "/ # "], [CTRL_C], [CTRL_C], [CTRL_BACKSLASH]);
    expect(await run(stepsOf(session, SHORT)[0])).toMatchObject({
      output: "/ #",
      reason: expect.stringMatching(
        /^the prompt "root@73588180c437:\/#" did not come within 0.3 s; Ctrl-C does not end the command/,
      ),
      endsSection: { kind: "before" },
    });
  });

  test("a command fails when its nested prompt has another id than its lines, where the note has one id", async () => {
    const { run } = await shellWith(["docker run -it x\r", START, `${OWN_ID}\r\n`, "root@ba9876543210:/# "]);
    const [step] = stepsOf(["$ docker run -it x", ID, `root@${ID}:/# exit`]);
    expect(await run(step)).toMatchObject({
      output: OWN_ID,
      reason: `the prompt "root@${ID}:/#" was expected, but this was seen: "root@ba9876543210:/#"`,
    });
  });

  test("a command does not end at text like its nested prompt when more output follows at once", async () => {
    const { run } = await shellWith(["docker run -it x\r", START, "/ # ", "not yet\r\n", "/ # "]);
    const [step] = stepsOf(["$ docker run -it x", "[..]not yet", "/ # exit"]);
    expect(await run(step)).toMatchObject({ output: "/ # not yet", reason: null });
  });
});

/** A terminal in which `docker run -it x` shows `/ # `, and then follows the script. */
async function nestedWith(lines: readonly string[], script: readonly Cue[]) {
  const made = await shellWith(["docker run -it x\r", START, "/ # "], ...script);
  const [open, ...steps] = stepsOf(["$ docker run -it x", ...lines]);
  expect(await made.run(open)).toMatchObject({ reason: null });
  return { ...made, steps };
}

describe("a command in a nested shell", () => {
  test("a nested command of more than one line is typed line by line, each after the echo of the one before", async () => {
    const { shell, steps, run } = await nestedWith(
      ['/ # echo "a', '> b"', "a", "b", "/ # exit"],
      [
        ['echo "a\r', "> "],
        ['b"\r', "a\r\nb\r\n", "/ # "],
      ],
    );
    expect(await run(steps[0])).toMatchObject({ output: "a\nb", reason: null });
    expect(shell.log.slice(-7)).toEqual([
      '"echo \\"a\\r"',
      'echo "a\r\n',
      "> ",
      '"b\\"\\r"',
      'b"\r\n',
      "a\r\nb\r\n",
      "/ # ",
    ]);
  });

  test.each([
    ["^D", "\x04", "exit\r\n"],
    ["^P^Q", "\x10\x11", "read escape sequence\r\n"],
  ])("%s at a nested prompt is pressed, and leaves that shell", async (keys, bytes, says) => {
    const { shell, steps, runAll } = await nestedWith(
      ["/ # ls", "bin", `/ # ${keys}`],
      [
        ["ls\r", "bin\r\n", "/ # "],
        [bytes, says, ...ends(0)],
      ],
    );
    expect(await runAll(steps)).toMatchObject([{ reason: null }, { exit: 0, reason: null }]);
    expect(shell.typed.slice(-2)).toEqual(["ls\r", bytes]);
  });

  test("keys below a nested command are pressed when its lines were seen and the prompt is back", async () => {
    const { shell, terminal, steps, run } = await nestedWith(
      ["/ # ls", "bin", "^P^Q"],
      [["ls\r"], ["\x10\x11", ...ends(0)]],
    );
    const running = run(steps[0]);
    await terminal.see();
    await shell.does("bin\r\n");
    await shell.does("/ # ");
    expect(await running).toMatchObject({ exit: 0, reason: null });
  });

  test.each(["root@lab:~# ", "# "])("a bare # in the note stands for any prompt that ends so: %s", async (prompt) => {
    const { run } = await shellWith(
      ["sudo -i\r", START, prompt],
      ["id -un\r", "root\r\n", prompt],
      ["exit\r", ...ends(0)],
    );
    const results = [];
    for (const step of stepsOf(["$ sudo -i", "# id -un", "root", "# exit"])) results.push(await run(step));
    expect(results).toMatchObject([{ reason: null }, { output: "root", reason: null }, { exit: 0, reason: null }]);
  });

  test("the tabs of a nested command are quoted, since the shell would complete words at them", async () => {
    const { steps, run } = await nestedWith(["/ # printf 'a\tb'", "/ # exit"], [["printf 'a\x16\tb'\r", "/ # "]]);
    expect(await run(steps[0])).toMatchObject({ reason: null });
  });

  test("a nested command that clears the screen is compared with the output after that", async () => {
    const { steps, run } = await nestedWith(
      ["/ # clear; ls", "bin", "/ # exit"],
      [["clear; ls\r", "\x1b[H\x1b[2J\x1b[3J", "bin\r\n", "/ # "]],
    );
    expect(await run(steps[0])).toMatchObject({ output: "bin", reason: null });
  });

  test("a nested command with other lines fails, and the next one is still typed", async () => {
    const { steps, runAll } = await nestedWith(
      ["/ # ls", "bin", "/ # pwd", "/"],
      [
        ["ls\r", "sbin\r\n", "/ # "],
        ["pwd\r", "/\r\n", "/ # "],
      ],
    );
    expect((await runAll(steps)).map(({ output, reason }) => [output, reason])).toEqual([
      ["sbin", expect.stringMatching(/^line 6 expects "bin"/)],
      ["/", null],
    ]);
  });

  test("a nested command that ends its shell before the note's exit fails with the status", async () => {
    const { steps, runAll } = await nestedWith(["/ # kill 1", "/ # exit"], [["kill 1\r", ...ends(137)]]);
    expect((await runAll(steps)).map(({ reason }) => reason)).toEqual([
      'it ended with status 137; the prompt "/ #" did not come',
      'it was not typed: the shell with the prompt "/ #" is not open',
    ]);
  });

  test("the next lines of a nested command are not typed in the outer shell when the nested shell has ended", async () => {
    const { shell, steps, run } = await nestedWith(
      ["/ # exit && # or", "> rm -r data"],
      [["exit && # or\r", ...ends()]],
    );
    expect(await run(steps[0])).toMatchObject({
      exit: 0,
      reason: expect.stringMatching(
        /^it ended with status 0; .*; the shell ended before the command was typed to its last line/,
      ),
    });
    expect(shell.typed).toEqual(["docker run -it x\r", "exit && # or\r"]);
  });

  test("the exit of a nested shell fails with another status than the note's", async () => {
    const { steps, run } = await nestedWith(["/ # exit 3", "[exit 4]"], [["exit 3\r", ...ends(3)]]);
    expect(await run(steps[0])).toMatchObject({ exit: 3, reason: expect.stringMatching(/^it ended with status 3/) });
  });

  test("a command at the outer prompt is not typed while the nested shell is open", async () => {
    const { shell, run } = await nestedWith(["/ # exit"], []);
    const [outer] = stepsOf(["$ ls"]);
    expect(await run(outer)).toMatchObject({
      reason: "it was not typed: the command before it still runs in this terminal",
    });
    expect(shell.typed).toEqual(["docker run -it x\r"]);
  });

  test("a nested command whose prompt does not come back runs out of time", async () => {
    const { steps, run } = await nestedWith(
      ["/ # sleep 99", "/ # exit"],
      [["sleep 99\r"], [CTRL_C, "^C\r\n", "/ # "], [CTRL_C, "^C\r\n", "/ # "], [CTRL_BACKSLASH]],
    );
    // Enough for the looks at the screen with which a nested line is typed.
    expect(await run({ ...(steps[0] as CommandStep), timeout: 2000 })).toMatchObject({
      reason: expect.stringMatching(/^the prompt "\/ #" did not come within 2 s; Ctrl-C does not end the command/),
    });
  });
});

describe("a command with [running]", () => {
  const blocks: [string[], string[]] = [
    ["$ serve", "up", "[running]"],
    ["request", "^C", "bye", "[exit 130]"],
  ];

  test("a [running] command passes when its lines were seen, and a later block reads the rest to its end", async () => {
    const { shell, run } = await shellWith(
      ["serve\r", START, "up\r\n", "request\r\n"],
      [CTRL_C, "^C\r\n", "bye\r\n", ...ends(130)],
    );
    const [first, second] = stepsOfBlocks(...blocks);
    expect(await run(first)).toMatchObject({ output: "up", exit: null, reason: null });
    expect(await run(second)).toMatchObject({ output: "request\n^C\nbye", exit: 130, reason: null });
    expect(shell.rest).toEqual([]);
  });

  test("a [running] command that still runs after a second block is read further by a third", async () => {
    const { runAll } = await shellWith(["serve\r", START, "up\r\n", "a\r\n", "b\r\n"], [CTRL_C, ...ends(130)]);
    const results = await runAll(stepsOfBlocks(["$ serve", "up", "[running]"], ["a", "[running]"], ["b", "^C"]));
    expect(results.map(({ output, reason }) => [output, reason])).toEqual([
      ["up", null],
      ["a", null],
      ["b", null],
    ]);
  });

  test("a [running] command without lines passes at once", async () => {
    const { run } = await shellWith(["serve\r", START, "up\r\n"]);
    expect(await run(stepsOf(["$ serve", "[running]"])[0])).toMatchObject({ exit: null, reason: null });
  });

  test("a [running] command fails when it ends, and the block that would go on with it fails, too", async () => {
    const { runAll } = await shellWith(["serve\r", ...ran("no port\r\n", 1)]);
    const results = await runAll(stepsOfBlocks(...blocks));
    expect(results.map(({ exit, reason }) => [exit, reason])).toEqual([
      [1, expect.stringMatching(/^it ended with status 1, but should still run; line 5 expects "up"/)],
      [null, "no step has left a command running in this terminal"],
    ]);
  });

  test("a [running] command fails when it ends, although its lines were seen", async () => {
    const { run } = await shellWith(["serve\r", ...ran("up\r\n")]);
    expect(await run(stepsOfBlocks(...blocks)[0])).toMatchObject({
      output: "up",
      exit: 0,
      reason: "it ended with status 0, but should still run",
    });
  });

  test("a [running] command fails when its lines are not seen in time", async () => {
    const { run } = await shellWith(["serve\r", START, "down\r\n"], [CTRL_C, ...ends(130)]);
    expect(await run(stepsOf(["$ serve", "up", "[running]"], SHORT)[0])).toMatchObject({
      reason: expect.stringMatching(/^its lines were not seen within 0.3 s; the command was interrupted; line 5 /),
    });
  });
});

describe("a reboot", () => {
  const reboot = (fence = "") => stepsOf(["$ sudo reboot", "[reboot]"], fence)[0];

  test.each([
    ["while the command runs", [START, LOST]],
    ["after the command said that it begins", [...ran(""), LOST]],
    ["although the command said that it failed", [...ran("", 1), LOST]],
    ["and the shell itself ends", [START, exits(129)]],
  ])("a host has rebooted when the connection goes: %s", async (_when, acts) => {
    const { run } = await shellWith(["sudo reboot\r", ...acts]);
    const result = await run(reboot());
    expect(result).toMatchObject({ output: "", exit: null, reason: null });
    expect(result).not.toHaveProperty("endsRun");
  });

  test("the output of a reboot is compared with the note's lines", async () => {
    const { run } = await shellWith(["sudo reboot\r", START, "now\r\n", LOST]);
    expect(await run(stepsOf(["$ sudo reboot", "later", "[reboot]"])[0])).toMatchObject({
      reason: expect.stringMatching(/^line 5 expects "later"/),
    });
  });

  test("a reboot command that fails says that the host did not go down", async () => {
    const { run } = await shellWith(["sudo reboot\r", ...ran("not allowed\r\n", 1)]);
    expect(await run(reboot())).toMatchObject({
      output: "not allowed",
      exit: 1,
      reason: "the host did not go down",
    });
  });

  test("a reboot that does not begin in time fails, and nothing is interrupted", async () => {
    const { shell, run } = await shellWith(["sudo reboot\r", ...ran("")]);
    expect(await run(reboot(SHORT))).toMatchObject({
      exit: null,
      reason: "the host did not go down within 0.3 s",
      endsSection: { kind: "before" },
    });
    expect(shell.typed).toEqual(["sudo reboot\r"]);
  });
});
