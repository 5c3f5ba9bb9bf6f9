import { expect, test } from "@jest/globals";
import { homeOf } from "../../../../src/hosts/ec2/aws/partitions.ts";
import { isBurstable, zoneFor } from "../../../../src/hosts/ec2/instance.ts";
import { baseOf, imageQuery } from "../../../../src/hosts/ec2/machine-image.ts";

test("an image of Canonical's is Ubuntu 20.04 for people, another one is what it is called", () => {
  expect(baseOf("ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-20250603")).toBe("Ubuntu 20.04");
  expect(baseOf("ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20250603")).toContain("jammy");
});

test("only Canonical's images are looked through, unless one was chosen", () => {
  expect(imageQuery(null).owners).toEqual(["099720109477"]);
  expect(imageQuery("ami-1")).toEqual({ filters: [{ name: "image-id", values: ["ami-1"] }] });
});

test("the first zone is taken, and no local one", () => {
  expect(zoneFor("us-west-2", ["us-west-2-lax-1a", "us-west-2c", "us-west-2b", "us-west-2d"])).toBe("us-west-2b");
  expect(zoneFor("us-west-2", ["us-west-2-lax-1a"])).toBeUndefined();
  expect(zoneFor("us-west-2", [])).toBeUndefined();
});

test.each([
  ["ap-northeast-2", "us-east-1"],
  ["cn-northwest-1", "cn-north-1"],
  ["us-gov-east-1", "us-gov-west-1"],
  ["eusc-de-east-1", "eusc-de-east-1"],
])("accounts that use %s are asked for in %s", (region, home) => {
  expect(homeOf(region)).toBe(home);
});

test("types that earn CPU credits are known by their family", () => {
  expect(["t2.micro", "t3.micro", "t3a.small", "t4g.nano"].filter((type) => !isBurstable(type))).toEqual([]);
  expect(["t1.micro", "m7i-flex.large", "trn1.2xlarge", "c5.large"].filter(isBurstable)).toEqual([]);
});
