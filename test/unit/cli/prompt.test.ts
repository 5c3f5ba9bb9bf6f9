import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "../../..");

/** What becomes of a question at a terminal of its own, once it is shown and this is typed. */
async function asked(typed: string) {
  const program = `
    import { askForAnswer } from "${root}/src/cli/accept/review.ts";
    import { describe } from "${root}/src/common/errors.ts";
    import { interruption } from "${root}/src/common/abort.ts";
    const { signal } = interruption();
    try {
      console.log("answer: " + (await askForAnswer("Well? ", signal)));
    } catch (error) {
      console.log(describe(error));
      process.exitCode = error.exitCode;
    }`;
  const command = `"${process.execPath}" --input-type=module -e '${program}'`;
  const child = spawn("script", ["-qefc", command, "/dev/null"], {
    env: { ...process.env, TERM: "xterm" },
    timeout: 20_000,
  });
  let said = "";
  let waiting = true;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (!waiting || !said.includes("Well? ")) return;
    waiting = false;
    child.stdin.write(typed);
  });
  const [code] = await once(child, "close");
  return { code, said };
}

test.each([
  ["y\n", "answer: yes"],
  ["n\n", "answer: no"],
  ["q\n", "answer: quit"],
  ["\u0004", "answer: quit"],
])("%j is an answer: %s", async (typed, answer) => {
  expect(await asked(typed)).toEqual({ code: 0, said: expect.stringContaining(answer) });
});

test("Ctrl-C is none: it is an interruption, and what was not done is said", async () => {
  expect(await asked("\u0003")).toEqual({ code: 130, said: expect.stringContaining("left the note as it was") });
});
