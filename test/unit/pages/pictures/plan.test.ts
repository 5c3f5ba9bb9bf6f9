import { describe, expect, test } from "@jest/globals";
import { LabErrors } from "../../../../src/common/errors.ts";
import { readNote } from "../../../../src/note/read.ts";
import { isPicture, wantedPictures } from "../../../../src/pages/pictures/plan.ts";

const wanted = (text: string) => wantedPictures(text, readNote(text, "note.md"));
const shown = (text: string) => wanted(text).map(({ name, steps }) => [name, ...steps]);
const problems = (text: string): string[] => {
  try {
    wanted(text);
  } catch (error) {
    if (error instanceof LabErrors) return error.problems.map(({ message, place }) => `${place?.line}: ${message}`);
    throw error;
  }
  return [];
};

const page = `---
ports: [5000]
---

# A

\`\`\`console
$ one
$ two --more
\`\`\`

Prose.

![The first](pictures/first.svg) and ![the second](../pictures/a/second.png "two")

\`\`\`python file=x.py
x
\`\`\`

![again](pictures/again.svg)

\`\`\`http
GET http://host:5000/
\`\`\`

> ![a page](pictures/page.svg)
`;

describe("The pictures that a note asks for", () => {
  test("a picture shows the block above it, or the command that its title begins", () => {
    expect(shown(page)).toEqual([
      ["first", 0, 1],
      ["second", 1],
      ["again", 0, 1],
      ["page", 3],
    ]);
    expect(wanted(page)[0]).toMatchObject({ title: "The first", asked: true });
  });

  test("a note that asks for no pictures gets one of each block", () => {
    const text =
      "# 1.1 A\n\n```console\n$ docker run -d 'nginx'\n$ two\n```\n\n```console\n...\n^C\n```\n\n![logo](logo.svg)\n";
    expect(() => wanted(text)).not.toThrow();
    expect(
      shown("# 1.1 A\n\n```console\n$ docker run -d 'nginx'\n$ two\n```\n\n# 1.2 B\n\n```console\n$ ../x\n```\n"),
    ).toEqual([
      ["001-1.1-docker-run-d-nginx", 0, 1],
      ["002-1.2-x", 2],
    ]);
  });

  test("pictures that show nothing, no such command, or have another's name are refused all at once", () => {
    const text =
      '# A\n\n![x](pictures/x.svg)\n\n```console\n$ one\n```\n\n![y](pictures/y.svg "two")\n![z](pictures/z.svg)\n![z](pictures/z.svg)\n\n# B\n\n![w](pictures/w.svg)\n';
    expect(problems(text)).toEqual([
      "3: The picture x shows nothing",
      '9: The picture y shows no command that begins with "two"',
      "11: Two pictures have the name z",
      "15: The picture w shows nothing",
    ]);
  });

  test.each([
    ["pictures/a.svg", true],
    ["../pictures/ch01/a.png", true],
    ["images/a.svg", false],
    ["pictures/a.txt", false],
    ["https://example.com/pictures/a.svg", false],
    ["//example.com/pictures/a.svg", false],
    ["data:image/png;base64,pictures/a.svg", false],
    ["my-pictures/a.svg", false],
    ["pictures/%EA%B7%B8%EB%A6%BC.svg", true],
    ["pictures/..\\..\\a.svg", false],
    ["pictures/a%5Cb.svg", false],
  ])("whether an image at %s is a picture of the run: %s", (url, is) => expect(isPicture(url)).toBe(is));

  test("the name of a picture cannot lead out of its folder", () => {
    const text = "# A\n\n```console\n$ one\n```\n\n![x](../../pictures/..%2F..%2Fetc.svg)\n";
    for (const { name } of wanted(text)) expect(name).not.toMatch(/[/\\]|^\.\.?$/);
  });
});
