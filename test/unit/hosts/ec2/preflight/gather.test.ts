import { EC2Client } from "@aws-sdk/client-ec2";
import { STSClient } from "@aws-sdk/client-sts";
import { afterEach, expect, jest, test } from "@jest/globals";
import { gatherAccount } from "../../../../../src/hosts/ec2/preflight/gather.ts";

afterEach(() => {
  jest.restoreAllMocks();
});

test("clients are destroyed also when EC2 does not answer", async () => {
  const down = new Error("connect ECONNREFUSED");
  for (const { prototype } of [EC2Client, STSClient])
    jest.spyOn(prototype, "send").mockImplementation(() => Promise.reject(down));
  const destroyed = jest.spyOn(EC2Client.prototype, "destroy");
  const { regions } = await gatherAccount("eu-west-1", new AbortController().signal);
  expect(regions).toEqual({ failure: down });
  expect(destroyed).toHaveBeenCalledTimes(1);
});
