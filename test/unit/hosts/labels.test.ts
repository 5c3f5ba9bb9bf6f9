import { expect, test } from "@jest/globals";
import { labelOf, labels, tags, thisSite } from "../../../src/hosts/labels.ts";

const owner = { lab: "class-a-0a1b2c3d", checkout: "/home/mina/labnote", machine: "laptop", student: "mina" };

test("an engine's labels say whose a thing is", () => {
  expect(labels(owner)).toEqual([
    "labnote=class-a-0a1b2c3d",
    "labnote.checkout=/home/mina/labnote",
    "labnote.machine=laptop",
    "labnote.student=mina",
  ]);
});

test("EC2's tags say the same in the same words, and what the one who pays for it wants to know", () => {
  const rented = { stack: "class-a", note: "notes/a.md", expires: "2026-11-24T14:00:00.000Z" };
  expect(tags("mina", { ...owner, ...rented, image: "focal" })).toEqual({
    ...Object.fromEntries(labels(owner).map((label) => label.split("="))),
    "labnote.stack": "class-a",
    "labnote.note": "notes/a.md",
    "labnote.expires": "2026-11-24T14:00:00.000Z",
    "labnote.image": "focal",
    Name: "labnote-class-a-0a1b2c3d-mina",
  });
});

test("what is nobody's alone, or does not end, has no word about it", () => {
  const { student: _, ...shared } = owner;
  const all = tags("network", { ...shared, stack: "class-a", note: "notes/a.md", expires: undefined });
  expect(Object.keys(all)).not.toContain(labelOf("student"));
  expect(Object.keys(all)).not.toContain(labelOf("expires"));
});

test("this checkout and this machine are said as they are", () => {
  expect(thisSite().checkout).toBe(process.cwd());
  expect(thisSite().machine).not.toBe("");
});
