import { describe, expect, test } from "@jest/globals";
import { type AccountPlan, planInWords } from "../../../../../src/hosts/ec2/preflight/account-plan.ts";
import { estimate, type Order } from "../../../../../src/hosts/ec2/preflight/cost.ts";
import prices from "../../../../../src/hosts/ec2/preflight/prices.json" with { type: "json" };
import { addressPrice, diskPrice, instancePrice } from "../../../../../src/hosts/ec2/preflight/prices.ts";

const order: Order = { hosts: 1, instanceType: "t3.micro", region: "us-east-1", hours: 4, free: "Nothing is free." };

describe("the estimate", () => {
  test("of no host is none", () => {
    expect(estimate({ ...order, hosts: 0 })).toBeUndefined();
  });

  test("adds up machine, address and disk, an hour and for all of them", () => {
    // 0.0104 + 0.005 + 10 * 0.08 / 730
    const { lines, question } = estimate(order) ?? { lines: [], question: "" };
    expect(lines).toEqual([
      "1 host in us-east-1 by list prices, without taxes and traffic:",
      expect.stringMatching(/^ {2}t3.micro +\$0.0104 an hour \(.+, 2026-07-20\)$/),
      expect.stringMatching(/^ {2}public IPv4 address +\$0.0050 an hour \(.+, 2024-02-01\)$/),
      expect.stringMatching(/^ {2}disk, 10 GiB of gp3 +\$0.0011 an hour \(.+\)$/),
      "Together about $0.0165 an hour; about $0.07 for the 4 hours until they end by themselves.",
      "Nothing is free.",
    ]);
    expect(question).toBe("Make 1 host on EC2 for about $0.07");
  });

  test("of a class is that of a host as often as there are hosts still to make", () => {
    const { lines, question } = estimate({ ...order, hosts: 30, hours: 2.5 }) ?? { lines: [], question: "" };
    expect(lines[4]).toBe(
      "Together about $0.4949 an hour; about $1.24 for the 2.5 hours until they end by themselves.",
    );
    expect(question).toBe("Make 30 hosts on EC2 for about $1.24");
  });

  test("without an end is by the hour", () => {
    expect(estimate({ ...order, hours: null })?.question).toBe("Make 1 host on EC2 for about $0.02 an hour");
  });

  test("says of an unknown price that it is, and where AWS tells it, and calls the sum a least one", () => {
    const { lines, question } = estimate({ ...order, instanceType: "m9.large" }) ?? { lines: [], question: "" };
    expect(lines[1]).toMatch(/m9.large +price unknown, see https:\/\/aws.amazon.com\/ec2\/pricing\/on-demand\/$/);
    expect(question).toBe("Make 1 host on EC2 for at least $0.02");
  });
});

describe("prices", () => {
  const common = [
    ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "eu-central-1", "eu-west-1", "eu-west-2"],
    ...[
      "eu-west-3",
      "eu-north-1",
      "ap-northeast-1",
      "ap-northeast-2",
      "ap-south-1",
      "ap-southeast-1",
      "ap-southeast-2",
    ],
  ];

  test.each(common)("are known in %s of all that a host there is by default", (region) => {
    for (const price of [instancePrice("t3.micro", region), diskPrice("gp3", region), addressPrice(region)])
      expect(price).toMatchObject({ usd: expect.any(Number), source: expect.any(String), date: expect.any(String) });
  });

  test("that hold all over the world are not taken for those of AWS's other parts", () => {
    expect(addressPrice("mx-central-1")).toMatchObject({ usd: 0.005 });
    for (const region of ["cn-north-1", "us-gov-west-1", "eusc-de-east-1"])
      expect(addressPrice(region)).toEqual({ page: expect.stringMatching(/^https:/) });
  });

  test("are taken from the first who has one", () => {
    expect(instancePrice("t3.micro", "us-east-1")).toMatchObject({ usd: 0.0104, date: "2026-07-20" });
    expect(instancePrice("t3.micro", "ap-northeast-2")).toMatchObject({ usd: 0.013 });
  });

  test("each say where they were read, and are no slip of the hand", () => {
    for (const { page, quotes } of Object.values(prices)) {
      expect(page).toMatch(/^https:\/\/aws\.amazon\.com\//);
      for (const { url, prices } of quotes) {
        expect(url).toMatch(/^https:\/\//);
        const all = Object.values(prices).flatMap((regions): number[] => Object.values(regions));
        expect(all.filter((usd) => !(usd > 0.001 && usd < 0.2))).toEqual([]);
      }
    }
  });
});

describe("what is free", () => {
  const plan = (change: Partial<AccountPlan>) =>
    planInWords({ got: { accountPlanType: "FREE", accountPlanStatus: "ACTIVE", ...change } });
  const credits = { accountPlanRemainingCredits: { amount: 87.5, unit: "USD" } };
  const failed = (name: string) => planInWords({ failure: Object.assign(new Error(name), { name }) });

  test("on the free plan is all that its credits pay for, until its end", () => {
    expect(plan({ ...credits, accountPlanExpirationDate: "2026-12-31T00:00:00Z" })).toBe(
      "The account is on the free plan: nothing is charged, and $87.50 of credits are left, until 2026-12-31. The plan ends when they are used up.",
    );
  });

  test("on a free plan that has ended is nothing", () => {
    expect(plan({ accountPlanStatus: "EXPIRED" })).toContain("has ended");
  });

  test("on the paid plan is what credits are left for", () => {
    expect(plan({ accountPlanType: "PAID", ...credits })).toContain("paid plan; $87.50 of credits are left");
    expect(plan({ accountPlanType: "PAID" })).toBe(
      "The account is on the paid plan: what no credits cover is charged.",
    );
  });

  test("on the free plan has no word of credits, or of a date, that AWS gives in no readable form", () => {
    expect(plan({})).toBe(
      "The account is on the free plan: nothing is charged. The plan ends when its credits are used up.",
    );
    for (const accountPlanExpirationDate of ["1795000000", "soon", Number.NaN, 1e300])
      expect(plan({ ...credits, accountPlanExpirationDate })).toBe(
        "The account is on the free plan: nothing is charged, and $87.50 of credits are left. The plan ends when they are used up.",
      );
    expect(plan({ accountPlanExpirationDate: 1_798_675_200 })).toContain(
      "nothing is charged, until 2026-12-31. The plan",
    );
  });

  test("in an account from before there were plans is nothing any more", () => {
    expect(failed("ResourceNotFoundException")).toBe(
      "The account has no plan, so it is from before 15 July 2025: its 12 free months are over, and all of it is charged.",
    );
  });

  test("stays unknown where labnote may not ask, and the sentence has both cases", () => {
    expect(failed("AccessDeniedException")).toBe(
      "What of it is free is unknown, since freetier:GetAccountPlanState is not permitted. An account from before 15 July 2025 is charged for all of it, since its 12 free months are over; a newer one may have credits, which are used first.",
    );
    expect(failed("TimeoutError")).toContain("AWS did not tell");
  });
});
