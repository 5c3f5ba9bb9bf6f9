import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { LabError } from "../../src/common/errors.ts";
import { waitUntilReady } from "../../src/hosts/readiness.ts";
import { readNote } from "../../src/note/read.ts";
import { commandTexts, shownSteps } from "../../src/record/asciicast.ts";
import type { RunEvent } from "../../src/record/events.ts";
import { plannedSteps } from "../../src/record/planned-steps.ts";
import { readRun } from "../../src/record/read.ts";
import { inEnglish } from "../../src/record/reasons/words.ts";
import schema from "../../src/record/record.schema.json" with { type: "json" };
import { HostSession } from "../../src/run/host-session.ts";
import { runNote } from "../../src/run/run.ts";
import { bootHost } from "./fixtures/host.ts";
import { brief, console_, onHost, passes, startRunner, typeNote } from "./fixtures/run.ts";

// On a busy machine, the packages of a host take minutes.
jest.setTimeout(15 * 60_000);

type TestHost = Awaited<ReturnType<typeof bootHost>>;
let host: TestHost;

beforeAll(async () => {
  host = await bootHost({ name: "typed", ports: [5000] });
});
afterAll(async () => host?.[Symbol.asyncDispose]());

/** A note of one section. */
const section = (...blocks: string[]) => `# A\n\n## 1 One\n\n${blocks.join("\n")}`;

describe("a terminal", () => {
  test("shows each command's own output and status, for every form of command", async () => {
    const typed = `$ for i in 1 2
> do echo $i
> done
1
2
$ cat <<'X' > list
> a	b
>   \`c\`
> X
$ cat list
a b
  \`c\`
$ printf 'no end of line'
no end of line
$ (exit 7)
[exit 7]
$ true
[empty]
$ echo one \\
  two
one two
$ echo "a
> b"
a
b
$ mkfifo gate; true < gate &
[..]
$ : > gate; while kill -0 $! 2> /dev/null; do sleep 0.1; done
[..]Done[..]true < gate
$ # nothing but a comment
[empty]
$ echo 'hello world!'
hello world!
$ echo 한글 | rev
글한
$ seq 3 | tr '\\n' ' '
1 2 3
$ cd /tmp; x=kept
$ echo $PWD $x $(tput cols) $(tput lines) $TERM $LANG
/tmp kept 120 40 xterm-256color C.UTF-8
$ tty
/dev/pts/[..]`;
    expect(await typeNote(host, section(console_(typed)))).toMatchObject(passes);
  });

  test("is what a person sees: progress, cleared and alternate screens, wraps, hostile bytes", async () => {
    const typed = `$ for i in 10 50 100; do printf '\\r%s%%' $i; done; echo
100%
$ echo before; clear; echo after
after
$ tput smcup; echo full; tput rmcup; echo main
main
$ printf 'x%.0s' $(seq 300); echo
${"x".repeat(300)}
$ printf 'a\\xff\\xfeb\\n\\x1b]0;title\\x07\\x1b[31mred\\n'
a\ufffd\ufffdb
red
$ printf '\\x1b[?1049h\\x1b[?25l\\x1b(0\\x1bP'
$ head -c 20000 /dev/urandom
$ echo still here
still here
$ stty -a | head -n 1
[..]rows 40; columns 120[..]`;
    expect(await typeNote(host, section(console_(typed)))).toMatchObject(passes);
  });

  test("that is given half a command does not wait for the other half", async () => {
    const { record } = await typeNote(host, section(console_("$ echo 'open\n$ echo next\nnext")));
    expect(brief(record)).toMatchObject([
      ["echo 'open", "failed", null, ""],
      ["echo next", "passed", 0, "next"],
    ]);
    expect(record.steps[0]?.reasons).toEqual([{ kind: "notWhole" }]);
  });

  test("that has taken a command is never given a further line of it, which would be a command of its own", async () => {
    const typed = `$ alias for=:
$ for x in 1; do
> mkdir never
> done
$ ls -A
[empty]`;
    const { record } = await typeNote(host, section(console_(typed)));
    expect(record.steps.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "passed"]);
    expect(record.steps[1]?.reasons).toContainEqual({ kind: "untyped", text: "mkdir never" });
  });

  test("that is logged out of is logged in to anew", async () => {
    const typed = `$ sudo groupadd --force labgroup && sudo usermod -aG labgroup $USER
$ id -nG | grep -c labgroup || true
0
$ exit
[..]
$ id -nG | grep -c labgroup
1
$ sudo groupdel labgroup`;
    expect(await typeNote(host, section(console_(typed)))).toMatchObject(passes);
  });

  test("of the next section has the groups that were joined in the one before", async () => {
    const note = `# A

## 1 One

${console_("$ sudo groupadd --force labgroup && sudo usermod -aG labgroup $USER")}
## 2 Two

${console_("$ id -nG | grep -c labgroup\n1\n$ sudo groupdel labgroup")}`;
    expect(await typeNote(host, note)).toMatchObject(passes);
  });
});

