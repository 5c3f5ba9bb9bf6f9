import { SignatureV4 } from "@smithy/signature-v4";
import { withTimeout } from "../../../common/abort.ts";
import { type Attempted, isForbidden } from "../aws/failures.ts";
import { sts } from "../aws/identity.ts";

/** The account's plan, as AWS's service for the free tier has it. */
export interface AccountPlan {
  accountPlanType: "FREE" | "PAID";
  accountPlanStatus: "NOT_STARTED" | "ACTIVE" | "EXPIRED";
  accountPlanRemainingCredits?: { amount: number; unit: string };
  /** ISO 8601, or seconds since 1970. */
  accountPlanExpirationDate?: string | number;
}

/** The service is in one region for all (https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_freetier_GetAccountPlanState.html). */
const REGION = "us-east-1";
const ENDPOINT = `https://freetier.${REGION}.api.aws`;
const LIMIT = 10_000;

/**
 * Asks for the account's plan. The call is signed here: the SDK's client for it is not available everywhere that the other clients
 * are.
 *
 * @throws an error whose name is AWS's code for what is wrong
 */
export async function accountPlan(signal: AbortSignal): Promise<AccountPlan> {
  const { credentials, sha256 } = sts(REGION).config;
  const signer = new SignatureV4({ service: "freetier", region: REGION, credentials, sha256 });
  const endpoint = new URL(process.env.AWS_ENDPOINT_URL_FREETIER || process.env.AWS_ENDPOINT_URL || ENDPOINT);
  const request = await signer.sign({
    method: "POST",
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    path: endpoint.pathname,
    query: {},
    headers: {
      host: endpoint.host,
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "AWSFreeTierService.GetAccountPlanState",
    },
    body: "{}",
  });
  const response = await fetch(endpoint, {
    method: "POST",
    headers: request.headers,
    body: "{}",
    signal: withTimeout(signal, LIMIT),
  });
  if (response.ok) return (await response.json()) as AccountPlan;
  const text = await response.text();
  // `"__type": "com.amazonaws.freetier#AccessDeniedException"`
  const name = /"__type"\s*:\s*"(?:[^"]*#)?([^"]+)"/.exec(text)?.[1] ?? `status ${response.status}`;
  throw Object.assign(new Error(text), { name });
}

/** What is free for the account, for people. An account without a plan is older than the plans: more than 12 months. */
export function planInWords(plan: Attempted<AccountPlan>): string {
  if ("failure" in plan) {
    const { failure } = plan;
    if (failure instanceof Error && failure.name === "ResourceNotFoundException")
      return "The account has no plan, so it is from before 15 July 2025: its 12 free months are over, and all of it is charged.";
    const why = isForbidden(failure) ? "freetier:GetAccountPlanState is not permitted" : "AWS did not tell the plan";
    return `What of it is free is unknown, since ${why}. An account from before 15 July 2025 is charged for all of it, since its 12 free months are over; a newer one may have credits, which are used first.`;
  }
  const { accountPlanType, accountPlanStatus, accountPlanRemainingCredits, accountPlanExpirationDate } = plan.got;
  const credits =
    accountPlanRemainingCredits === undefined
      ? undefined
      : `${dollars(accountPlanRemainingCredits.amount)} of credits are left`;
  if (accountPlanType === "PAID")
    return credits === undefined
      ? "The account is on the paid plan: what no credits cover is charged."
      : `The account is on the paid plan; ${credits}, which are used first. What they do not cover is charged.`;
  if (accountPlanStatus === "EXPIRED") return "The account's free plan has ended: EC2 may refuse all of it.";
  const end = day(accountPlanExpirationDate);
  const [left, they] = credits === undefined ? ["", "its credits"] : [`, and ${credits}`, "they"];
  return `The account is on the free plan: nothing is charged${left}${end === undefined ? "" : `, until ${end}`}. The plan ends when ${they} are used up.`;
}

export const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

/** `undefined` for a date that cannot be read: it is a detail, and no reason to stop. */
function day(date: string | number | undefined): string | undefined {
  const read = new Date(typeof date === "number" ? date * 1000 : (date ?? Number.NaN));
  return Number.isNaN(read.getTime()) ? undefined : read.toISOString().slice(0, 10);
}
