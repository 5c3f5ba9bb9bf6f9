import { describe, expect, test } from "@jest/globals";
import { Bindings, substitute } from "../../../../src/note/compare/bindings.ts";
import { compareStep } from "../../../../src/note/compare/compare.ts";
import type { CommandStep } from "../../../../src/note/note.ts";
import { readNote } from "../../../../src/note/read.ts";
import { toldOf } from "../../record/fixtures.ts";

/** The commands of a session, as the reader gives them. */
const commandsOf = (session: readonly string[], varies: readonly string[] = []): CommandStep[] =>
  readNote(
    ["---", `varies: [${varies.join(", ")}]`, "---", "# A", "", "```console", ...session, "```", ""].join("\n"),
    "note.md",
  ).sections.flatMap(({ steps }) => steps.filter((step) => step.kind === "command"));

/** What is typed at each step, when the commands print these outputs; or the reason why one does not match. */
function run(steps: readonly CommandStep[], outputs: readonly string[]): string[] {
  let bindings = Bindings.none;
  return steps.map((step, at) => {
    const typed = substitute(step.typed ?? "", bindings, step.known);
    const match = compareStep(step, outputs[at] ?? "", bindings);
    if (!match.holds) return toldOf(match);
    bindings = match.bindings;
    return typed;
  });
}

const id = "73588180c437a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5";
const other = "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90";

describe("words that another line of the section makes known", () => {
  test("the first digits of an id stand for the first digits of the run's id, typed and printed", () => {
    const steps = commandsOf(["$ docker run -d nginx", id, "$ docker stop 735", "735", "$ docker cp 73588:/a b"]);
    expect(run(steps, [other, "a1b"])).toEqual(["docker run -d nginx", "docker stop a1b", "docker cp a1b2c:/a b"]);
    expect(run(steps, [other, "735"])[1]).toMatch(/"735" stands for "a1b" since line 8/);
  });

  test("words that begin no id, or two ids, or are no argument, are typed as they stand", () => {
    const two = id.replace("7358", "7359");
    const steps = commandsOf([
      "$ docker run a",
      id,
      "$ docker run b",
      two,
      "$ docker stop 735 734",
      "$ 7358 x -p 7358:80",
    ]);
    expect(run(steps, [other, other.replace("a1b2", "ffff")]).slice(2)).toEqual([
      "docker stop 735 734",
      "7358 x -p 7358:80",
    ]);
  });

  test("a PID that one line shows is known in every line of the section, and typed", () => {
    const steps = commandsOf([
      "$ sleep 300 &",
      "[1] 465",
      "$ jobs",
      "[1]+  Running  sleep 300 &",
      "$ kill 465; echo 465",
      "465",
    ]);
    expect(run(steps, ["[1] 77", "[1]+  Running  sleep 300 &", "77"])[2]).toBe("kill 77; echo 77");
    expect(run(steps, ["[1] 77", "[1]+  Running  sleep 300 &", "78"])[2]).toMatch(/"465" stands for "77"/);
  });

  test("a commit's abbreviated id is the beginning of its id, whichever is shown first", () => {
    const long = "1f0d2c3b4a5968778695a4b3c2d1e0f1a2b3c4d5";
    const session = ["$ git commit -m x", "[main 1f0d2c3] x", "$ git rev-parse HEAD", long, "$ git show 1f0d2c3:a"];
    const seen = long.replaceAll("1f0", "0ab");
    expect(run(commandsOf(session), ["[main 0abd2c3] x", seen])[2]).toBe("git show 0abd2c3:a");
    expect(run(commandsOf(session), ["[main 0abd2c3] x", long])[1]).toMatch(/"1f0d2c3" stands for "0abd2c3" since/);
  });
});

describe("words that front matter says vary", () => {
  const steps = commandsOf(
    ["$ a", "made web-7d9f and 12345.", "$ b web-7d9f 12345", "web-7d9f: 12345"],
    ["web-7d9f", "12345"],
  );

  test("a word of varies stands for another word with the same signs in it, and is bound", () => {
    expect(run(steps, ["made api-xy and 0.", "api-xy: 0"])).toEqual(["a", "b api-xy 0"]);
    expect(run(steps, ["made api-xy and 0.", "api-xz: 0"])[1]).toMatch(/"web-7d9f" stands for "api-xy"/);
  });

  test("a word of varies stands for no word with blanks, and for none with other signs", () => {
    for (const seen of ["made api and 0.", "made api-x-y and 0.", "made api xy and 0.", "made api-xy and ."])
      expect([seen, compareStep(steps[0] as CommandStep, seen, Bindings.none).holds]).toEqual([seen, false]);
  });

  test("a number of varies keeps the zeros that it begins with", () => {
    expect(run(commandsOf(["$ a", "0120"], ["0120"]), ["7"])).toEqual(["a"]);
  });
});
