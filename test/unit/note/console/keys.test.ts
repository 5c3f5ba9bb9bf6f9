import { describe, expect, test } from "@jest/globals";
import { commandsOf, console, linesOf, warningsOf } from "../pages.ts";

/** The keys and lines of the first command. */
const expectedOf = (...lines: string[]) =>
  commandsOf(console("$ a", ...lines))[0]?.expected.map((item) =>
    "keys" in item ? [item.line, item.keys, item.bytes] : [item.line, item.text],
  );

describe("keys", () => {
  test.each([
    ["^C", "\x03"],
    ["^D", "\x04"],
    ["^Z", "\x1a"],
    ["^\\", "\x1c"],
    ["^P^Q", "\x10\x11"],
  ])("%s alone on a line is pressed, and the step's status does not count", (keys, bytes) => {
    expect(expectedOf("one", keys, `  ${keys} `, "two")).toEqual([
      [5, "one"],
      [6, keys, bytes],
      [7, keys, bytes],
      [8, "two"],
    ]);
    expect(commandsOf(console("$ a", keys))[0]?.exit).toBeUndefined();
    expect(commandsOf(console("$ a", keys, "[exit 1]"))[0]?.exit).toBe(1);
    expect(warningsOf(console("$ a", "one", keys))).toEqual([]);
  });

  test.each(["^C", "^\\"])("what stands behind %s at a line's start is a line that must be seen", (keys) => {
    const bytes = keys === "^C" ? "\x03" : "\x1c";
    expect(expectedOf("ready", `${keys}Gracefully stopping...`, "done")).toEqual([
      [5, "ready"],
      [6, keys, bytes],
      [6, "Gracefully stopping..."],
      [7, "done"],
    ]);
    expect(expectedOf(`${keys}make: *** [run] Interrupt`)).toEqual([
      [5, keys, bytes],
      [5, "make: *** [run] Interrupt"],
    ]);
    expect(warningsOf(console("$ a", `${keys}Gracefully stopping...`))).toEqual([]);
  });

  test.each(["one^C", "45 %^Z", "^Z[1]+ Stopped", "^P^Qx", "  ^Cx"])(
    "the reader warns of keys at another place of an output: %s",
    (line) => {
      const keys = /\^(?:P\^Q|[A-Z])/.exec(line)?.[0];
      expect(linesOf(commandsOf(console("$ a", line))[0])).toEqual([line]);
      expect(warningsOf(console("$ a", line))).toEqual([
        `5: labnote does not press ${keys} here, but compares it as output: to press it, write it on a line of its own; if it is output, write [..] in place of it`,
      ]);
    },
  );

  test.each(["intr = ^C; quit = ^\\; erase = ^?; kill = ^U;", "x^Cy", "2^10", "^Data", "     ^~~~", "^"])(
    "an output with a ^ that is no key gives no warning: %s",
    (line) => {
      expect(linesOf(commandsOf(console("$ a", line))[0])).toEqual([line]);
      expect(warningsOf(console("$ a", line))).toEqual([]);
    },
  );

  test("the reader warns of keys that are typed at a prompt, but for those that leave a nested shell", () => {
    const warning = (line: number, keys: string) =>
      `${line}: labnote types the signs of ${keys} here: to press these keys, write them on a line of their own below a command`;
    for (const keys of ["^C", "^D", "^Z"]) expect(warningsOf(console(`$ ${keys}`))).toEqual([warning(4, keys)]);
    expect(warningsOf(console("$ docker run -it x", "/ # ^C", "/ # ^D"))).toEqual([warning(5, "^C")]);
    expect(warningsOf(console("$ echo ^C", "$ grep ^D x"))).toEqual([]);
  });

  test("the reader warns of lines above ^D that a person would type into a command", () => {
    const message =
      "the lines above ^D look typed into the command, but are compared as output: write the file in a block with file=, or a here-document (<<END)";
    expect(warningsOf(console("$ cat > app.conf", "port 80", "^D"))).toEqual([`5: ${message}`]);
    expect(warningsOf(console("$ sudo tee a", "x", "x", "^D"))).toEqual([`5: ${message}`]);
    expect(warningsOf(console("$ cat", "^D"))).toEqual([]);
    expect(warningsOf(console("$ docker logs -f web", "x", "^D"))).toEqual([]);
  });
});
