import { expect, test } from "@jest/globals";
import { idsOfSite } from "../../../../../src/hosts/ec2/cleanup/expiry-tags.ts";

const site = { checkout: "/home/mina/labnote", machine: "laptop", stack: "lab" };
const marked = (id: string, { checkout, machine, stack }: typeof site) => [
  { id, key: "labnote.checkout", value: checkout },
  { id, key: "labnote.machine", value: machine },
  { id, key: "labnote.stack", value: stack },
];

test("a lab's things are those that carry all of its marks", () => {
  const tags = [
    ...marked("i-1", site),
    ...marked("vpc-1", site),
    ...marked("i-2", { ...site, stack: "other" }),
    ...marked("i-3", { ...site, machine: "other" }),
    ...marked("i-4", { ...site, checkout: "/elsewhere" }),
    { id: "i-5", key: "labnote.stack", value: "lab" },
  ];
  expect(idsOfSite(tags, site)).toEqual(["i-1", "vpc-1"]);
});
