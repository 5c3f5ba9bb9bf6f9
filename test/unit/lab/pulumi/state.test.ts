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
  test("a state has its resources, and those pending operations that may have made something", () => {
    const deleting = { resource: vpc, type: "deleting" };
    const { known, pending } = stateOf(state([vpc], [creating, deleting]).deployment as never);
    expect(known).toEqual([vpc]);
    expect(pending).toEqual([
      { urn: instance.urn, type: instance.type, id: undefined, inputs: instance.inputs, outputs: {} },
    ]);
  });

  test("a state marks a resource that is to be deleted as leaving", () => {
    const { known } = stateOf(state([vpc, { ...vpc, id: "vpc-0", delete: true }], []).deployment as never);
    expect(known).toEqual([vpc, { ...vpc, id: "vpc-0", leaving: true }]);
  });

  test("the state of a stack that was never up is empty", () => {
    expect(stateOf({})).toEqual({ known: [], pending: [] });
  });
});

describe("a state that learns what was made without it", () => {
  test("an adopted resource stands in the state with its id, after what it depends on, and no operation is pending", () => {
    expect(adoptedFrom([vpc], [creating], "i-1")).toEqual({
      manifest: {},
      resources: [vpc, { ...instance, id: "i-1" }],
    });
  });

  test("an adopted resource that was made twice, or is in the state already, is marked for deletion", () => {
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

  test("a pending create that made nothing is dropped from the state", () => {
    expect(adoptedFrom([vpc], [creating])).toEqual({ manifest: {}, resources: [vpc] });
  });
});
