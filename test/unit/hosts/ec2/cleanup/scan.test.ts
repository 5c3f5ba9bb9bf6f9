import { tmpdir } from "node:os";
import { expect, describe as group, test } from "@jest/globals";
import { describe, LabError } from "../../../../../src/common/errors.ts";
import { matched } from "../../../../../src/hosts/ec2/cleanup/adoption.ts";
import { deletionCommand, findingsOf } from "../../../../../src/hosts/ec2/cleanup/findings.ts";
import { isOurs } from "../../../../../src/hosts/ec2/cleanup/ownership.ts";
import { type ResourceType, resourceTypeOf } from "../../../../../src/hosts/ec2/cleanup/resource-types.ts";
import type { ScannedResource } from "../../../../../src/hosts/ec2/cleanup/scan.ts";
import type { KnownResource, Proof, Sought } from "../../../../../src/hosts/inventory.ts";

const REGION = "eu-west-1";
const lab = "lab-0a1b2c3d";

const thing = (id: string, more: Partial<ScannedResource> = {}): ScannedResource => ({
  id,
  region: REGION,
  kind: resourceTypeOf(id) as ResourceType | undefined,
  state: undefined,
  vpc: undefined,
  going: false,
  ours: true,
  fresh: false,
  marks: { lab, checkout: "/home/mina/labnote", machine: "desk", stack: "lab" },
  ...more,
});
const see = (...things: ScannedResource[]): Proof =>
  findingsOf({ asked: [REGION, "us-east-1"], unasked: [], things }, "the lab lab");
const told = ({ problems }: Proof): string => problems.map((problem) => describe(problem)).join("\n");

group("the verdict on what EC2 holds", () => {
  test("is that nothing is left, and in how many regions, when nothing was seen and all of them answered", () => {
    expect(see()).toEqual({
      said: [
        "Nothing of the lab lab is left on EC2: no instance, no disk, no network, in all 2 regions of the account.",
      ],
      problems: [],
      kept: [],
    });
  });

  test("is that only free things are left, each with its command, when none costs money", () => {
    const proof = see(thing("vpc-0001"), thing("key-0001"));
    expect(proof.said).toEqual([]);
    expect(told(proof)).toContain("Of the lab lab, only things that cost nothing are left on EC2");
    expect(told(proof)).toContain(
      `${REGION}: network (VPC) vpc-0001 of the lab ${lab} (free)\n  try: aws ec2 delete-vpc --region ${REGION} --vpc-id vpc-0001`,
    );
  });

  test.each(["i-0001", "vol-0001", "eipalloc-0001", "snap-0001", "nat-0001"])("is that %s costs money", (id) => {
    const said = told(see(thing("vpc-0001"), thing(id)));
    expect(said).toContain("Things of the lab lab that cost money are left on EC2: 1 of the 2");
    expect(said).toContain(`${id} of the lab ${lab} (costs money)`);
  });

  test("counts a stopped instance among what costs money, and one that is shutting down among what is free", () => {
    expect(told(see(thing("i-0001", { state: "stopped" })))).toContain("(stopped, costs money)");
    const ending = told(see(thing("i-0001", { state: "shutting-down", going: true })));
    expect(ending).toContain("(shutting-down, free)");
    expect(ending).toContain("only things that cost nothing");
    expect(ending).not.toContain("terminate-instances");
  });

  test("says for each region in which order things can be deleted: what uses a thing before it", () => {
    const ids = ["vpc-1", "sg-1", "key-1", "igw-1", "subnet-1", "eni-1", "vol-1", "eipalloc-1", "i-1"];
    const said = told(see(...ids.map((id) => thing(id)), thing("i-2", { region: "ap-northeast-2" })));
    const shown = [...said.matchAll(/^([a-z0-9-]+): .* ([a-z]+-\d) of/gm)].map(([, region, id]) => `${region} ${id}`);
    const order = ["i-1", "eipalloc-1", "vol-1", "eni-1", "subnet-1", "igw-1", "sg-1", "key-1", "vpc-1"];
    expect(shown).toEqual(["ap-northeast-2 i-2", ...order.map((id) => `${REGION} ${id}`)]);
  });

  test("is not proven where a region did not answer, whatever else was seen", () => {
    const failure = new LabError("AWS does not permit ec2:DescribeTags", { remedy: "have it given to you" });
    const unasked = ["us-east-1", "us-west-2"].map((what) => ({ what, failure }));
    const nothing = findingsOf({ asked: [REGION], unasked, things: [] }, "the lab lab");
    expect(nothing.said).toEqual([]);
    expect(told(nothing)).toBe(
      [
        "It is not proven that nothing else is left on EC2",
        "No answer for us-east-1, us-west-2",
        "  because: AWS does not permit ec2:DescribeTags",
        "  try: have it given to you",
      ].join("\n"),
    );
    const something = findingsOf({ asked: [REGION], unasked, things: [thing("i-0001")] }, "the lab lab");
    expect(something.problems).toHaveLength(2);
  });

  test("is not proven where a thing is of a kind that it does not know", () => {
    expect(told(see(thing("lt-0001")))).toContain(
      `lt-0001, of the lab ${lab}, is of a kind that labnote does not know`,
    );
  });

  test("mentions what is another's, and does not count it; of what costs money, when it ends and what deletes it", () => {
    const others = {
      ours: false,
      state: "running",
      marks: { ...thing("i-1").marks, expires: "2026-11-24T14:00:00.000Z" },
    };
    const proof = see(
      ...[thing("i-0001", others), thing("vpc-0001", { ours: false }), thing("vol-0001", { ours: false })],
      thing("i-0002", { ...others, state: "shutting-down", going: true }),
    );
    expect(proof.problems).toEqual([]);
    expect(proof.said.slice(1)).toEqual([
      `Left alone, since it is another's: 4 things in ${REGION} of the lab ${lab} of /home/mina/labnote on desk. Of these, what costs money, and what deletes it if nobody needs it:`,
      `  instance i-0001 (running, ends by itself at 2026-11-24T14:00:00.000Z): ${deletionCommand(thing("i-0001"))}`,
      `  volume vol-0001: ${deletionCommand(thing("vol-0001"))}`,
    ]);
  });

  test("mentions of what is another's only how much it is, when all of it is free", () => {
    expect(see(thing("vpc-0001", { ours: false })).said[1]).toBe(
      `Left alone, since it is another's: 1 thing in ${REGION} of the lab ${lab} of /home/mina/labnote on desk.`,
    );
  });
});

