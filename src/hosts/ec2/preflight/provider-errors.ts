import { type Advice, advice, npm } from "../../../common/advice.ts";
import { awsFailure, concernsCaller } from "../aws/failures.ts";
import { QUOTAS } from "./checks.ts";

const quotas = ([service, code]: readonly [string, string]): string =>
  `https://console.aws.amazon.com/servicequotas/home/services/${service}/quotas/${code}`;

const FEWER_HOSTS = advice`ask AWS for more (${quotas(QUOTAS.vcpus)}), or make fewer hosts: ${npm("start", "--set", "students=COUNT")}`;
const FEWER_NETWORKS = advice`delete networks that are not used (${npm("down", "--all")} finds those of lost labs), or ask AWS for more: ${quotas(QUOTAS.networks)}`;
const ANOTHER_IMAGE = advice`name an image of this region, or none: ${npm("start", "--set", "ami=ami-…")}, or ${npm("start", "--unset", "ami")}`;
const AGAIN = advice`${npm("start")} goes on from here; https://health.aws.amazon.com lists larger failures of AWS`;

/** What to do when EC2 refuses something while a lab is made, by its error codes (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html). */
const REMEDIES: { readonly [code: string]: Advice | string } = {
  InsufficientInstanceCapacity: advice`${npm("start")} again in a while, which makes what is missing; or have all hosts of another type: ${npm("start", "--set", "instanceType=NAME")}`,
  Unsupported: advice`choose a type that is offered there (${npm("start", "--set", "instanceType=NAME")}), or replace the lab: ${npm("down")}, then ${npm("start")}`,
  VcpuLimitExceeded: FEWER_HOSTS,
  InstanceLimitExceeded: FEWER_HOSTS,
  VpcLimitExceeded: FEWER_NETWORKS,
  InternetGatewayLimitExceeded: FEWER_NETWORKS,
  RulesPerSecurityGroupLimitExceeded: advice`let in fewer ranges (${npm("start", "--set", "allowFrom=YOUR.ADDRESS")}), or name fewer ports in the note`,
  PendingVerification: advice`wait until AWS has verified the account and written to you, usually some minutes; then ${npm("start")} again`,
  OptInRequired: advice`finish the account's registration (https://portal.aws.amazon.com/billing/signup), or accept what the message names, then ${npm("start")} again`,
  Blocked: "AWS has blocked the account; ask its support: https://console.aws.amazon.com/support",
  "InvalidAMIID.NotFound": ANOTHER_IMAGE,
  "InvalidAMIID.Unavailable": ANOTHER_IMAGE,
  RequestLimitExceeded: AGAIN,
  InternalError: AGAIN,
  Unavailable: AGAIN,
};

/** What to do about a failure of Pulumi's AWS provider, by the error code in its words; `undefined` for an unknown one. */
export function remedyFor(words: string): Advice | string | undefined {
  // `…, api error VcpuLimitExceeded: You have requested …`
  for (const [, code = ""] of words.matchAll(/(?<=^|\s)([A-Z][A-Za-z]+(?:\.[A-Za-z]+)?): /g)) {
    if (Object.hasOwn(REMEDIES, code)) return REMEDIES[code];
    if (concernsCaller(code))
      return awsFailure(permissionIn(words), Object.assign(new Error(words), { name: code })).remedy;
  }
  return undefined;
}

const permissionIn = (words: string): string =>
  /not authorized to perform: ([\w-]+:\w+)/.exec(words)?.[1] ?? "what it asked for";
