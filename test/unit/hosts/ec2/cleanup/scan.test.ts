import { tmpdir } from "node:os";
import { expect, describe as group, test } from "@jest/globals";
import { describe, LabError } from "../../../../../src/common/errors.ts";
import { pairByName } from "../../../../../src/hosts/ec2/cleanup/adoption.ts";
import { deletionCommand, findingsOf } from "../../../../../src/hosts/ec2/cleanup/findings.ts";
import { isOurs } from "../../../../../src/hosts/ec2/cleanup/ownership.ts";
import { type ResourceType, resourceTypeOf } from "../../../../../src/hosts/ec2/cleanup/resource-types.ts";
import type { ScannedResource } from "../../../../../src/hosts/ec2/cleanup/scan.ts";
import type { KnownResource, Proof, Teardown } from "../../../../../src/hosts/inventory.ts";

const REGION = "eu-west-1";
const lab = "lab-0a1b2c3d";

const thing = (id: string, more: Partial<ScannedResource> = {}): ScannedResource => ({
  id,
  region: REGION,
  type: resourceTypeOf(id) as ResourceType | undefined,
  state: undefined,
  vpc: undefined,
  ending: false,
  ours: true,
  recent: false,
  tags: { lab, checkout: "/home/mina/labnote", machine: "desk", stack: "lab" },
  ...more,
});
const see = (...things: ScannedResource[]): Proof =>
  findingsOf({ asked: [REGION, "us-east-1"], unasked: [], things }, "the lab class-a");
const told = ({ problems }: Proof): string => problems.map((problem) => describe(problem)).join("\n");

group("what a scan of EC2 means", () => {
  test("nothing is left on EC2 when all regions answered and hold nothing, and the report says how many regions that are", () => {
    expect(see()).toEqual({
      report: [
        "Nothing of the lab class-a is left on EC2: no instance, no disk, no network, in all 2 regions of the account.",
      ],
      problems: [],
      kept: [],
    });
  });

  test("when nothing that is left costs money, the report says so, and names each thing with the command that deletes it", () => {
    const proof = see(thing("vpc-0001"), thing("key-0001"));
    expect(proof.report).toEqual([]);
    expect(told(proof)).toContain("Of the lab class-a, only things that cost nothing are left on EC2");
    expect(told(proof)).toContain(
      `${REGION}: network (VPC) vpc-0001 of the lab ${lab} (free)\n  try: aws ec2 delete-vpc --region ${REGION} --vpc-id vpc-0001`,
    );
  });

  test.each(["i-0001", "vol-0001", "eipalloc-0001", "snap-0001", "nat-0001"])(
    "%s counts as a thing that costs money",
    (id) => {
      const said = told(see(thing("vpc-0001"), thing(id)));
      expect(said).toContain("Things of the lab class-a that cost money are left on EC2: 1 of the 2");
      expect(said).toContain(`${id} of the lab ${lab} (costs money)`);
    },
  );

  test("a stopped instance costs money, and one that is shutting down does not", () => {
    expect(told(see(thing("i-0001", { state: "stopped" })))).toContain("(stopped, costs money)");
    const ending = told(see(thing("i-0001", { state: "shutting-down", ending: true })));
    expect(ending).toContain("(shutting-down, free)");
    expect(ending).toContain("only things that cost nothing");
    expect(ending).not.toContain("terminate-instances");
  });

  test("the commands that delete things stand in an order that works: a thing before what it uses, region by region", () => {
    const ids = ["vpc-1", "sg-1", "key-1", "igw-1", "subnet-1", "eni-1", "vol-1", "eipalloc-1", "i-1"];
    const said = told(see(...ids.map((id) => thing(id)), thing("i-2", { region: "ap-northeast-2" })));
    const shown = [...said.matchAll(/^([a-z0-9-]+): .* ([a-z]+-\d) of/gm)].map(([, region, id]) => `${region} ${id}`);
    const order = ["i-1", "eipalloc-1", "vol-1", "eni-1", "subnet-1", "igw-1", "sg-1", "key-1", "vpc-1"];
    expect(shown).toEqual(["ap-northeast-2 i-2", ...order.map((id) => `${REGION} ${id}`)]);
  });

  test("nothing is proven while a region does not answer, even if all others hold nothing", () => {
    const failure = new LabError("AWS does not permit ec2:DescribeTags", { remedy: "have it given to you" });
    const unasked = ["us-east-1", "us-west-2"].map((what) => ({ what, failure }));
    const nothing = findingsOf({ asked: [REGION], unasked, things: [] }, "the lab class-a");
    expect(nothing.report).toEqual([]);
    expect(told(nothing)).toBe(
      [
        "It is not proven that nothing else is left on EC2",
        "No answer for us-east-1, us-west-2",
        "  because: AWS does not permit ec2:DescribeTags",
        "  try: have it given to you",
      ].join("\n"),
    );
    const something = findingsOf({ asked: [REGION], unasked, things: [thing("i-0001")] }, "the lab class-a");
    expect(something.problems).toHaveLength(2);
  });

  test("nothing is proven while one of our things is of a type that labnote does not know", () => {
    expect(told(see(thing("lt-0001")))).toContain(
      `lt-0001, of the lab ${lab}, is of a type that labnote does not know`,
    );
  });

  test("another lab's things are no problem; those that cost money are named with their end and the command that deletes them", () => {
    const others = {
      ours: false,
      state: "running",
      tags: { ...thing("i-1").tags, expires: "2026-11-24T14:00:00.000Z" },
    };
    const proof = see(
      ...[thing("i-0001", others), thing("vpc-0001", { ours: false }), thing("vol-0001", { ours: false })],
      thing("i-0002", { ...others, state: "shutting-down", ending: true }),
    );
    expect(proof.problems).toEqual([]);
    expect(proof.report.slice(1)).toEqual([
      `Not touched, belongs to another lab: 4 resources in ${REGION}, of the lab ${lab} of /home/mina/labnote on desk. These of them cost money; if nobody needs them, delete them:`,
      `  instance i-0001 (running, ends by itself at 2026-11-24T14:00:00.000Z): ${deletionCommand(thing("i-0001"))}`,
      `  volume vol-0001: ${deletionCommand(thing("vol-0001"))}`,
    ]);
  });

  test("another lab's things that cost nothing are only counted", () => {
    expect(see(thing("vpc-0001", { ours: false })).report[1]).toBe(
      `Not touched, belongs to another lab: 1 resource in ${REGION}, of the lab ${lab} of /home/mina/labnote on desk.`,
    );
  });

  test("tags that another person wrote cannot control the terminal that they are shown on", () => {
    const nasty = "\u001b]0;title\u0007\n::error::x";
    const tags = { lab: nasty, checkout: nasty, machine: nasty, stack: nasty, expires: nasty };
    const proof = see(thing("i-0001", { ours: false, tags }), thing("vol-0001", { tags }), thing("lt-0001", { tags }));
    const shown = [...proof.report, told(proof)].join("\n");
    expect(shown).toContain("⟨U+001B⟩]0;title⟨U+0007⟩⟨U+000A⟩::error::x");
    for (const raw of ["\u001b", "\u0007", "\n::"]) expect(shown).not.toContain(raw);
  });
});

