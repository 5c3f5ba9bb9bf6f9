import { expect, test } from "@jest/globals";
import { read } from "../../../note/pages.ts";
import { pupilAt } from "./pupil.ts";

const note = read(`# A shop

## 1 Lines

\`\`\`console
$ mkdir -p shop/fruits
[empty]
$ cp prices.txt shop/prices.txt && rm prices.txt
[empty]
$ grep -q plum shop/prices.txt && touch plums
[empty]
$ ./build.sh && touch built
[empty]
$ cat notes.txt && ls shop
...
$ docker start web
...
[exit 1]
$ ls shop
apple  fig  pear
$ ls -t shop
apple  fig  pear
\`\`\`
`);

const places = { cp: 2, grep: 3, build: 4, cat: 5, start: 6, ls: 7, newest: 8 };

/** Whether the next step is done by what a student types and sees. */
function isDone(at: keyof typeof places, typed: string, output = "", exit = 0): boolean {
  const place = places[at];
  const [verdict] = pupilAt(note, "1", place).shows({ typed, output, exit, folder: "~/1" });
  return verdict?.kind === "done" && verdict.place === place - 1;
}

test("two commands behind ; do what they do behind &&, where the first one says when it fails", () => {
  expect(isDone("cp", "cp prices.txt shop/prices.txt; rm prices.txt")).toBe(true);
  const error = "cp: cannot stat 'prices.txt': No such file or directory";
  expect(isDone("cp", "cp prices.txt shop/prices.txt; rm prices.txt", error)).toBe(false);
  expect(isDone("cp", "cp prices.txt shop/prices.txt 2>/dev/null; rm prices.txt")).toBe(false);
});

test("two commands behind ; are not those behind &&, where the first one may fail without a word", () => {
  expect(isDone("grep", "grep -q plum shop/prices.txt; touch plums")).toBe(false);
  expect(isDone("build", "./build.sh; touch built")).toBe(false);
});

test("two commands behind ; are not those behind &&, where the note leaves out what they print", () =>
  expect(isDone("cat", "cat notes.txt; ls shop", "cat: notes.txt: No such file or directory\napple")).toBe(false));

test("a command behind cd does the step that names the folder", () => {
  expect(isDone("cp", "cd ../1 && cp prices.txt shop/prices.txt && rm prices.txt")).toBe(true);
  expect(isDone("cp", "cd shop && cp ../prices.txt ~/1/shop/prices.txt && rm ~/1/prices.txt")).toBe(true);
  expect(isDone("cp", "cd shop && cp prices.txt shop/prices.txt && rm prices.txt")).toBe(false);
});

test("a command behind cd and ; does the step, where a cd that failed would have said so", () => {
  const error = "bash: cd: ../1: No such file or directory";
  expect(isDone("cp", "cd ../1; cp prices.txt shop/prices.txt && rm prices.txt")).toBe(true);
  expect(isDone("cp", "cd ../1; cp prices.txt shop/prices.txt && rm prices.txt", error)).toBe(false);
  expect(isDone("cp", "cd ../1 2>/dev/null; cp prices.txt shop/prices.txt && rm prices.txt")).toBe(false);
  expect(isDone("cat", "cd ../1; cat notes.txt && ls shop", `${error}\ncat: notes.txt: No such file`)).toBe(false);
});

test("a command behind sleep does what it does alone", () => {
  expect(isDone("ls", "sleep 2; ls shop", "apple  fig  pear")).toBe(true);
  expect(isDone("ls", "sleep 2 && ls shop", "apple  fig")).toBe(false);
  expect(isDone("ls", "sleep 2 | ls shop", "apple  fig  pear")).toBe(false);
});

test("a command behind cd does no step that is to fail: cd may have failed in its place", () =>
  expect(isDone("start", "cd nowhere && docker start web", "bash: cd: nowhere: No such file or directory", 1)).toBe(
    false,
  ));

test("ls may print its names in other rows, in the same order or one that it was asked for", () => {
  expect(isDone("ls", "ls shop", "apple  pear\nfig")).toBe(true);
  expect(isDone("ls", "ls -1 shop", "apple\nfig\npear")).toBe(true);
  expect(isDone("ls", "ls shop", "apple  fig  plum")).toBe(false);
  expect(isDone("newest", "ls -t shop", "pear  apple  fig")).toBe(false);
});
