import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Bindings } from "../../../../src/note/compare/bindings.ts";
import { buildLines, dropBuilds, imageBuilt } from "../../../../src/note/compare/builds.ts";
import { compare, type Match } from "../../../../src/note/compare/compare.ts";
import type { Mode } from "../../../../src/note/compare/expectation.ts";
import type { Mismatch } from "../../../../src/note/compare/mismatch.ts";
import type { Expected } from "../../../../src/note/note.ts";
import { toldOf } from "../../record/fixtures.ts";

const lines = (text: string): Expected[] => text.split("\n").map((line, index) => ({ line: index + 1, text: line }));
const against = (note: string, seen: string, mode: Mode = "whole", bindings = Bindings.none): Match | Mismatch =>
  compare(lines(note), seen, bindings, mode);
const holds = (note: string, seen: string, mode?: Mode): boolean => against(note, seen, mode).holds;

const image = "5e1cb2a9d0f3".padEnd(64, "7");
const other = "0b1cb2a9d0f4".padEnd(64, "7");

/** The same build by each builder, of a Dockerfile with `RUN echo hello; echo bye`. */
const old = `Sending build context to Docker daemon  2.048kB
Step 1/3 : FROM ubuntu:18.04
18.04: Pulling from library/ubuntu
7c457f213c76: Pull complete
Digest: sha256:${other}
Status: Downloaded newer image for ubuntu:18.04
 ---> f9a80a55f492
Step 2/3 : RUN echo hello; echo bye
 ---> Running in 0a1b2c3d4e5f
hello
bye
Removing intermediate container 0a1b2c3d4e5f
 ---> 1f2e3d4c5b6a
Step 3/3 : CMD ["sh"]
 ---> Using cache
 ---> 5e1cb2a9d0f3
Successfully built 5e1cb2a9d0f3
Successfully tagged hello:latest`;

const deprecated = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            Install the buildx component to build images with BuildKit:
            https://docs.docker.com/go/buildx/

${old.replace("Removing", " ---> Removed")}`;

const disabled = deprecated.replace(
  /^ +Install.*\n.*$/m,
  "            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0\n            environment-variable.",
);

const terminal = `[+] Building 1.3s (6/6) FINISHED                                                                         docker:default
 => [internal] load build definition from Dockerfile                                                                 0.0s
 => => transferring dockerfile: 103B                                                                                 0.0s
 => [internal] load metadata for docker.io/library/ubuntu:18.04                                                      0.4s
 => CACHED [1/2] FROM docker.io/library/ubuntu:18.04@sha256:${other.slice(0, 40)}  0.0s
 => [2/2] RUN echo hello; echo bye                                                                                   0.3s
 => exporting to image                                                                                               0.0s
 => => exporting layers                                                                                              0.0s
 => => writing image sha256:${image}                         0.0s
 => => naming to docker.io/library/hello                                                                             0.0s`;

const plain = `#0 building with "default" instance using docker driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 103B done
#1 DONE 0.0s

#4 [1/2] FROM docker.io/library/ubuntu:18.04
#4 CACHED

#5 [2/2] RUN echo hello; echo bye
#5 0.254 hello
#5 0.254 bye
#5 DONE 0.3s

#6 exporting to image
#6 exporting layers 0.0s done
#6 writing image sha256:${image} done
#6 naming to docker.io/library/hello done
#6 DONE 0.0s`;

const builds = Object.entries({ old, deprecated, disabled, terminal, plain }).map(([builder, text]) => ({
  builder,
  text,
}));
const pairs = builds.flatMap((one) =>
  builds.map((two) => ({ one: one.builder, two: two.builder, a: one.text, b: two.text })),
);

