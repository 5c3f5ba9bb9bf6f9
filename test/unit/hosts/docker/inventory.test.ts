import { expect, test } from "@jest/globals";
import { dockerInventory } from "../../../../src/hosts/docker/inventory.ts";
import type { KnownResource, Teardown } from "../../../../src/hosts/inventory.ts";
import { withProgram } from "../../with-program.ts";

const site = { checkout: "/home/mina/note", machine: "laptop.office.example", stack: "lab" };
const known: KnownResource = { urn: "", type: "labnote:index:Lab", id: "lab-00000001", inputs: {}, outputs: {} };
const teardown: Teardown = {
  site,
  known: [known],
  target: "container",
  region: "",
  all: false,
  isKnown: async () => false,
};

/** An engine that holds one container of a lab, made where the same machine had another name, until it is removed. */
const holding = (lab: string) =>
  withProgram(
    "docker",
    `gone="$(dirname "$0")/gone"
case "$*" in
  "ps --all --filter label=labnote --format"*)
    [ -e "$gone" ] || printf 'labnote-${lab}-a\\t${lab}\\t/home/mina/note\\tlaptop.home.example\\n' ;;
  "rm "*) : > "$gone" ;;
esac`,
  );

test("what carries the id of a lab that the state knew is taken away, whatever the machine was called when it was made", async () => {
  await using _engine = await holding("lab-00000001");
  const said: string[] = [];
  await dockerInventory.prove(teardown, (line) => said.push(line), new AbortController().signal);
  expect(said).toEqual([expect.stringContaining("Removed container labnote-lab-00000001-a")]);
});

test("a lab that the state did not know stays, if another machine made it", async () => {
  await using _engine = await holding("lab-00000002");
  const said: string[] = [];
  await dockerInventory.prove(teardown, (line) => said.push(line), new AbortController().signal);
  expect(said).toEqual([]);
});
