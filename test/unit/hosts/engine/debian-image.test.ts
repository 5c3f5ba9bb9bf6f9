import { expect, test } from "@jest/globals";
import { debianImage } from "../../../../src/hosts/engine/debian-image.ts";

test("a release's image has a name of its own", () => {
  expect(debianImage("bookworm")).toMatch(/^labnote\/bookworm:[0-9a-f]{12}$/);
  expect(debianImage("bullseye").split(":")[1]).not.toBe(debianImage("bookworm").split(":")[1]);
});
