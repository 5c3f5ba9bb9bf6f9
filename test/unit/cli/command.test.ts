import { describe, expect, test } from "@jest/globals";
import { runCommand, STACK } from "../../../src/cli/command.ts";
import { advice, npm } from "../../../src/common/advice.ts";
import { LabError } from "../../../src/common/errors.ts";
import { recordedConsole } from "./recorded-console.ts";

const spec = {
  name: "greet",
  summary: "Greets someone.",
  arguments: ["NAME", "[REST...]"],
  options: {
    loud: { type: "boolean", short: "l", help: "In capitals." },
    times: { type: "string", value: "COUNT", help: "How often." },
    stack: STACK,
  },
  exits: { 1: "nobody is there" },
} as const;

async function run(args: string[], main: Parameters<typeof runCommand<typeof spec.options>>[1] = () => undefined) {
  const { said, streams } = recordedConsole();
  const code = await runCommand(spec, main, args, streams);
  return { code, ...said };
}

describe("a command", () => {
  test("is given its options and arguments, and ends with 0", async () => {
    const seen: unknown[] = [];
    const { code } = await run(["-l", "--times", "2", "you", "and", "me"], (values, positionals) => {
      seen.push({ ...values }, positionals);
    });
    expect(code).toBe(0);
    expect(seen).toEqual([{ loud: true, times: "2", stack: "lab" }, ["you", "and", "me"]]);
  });

  test("ends with the code that it returns", async () => {
    expect((await run(["you"], () => 3)).code).toBe(3);
  });

  test("tells a failure without a stack, and ends with 1", async () => {
    const { code, stderr } = await run(["you"], () => {
      throw new LabError("Nobody is there", { remedy: "come back" });
    });
    expect(code).toBe(1);
    expect(stderr).toBe("Nobody is there\n  try: come back\n");
  });

  test("advises what to type for the lab that it is about, and for no other", async () => {
    const main = () => {
      throw new LabError("It is broken", { remedy: advice`${npm("down")}, then ${npm("start")}` });
    };
    expect((await run(["you"], main)).stderr).toContain("try: `npm run down`, then `npm start`\n");
    expect((await run(["you", "--stack", "b"], main)).stderr).toContain(
      "try: `npm run down -- --stack b`, then `npm start -- --stack b`\n",
    );
  });

  test("leaves what a note or a program said as it was, commands included", async () => {
    const main = () => {
      throw new LabError("Terminal 1 still runs npm start (line 5)", { cause: "$ npm run down" });
    };
    expect((await run(["you", "--stack", "b"], main)).stderr).toBe(
      "Terminal 1 still runs npm start (line 5)\n  because: $ npm run down\n",
    );
  });

  test("shows a defect with its stack, and ends with 70", async () => {
    const { code, stderr } = await run(["you"], () => {
      throw new TypeError("oh");
    });
    expect(code).toBe(70);
    expect(stderr).toMatch(/^TypeError: oh\n\s+at /);
  });

  test("refuses a value that an option does not take, before anything else", async () => {
    expect(await run(["you", "--stack", "../b"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"../b" cannot name a stack'),
    });
  });

  test.each([
    [["you", "--lod"], "Unknown option '--lod'"],
    [["you", "--times"], "Option '--times <value>' argument missing"],
    [[], "NAME is missing"],
  ])("refuses the arguments %j with 2 and points to --help", async (args, message) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toBe(`${message}\n  try: see \`npm run greet -- --help\`\n`);
  });

  test("refuses an argument too many", async () => {
    const { said, streams } = recordedConsole();
    const code = await runCommand({ ...spec, arguments: [] }, () => undefined, ["you"], streams);
    expect(code).toBe(2);
    expect(said.stderr).toContain("Unexpected argument 'you'");
  });

  test("prints from its description what it takes and what its exit codes mean, whatever else is given", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toBe(`Greets someone.

Usage: npm run greet -- [options] NAME [REST...]

Options:
  -l, --loud         In capitals.
      --times COUNT  How often.
      --stack NAME   The lab's name; a folder can have several.
      --verbose      Tell on standard error which programs are run and how each
                     ended.
  -h, --help         Show this text.

Exit codes:
  0   it went well
  1   nobody is there
  2   the arguments are wrong
  70  a defect of labnote
`);
  });

  test("shows examples before the options, and what else there is after them, each line in 80 columns", async () => {
    const { said, streams } = recordedConsole();
    const examples = [{ words: ["--times", "3", "somebody-with-a-long-name"], what: "Greet three times." }];
    const rows = [["name", "long ".repeat(40).trim()]] as const;
    const more = async () => [
      { title: "Settings", rows },
      { title: "None", rows: [] },
    ];
    await runCommand({ ...spec, examples, more }, () => undefined, ["--help"], streams);
    const { stdout } = said;
    expect(stdout).toContain(`
Examples:
  npm run greet -- --times 3 somebody-with-a-long-name
                              Greet three times.

Options:
`);
    expect(stdout).toContain(`
Settings:
  name  long long long long long long long long long long long long long long
        long long`);
    expect(stdout).not.toContain("None");
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