group("the command that deletes a thing", () => {
  test("the command that deletes an instance waits for its end, so that the next command can follow at once", () => {
    expect(deletionCommand(thing("i-0001"))).toBe(
      `aws ec2 terminate-instances --region ${REGION} --instance-ids i-0001 && aws ec2 wait instance-terminated --region ${REGION} --instance-ids i-0001`,
    );
  });

  test("the command that deletes a gateway detaches it from its network first", () => {
    expect(deletionCommand(thing("igw-0001", { vpc: "vpc-0001" }))).toBe(
      `aws ec2 detach-internet-gateway --region ${REGION} --internet-gateway-id igw-0001 --vpc-id vpc-0001 && aws ec2 delete-internet-gateway --region ${REGION} --internet-gateway-id igw-0001`,
    );
  });
});

group("whose a thing is", () => {
  const site = { checkout: tmpdir(), machine: "desk", stack: "lab" };
  const teardown = (all: boolean, known: string[] = []): Teardown => ({
    ...{ site, all, known: [], target: "ec2", region: REGION },
    isKnown: async (_site, lab) => known.includes(lab),
  });
  const own = { ...site, lab };

  test.each([
    ["of the stack itself, even if the state does not know it", own, true],
    ["of a lab that the state knew, made in another checkout", { ...own, checkout: "/moved", lab: "lab-known" }, true],
    ["without the lab's tag, but with others of labnote", { ...site }, false],
    ["of another stack", { ...own, stack: "other" }, false],
    ["of a checkout that is gone", { ...own, checkout: "/gone" }, false],
    ["of another machine", { ...own, machine: "laptop" }, false],
  ])("when one lab is taken down, a thing %s is ours or not", async (_what, tags, ours) => {
    expect(await isOurs(tags, teardown(false), new Set(["lab-known"]))).toBe(ours);
  });

  test.each([
    ["of a checkout that is gone", { ...own, stack: "other", checkout: "/gone" }, true],
    ["of a stack whose state does not know it", { ...own, stack: "other" }, true],
    ["of a stack whose state knows it", { ...own, stack: "other", lab: "other-known" }, false],
    ["of another machine, where all may be well", { ...own, checkout: "/gone", machine: "laptop" }, false],
    ["that tells nothing of where it is from", { lab }, false],
  ])("when all labs are taken down, a thing %s is ours or not", async (_what, tags, ours) => {
    expect(await isOurs(tags, teardown(true, ["other-known"]), new Set())).toBe(ours);
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

  test("an interrupted create is found by its name and its type: a disk has the name of its instance", () => {
    const things = [named("vol-1", "mina"), named("i-1", "mina"), named("i-2", "jun")];
    expect(pairByName([instance], things, new Set())).toEqual([{ urn: instance.urn, id: "i-1" }]);
  });

  test("when a create was interrupted more than once, all that it made is found, once each", () => {
    const things = [named("i-1", "mina"), named("i-2", "mina"), named("i-3", "mina")];
    const found = pairByName([instance, instance], things, new Set(["i-2"]));
    expect(found.map(({ id }) => id)).toEqual(["i-1", "i-3"]);
  });

  test("an interrupted create made nothing when EC2 has nothing of its name, or it has no name", () => {
    expect(pairByName([instance], [named("i-1", "jun")], new Set())).toEqual([]);
    expect(pairByName([{ ...instance, inputs: {} }], [{ id: "i-1", name: "" }], new Set())).toEqual([]);
  });
});
