import { expect, test } from "@jest/globals";
import { changed, inputsOf, refreshed, UNKNOWN, unserved } from "./inputs.ts";

const rows = {
  name: "replaces",
  tags: "replaces",
  groups: "replaces",
  "disk.size": "replaces",
  "disk.type": "replaces",
  "routes.to": "replaces",
  "routes.by": "replaces",
} as const;

test.each([
  ["what has a row", { name: "a", disk: { size: 1 }, routes: [{ to: "b", by: "c" }], groups: ["d"] }, []],
  ["anything below a row", { tags: { any: { thing: 1 } } }, []],
  ["a property without one", { other: 1 }, ["other"]],
  ["a part without one", { disk: { size: 1, speed: 2 } }, ["disk.speed"]],
  ["an element's part without one", { routes: [{ to: "b" }, { via: "c" }] }, ["routes.via"]],
  ["a value where parts are served", { disk: "big" }, ["disk"]],
  ["what is not known yet", { name: UNKNOWN, disk: UNKNOWN, routes: UNKNOWN }, []],
  ["a property without one that is not known yet", { other: UNKNOWN }, ["other"]],
  ["what is not given", { other: undefined, disk: { speed: null } }, []],
])("of %s, this is not served", (_, inputs, expected) => {
  expect(unserved(inputs, rows)).toEqual(expected);
});

const state = { name: "a", disk: { size: 1, type: "x" }, groups: ["c", "b"], routes: [{ to: "d", by: "e" }], tags: {} };
test.each([
  ["the same", { name: "a", disk: { size: 1 }, groups: ["c", "b"] }, {}, []],
  ["a list in another order", { groups: ["b", "c"] }, {}, []],
  ["another value", { name: "b" }, {}, ["name"]],
  ["another part", { disk: { size: 2, type: "x" } }, {}, ["disk.size"]],
  ["another element", { routes: [{ to: "d", by: "f" }] }, {}, ["routes.to", "routes.by"]],
  ["what is left to AWS", {}, {}, []],
  ["what is given no longer", {}, { name: "a" }, ["name"]],
  ["nothing where nothing is", { tags: {} }, { tags: {} }, []],
  ["what is not known yet", { name: UNKNOWN, disk: UNKNOWN }, {}, ["name", "disk.size", "disk.type"]],
  ["another tag", { tags: { a: "b" } }, {}, ["tags"]],
])("with %s, this is changed", (_, inputs, oldInputs, expected) => {
  expect(changed(rows, state, inputs, oldInputs)).toEqual(expected);
});

test("a refresh tells of each given input what it is now, and adds none", () => {
  const inputs = { name: "old", disk: { size: 9 }, tags: { kept: "1", gone: "2" }, prefix: "p" };
  const now = { name: "new", disk: { size: 1, type: "x" }, tags: { kept: "3", added: "4" }, groups: ["b"] };
  expect(refreshed(inputs, now)).toEqual({
    name: "new",
    disk: { size: 1 },
    tags: { kept: "3", gone: "2" },
    prefix: "p",
  });
});

test("an imported resource has the inputs that would make it", () => {
  expect(inputsOf({ name: "a", disk: { size: 1 }, address: "127.0.0.1" }, rows)).toEqual({
    name: "a",
    disk: { size: 1 },
  });
});