group("the command that deletes a thing", () => {
  test("waits for the end of an instance, so that the next can follow at once", () => {
    expect(deletionCommand(thing("i-0001"))).toBe(
      `aws ec2 terminate-instances --region ${REGION} --instance-ids i-0001 && aws ec2 wait instance-terminated --region ${REGION} --instance-ids i-0001`,
    );
  });

  test("takes a gateway from its network first", () => {
    expect(deletionCommand(thing("igw-0001", { vpc: "vpc-0001" }))).toBe(
      `aws ec2 detach-internet-gateway --region ${REGION} --internet-gateway-id igw-0001 --vpc-id vpc-0001 && aws ec2 delete-internet-gateway --region ${REGION} --internet-gateway-id igw-0001`,
    );
  });
});

group("whose a thing is", () => {
  const site = { checkout: tmpdir(), machine: "desk", stack: "lab" };
  const sought = (all: boolean, known: string[] = []): Sought => ({
    ...{ site, all, had: [], target: "ec2", region: REGION },
    isKnown: async (_site, lab) => known.includes(lab),
  });
  const own = { ...site, lab };

  test.each([
    ["of the stack itself, whatever the state knows", own, true],
    ["of a lab that the state knew, wherever it was made", { ...own, checkout: "/moved", lab: "lab-known" }, true],
    ["without the lab's tag, whatever others it has", { ...site }, false],
    ["of another stack", { ...own, stack: "other" }, false],
    ["of a checkout that is gone", { ...own, checkout: "/gone" }, false],
    ["of another machine", { ...own, machine: "laptop" }, false],
  ])("for one lab: a thing %s", async (_what, marks, ours) => {
    expect(await isOurs(marks, sought(false), new Set(["lab-known"]))).toBe(ours);
  });

  test.each([
    ["of a checkout that is gone", { ...own, stack: "other", checkout: "/gone" }, true],
    ["of a stack whose state does not know it", { ...own, stack: "other" }, true],
    ["of a stack whose state knows it", { ...own, stack: "other", lab: "other-known" }, false],
    ["of another machine, where all may be well", { ...own, checkout: "/gone", machine: "laptop" }, false],
    ["that tells nothing of where it is from", { lab }, false],
  ])("for all labs: a thing %s", async (_what, marks, ours) => {
    expect(await isOurs(marks, sought(true, ["other-known"]), new Set())).toBe(ours);
  });
});

group("creates that were under way", () => {
  const pending = (type: string, name: string): KnownResource => ({
    urn: `urn:pulumi:lab::labnote::${type}::${name}`,
    type,
    id: undefined,
    inputs: { tags: { Name: `labnote-${lab}-${name}` } },
    outputs: {},
  });
  const instance = pending("aws:ec2/instance:Instance", "mina");
  const named = (id: string, name: string) => ({ id, name: `labnote-${lab}-${name}` });

  test("are found by their names, and by what they are: a disk has the name of its instance", () => {
    const things = [named("vol-1", "mina"), named("i-1", "mina"), named("i-2", "jun")];
    expect(matched([instance], things, new Set())).toEqual([{ urn: instance.urn, id: "i-1" }]);
  });

  test("are all found, when the same was begun more than once, and once each", () => {
    const things = [named("i-1", "mina"), named("i-2", "mina"), named("i-3", "mina")];
    const found = matched([instance, instance], things, new Set(["i-2"]));
    expect(found.map(({ id }) => id)).toEqual(["i-1", "i-3"]);
  });

  test("are nothing where EC2 has nothing of the name, or there is no name", () => {
    expect(matched([instance], [named("i-1", "jun")], new Set())).toEqual([]);
    expect(matched([{ ...instance, inputs: {} }], [{ id: "i-1", name: "" }], new Set())).toEqual([]);
  });
});
