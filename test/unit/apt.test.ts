import { expect, test } from "@jest/globals";
import { distributionsOf } from "../../src/apt.ts";

test("a distribution is known by its own name and by those it is like, quoted or not", () => {
  expect(distributionsOf('NAME="Ubuntu"\nID=ubuntu\nID_LIKE="debian linux"\nVERSION_ID="20.04"')).toEqual([
    "ubuntu",
    "debian",
    "linux",
  ]);
  expect(distributionsOf("VERSION_CODENAME=x\n")).toEqual([]);
});
