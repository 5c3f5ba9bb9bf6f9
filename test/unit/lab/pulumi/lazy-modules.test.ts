import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";

const LAZY = pathToFileURL(join(import.meta.dirname, "../../../../src/lab/pulumi/lazy-modules.ts")).href;

/** What a program prints that stands beside a module `late.cjs`, which prints that it is loaded. In a process of its own: jest has another `require`. */
function printed(program: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "labnote-lazy-"));
  try {
    writeFileSync(join(folder, "late.cjs"), "console.log('loaded'); exports.answer = 42;");
    writeFileSync(join(folder, "user.cjs"), "const late = require('./late.cjs'); exports.ask = () => late.answer;");
    const start = `import { createRequire } from "node:module";\nimport { loadLazily } from "${LAZY}";\n`;
    const main = join(folder, "main.mjs");
    writeFileSync(main, `${start}const require = createRequire(import.meta.url);\n${program}`);
    return execFileSync(process.execPath, [main], { encoding: "utf8" }).trim().split("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a module is loaded when something of it is first used, and once", () => {
  const program = `loadLazily("./late.cjs", import.meta.filename);
    const { ask } = require("./user.cjs");
    console.log("required");
    console.log(ask(), ask());
    console.log(require("./late.cjs").answer);`;
  expect(printed(program)).toEqual(["required", "loaded", "42 42", "42"]);
});

test("a module that is loaded already stays as it is", () => {
  const program = `const before = require("./late.cjs");
    loadLazily("./late.cjs", import.meta.filename);
    console.log(require("./late.cjs") === before);`;
  expect(printed(program)).toEqual(["loaded", "true"]);
});

test("the error of a module that is not there comes only to the code that requires it", () => {
  const program = `loadLazily("./no-such.cjs", import.meta.filename);
    loadLazily("no-such-package", import.meta.filename);
    try { require("./no-such.cjs"); } catch ({ code }) { console.log(code); }`;
  expect(printed(program)).toEqual(["MODULE_NOT_FOUND"]);
});

test("to load Pulumi's Automation API loads no compiler of TypeScript, and not npm's arborist", () => {
  const stack = pathToFileURL(join(import.meta.dirname, "../../../../src/lab/pulumi/stack.ts")).href;
  const program = `const { findStack } = await import("${stack}");
    const pulumi = { root: "/nowhere", version: "3.0.0" };
    await findStack({ root: ".", name: "lab", pulumi, known: false, env: {} }).catch(() => {});
    const loaded = Object.keys(require.cache);
    // One placeholder each; the packages themselves have many files.
    console.log(loaded.filter((path) => /node_modules.(typescript|@npmcli.arborist)./.test(path)).length);
    const own = loaded.find((path) => path.includes("vendor/typescript@"));
    console.log(Object.keys(require.cache[own].children).length, Object.getPrototypeOf(require.cache[own]) === Object.prototype);
    console.log(loaded.some((path) => path.includes("@pulumi/pulumi/automation")));`;
  expect(printed(program)).toEqual(["2", "0 true", "true"]);
});
