import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type Annotation,
  annotate,
  annotated,
  ofError,
  ofRun,
  ofWarnings,
  workflowCommand,
} from "../../../../src/cli/github/annotations.ts";
import { LabError, LabErrors } from "../../../../src/common/errors.ts";
import { escapeForLog } from "../../../../src/common/sanitize.ts";
import type { HostResult } from "../../../../src/lab/outcome.ts";
import { read } from "../../note/pages.ts";
import { because, failed, passed, recordOf } from "../../record/fixtures.ts";
import { recordedConsole } from "../recorded-console.ts";

const actions = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: process.cwd() };

/** The lines that are written in such surroundings. */
function written(annotations: readonly Annotation[], env: { [name: string]: string } = actions): string[] {
  const { said, console } = recordedConsole("lab", env);
  annotate(annotations, console);
  return said.stderr.split("\n").slice(0, -1);
}

/** A line as the runner of GitHub Actions reads it: its command parser, in a few words. */
function taken(line: string) {
  const [, kind, properties = "", data = ""] = /^::(\w+)(?: (.*?))?::(.*)$/s.exec(line.trimStart()) ?? [];
  const plain = (text: string) =>
    text
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%25", "%");
  const pairs = properties.split(",").flatMap((pair): [string, string][] => {
    const [name = "", ...value] = pair.split("=");
    return name === "" ? [] : [[name, plain(value.join("="))]];
  });
  return { kind, ...Object.fromEntries(pairs), message: plain(data) };
}

const note = read(
  [
    "# Page",
    "## 1.1 One",
    "```console",
    "$ echo one",
    "one",
    "$ cat <<END",
    "> two",
    "> END",
    "two",
    "```",
    "```python file=a.py",
    "print(1)",
    "```",
    "",
  ].join("\n"),
);

describe("annotations", () => {
  test("are written by GitHub Actions alone", () => {
    const one: Annotation = { kind: "warning", message: "look", file: "notes/a.md", line: 3 };
    expect(written([one])).toEqual(["::warning file=notes/a.md,line=3::look"]);
    expect(written([one], {})).toEqual([]);
    expect(written([one], { GITHUB_ACTIONS: "false" })).toEqual([]);
  });

  test("name files as the repository does, wherever labnote lies in it", () => {
    const command = workflowCommand({ kind: "error", message: "no", file: "/w/site/labs/notes/a.md" }, "/w/site");
    expect(command).toBe("::error file=labs/notes/a.md::no");
  });

  test("escape what has a meaning to the runner, in properties more than in messages", () => {
    const command = workflowCommand(
      { kind: "error", title: "50%, or: so", message: "50%, or: so\r\nmore", file: "a,b.md", line: 1, endLine: 2 },
      process.cwd(),
    );
    expect(command).toBe("::error file=a%2Cb.md,line=1,endLine=2,title=50%25%2C or%3A so::50%25, or: so%0D%0Amore");
  });

  test("are one line each, and read as they were written, whatever they say", () => {
    const words = fc
      .oneof(
        fc.string({ unit: "grapheme-composite" }),
        fc.array(fc.constantFrom("%", "%25", ":", "::", ",", "\n", "\r", "=", "a", " ")).map((all) => all.join("")),
      )
      // The runner takes blanks off the end of a title.
      .map((text) => stripVTControlCharacters(text).trim())
      .filter((text) => text !== "");
    fc.assert(
      fc.property(words, words, (title, message) => {
        const line = workflowCommand({ kind: "error", title, message }, "/w");
        expect(line).not.toMatch(/[\r\n]/);
        expect(taken(line)).toEqual({ kind: "error", title, message });
      }),
    );
  });

  test("hold no colours of terminals", () => {
    expect(workflowCommand({ kind: "error", message: "\u001b[31mred\u001b[0m" }, "/w")).toBe("::error::red");
  });

  test("are ten of a kind at most, and the last one counts the others", () => {
    const of = (kind: Annotation["kind"], count: number): Annotation[] =>
      Array.from({ length: count }, (_, index) => ({ kind, message: `${kind} ${index + 1}` }));
    expect(written(of("error", 10))).toHaveLength(10);
    const lines = written([...of("error", 12), ...of("warning", 2)]);
    expect(lines).toHaveLength(12);
    expect(lines[8]).toBe("::error::error 9");
    expect(lines[9]).toBe("::error::and 3 more; see the log");
    expect(lines[10]).toBe("::warning::warning 1");
  });
});

