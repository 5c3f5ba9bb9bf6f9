import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Bindings } from "../../../src/note/compare/bindings.ts";
import { compareStep } from "../../../src/note/compare/compare.ts";
import { missingInput } from "../../../src/note/console/shell-syntax.ts";
import type { CommandStep } from "../../../src/note/note.ts";
import { readNote } from "../../../src/note/read.ts";
import { emulate } from "../../../src/run/terminal/screen.ts";
import { ScriptedTerminal, sectionOf } from "./scripted-terminal.ts";

const PROMPT = "root@73588180c437:/#";

/** Lines that mean something to a note, and any others. */
const line = fc.oneof(
  fc.constantFrom("$ ls", "# title", "> x", "...", "<...>", "^C", "[empty]", "[exit 2]", "[running]", "```", "~~~", ""),
  fc.constantFrom(
    PROMPT,
    `${PROMPT} ls`,
    "/ # ls",
    "# exit",
    "$",
    "## 2 Two",
    "    four",
    "<!-- x -->",
    "[..] y",
    "[x]: y",
  ),
  fc.string({ unit: "grapheme-ascii", maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(..."한글 é—“”\u202e"), maxLength: 12 }),
);
const output = fc.array(line, { maxLength: 5 });

const word = fc.stringMatching(/^[a-z0-9./=-]{1,10}$/);
const typed = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .map((words) => ["cmd", ...words].join(" "))
  .filter((command) => missingInput(command) === undefined);
const several = fc.tuple(typed, typed).map(([one, two]) => `${one} \\\n  ${two}`);

const run = fc.record({
  kind: fc.constant("run" as const),
  typed: fc.oneof(typed, several),
  output,
  status: fc.nat(255),
});
const interrupted = fc.record({ kind: fc.constant("interrupt" as const), typed, before: output, after: output });
const nested = fc.record({
  kind: fc.constant("nested" as const),
  lines: fc.array(fc.record({ typed, output }), { maxLength: 3 }),
});
const overlap = fc.record({ kind: fc.constant("overlap" as const), typed, before: output, after: output, other: run });
type Action =
  typeof run | typeof interrupted | typeof nested | typeof overlap extends fc.Arbitrary<infer One> ? One : never;

const text = (lines: readonly string[]) => lines.map((each) => `${each}\n`).join("");
/** A typed line, and all that came after it, as the terminal that ran it would have shown it again. */
interface Typed {
  terminal: number;
  typed: string;
  output: string;
}

function perform(action: Action, one: ScriptedTerminal, two: ScriptedTerminal): Typed[] {
  switch (action.kind) {
    case "run":
      one.runs(action.typed, text(action.output), action.status);
      return [{ terminal: 1, typed: action.typed, output: text(action.output) }];
    case "interrupt": {
      one
        .types(action.typed)
        .shows(text(action.before))
        .keys("interrupt")
        .shows(`^C\n${text(action.after)}`)
        .prompt(130);
      return [{ terminal: 1, typed: action.typed, output: `${text(action.before)}^C\n${text(action.after)}` }];
    }
    case "nested": {
      const opens = "docker run -it ubuntu bash";
      one.types(opens).shows(`${PROMPT} `);
      for (const each of action.lines) one.line(each.typed).shows(`${text(each.output)}${PROMPT} `);
      one.line("exit").shows("exit\n").prompt();
      return [
        { terminal: 1, typed: opens, output: "" },
        ...action.lines.map((each) => ({ terminal: 1, typed: each.typed, output: text(each.output) })),
        { terminal: 1, typed: "exit", output: "exit\n" },
      ];
    }
    case "overlap": {
      one.types(action.typed).shows(text(action.before));
      two.runs(action.other.typed, text(action.other.output), action.other.status);
      one.shows(text(action.after)).prompt();
      return [
        { terminal: 1, typed: action.typed, output: text([...action.before, ...action.after]) },
        { terminal: 2, typed: action.other.typed, output: text(action.other.output) },
      ];
    }
  }
}

/** An output as a run sees it. */
const shown = async (data: string): Promise<string> =>
  (await emulate(Buffer.from(data.replaceAll("\n", "\r\n")))).lines.join("\n");

/** Steps that go on belong to the step before them in their terminal. */
function commandsOf(steps: readonly CommandStep[]): CommandStep[][] {
  const commands: CommandStep[][] = [];
  for (const step of steps)
    if (step.typed !== undefined) commands.push([step]);
    else commands.findLast(([first]) => first?.terminal === step.terminal)?.push(step);
  return commands;
}

test("what was captured reads back as the same typed lines, and what was seen holds for the note", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(run, interrupted, nested, overlap), { maxLength: 5 }), async (actions) => {
      const [one, two] = [new ScriptedTerminal(1), new ScriptedTerminal(2)];
      const wanted = actions.flatMap((action) => perform(action, one, two));
      const { lines, leftOut } = await sectionOf(one.exits(), two.exits());
      const page = lines.join("\n");
      expect(leftOut).toEqual([]);
      const steps = readNote(`${page}\n`, "").sections.flatMap((section) => section.steps) as CommandStep[];
      const commands = commandsOf(steps);
      expect(commands.map(([step]) => [step?.terminal, step?.typed])).toEqual(
        wanted.map((each) => [each.terminal, each.typed]),
      );
      for (const [at, parts] of commands.entries()) {
        // Between two parts of an output, blank lines do not count, as beside a gap.
        const gap = { line: 0, text: "..." };
        const expected = parts.flatMap((part, index) => (index === 0 ? part.expected : [gap, ...part.expected]));
        const whole = { ...(parts[0] as CommandStep), expected };
        const ending = { kind: "mark" as const };
        const seen = await shown(wanted[at]?.output ?? "");
        expect({ page, ...compareStep({ ...whole, ending }, seen, Bindings.none) }).toMatchObject({ holds: true });
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
