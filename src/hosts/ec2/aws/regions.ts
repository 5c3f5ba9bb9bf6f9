import { setTimeout } from "node:timers/promises";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ec2Client } from "./clients.ts";
import { awsFailure, type Unasked } from "./failures.ts";

/** A region that every account has: for questions that any region can answer. */
const ANY_REGION = "us-east-1";

/** Milliseconds in which credentials are found where there are some; a service for them on the network may not be there at all. */
const CREDENTIALS = 10_000;

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

/** Whether this machine has no credentials for AWS, as the SDK looks for them. */
export async function credentialsLacking(): Promise<boolean> {
  const client = ec2Client(ANY_REGION);
  const late = setTimeout(CREDENTIALS, false, { ref: false });
  const found = client.config.credentials().then(
    () => true,
    () => false,
  );
  return !(await Promise.race([found, late]));
}