describe("a note's warnings", () => {
  test("stand at their lines", () => {
    const warned = read("---\ntitel: Page\n---\n# Page\n");
    expect(ofWarnings(warned)).toEqual([
      { kind: "warning", file: "note.md", line: 2, message: expect.stringContaining("is title meant") },
    ]);
  });
});

describe("a failure", () => {
  test("is annotated problem by problem, each at its line, with why and what to do", () => {
    const problems = [
      new LabError("Port 7000 is not open", { place: { file: "notes/a.md", line: 4 }, remedy: "write ports" }),
      new LabError("No end", { place: { file: "notes/a.md", line: 9 }, cause: new Error("so") }),
    ];
    expect(ofError(new LabErrors("Refused", problems))).toEqual([
      { kind: "error", title: "Port 7000 is not open", message: "try: write ports", file: "notes/a.md", line: 4 },
      { kind: "error", title: "No end", message: "because: so", file: "notes/a.md", line: 9 },
    ]);
  });

  test("without a place stands with the job", () => {
    expect(ofError(new LabError("There is no engine"))).toEqual([
      { kind: "error", title: "There is no engine", message: "There is no engine" },
    ]);
  });

  test("that is a defect is left to the log", () => {
    expect(ofError(new TypeError("oh"))).toEqual([]);
  });

  test("ends a command as it would without", async () => {
    const failure = new LabError("No");
    const main = annotated(() => {
      throw failure;
    });
    const { console } = recordedConsole();
    await expect(main({}, [], console)).rejects.toBe(failure);
    expect(await annotated(() => 3)({}, [], console)).toBe(3);
  });
});

describe("a run", () => {
  const result = (name: string, ...steps: ReturnType<typeof failed>[]): HostResult => ({
    name,
    record: recordOf(steps),
  });

  test("that held is annotated with nothing", () => {
    expect(ofRun([result("mina", passed({ section: "1.1", line: 4 }))], note)).toEqual([]);
  });

  test("has each failed step from its first line to its last, with why", () => {
    const steps = [4, 6, 11].map((line) =>
      failed({ section: "1.1", line, typed: "echo x\nmore", reasons: because("line 5: no") }),
    );
    expect(ofRun([result("mina", ...steps)], note)).toEqual(
      [
        [4, 5],
        [6, 9],
        [11, 13],
      ].map(([line, endLine]) => ({
        kind: "error",
        title: "1.1: echo x",
        message: "line 5: no",
        file: "note.md",
        line,
        endLine,
      })),
    );
  });

  test("has a step once that failed on several hosts, and names them", () => {
    const step = failed({ section: "1.1", line: 4, reasons: because("no") });
    const [one, ...more] = ofRun([result("mina", step), result("jun", step), result("sora")], note);
    expect(more).toEqual([]);
    expect(one?.message).toBe("no\non mina, jun");
  });

  test("has no last line of a step that the note does not have any more", () => {
    const [one] = ofRun([result("mina", failed({ section: "1.1", line: 5 }))], note);
    expect([one?.line, one?.endLine]).toEqual([5, undefined]);
  });

  test("that stopped as a whole says so of the host", () => {
    const record = { ...recordOf([]), outcome: "failed" as const, reasons: because("the host is gone") };
    expect(
      ofRun(
        [
          { name: "mina", record },
          { name: "jun", record: undefined },
        ],
        note,
      ),
    ).toEqual([
      { kind: "error", message: "mina: the host is gone" },
      { kind: "error", message: "jun: not run" },
    ]);
  });
});

describe("what a host printed", () => {
  const orders = "seen:\n    ::add-mask::a\n::stop-commands::x\nsay ##[error]no\na::b";

  test("gives the runner no orders", () => {
    const text = escapeForLog(orders, { env: actions });
    expect(text).toBe("seen:\n    : :add-mask::a\n: :stop-commands::x\nsay ## [error]no\na::b");
  });

  test("gives none behind a sign that only the runner takes for a blank", () => {
    expect(escapeForLog("\u0085::add-mask::a", { env: actions })).toBe("\u0085: :add-mask::a");
  });

  test("stays as it is elsewhere", () => {
    expect(escapeForLog(orders, { env: {} })).toBe(orders);
  });
});