describe("a build that came to its end", () => {
  test.each(pairs)("holds, as the note has it from $one, for what $two prints", ({ one, two, a, b }) => {
    // What commands print is held to, where the note shows it; in a terminal, BuildKit does not show it.
    const shown = { terminal: [], plain: ["#5 0.254 hello", "#5 0.254 bye"] }[one] ?? ["hello", "bye"];
    const without = a
      .split("\n")
      .filter((line) => !shown.includes(line))
      .join("\n");
    expect(holds(`${without}\ndone`, `${b}\ndone`)).toBe(true);
    expect(holds(`${without}\ndone`, `${b}\nfailed`)).toBe(false);
    expect(holds(`${without}\ndone`, `${b}\nmore\ndone`)).toBe(false);
    const same = [one, two].every((builder) => !["terminal", "plain"].includes(builder)) || one === two;
    expect(holds(a, b)).toBe(same || shown.length === 0);
  });

  test.each(builds)("of $builder may be left out of the note, and be there where it was not seen", ({ text }) => {
    expect(holds("done", `${text}\ndone`)).toBe(true);
    expect(holds("first\ndone", `first\n${text}\ndone`)).toBe(true);
    expect(holds("done", `${text}\nfailed`)).toBe(false);
    expect(holds("[..]", text)).toBe(false);
    const silent = text
      .split("\n")
      .filter((line) => !/hello$|bye$/.test(line) || line.includes("=>"))
      .join("\n");
    expect(holds(`${silent}\ndone`, "done")).toBe(true);
    expect(holds(`${silent}\ndone`, "failed")).toBe(false);
    expect(holds(silent, "anything")).toBe(false);
  });

  test.each(builds)("of $builder may be shortened in the note", ({ text }) => {
    const [first, last] = [text.split("\n")[0], text.split("\n").at(-1)];
    for (const { text: seen } of builds) {
      expect(holds(`...\n${last}\ndone`, `${seen}\ndone`)).toBe(true);
      expect(holds(`${first}\n...\n${last}\ndone`, `${seen}\ndone`)).toBe(true);
      expect(holds(`${first}\n...\n${last}\ndone`, `${seen}\nmore\ndone`)).toBe(false);
      expect(holds(`${first}\n...\ndone`, `${seen}\ndone`)).toBe(true);
      expect(holds(`${first}\n...\n${last}\ndone`, `${seen}\nfailed`)).toBe(false);
    }
  });

  test.each([
    "Step 2/3 : RUN [..]\n...",
    " ---> [..]\n...",
    "[+] Building [..]\n...",
    "[+] Building [..]\n => [2/2] RUN echo [..]\n...",
    "#1 [internal] load build definition from Dockerfile\n#1 transferring [..]\n...",
    "Successfully built [..]",
    "#6 naming to docker.io/library/hello done\n#6 DONE 0.0s",
    " ---> [Warning] IPv4 forwarding is disabled. Networking will not work.",
  ])("may have [..] in the note's progress: %j", (note) => {
    for (const { text } of builds) expect(holds(`${note}\ndone`, `${text}\ndone`)).toBe(true);
  });

  test("is held to what the commands print where the note shows it", () => {
    for (const text of [old, deprecated, disabled]) {
      expect(holds("...\nhello\nbye\n...\ndone", `${text}\ndone`)).toBe(true);
      expect(holds("...\nbye\n...\ndone", `${text}\ndone`)).toBe(true);
      expect(holds("...\nbye\nhello\n...\ndone", `${text}\ndone`)).toBe(false);
      expect(holds("...\nhullo\n...\ndone", `${text}\ndone`)).toBe(false);
      expect(
        holds(`Step 2/3 : RUN echo hello; echo bye\nhello\nbye\nStep 3/3 : CMD ["sh"]\ndone`, `${text}\ndone`),
      ).toBe(true);
    }
    expect(holds("...\n[..]hello\n[..]bye\n...\ndone", `${plain}\ndone`)).toBe(true);
    expect(holds("...\n[..]hello\n[..]hello\n...\ndone", `${plain}\ndone`)).toBe(false);
    expect(holds("...\nhello\n...\ndone", `${terminal}\ndone`)).toBe(false);
  });

  test("is named by the line of the note that its commands did not print, or that did not come after it", () => {
    expect(against("...\nhello\nbye bye\n...\ndone", `${old}\ndone`)).toMatchObject({ expected: { text: "bye bye" } });
    expect(against("Step 1/3 : FROM x\n...\ndone", `${old}\nfailed`)).toMatchObject({
      expected: { text: "done" },
      seen: "failed",
    });
    expect(against("Step 1/3 : FROM x\n...\nhello\nbye\ndone", `${old}\nfailed`)).toMatchObject({
      expected: { text: "done" },
    });
  });

  test("counts as taken, as the lines below it do", () => {
    expect(against("done", `${old}\ndone\nmore`, "begun")).toMatchObject({ holds: true, taken: 19 });
  });

  test("binds the image's id, whichever builder says it", () => {
    for (const { text: note } of builds)
      for (const { text: seen } of builds) {
        const sample = note.includes("sha256:5e1c") ? image : image.slice(0, 12);
        const silent = note
          .split("\n")
          .filter((line) => !/(?:hello|bye)$/.test(line) || line.includes("=>"))
          .join("\n");
        const value = seen.replaceAll(image, other).replaceAll(image.slice(0, 12), other.slice(0, 12));
        const result = against(`${silent}\n...`, value);
        if (!result.holds) throw new Error(toldOf(result));
        expect(result.bindings.of(sample.slice(0, 12))?.value).toBe(other.slice(0, 12));
      }
    const bound = Bindings.none.bind(image.slice(0, 12), other.slice(0, 12), 1) as Bindings;
    expect(toldOf(against(`${deprecated}\n...`, terminal, "whole", bound))).toContain(
      '"5e1cb2a9d0f3" stands for "0b1cb2a9d0f4" since line 1',
    );
  });

  test("binds the ids of its layers where it is as the note has it", () => {
    const result = against(old, old.replaceAll("1f2e3d4c5b6a", "aaaaaaaaaaa1"));
    if (!result.holds) throw new Error(toldOf(result));
    expect(result.bindings.of("1f2e3d4c5b6a")?.value).toBe("aaaaaaaaaaa1");
  });
});

