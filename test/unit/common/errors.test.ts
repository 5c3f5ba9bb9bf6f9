import { describe, expect, test } from "@jest/globals";
import { inOneLine, LabError, LabErrors, describe as say } from "../../../src/common/errors.ts";

describe("an error for people", () => {
  test("says where, what, why and what to do, one to a line, and never shows a stack", () => {
    const cause = new Error("connect failed", { cause: new Error("no route to host") });
    const error = new LabError("the host does not answer", {
      cause,
      remedy: "look at its log",
      place: { file: "note.md", line: 7 },
    });
    expect(say(error)).toBe(
      [
        "note.md:7: the host does not answer",
        "  because: connect failed",
        "  because: no route to host",
        "  try: look at its log",
      ].join("\n"),
    );
  });

  test("of many problems tells them all", () => {
    const error = new LabErrors("The note cannot be used", [
      new LabError("no such block", { place: { file: "note.md" } }),
      new LabError("no such port"),
    ]);
    expect(say(error)).toBe("The note cannot be used\nnote.md: no such block\nno such port");
  });

  test("does nothing to the terminal, whatever a note or a host has put into it", () => {
    const error = new LabError("No step 'a\u202eb'", { cause: new Error("\x1b[31mseen:\x1b[0m \x9b2J\nmore") });
    expect(say(error)).toBe("No step 'a⟨U+202E⟩b'\n  because: seen: \nmore");
    expect(say(new TypeError("\x90"))).toContain("TypeError: ⟨U+0090⟩");
  });

  test("keeps the stack of what is a defect of labnote", () => {
    const defect = new TypeError("x is not a function");
    expect(say(defect)).toBe(defect.stack);
    expect(say("thrown text")).toBe("thrown text");
  });
});

describe("an error in one line", () => {
  test("is what happened and the chain of its causes", () => {
    const cause = new LabError("The engine refused it", { cause: "no space left", remedy: "make room" });
    expect(inOneLine(new LabError("The host could not be made", { cause }))).toBe(
      "The host could not be made: The engine refused it: no space left",
    );
    expect(inOneLine(new Error("a defect"))).toBe("a defect");
    expect(inOneLine("thrown text")).toBe("thrown text");
  });

  test("has what stood in several lines, and nothing for a cause without words", () => {
    const cause = new Error("Error: one\n  two\n\n", { cause: "" });
    expect(inOneLine(new LabError("It failed", { cause }))).toBe("It failed: Error: one; two");
  });

  test("has all of many problems", () => {
    const cause = new LabErrors("Two things are wrong", [new LabError("a", { cause: "b" }), new LabError("c")]);
    expect(inOneLine(new LabError("It failed", { cause }))).toBe("It failed: Two things are wrong: a: b; c");
  });
});
