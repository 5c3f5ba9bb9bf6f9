// Writes the program of the npm package. `npm pack` runs it.
import { copyFile, glob, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import ts from "typescript";
import { command } from "../src/cli/command.ts";
import { CHECKOUT } from "../src/common/paths.ts";

/** The files of the program, and those among them that only a checkout needs. */
const FILES = ["index.ts", "Pulumi.yaml", "{images,scripts,src,toolchain,userdata}/**"];
const LEFT_OUT = [
  "scripts/{bench,pack,screenshots,test}.ts",
  "src/{cli,pages}/screenshots/**",
  "scripts/*.cjs",
  "**/*.md",
];

await command(
  {
    name: "pack",
    summary:
      "Writes the program as the npm package has it: in JavaScript, since Node refuses TypeScript in packages. npm pack runs it.",
    arguments: ["[FOLDER]"],
    options: {},
    exits: { 1: "something could not be written" },
  },
  async (_options, [folder = join(CHECKOUT, "dist")]) => {
    await rm(folder, { recursive: true, force: true });
    for await (const file of glob(FILES, { cwd: CHECKOUT, exclude: LEFT_OUT })) {
      if (!(await stat(join(CHECKOUT, file))).isFile()) continue;
      await mkdir(dirname(join(folder, file)), { recursive: true });
      if (file.endsWith(".ts")) await writeFile(join(folder, file.replace(/ts$/, "js")), await inJavaScript(file));
      else await copyFile(join(CHECKOUT, file), join(folder, file));
    }
    return 0;
  },
);

/** A file of the checkout without its types, which imports others by the names that they have in the package. */
async function inJavaScript(file: string): Promise<string> {
  const compilerOptions: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ESNext,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
  };
  return ts.transpileModule(await readFile(join(CHECKOUT, file), "utf8"), { compilerOptions }).outputText;
}