const oldFailure = `hello
E: Unable to locate package cows
The command '/bin/sh -c apt-get install cows' returned a non-zero code: 100`;
const failed = `Sending build context to Docker daemon  2.048kB
Step 1/2 : FROM ubuntu:18.04
 ---> f9a80a55f492
Step 2/2 : RUN apt-get install cows
 ---> Running in 0a1b2c3d4e5f
${oldFailure}`;
const failure = `------
 > [2/2] RUN apt-get install cows:
0.254 hello
------
ERROR: failed to solve: process "/bin/sh -c apt-get install cows" did not complete successfully: exit code: 100`;
const failedTerminal = `[+] Building 1.3s (5/5) FINISHED                                                       docker:default
 => [internal] load build definition from Dockerfile                                               0.0s
 => ERROR [2/2] RUN apt-get install cows                                                           0.3s
${failure}`;

describe("a build that fails", () => {
  test("does not hold for a note in which it came to its end", () => {
    for (const { text } of builds)
      for (const seen of [failed, failedTerminal]) {
        expect(holds(text, seen)).toBe(false);
        const named = text.split("\n").find((line) => /tagged|naming to/.test(line));
        expect(holds(`...\n${named}`, seen)).toBe(false);
        expect(holds(`${text}\n...`, seen)).toBe(false);
      }
  });

  test("is held to its errors and to what its commands printed, not to its progress", () => {
    expect(holds(failed, deprecated.replace(/Step 1[\s\S]*/, "") + failed)).toBe(true);
    expect(holds(failed, failed.replace("package cows", "package cats"))).toBe(false);
    expect(holds(`...\n${oldFailure}`, failed)).toBe(true);
    expect(holds(oldFailure, failed)).toBe(true);
    expect(holds(oldFailure.replace("hello\n", ""), failed)).toBe(false);
    expect(holds(failure, failedTerminal)).toBe(true);
    expect(holds(failedTerminal, failedTerminal.replaceAll("0.3s", "0.4s"))).toBe(true);
    expect(holds(`...\n${failure.split("\n").at(-1)}`, failedTerminal)).toBe(true);
    expect(holds(`...\n${failure.split("\n").at(-1)}`, failedTerminal.replace("code: 100", "code: 1"))).toBe(false);
  });
});

