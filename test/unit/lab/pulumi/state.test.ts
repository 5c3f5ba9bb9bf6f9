import { describe, expect, test } from "@jest/globals";
import { stateOf, withAdopted } from "../../../../src/lab/pulumi/state.ts";

const vpc = { urn: "urn:vpc", type: "aws:ec2/vpc:Vpc", id: "vpc-1", inputs: {}, outputs: {} };
const instance = { urn: "urn:mina", type: "aws:ec2/instance:Instance", inputs: { ami: "ami-1" }, parent: "urn:host" };
const creating = { resource: instance, type: "creating" };
const state = (resources: object[], pending: object[]) => ({
  version: 3,
  deployment: { manifest: {}, resources, pending_operations: pending },
});
const adoptedFrom = (resources: object[], pending: object[], ...ids: string[]) =>
  withAdopted(
    state(resources, pending),
    ids.map((id) => ({ urn: instance.urn, id })),
  ).deployment;

describe("what a state tells", () => {
  test("is its resources, and of what was under way that which may have been made", () => {
    const deleting = { resource: vpc, type: "deleting" };
    const { known, pending } = stateOf(state([vpc], [creating, deleting]).deployment as never);
    expect(known).toEqual([vpc]);
    expect(pending).toEqual([
      { urn: instance.urn, type: instance.type, id: undefined, inputs: instance.inputs, outputs: {} },
    ]);
  });

  test("tells of what is to be deleted that it leaves", () => {
    const { known } = stateOf(state([vpc, { ...vpc, id: "vpc-0", delete: true }], []).deployment as never);
    expect(known).toEqual([vpc, { ...vpc, id: "vpc-0", leaving: true }]);
  });

  test("is nothing for a stack that was never up", () => {
    expect(stateOf({})).toEqual({ known: [], pending: [] });
  });
});

describe("a state that learns what was made without it", () => {
  test("has it as a resource with its id, after what it depends on, and waits for nothing", () => {
    expect(adoptedFrom([vpc], [creating], "i-1")).toEqual({
      manifest: {},
      resources: [vpc, { ...instance, id: "i-1" }],
    });
  });

  test("has what was made twice, or is there already, as something to delete", () => {
    const twice = adoptedFrom([], [creating, creating], "i-1", "i-2").resources;
    expect(twice).toEqual([
      { ...instance, id: "i-1" },
      { ...instance, id: "i-2", delete: true },
    ]);
    const there = { ...instance, id: "i-0" };
    expect(adoptedFrom([there], [creating], "i-1").resources).toEqual([
      there,
      { ...instance, id: "i-1", delete: true },
    ]);
  });

  test("forgets what was never made", () => {
    expect(adoptedFrom([vpc], [creating])).toEqual({ manifest: {}, resources: [vpc] });
  });
});
