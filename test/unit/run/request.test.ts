import { expect, test } from "@jest/globals";
import type { Note } from "../../../src/note/note.ts";
import { chosenSections } from "../../../src/run/request.ts";

const note = { file: "a.md", sections: ["1.1", "1.2", "2"].map((id) => ({ id })) } as unknown as Note;

test.each([
  [{}, ["1.1", "1.2", "2"]],
  [{ only: "1.2" }, ["1.2"]],
  [{ until: "1.2" }, ["1.1", "1.2"]],
])("a run that is asked for %j does the sections %j", (asked, ids) => {
  expect(chosenSections(note, asked).map(({ id }) => id)).toEqual(ids);
});

test("a section that the note does not have is an error that names those it has", () => {
  expect(() => chosenSections(note, { only: "1" })).toThrow(
    expect.objectContaining({ message: "The note has no section 1", remedy: "take one of: 1.1, 1.2, 2" }),
  );
});

test("asking for one section and for all up to one is refused", () => {
  expect(() => chosenSections(note, { only: "1.1", until: "2" })).toThrow(
    expect.objectContaining({ message: "--only 1.1 and --until 2 are two different runs", remedy: "give one of them" }),
  );
});