describe("a step", () => {
  test("that shows something else fails with what was expected and what was seen, and the next step is done", async () => {
    const { code, stderr, stdout, record } = await typeNote(host, section(console_("$ echo no\nyes\n$ echo on\non")));
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/note\.md:6: 1: \$ echo no\n.*line 7 .*"yes".*"no"/);
    expect(stderr).toContain("npm run note -- --stack class-a --only 1");
    expect(record).toMatchObject({ outcome: "failed", counts: { passed: 1, failed: 1, skipped: 0 } });
  });

  test("that outlasts its time is interrupted and ends its section, and the next section is done", async () => {
    const note = `# A

## 1 One

${console_("$ echo begun; sleep 4001\n$ echo not done", "console timeout=5s")}
## 2 Two

${console_("$ pgrep -c sleep\n0\n[exit 1]")}`;
    const { record } = await typeNote(host, note);
    expect(brief(record)).toMatchObject([
      ["echo begun; sleep 4001", "failed", null, expect.stringMatching(/^begun/)],
      ["echo not done", "skipped", null, null],
      ["pgrep -c sleep", "passed", 1, "0"],
    ]);
    expect(record.steps[0]?.reasons).toContainEqual({ kind: "endless", within: 5 });
    expect(record.steps[1]?.reasons).toEqual([{ kind: "before" }]);
  });

  test("that does not let itself be interrupted is ended all the same", async () => {
    const note = `# A

## 1 One

${console_("$ (trap '' INT QUIT HUP TERM; sleep 4002; sleep 4002; sleep 4002)", "console timeout=1s")}
## 2 Two

${console_("$ pgrep -c sleep\n0\n[exit 1]")}`;
    const { record } = await typeNote(host, note);
    expect(brief(record)).toMatchObject([expect.arrayContaining(["failed"]), ["pgrep -c sleep", "passed", 1, "0"]]);
  });

  test("that prints 50 MB is kept in part, and the record says how much is missing", async () => {
    const typed = "$ yes 0123456789abcdef | head -c 50000000\n0123456789abcdef\n...\n$ echo next\nnext";
    const { record } = await typeNote(host, section(console_(typed)));
    expect(brief(record)[1]).toEqual(["echo next", "passed", 0, "next"]);
    const [step] = record.steps;
    expect(step).toMatchObject({ outcome: "passed", exit: 0 });
    expect(step?.cut).toBeGreaterThan(45_000_000);
    expect(step?.output?.length).toBeLessThan(1_200_000);
    expect(step?.output).toContain("bytes left out");
  });

  test("that prints without end is interrupted, and held to what it showed before", async () => {
    const { record } = await typeNote(host, section(console_("$ yes\ny\n...\n^C\n$ echo next\nnext")));
    expect(brief(record)).toMatchObject([
      ["yes", "passed", 130, expect.stringMatching(/^y\ny\n/)],
      ["echo next", "passed", 0, "next"],
    ]);
  });

  test("with a time is tried again until it holds, and only the last try counts", async () => {
    const typed = "$ echo x >> tries; wc -l < tries\n3";
    const { record } = await typeNote(host, section(console_(typed, "console within=20s")));
    expect(brief(record)).toEqual([["echo x >> tries; wc -l < tries", "passed", 0, "3"]]);
  });

  test("that goes on in the background of its terminal is read on by the next block, and may be another terminal's affair", async () => {
    const note = section(
      console_("$ touch log; tail -f log\n[running]"),
      console_("$ echo first >> log; pwd\n/home/ubuntu/1", "console terminal=2"),
      console_("first\n[running]"),
      console_("$ echo second >> log", "console terminal=2"),
      console_("second\n^C\n[exit 130]\n$ echo ended\nended"),
      console_("$ sleep 4003\n[running]", "console terminal=3"),
    );
    expect(await typeNote(host, note)).toMatchObject(passes);
    expect((await onHost(host, "pgrep -f 'sleep 4003' || echo none")).stdout).toBe("none\n");
  });

  test("that was to run on and has ended fails", async () => {
    const { record } = await typeNote(host, section(console_("$ echo bye; false\nhello\n[running]")));
    expect(record.steps[0]).toMatchObject({ outcome: "failed", exit: 1 });
    expect(record.steps[0]?.reasons).toContainEqual({ kind: "early", status: 1 });
  });

  test("that is to be interrupted and has ended before that fails", async () => {
    const { record } = await typeNote(host, section(console_("$ true\n^C\n$ echo on\non")));
    expect(brief(record)).toMatchObject([
      ["true", "failed", 0, ""],
      ["echo on", "passed", 0, "on"],
    ]);
    expect(record.steps[0]?.reasons).toContainEqual({ kind: "keysLate", keys: "^C" });
  });

  test("gets the keys of the note: they end an input, stop a job and interrupt it, and what is printed behind ^C is seen", async () => {
    const typed = `$ cat
^D
$ sleep 1000
^Z
[1]+  Stopped                 sleep 1000
$ jobs
[1]+  Stopped                 sleep 1000
$ fg
sleep 1000
^C
$ jobs
[empty]
$ bash -c 'trap "echo Gracefully stopping...; exit 3" INT; echo ready; while :; do sleep 0.1; done'
ready
^CGracefully stopping...
[exit 3]
$ bash -c 'trap "echo quits; exit 4" QUIT; echo ready; while :; do sleep 0.1; done'
ready
^\\quits
[exit 4]
$ echo on
on`;
    expect(await typeNote(host, section(console_(typed, "console timeout=30s")))).toMatchObject(passes);
  });

  test("types into the shells that commands open on the host, at any prompt that ends as the note's", async () => {
    const typed = `$ sudo -i
# id -un
root
# exit
...
$ sudo -i
root@[..]:~# id -un
root
root@[..]:~# ^D
...
$ x=outer
$ bash
$ echo "in: $x"
in:
$ ^D
exit
$ echo "out: $x"
out: outer
$ sudo groupadd --force labgroup && sudo usermod -aG labgroup $USER
$ newgrp labgroup
$ id -gn
labgroup
$ exit
exit
$ sudo gpasswd -d $USER labgroup > /dev/null; sudo groupdel labgroup`;
    expect(await typeNote(host, section(console_(typed)))).toMatchObject(passes);
  });

  test("that writes a file writes it to the byte, in the section's folder, which is empty at the start", async () => {
    const note = section(
      "```text file=sub/odd name.txt\n\ttab  blanks  \n$HOME `x` 'q' \"d\" \\ 한글\nEND\n```\n",
      console_("$ md5sum < 'sub/odd name.txt'; ls -A\n[..]\nsub"),
    );
    await onHost(
      host,
      "mkdir -p ~/1 && sudo touch ~/1/left-by-root && sudo mkdir -p ~/1/deep && sudo touch ~/1/deep/er",
    );
    const { code, record } = await typeNote(host, note);
    expect([code, record.outcome]).toEqual([0, "passed"]);
    const { stdout } = await onHost(host, "cat ~/1/sub/*");
    expect(stdout).toBe("\ttab  blanks  \n$HOME `x` 'q' \"d\" \\ 한글\nEND\n");
  });

  test("that asks for a page is answered on the port where the host is reached from here", async () => {
    const note = `---\nports: [5000]\n---\n\n${section(
      console_("$ mkdir sub; echo '<b>hello</b>' > index.html; python3 -m http.server 5000 & sleep 1\n[..]\n..."),
      "```http within=10s\nGET http://host:5000/\n<b>hello</b>\n```\n",
      "```http\nGET http://host:5000/none\nx\n```\n",
    )}`;
    const { record } = await typeNote(host, note.replace("python3 -m", "sudo true; python3 -m"));
    expect(record.steps[1]).toMatchObject({ outcome: "passed", output: expect.stringContaining("hello") });
    expect(record.steps[2]).toMatchObject({
      outcome: "failed",
      reasons: expect.arrayContaining([{ kind: "answer", status: 404 }]),
    });
  });
});

describe("root's shell", () => {
  test("is one of its own beside the user's: in the section's folder, with root's home, and gone when the section is over", async () => {
    const note = `---
prompt: "#"
---

# A

## 1 One

${console_(`$ x=user; whoami; ls -A
ubuntu
# whoami; pwd; echo ~ $LANG $DEBIAN_FRONTEND
root
/home/ubuntu/1
/root C.UTF-8 noninteractive
# x=root; mkdir own; echo made > own/a
$ echo $x; cat own/a
user
made
# echo $x; for n in 1 2; do
> echo $n
> done
root
1
2
# (exit 7)
[exit 7]
# cat
^C
# exit 0
...
# echo "[$x]"
[]
# docker run --rm -it ubuntu:16.04 bash
root@73588180c437:/# hostname
73588180c437
root@73588180c437:/# exit
exit
# sleep 4010 &
[1] [..]`)}
\`\`\`text file=own/b
of the note
\`\`\`

${console_(`# cat own/b; stat -c %U own/b
of the note
root
$ pgrep -c sleep
1`)}
## 2 Two

${console_("$ pgrep -c sleep\n0\n[exit 1]")}`;
    await onHost(host, "docker pull -q ubuntu:16.04");
    await using runner = await startRunner(host, note);
    const said = await runner.ended;
    const { steps } = await runner.record();
    expect(
      steps
        .filter(({ outcome }) => outcome !== "passed")
        .map(({ typed, output, reasons }) => [typed, output, inEnglish(reasons)]),
    ).toEqual([]);
    expect(said).toMatchObject({ code: 0 });
    expect(steps.filter(({ root }) => root).map(({ typed }) => typed)).toHaveLength(12);
    const shown = (await readRun(join(runner.folder, host.name)))?.shown;
    expect([0, 1, 2, 3].map((index) => shown?.get(index)?.body.split("\r\n")[0])).toEqual([
      "$ x=user; whoami; ls -A",
      "\r\x1b[K# whoami; pwd; echo ~ $LANG $DEBIAN_FRONTEND",
      "x=root; mkdir own; echo made > own/a",
      "\r\x1b[K$ echo $x; cat own/a",
    ]);
    // The folder with root's files is made anew.
    expect(await typeNote(host, section(console_("$ ls -A\n[empty]")))).toMatchObject(passes);
  });
});

