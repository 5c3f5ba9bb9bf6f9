import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Mark, MarkReader, rcFile } from "../../../../src/run/terminal/marks.ts";

const nonce = "0123456789abcdef";
const mark = (text: string) => `\x1b]7770;${nonce};${text}\x07`;

/** What a reader makes of bytes that come in pieces: the text between the marks joined, since where it is cut means nothing. */
function read(...pieces: (string | Uint8Array)[]): (string | Mark)[] {
  const reader = new MarkReader(nonce);
  const joined: (string | Mark)[] = [];
  for (const part of pieces.flatMap((piece) => reader.push(Buffer.from(piece as string)))) {
    const text = part instanceof Uint8Array ? Buffer.from(part).toString("latin1") : part;
    const last = joined.at(-1);
    if (typeof last === "string" && typeof text === "string") joined[joined.length - 1] = last + text;
    else joined.push(text);
  }
  return joined;
}

describe("the marks of a shell", () => {
  test("the marks of a shell are taken out of its output, in their places", () => {
    const sent = `${mark("shell;17")}${mark("ready;0")}$ ls\r\n${mark("start")}a  b\r\n${mark("ready;2")}$ `;
    expect(read(sent)).toEqual([
      { kind: "shell", pid: 17 },
      { kind: "ready", status: 0 },
      "$ ls\r\n",
      { kind: "start" },
      "a  b\r\n",
      { kind: "ready", status: 2 },
      "$ ",
    ]);
  });

  test("the marks of a student's shell also tell its folder, what it has read, the status before, and the end of its prompt", () => {
    const told = Buffer.from("   17  echo 가\n").toString("base64");
    const sent = [`shell;17;/home/mi;na`, `ready;2;/srv/한글;x`, "prompt", `start;2;${told}`, `start;${told}`]
      .map(mark)
      .join("");
    expect(read(Buffer.from(sent))).toEqual([
      { kind: "shell", pid: 17, home: "/home/mi;na" },
      { kind: "ready", status: 2, folder: "/srv/한글;x" },
      { kind: "prompt" },
      { kind: "start", told: "   17  echo 가\n", status: 2 },
      { kind: "start", told: "   17  echo 가\n" },
    ]);
  });

  test("the marks of a shell are found wherever the output is cut", () => {
    const sent = Buffer.from(
      `a\x1b]0;title\x07${mark("start")}\x1b[31m\x1b${mark("more")}b${mark("ready;130")}c\x1b]7770;`,
    );
    fc.assert(
      fc.property(fc.array(fc.nat(sent.length), { maxLength: 8 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), sent.length];
        const pieces = at.slice(1).map((end, index) => sent.subarray(at[index], end));
        expect(read(...pieces, "!")).toEqual(read(sent, "!"));
      }),
    );
    expect(read(sent, "!")).toEqual([
      "a\x1b]0;title\x07",
      { kind: "start" },
      "\x1b[31m\x1b",
      { kind: "more" },
      "b",
      { kind: "ready", status: 130 },
      "c\x1b]7770;!",
    ]);
  });

  test("marks of another shell, broken marks and endless marks are text", () => {
    const other = "\x1b]7770;fedcba9876543210;start\x07";
    const broken = mark("begin");
    const endless = `\x1b]7770;${nonce};${"x".repeat(100)}`;
    expect(read(other + broken + endless, mark("start"))).toEqual([other + broken + endless, { kind: "start" }]);
  });

  test("the bytes before a mark stay the same, for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(read(bytes, mark("start"))).toEqual(
          [Buffer.from(bytes).toString("latin1"), { kind: "start" }].filter((part) => part !== ""),
        );
      }),
    );
  });
});

test.each([false, true])("a section's name cannot break out of the rc file's quotes, of root's shell: %s", (root) => {
  expect(rcFile({ nonce, folder: "it's", root })).toContain(`cd -- ~/'it'\\''s'`);
});

test("the rc file of root's shell makes the user's shell one of root, with the marks and root's prompt", () => {
  const rc = rcFile({ nonce, folder: "1", root: true });
  expect(rc).toMatch(/\nexec sudo -n -H bash /);
  expect(rc).toContain(`${nonce};ready;`);
  expect(rc).toContain("# ");
  expect(rc).not.toContain('$ "');
  expect(rcFile({ nonce, folder: "1", root: false })).not.toContain("sudo");
});
