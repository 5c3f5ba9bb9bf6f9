import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { catchUp } from "../../../../src/class/deeds/catch-up.ts";
import { read } from "../../note/pages.ts";
import { LocalHost } from "./local-host.ts";

// `script` of util-linux makes the terminals; on other systems it takes other arguments.
const onLinux = process.platform === "linux" ? describe : describe.skip;
const { signal } = new AbortController();

/** Makes a box with an id of its own, shows it, and opens a shell in it: as an engine does with containers. */
const BOX = `#!/bin/bash
case "$1" in
  make) id=$(head -c 32 /dev/urandom | sha256sum | cut -c 1-64); echo "$id" | tee -a ~/boxes ;;
  show) grep -c "^$2" ~/boxes ;;
  enter) PS1="root@\${3}:/# " HISTFILE= exec bash --norc --noprofile -i ;;
esac
`;
const SAMPLE = "64eb235def0214be2077e2e491f180c530f6d30b9ec763625e242f515fe63de2";

const note = read(
  [
    ...["## 1 One", ""],
    ...["```console", "$ box make", SAMPLE, "$ box show 64eb235def02", "1", "```", ""],
    ...["```text file=a/b.txt", "two words", "```", ""],
    ...["```console", "$ cat a/b.txt", "two words", "$ cd a", "$ ls -1", "b.txt", "```", ""],
    ...[
      "```console",
      "$ box enter -it 64eb235def02",
      "root@64eb235def02:/# echo $((6 * 7))",
      "42",
      "root@64eb235def02:/# exit",
      "exit",
      "```",
      "",
    ],
    ...["## 2 Two", ""],
    ...[
      "```console",
      "$ basename $PWD",
      "2",
      "$ tail -f /dev/null ../1/a/b.txt",
      "...",
      "two words",
      "[running]",
      "```",
      "",
    ],
    ...["```console terminal=2", "$ echo three >> ../1/a/b.txt", "```", ""],
    ...["```console", "three", "^C", "```", ""],
    ...["```console", "$ echo last", "last", "```", ""],
  ].join("\n"),
);

function hostOf(): LocalHost {
  const host = new LocalHost(note);
  writeFileSync(join(host.home, "bin/box"), BOX);
  chmodSync(join(host.home, "bin/box"), 0o755);
  return host;
}
const boxesOf = ({ home }: LocalHost): string[] =>
  existsSync(join(home, "boxes")) ? readFileSync(join(home, "boxes"), "utf8").trim().split("\n") : [];

const OWN = `aaaabbbbcccc${"0".repeat(52)}`;

/** The student has made a box, with an id of its own, and has shown it. */
function begin(host: LocalHost): void {
  mkdirSync(join(host.home, "1"));
  writeFileSync(join(host.home, "boxes"), `${OWN}\n`);
  host.student("box make", OWN, { folder: "~/1" });
  host.student("box show aaaabbbbcccc", "1", { folder: "~/1" });
}

const caughtUp = (section: string, ...steps: number[]) =>
  Object.fromEntries(steps.map((step) => [`${section}:${step}`, "caught up"]));