describe("a container's own terminal", () => {
  test("is typed into at its prompt, and left by its exit; input by a pipe works beside it", async () => {
    const typed = `$ docker pull -q ubuntu:16.04
[..]
$ docker run -it ubuntu:16.04 bash
root@73588180c437:/# whoami
root
root@73588180c437:/# cd /usr && pwd
/usr
root@73588180c437:/usr# echo "a
> b"
a
b
root@73588180c437:/usr# clear; echo seen
seen
root@73588180c437:/usr# hostname
73588180c437
root@73588180c437:/usr# (exit 3)
root@73588180c437:/usr# exit
exit
[exit 3]
$ docker ps -aq
73588180c437
$ echo in | docker run --rm -i ubuntu:16.04 cat
in
$ docker run --rm -it ubuntu:16.04 sh
# id -u
0
# exit
$ docker run -it ubuntu:16.04 false
root@1f2e3d4c5b6a:/# rm -rf /home/ubuntu/never
root@1f2e3d4c5b6a:/# exit
$ echo after
after`;
    const { record } = await typeNote(host, section(console_(typed)));
    const outcomes = record.steps.map(({ outcome }) => outcome);
    expect(
      record.steps
        .filter(({ outcome }) => outcome === "failed")
        .map(({ typed, reasons }) => [typed, inEnglish(reasons)]),
    ).toEqual([
      ["docker run -it ubuntu:16.04 false", expect.stringContaining("ended with status 1")],
      ["rm -rf /home/ubuntu/never", expect.stringContaining("not open")],
      ["exit", expect.stringContaining("not open")],
    ]);
    expect(outcomes.filter((outcome) => outcome === "passed")).toHaveLength(outcomes.length - 3);
    expect(brief(record).at(-1)).toEqual(["echo after", "passed", 0, "after"]);
  });

  test("stays open when its keys leave it, and can be attached to again", async () => {
    const typed = `$ docker pull -q ubuntu:16.04
[..]
$ docker run -it --name open ubuntu:16.04 bash
root@73588180c437:/# x=kept
root@73588180c437:/# ^P^Q
$ docker ps --format '{{.ID}} {{.Names}}'
73588180c437 open
$ docker attach open
root@73588180c437:/# echo $x
kept
^P^Q
$ docker ps -q
73588180c437
$ docker attach open
root@73588180c437:/# cat
^D
root@73588180c437:/# ^D
exit
$ docker ps -q
[empty]
$ docker rm open
open`;
    expect(await typeNote(host, section(console_(typed)))).toMatchObject(passes);
  });

  test("may be the only place that shows an id: the record and the page say what was really typed with it", async () => {
    const typed = `$ docker pull -q ubuntu:16.04
[..]
$ docker run -it --name only ubuntu:16.04 bash
root@73588180c437:/# exit
exit
$ docker start 73588180c437 > /dev/null
$ docker rm -f only
only`;
    await using runner = await startRunner(host, section(console_(typed)));
    expect(await runner.ended).toMatchObject({ code: 0 });
    const { steps } = await runner.record();
    const id = /^root@([0-9a-f]{12}):/.exec(steps[1]?.nextPrompt ?? "")?.[1];
    expect({ id, prompts: steps.map(({ nextPrompt }) => nextPrompt) }).toEqual({
      id: expect.not.stringMatching("73588180c437"),
      prompts: [null, `root@${id}:/# `, null, null, null],
    });
    expect(steps.map(({ entered }) => entered)).toEqual([
      "docker pull -q ubuntu:16.04",
      "docker run -it --name only ubuntu:16.04 bash",
      "exit",
      `docker start ${id} > /dev/null`,
      "docker rm -f only",
    ]);
    const read = (name: string) => readFile(join(runner.folder, host.name, name), "utf8");
    // The terminal gives a line in as many parts as it likes.
    const shown = commandTexts([...shownSteps(await read("1.cast"), steps).values()]).join("");
    expect(shown).toContain(`docker start ${id} > /dev/null`);
    expect(await read("index.html")).toContain(`docker start ${id} &gt; /dev/null`);
  });
});

