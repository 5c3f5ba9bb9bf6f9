import { EC2Client } from "@aws-sdk/client-ec2";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

/** By which a gate in between tells this provider's calls from labnote's own. */
export const USER_AGENT = "labnote-test-provider";

/**
 * EC2 in a region, at the address in AWS_ENDPOINT_URL; credentials are found by the SDK. This provider is for tests, and never speaks to AWS.
 *
 * @throws Error where that address is not on this machine.
 */
export const ec2Client = (region: string): EC2Client => new EC2Client(settings(region));

/** The account of the credentials; as {@link ec2Client}. */
export async function accountOf(region: string): Promise<string> {
  const client = new STSClient(settings(region));
  const { Account = "" } = await client.send(new GetCallerIdentityCommand({}));
  client.destroy();
  return Account;
}

function settings(region: string) {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  if (endpoint === undefined || !URL.canParse(endpoint) || new URL(endpoint).hostname !== "127.0.0.1")
    throw new Error(`AWS_ENDPOINT_URL is ${endpoint ?? "not set"}, and a test asks 127.0.0.1 only`);
  // Given as such, it goes before every other place where the SDK would look for one.
  return { region, endpoint, maxAttempts: 8, customUserAgent: USER_AGENT };
}
