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

const files = ["index.ts", ...["src", "scripts", "toolchain"].flatMap(filesIn)];

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** The files of ours that a file imports, types included. */
const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(readFileSync(join(root, file), "utf8"))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => join(dirname(file), name));

test("every file is in a room of the house", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => roomOf(file) === -1)).toEqual([]);
});

test("every room has files", () => {
  const lived = new Set(files.map(roomOf));
  expect(rooms.filter((_, room) => !lived.has(room))).toEqual([]);
});

test("a file imports from its own room and from those before it, and from nowhere else", () => {
  const against = files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => roomOf(imported) === -1 || roomOf(imported) > roomOf(file))
      .map((imported) => `${file} imports ${imported}`),
  );
  expect(against).toEqual([]);
});
