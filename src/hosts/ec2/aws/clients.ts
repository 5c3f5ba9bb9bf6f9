import { EC2Client } from "@aws-sdk/client-ec2";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { clientOptions } from "./client-options.ts";

/** EC2 in a region. */
export const ec2Client = (region: string): EC2Client => new EC2Client({ ...clientOptions, region });

/** The service that has an account's quotas, in a region. */
export const serviceQuotasClient = (region: string): ServiceQuotasClient =>
  new ServiceQuotasClient({ ...clientOptions, region });
