import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "@jest/globals";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");

/** The rooms of the house in their order, each with its files and folders: the table of CONTRIBUTING.md is the one place that has it. */
const rooms = readFileSync(join(root, "CONTRIBUTING.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => [...(line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path));

/** The room of a file, as its place in the order; the longest path that names the file or a folder around it counts. */
function roomOf(file: string): number {
  const fitting = rooms.flatMap((paths, room) =>
    paths
      .filter((path) => file === path || (path.endsWith("/") && file.startsWith(path)))
      .map((path) => ({ room, path })),
  );
  return fitting.sort((a, b) => b.path.length - a.path.length)[0]?.room ?? -1;
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const code = ["index.ts", ...["src", "scripts", "bench", "toolchain"].flatMap(filesIn)].filter((file) =>
  file.endsWith(".ts"),
);

const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

/** The files of ours that a file imports, types included. */
const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(textOf(file))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => join(dirname(file), name));

const imports = new Map(code.map((file) => [file, importsOf(file)]));

/** The names that a file exports. */
function exportsOf(file: string): string[] {
  const { statements } = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  return statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    return "name" in statement && statement.name ? [(statement.name as ts.Identifier).text] : [];
  });
}

test("each file is in a room of the house", () => {
  expect(code.length).toBeGreaterThan(100);
  expect(code.filter((file) => roomOf(file) === -1)).toEqual([]);
});

test("each room of the house has files", () => {
  const lived = new Set(code.map(roomOf));
  expect(rooms.filter((_, room) => !lived.has(room))).toEqual([]);
});

test("each kind of host has a room of its own, and no other kind imports from it", () => {
  const kinds = [...textOf("src/hosts/kinds.ts").matchAll(/"\.\/([a-z0-9]+)\/kind\.ts"/g)].map(([, kind]) => kind);
  expect(kinds.length).toBeGreaterThan(1);
  const roomsOfKinds = kinds.map((kind) => roomOf(`src/hosts/${kind}/kind.ts`));
  expect(new Set(roomsOfKinds).size).toBe(kinds.length);
  const across = code.flatMap((file) =>
    kinds
      .filter((kind) => file.startsWith(`src/hosts/${kind}/`))
      .flatMap((kind) =>
        importsOf(file)
          .filter((imported) => kinds.some((other) => other !== kind && imported.startsWith(`src/hosts/${other}/`)))
          .map((imported) => `${file} imports ${imported}`),
      ),
  );
  expect(across).toEqual([]);
});

test("a file imports only from its own room and the rooms above it", () => {
  const against = [...imports].flatMap(([file, imported]) =>
    imported
      .filter((other) => roomOf(other) === -1 || roomOf(other) > roomOf(file))
      .map((other) => `${file} imports ${other}`),
  );
  expect(against).toEqual([]);
});

test("no imports go in a circle, including imports of types", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const before = path.indexOf(file);
    if (before !== -1) circles.push([...path.slice(before), file].join(" → "));
    if (before !== -1 || done.has(file)) return;
    for (const imported of imports.get(file) ?? []) visit(imported, [...path, file]);
    done.add(file);
  };
  for (const file of code) visit(file, []);
  expect(circles).toEqual([]);
});

test("a folder of src has at most 13 files, and src itself has none", () => {
  const folders = [...Map.groupBy(filesIn("src"), dirname)].map(([folder, files]) => ({ folder, files: files.length }));
  expect(folders.length).toBeGreaterThan(10);
  expect(folders.filter(({ folder, files }) => files > (folder === "src" ? 0 : 13))).toEqual([]);
});

test("a file of code or styles has at most 250 lines, except tables", () => {
  const tables = ["src/pages/translations.ts"];
  const assets = filesIn("src/pages/assets").filter((file) => /\.(?:js|css)$/.test(file));
  expect(assets.length).toBeGreaterThan(20);
  const long = [...code, ...assets]
    .map((file) => ({ file, lines: textOf(file).split("\n").length - 1 }))
    .filter(({ lines }) => lines > 250);
  expect(long.map(({ file }) => file).filter((file) => !tables.includes(file))).toEqual([]);
});

test("each exported name is in one file only", () => {
  const names = code.flatMap((file) => [...new Set(exportsOf(file))].map((name) => ({ name, file })));
  expect(names.length).toBeGreaterThan(300);
  const shared = [...Map.groupBy(names, ({ name }) => name)].filter(([, places]) => places.length > 1);
  expect(shared.map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(", ")}`)).toEqual([]);
});
