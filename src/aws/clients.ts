import { EC2Client } from "@aws-sdk/client-ec2";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { STSClient } from "@aws-sdk/client-sts";

/**
 * What all clients of AWS are made with. Credentials and endpoints are found by the SDK as everywhere else: the environment, the profile's files.
 * Throttled calls and failures of the service are tried again by it, ever later.
 */
const common = {
  maxAttempts: 8,
  // Milliseconds: no call of ours takes longer where the network works at all.
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

/** EC2 in a region. */
export const ec2 = (region: string): EC2Client => new EC2Client({ ...common, region });

/** Who the caller is. */
export const sts = (region: string): STSClient => new STSClient({ ...common, region });

/** How much of a thing an account may have. */
export const serviceQuotas = (region: string): ServiceQuotasClient => new ServiceQuotasClient({ ...common, region });
