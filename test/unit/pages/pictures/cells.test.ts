import { expect, test } from "@jest/globals";
import { type CellRow, cellsOf, withTyped } from "../../../../src/pages/pictures/cells.ts";
import { FOREGROUND, PROMPT } from "../../../../src/pages/pictures/colours.ts";

/** Rows as text, with `<` and `>` around prompts and `*` around what was typed. */
const marked = (rows: readonly CellRow[]) =>
  rows.map((row) =>
    row
      .map(({ text, style: { bold, colour } }) => ({ text, sign: bold ? (colour === PROMPT ? "p" : "t") : "" }))
      .reduce((told, { text, sign }, index, all) => {
        const turned = all[index - 1]?.sign !== sign && sign !== "";
        return `${told}${turned ? `[${sign}:` : ""}${text}${sign !== "" && all[index + 1]?.sign !== sign ? "]" : ""}`;
      }, ""),
  );
const shown = async (text: string, entered: string | null) => marked(withTyped(await cellsOf(text), entered));

test("a picture tells the prompt and what was typed from the output", async () => {
  expect(await shown("$ echo a\r\necho a", "echo a")).toEqual(["[p:$ ][t:echo a]", "echo a"]);
  expect(await shown("root@1f:/# ls '첫 e\u0301'\r\nx", "ls '첫 e\u0301'")).toEqual([
    "[p:root@1f:/# ][t:ls '첫 e\u0301']",
    "x",
  ]);
});

test("each line of a command is marked, with the prompt of a command that goes on", async () => {
  const text = "$ cat <<END\r\n> a\r\n>\r\n> END\r\na\r\nEND";
  expect(await shown(text, "cat <<END\na\n\nEND")).toEqual([
    "[p:$ ][t:cat <<END]",
    "[p:> ][t:a]",
    "[p:>]",
    "[p:> ][t:END]",
    "a",
    "END",
  ]);
});

test("a command that the terminal wrapped is marked to its end", async () => {
  const long = `echo ${"x".repeat(260)}`;
  const rows = await shown(`$ ${long}\r\ny`, long);
  expect(rows.slice(0, -1).join("").replaceAll("][t:", "")).toBe(`[p:$ ${long}]`);
  expect(rows.at(-1)).toBe("y");
});

test("a line that the terminal wrapped is one row, so that the columns of a table stay below each other", async () => {
  const header = `NAME${" ".repeat(118)}PORTS`;
  const row = `첫 페이지${" ".repeat(113)}80/tcp`;
  expect(marked(await cellsOf(`${header}\r\n${row}\r\nend`))).toEqual([header, row, "end"]);
  // A wide letter that does not fit into the last column leaves it empty.
  const letters = `${"a".repeat(119)}가나`;
  expect(marked(await cellsOf(letters))).toEqual([letters]);
});

test("a line that is wider than a picture may be stays as the terminal wrapped it", async () => {
  const rows = marked(await cellsOf("x".repeat(161)));
  expect(rows).toEqual(["x".repeat(120), "x".repeat(41)]);
  expect(marked(await cellsOf("x".repeat(160)))).toEqual(["x".repeat(160)]);
});

test("nothing is marked where the screen has not what was typed, or nothing was typed", async () => {
  expect(await shown("$ ls\r\nls -a", "ls -a")).toEqual(["$ ls", "ls -a"]);
  expect(await shown("\x1b[2J\x1b[Hcleared", "clear")).toEqual(["cleared"]);
  expect(await shown("0% 1%", null)).toEqual(["0% 1%"]);
  expect((await cellsOf("$ ls"))[0]?.every(({ style }) => style.colour === FOREGROUND)).toBe(true);
});
