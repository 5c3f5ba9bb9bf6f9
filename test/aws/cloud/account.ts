import { type Answer, type ApiError, type Call, errorAnswer, json, listOf, xml } from "./wire.ts";

/** What AWS knows of the tests' account and moto does not; a test sets it as it likes. */
export interface Account {
  /** The enabled regions; in others, the credentials are not known. */
  regions: string[];
  /** Values by the code of the quota; of one that is not here, AWS knows for this account only what holds for all. */
  quotas: { [code: string]: number };
  /** What holds for all accounts, by the code; one that is not here is no quota of AWS's. */
  defaultQuotas: { [code: string]: number };
  /** As GetAccountPlanState tells it; `none` is an account from before there were plans, `denied` a user without the right to ask. */
  plan: "free" | "paid" | "none" | "denied";
}

/** The code of the quota of running On-Demand Standard instances, in vCPUs. */
export const VCPUS = "L-1216C47A";
/** The code of the quota of VPCs in a region. */
export const VPCS = "L-F678F1CE";

export const newAccount = (): Account => ({
  regions: ["us-east-1", "eu-central-1", "eu-west-1"],
  quotas: { [VCPUS]: 32, [VPCS]: 5 },
  defaultQuotas: { [VCPUS]: 5, [VPCS]: 5 },
  plan: "free",
});

/** The account that the tests' labs are made in: moto's own. */
export const ACCOUNT_ID = "123456789012";
/** Another account, with a user who has no rights in the first. */
export const OTHER_ACCOUNT_ID = "210987654321";

/** The answer to a call that moto has none for; `undefined` leaves it to moto. */
export function answerOf(account: Account, call: Call): Answer | undefined {
  if (!account.regions.includes(call.region)) return errorAnswer(call, unknownCredentials);
  return answers[`${call.service}:${call.action}`]?.(account, call);
}

const unknownCredentials: ApiError = {
  status: 401,
  code: "AuthFailure",
  message: "AWS was not able to validate the provided access credentials",
};

const answers: { [call: string]: (account: Account, call: Call) => Answer } = {
  "ec2:DescribeRegions": ({ regions }, { params }) => {
    const asked = listOf(params, "RegionName");
    const items = regions
      .filter((region) => asked.length === 0 || asked.includes(region))
      .map(
        (region) =>
          `<item><regionName>${region}</regionName><regionEndpoint>ec2.${region}.amazonaws.com</regionEndpoint><optInStatus>opt-in-not-required</optInStatus></item>`,
      );
    return xml(`<DescribeRegionsResponse><regionInfo>${items.join("")}</regionInfo></DescribeRegionsResponse>`);
  },
  "servicequotas:GetServiceQuota": ({ quotas }, call) => quotaAnswer(quotas, call),
  "servicequotas:GetAWSDefaultServiceQuota": ({ defaultQuotas }, call) => quotaAnswer(defaultQuotas, call),
  "freetier:GetAccountPlanState": ({ plan }, call) => {
    if (plan === "none")
      return errorAnswer(call, {
        status: 400,
        code: "ResourceNotFoundException",
        message: "No account plan was found",
      });
    if (plan === "denied")
      return errorAnswer(call, {
        status: 400,
        code: "AccessDeniedException",
        message: `User: arn:aws:iam::${ACCOUNT_ID}:user/test is not authorized to perform: freetier:GetAccountPlanState`,
      });
    return json({
      accountId: ACCOUNT_ID,
      accountPlanType: plan.toUpperCase(),
      accountPlanStatus: "ACTIVE",
      accountPlanRemainingCredits: { amount: 100, unit: "USD" },
    });
  },
};

function quotaAnswer(quotas: { [code: string]: number }, call: Call): Answer {
  const { QuotaCode = "", ServiceCode } = call.params;
  const Value = quotas[QuotaCode];
  return Value === undefined
    ? errorAnswer(call, {
        status: 400,
        code: "NoSuchResourceException",
        message: "The request failed because the specified quota does not exist.",
      })
    : json({ Quota: { QuotaCode, ServiceCode, Value, Unit: "None", Adjustable: true, GlobalQuota: false } });
}
