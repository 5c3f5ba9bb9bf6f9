import { EC2Client } from "@aws-sdk/client-ec2";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { common } from "./client-options.ts";

/** EC2 in a region. */
export const ec2 = (region: string): EC2Client => new EC2Client({ ...common, region });

/** How much of a thing an account may have. */
export const serviceQuotas = (region: string): ServiceQuotasClient => new ServiceQuotasClient({ ...common, region });