describe("a run", () => {
  test("starts from a host as it was when new, so that it passes twice", async () => {
    const typed = `$ docker ps -aq; docker images -q; docker volume ls -q; docker network ls -q --filter type=custom; ls ~/.docker
ls: [..]
[exit 2]
$ docker volume create kept; docker network create net
kept
[..]
$ docker run -d --name web --network net -v kept:/x ubuntu:16.04 sleep 1000
73588180c437f2a1b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7081929
$ docker tag ubuntu:16.04 other:1; mkdir -p ~/.docker; echo '{}' > ~/.docker/config.json`;
    for (const _ of [1, 2]) expect(await typeNote(host, section(console_(typed)))).toMatchObject(passes);
  });

  test("leaves a record that fits its schema, a report and recordings, and no secret in any of them", async () => {
    await using runner = await startRunner(host, section(console_("$ echo one\none\n$ false")));
    await runner.ended;
    const folder = join(runner.folder, host.name);
    const names = (await readdir(folder)).sort();
    expect(names).toEqual(["1.cast", "events.jsonl", "index.html", "junit.xml", "record.json"]);
    const files = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    expect(
      new Ajv2020({ strictTypes: false, strictRequired: false, formats: { "date-time": true } }).validate(
        schema,
        await runner.record(),
      ),
    ).toBe(true);
    const secret = host.loginKey.split("\n")[2] as string;
    expect(secret).toMatch(/^[A-Za-z0-9+/=]{40,}$/);
    for (const file of files) expect(file).not.toContain(secret);
    // A recording shows what a person would have watched: prompts, typing, output.
    const shown = (files[0] as string)
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => JSON.parse(line))
      .flatMap(([, kind, data]) => (kind === "o" ? [data] : []));
    expect(shown.join("")).toBe("$ echo one\r\none\r\n$ false\r\n$ ");
  });

  test("of one section uses what the host holds and renews that section's steps alone", async () => {
    const note = (last: string) => `# A

## 1 One

${console_("$ touch ~/made; echo 1\n1")}
## 2 Two

${console_(`$ ls ~/made; date +%N > stamp; echo ${last}\n/home/ubuntu/made\nright`)}
## 3 Three

${console_("$ rm ~/made; echo 3\n3")}`;
    await using first = await startRunner(host, note("wrong"), { until: "2" });
    expect(await first.ended).toMatchObject({ code: 1 });
    const before = await first.record();
    expect(before.steps.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "skipped"]);

    await using again = await startRunner(host, note("right"), { only: "2", folder: first.folder });
    expect(await again.ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("2 passed, 0 failed, 1 skipped"),
    });
    const after = await again.record();
    expect(after.steps.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "skipped"]);
    expect(after.steps[0]).toEqual(before.steps[0]);

    await using none = await startRunner(host, note("right"), { only: "4" });
    expect(await none.ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/no section 4\n.*1, 2, 3/) });
  });

  test("has the host for itself: a second one is refused, and disturbs it in nothing", async () => {
    const typed = "$ echo begun; until rm ~/go 2> /dev/null; do sleep 0.1; done; echo ended\nbegun\nended";
    await using first = await startRunner(host, section(console_(typed)));
    await first.happened(({ data }) => data?.includes("begun") ?? false);
    await using second = await startRunner(host, section(console_("$ true")));
    expect(await second.ended).toMatchObject({ code: 1, stderr: expect.stringContaining("is in use: a run") });
    await onHost(host, "touch ~/go");
    expect(await first.ended).toMatchObject({ code: 0 });
  });

  test("whose record cannot be written is stopped, with that as its error, and leaves no process on the host", async () => {
    const note = readNote(section(console_("$ sleep 4009 & echo begun; sleep 4009\n...")), "note.md");
    const signal = new AbortController().signal;
    const images: string[] = [];
    const held = await HostSession.enter(
      host,
      await waitUntilReady(host, { within: 60_000, images }),
      { images },
      signal,
    );
    const full = new LabError("no space left on the disk");
    const emit = ({ type }: RunEvent) => {
      if (type === "output") throw full;
    };
    const options = { sections: note.sections, fresh: true, steps: plannedSteps(note), emit, signal };
    await expect(runNote(held, note, options).finally(() => held.leave())).rejects.toBe(full);
    expect((await onHost(host, "pgrep -f 'sleep 4009' || echo none")).stdout).toBe("none\n");
  });

  const busy = section(
    console_("$ sleep 4010 & sudo sleep 4011 & nohup sleep 4012 &\n...\n$ (trap '' HUP; sleep 4013)\n[running]"),
    console_("$ echo begun; sleep 4014", "console terminal=2"),
  );
  const sleepers = async () => (await onHost(host, "pgrep -fa 'sleep 401' || echo none")).stdout;

  test.each(["SIGINT", "SIGTERM"] as const)(
    "that is stopped by %s says so, keeps what was printed and leaves no process on the host",
    async (signal) => {
      await using runner = await startRunner(host, busy);
      await runner.happened(({ type, data }) => type === "output" && (data?.includes("begun") ?? false));
      runner.process.kill(signal);
      expect(await runner.ended).toMatchObject({ code: 130, stdout: "" });
      const record = await runner.record();
      expect(record).toMatchObject({
        outcome: "interrupted",
        reasons: [{ kind: "aborted", why: expect.stringContaining(signal) }],
      });
      expect(record.ended).not.toBeNull();
      expect(record.steps.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "skipped"]);
      expect(record.steps[2]).toMatchObject({
        output: "begun",
        exit: null,
        reasons: [{ kind: "stopped" }],
      });
      expect(await sleepers()).toBe("none\n");
    },
  );

  test("stops when the process that started it is gone", async () => {
    await using runner = await startRunner(host, busy, { shell: true });
    await runner.happened(({ type, data }) => type === "output" && (data?.includes("begun") ?? false));
    runner.process.kill("SIGKILL");
    await runner.happened(({ type }) => type === "run-ended");
    // It writes its record and frees the host after that, and holds its output until it ends.
    await runner.ended;
    expect(await runner.record()).toMatchObject({ outcome: "interrupted" });
    expect(await sleepers()).toBe("none\n");
  });

  test("that was killed leaves what it had, frees the host, and can be run again", async () => {
    const note = section(console_("$ echo one\none\n$ echo begun; sleep 4015"));
    await using runner = await startRunner(host, note);
    await runner.happened(({ type, data }) => type === "output" && (data?.includes("begun") ?? false));
    runner.process.kill("SIGKILL");
    await runner.ended;
    expect(await runner.record()).toMatchObject({ outcome: "running", ended: null });
    // The keys that it had for the connection are gone with it.
    while ((await readdir(runner.folder)).some((name) => name.startsWith("labnote-"))) await pause(50);
    expect(await typeNote(host, section(console_("$ pgrep -c sleep\n0\n[exit 1]")))).toMatchObject(passes);
  });
});