/** What real builds printed, on a terminal of 120 columns: by Docker 26.1, and by Docker 20.10 where the builder's name says so. */
const recorded: { builder: string; typed: string; exit: number; output: string[] }[] = JSON.parse(
  await readFile(join(import.meta.dirname, "recorded-builds.json"), "utf8"),
);

describe("a build that was recorded", () => {
  const left = (output: readonly string[]) => dropBuilds(output, (line) => line).filter((line) => line.trim() !== "");

  test.each(recorded.filter(({ exit }) => exit === 0))("prints nothing else: $typed, by $builder", ({ output }) => {
    expect(left(output)).toEqual([]);
    expect(output.filter((line) => imageBuilt(line) !== undefined).length).toBeGreaterThan(0);
  });

  test.each(recorded.filter(({ exit }) => exit !== 0))(
    "leaves its errors: $typed, by $builder",
    ({ typed, output }) => {
      const lines = left(output);
      expect(lines.at(-1)).toMatch(/^(?:ERROR: |The command '|unable to prepare context: )/);
      expect(lines.every((line) => buildLines(output)[output.indexOf(line)] === undefined)).toBe(true);
      if (typed.endsWith(" bad")) expect(lines[0]).toMatch(/^(?:#5 0\.\d+ )?hello$|^------$/);
      for (const { output: note, exit } of recorded)
        if (exit === 0) expect(holds(note.join("\n"), output.join("\n"))).toBe(false);
    },
  );

  test("holds for every other one in which the commands print what this note does not show", () => {
    const ended = recorded.filter(({ exit, typed }) => exit === 0 && !typed.includes("--progress=plain"));
    for (const { output: note } of ended) {
      const kinds = buildLines(note);
      const silent = note.filter((_, at) => kinds[at] === "progress");
      for (const { output } of ended) expect(holds(silent.join("\n"), output.join("\n"))).toBe(true);
    }
  });
});

describe("what only looks like a build", () => {
  test.each([
    ["what pip says", "Successfully built PyYAML"],
    ["a value in Ruby", "=> [1, 2]"],
    ["a value that ends as a time does, not indented", "=> took 0.1s"],
    ["an indented arrow", " => [web] ok"],
    ["a stack of gdb", "#0  main () at x.c:3\n#1  0x0000555 in foo ()"],
    ["a stack of PHP", "#0 /srv/a.php(3): foo()\n#1 {main}"],
    ["a step of a program", "Step 1 of 3 : start"],
    [
      "a pull that was typed",
      "18.04: Pulling from library/ubuntu\n7c457f213c76: Pull complete\nStatus: Downloaded newer image for x",
    ],
    ["other work of compose", "[+] Running 2/2"],
  ])("%s is no line of a build", (_, text) => {
    expect(buildLines(text.split("\n")).filter((kind) => kind !== undefined)).toEqual([]);
  });

  test("the lines of a request's answer are compared, though they are those of a build", () => {
    expect(holds("Successfully tagged hello:latest", "<p>no</p>", "among")).toBe(false);
    expect(holds("Step 1/3 : FROM x", "<p>Step 1/3 : FROM x</p>", "among")).toBe(true);
  });
});

test("a line that a builder prints is found in a time that grows with the lines alone", () => {
  const many = Array.from({ length: 20_000 }, (_, at) => `Get:${at} http://archive.example/debian bookworm`).join("\n");
  const long = old.replace("hello\nbye", many);
  expect(holds("...\ndone", `${long}\ndone`)).toBe(true);
  expect(holds("...\nGet:19999 [..]\n...\ndone", `${long}\ndone`)).toBe(true);
});
