import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { type Advice, advice, commandLine, npm, renderAdvice, usageLine } from "../../../src/common/advice.ts";
import { describe as describeError, LabError } from "../../../src/common/errors.ts";
import { CHECKOUT } from "../../../src/common/paths.ts";

describe("a command in advice", () => {
  test.each([
    [npm("start"), "npm start", "npm start -- --stack b"],
    [npm("start", "--set", "ami=ami-…"), "npm start -- --set ami=ami-…", "npm start -- --stack b --set ami=ami-…"],
    [npm("ssh", "mina"), "npm run ssh mina", "npm run ssh -- --stack b mina"],
    [npm("down", "--all"), "npm run down -- --all", "npm run down -- --stack b --all"],
    [
      npm("note", "--only", "it's 1"),
      "npm run note -- --only 'it'\\''s 1'",
      "npm run note -- --stack b --only 'it'\\''s 1'",
    ],
    [npm("test", "unit"), "npm test unit", "npm test unit"],
  ])("%j is typed as `%s` for the usual lab, and as `%s` for the lab b", (command, usual, other) => {
    expect(commandLine(command, "lab")).toBe(usual);
    expect(commandLine(command, "b")).toBe(other);
  });

  test("stands in backquotes within a sentence, and bare where it is all of the advice", () => {
    expect(renderAdvice(advice`run ${npm("down")}, then ${npm("start")}`, "b")).toBe(
      "run `npm run down -- --stack b`, then `npm start -- --stack b`",
    );
    expect(renderAdvice(advice`${npm("note")}`, "b")).toBe("npm run note -- --stack b");
  });

  test("keeps its lab open while the advice is put into other advice, or through JSON", () => {
    const anew = advice`${npm("down")}, then ${npm("start")}`;
    const whole = advice`${"make"} it anew: ${anew}`;
    const elsewhere: Advice = JSON.parse(JSON.stringify(whole));
    expect(renderAdvice(elsewhere, "b")).toBe(
      "make it anew: `npm run down -- --stack b`, then `npm start -- --stack b`",
    );
  });
});

describe("a command in advice, where labnote was started as `npx labnote`", () => {
  beforeEach(() => {
    process.env.LABNOTE_COMMAND = "npx labnote";
  });
  afterEach(() => {
    delete process.env.LABNOTE_COMMAND;
  });

  test("is typed so, and needs nothing before its options", () => {
    expect(commandLine(npm("start"), "lab")).toBe("npx labnote start");
    expect(commandLine(npm("note", "--only", "it's 1"), "b")).toBe("npx labnote note --stack b --only 'it'\\''s 1'");
    expect(renderAdvice(advice`run ${npm("down", "--all")}`, "lab")).toBe("run `npx labnote down --all`");
  });

  test("shows its usage so", () => {
    expect(usageLine("ssh", ["[HOST]"])).toBe("npx labnote ssh [options] [HOST]");
  });
});

test("an error's remedy names the lab, and what the error quotes stays as it was written", () => {
  const error = new LabError("Terminal 1 still runs npm start (line 5)", {
    cause: "$ npm run note",
    remedy: advice`end what the note's \`npm start\` began, then ${npm("note")}`,
  });
  expect(describeError(error, "b")).toBe(
    [
      "Terminal 1 still runs npm start (line 5)",
      "  because: $ npm run note",
      "  try: end what the note's `npm start` began, then `npm run note -- --stack b`",
    ].join("\n"),
  );
});

test("no text of src/ names a command of labnote: commands are data, and are written for the lab that is meant", () => {
  const named = globSync("src/**/*.ts", { cwd: CHECKOUT }).flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(join(CHECKOUT, file), "utf8"), ts.ScriptTarget.Latest);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const text = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) ? node.text : "";
      if (/\bnpm (start|run|test)\b/.test(text)) found.push(`${file}: ${text}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
  expect(named).toEqual([]);
});
