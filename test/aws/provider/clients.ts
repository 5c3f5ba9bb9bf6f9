import { EC2Client } from "@aws-sdk/client-ec2";

/** By which a gate in between tells this provider's calls from labnote's own. */
export const USER_AGENT = "labnote-test-provider";

/**
 * EC2 in a region, at the address in AWS_ENDPOINT_URL; credentials are found by the SDK. This provider is for tests, and never speaks to AWS.
 *
 * @throws Error where that address is not on this machine.
 */
export function ec2Client(region: string): EC2Client {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  if (endpoint === undefined || !URL.canParse(endpoint) || new URL(endpoint).hostname !== "127.0.0.1")
    throw new Error(`AWS_ENDPOINT_URL is ${endpoint ?? "not set"}, and a test asks 127.0.0.1 only`);
  // Given as such, it goes before every other place where the SDK would look for one.
  return new EC2Client({ region, endpoint, maxAttempts: 8, customUserAgent: USER_AGENT });
}
