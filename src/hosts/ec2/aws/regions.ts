import { setTimeout } from "node:timers/promises";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ec2Client } from "./clients.ts";
import { awsFailure, type Unasked } from "./failures.ts";

/** A region that every account has: for questions that any region can answer. */
const ANY_REGION = "us-east-1";

/** Milliseconds to find credentials. Where a service on the network has them, it may not answer at all. */
const LIMIT = 10_000;

/**
 * The regions that the account may use, by name, or why they are not known.
 *
 * @param near a region to ask, where one is known
 */
export async function enabledRegions(
  near: string | undefined,
  signal: AbortSignal,
): Promise<{ regions: string[]; unasked: Unasked[] }> {
  const client = ec2Client(near || process.env.AWS_REGION || ANY_REGION);
  try {
    const { Regions = [] } = await client.send(new DescribeRegionsCommand({}), { abortSignal: signal });
    return { regions: Regions.flatMap(({ RegionName }) => RegionName ?? []), unasked: [] };
  } catch (cause) {
    signal.throwIfAborted();
    return {
      regions: [],
      unasked: [{ what: "the list of regions", failure: awsFailure("ec2:DescribeRegions", cause) }],
    };
  } finally {
    client.destroy();
  }
}

/**
 * Looks for credentials as the SDK does.
 *
 * @param limit milliseconds
 * @returns why there are none to use, in words; `undefined` when there are some
 */
export async function whyNoCredentials(limit = LIMIT): Promise<string | undefined> {
  const client = ec2Client(ANY_REGION);
  const late = setTimeout(limit, `no AWS credentials were found within ${limit / 1000} s`, { ref: false });
  const found = client.config.credentials().then(
    () => undefined,
    () => "there are no AWS credentials",
  );
  try {
    return await Promise.race([found, late]);
  } finally {
    client.destroy();
  }
}
