import { expect, test } from "@jest/globals";
import { agree, agrees, consent } from "../../../src/cli/prompt.ts";
import { advice, npm } from "../../../src/common/advice.ts";
import { recordedConsole } from "./recorded-console.ts";

test("labnote does not ask a user who says --yes, on a terminal or not", () => {
  expect(consent({ yes: true, terminal: true })).toBe("given");
  expect(consent({ yes: true, terminal: false })).toBe("given");
});

test("on a terminal one is asked, and elsewhere nobody can be", () => {
  expect(consent({ yes: false, terminal: true })).toBe("ask");
  expect(consent({ yes: false, terminal: false })).toBe("missing");
});

test.each(["y", "Y", "yes", " YES "])("'%s' agrees", (answer) => {
  expect(agrees(answer)).toBe(true);
});

test.each(["", "n", "no", "yeah, but", "ye", "j"])("'%s' does not agree", (answer) => {
  expect(agrees(answer)).toBe(false);
});

test("where nobody can be asked, the estimate is shown, and how to agree beforehand", async () => {
  const { said, console } = recordedConsole("b");
  const agreed = agree(
    { lines: ["About $1.", advice`Until ${npm("down")}.`], question: "Make it" },
    { yes: false, terminal: false, console, withYes: npm("start", "--yes") },
    new AbortController().signal,
  );
  await expect(agreed).rejects.toMatchObject({
    message: expect.stringContaining("nothing was made"),
    remedy: advice`say yes beforehand: ${npm("start", "--yes")}`,
    exitCode: 1,
  });
  expect(said.stdout).toBe("\nAbout $1.\nUntil `npm run down -- --stack b`.\n\n");
});