onLinux("a student who is brought forward", () => {
  test("has all steps before the goal done by labnote, and not the goal itself", async () => {
    await using host = hostOf();
    expect(await catchUp(host, { until: "2:5", how: "forward" }, signal)).toBeNull();
    expect(host.states).toEqual({
      ...caughtUp("1", 1, 2, 3, 4, 5, 6, 7, 8, 9),
      ...caughtUp("2", 1, 2, 3, 4),
      "2:5": "open",
    });
    expect(boxesOf(host)).toHaveLength(1);
    expect(host.released).toBe(1);
  });

  test("keeps what they have made, and its id is typed for the note's", async () => {
    await using host = hostOf();
    begin(host);
    expect(host.states).toMatchObject({ "1:1": "typed", "1:2": "typed", "1:3": "open" });
    expect(await catchUp(host, { until: "2:1", how: "forward" }, signal)).toBeNull();
    expect(boxesOf(host)).toEqual([OWN]);
    expect(host.typed.join("")).toContain("box enter -it aaaabbbbcccc");
    expect(host.states).toMatchObject({ "1:1": "typed", ...caughtUp("1", 3, 4, 5, 6, 7, 8, 9), "2:1": "open" });
  });

  test("goes on in a shell that labnote has opened: in the goal's folder, or within what is open there", async () => {
    await using host = hostOf();
    begin(host);
    expect(await catchUp(host, { until: "1:9", how: "forward" }, signal)).toBeNull();
    host.types("exit\r");
    await host.until(() => host.states["1:9"] !== "open");
    expect(host.states).toMatchObject({ "1:9": "typed" });
  });

  test("has a shell opened once more that a missing step is typed in, and the shell's folder is gone to again", async () => {
    await using host = hostOf();
    expect(await catchUp(host, { until: "1:8", how: "forward" }, signal)).toBeNull();
    host.typed.length = 0;
    expect(await catchUp(host, { until: "2:1", how: "forward" }, signal)).toBeNull();
    expect(
      host.typed.filter((keys) => /[a-z]/.test(keys)).map((keys) => keys.trim().replace(/[0-9a-f]{12}/, "ID")),
    ).toEqual(["cd a", "box enter -it ID", "echo $((6 * 7))", "exit"]);
    expect(host.states).toMatchObject(caughtUp("1", 8, 9));
  });

  test("stops at the first step that does not hold, and says which, why, in the page's language", async () => {
    await using host = hostOf();
    host.student("box make", OWN, { folder: "~/1" });
    writeFileSync(join(host.home, "boxes"), "none\n");
    const why = await catchUp(host, { until: "2:1", how: "forward" }, signal);
    expect(why).toMatch(/^1:2 box show 64eb235def02: .*"0"/);
    expect(host.states).toMatchObject({ "1:1": "typed", "1:2": "differs", "1:3": "open", "2:1": "open" });
    expect(host.released).toBe(1);
  });

  test("is not held up by what they have made beside the note, which lists name, too", async () => {
    await using host = hostOf();
    begin(host);
    mkdirSync(join(host.home, "1/a"));
    writeFileSync(join(host.home, "1/a/aa.txt"), "");
    writeFileSync(join(host.home, "1/a/more.txt"), "");
    expect(await catchUp(host, { until: "2:1", how: "forward" }, signal)).toBeNull();
    expect(host.states).toMatchObject({ ...caughtUp("1", 3, 4, 5, 6, 7), "2:1": "open" });
  });

  test("has what was left out on the way done where it can be, and is not held up by it", async () => {
    await using host = hostOf();
    begin(host);
    host.student("cd a", "", { folder: "~/1" });
    expect(host.states).toMatchObject({ "1:3": "open", "1:4": "open", "1:5": "typed" });
    expect(await catchUp(host, { until: "1:7", how: "forward" }, signal)).toBeNull();
    expect(host.states).toMatchObject(caughtUp("1", 3, 4, 6));
  });

  test("is left where they are when it is stopped", async () => {
    await using host = hostOf();
    const stopping = new AbortController();
    const append = host.append.bind(host);
    host.append = (event) => {
      append(event);
      if (event.type === "checked") stopping.abort();
    };
    expect(await catchUp(host, { until: "2:5", how: "forward" }, stopping.signal)).toBe("It was stopped.");
    expect(host.states).toMatchObject({ "1:3": "caught up", "1:4": "open" });
  });

  test("has done by root what the note has done by root, in the same terminal", async () => {
    const mixed = read(
      [
        ...["---", 'prompt: ["$ ", "lab# "]', "---", "## 1 One", ""],
        ...["```console", "$ echo root $AS_ROOT", "root", "```", ""],
        ...["```console", "lab# echo root $AS_ROOT", "root yes", "```", ""],
        ...["```console", "$ echo back", "back", "```", ""],
        ...["## 2 Two", "", "```console", "$ echo two", "two", "```", ""],
      ].join("\n"),
    );
    await using host = new LocalHost(mixed);
    expect(await catchUp(host, { until: "2:1", how: "forward" }, signal)).toBeNull();
    expect(host.states).toMatchObject(caughtUp("1", 1, 2, 3));
  });

  test("hears that the note has no such step", async () => {
    await using host = hostOf();
    expect(await catchUp(host, { until: "9:1", how: "forward" }, signal)).toBe("The note has no step 9:1.");
    expect(host.events).toEqual([]);
  });
});

onLinux("a student who is brought there anew", () => {
  test("has nothing of their own any more, and all of it done by labnote", async () => {
    await using host = hostOf();
    begin(host);
    writeFileSync(join(host.home, "1/own.txt"), "");
    expect(await catchUp(host, { until: "2:1", how: "anew" }, signal)).toBeNull();
    expect(host.states).toMatchObject({ ...caughtUp("1", 1, 2, 3, 4, 5, 6, 7, 8, 9), "2:1": "open" });
    expect(boxesOf(host)).toHaveLength(2);
    expect(existsSync(join(host.home, "1/own.txt"))).toBe(false);
    expect(host.typed.join("")).not.toContain("aaaabbbbcccc");
  });
});
