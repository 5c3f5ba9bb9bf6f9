import { expect, test } from "@jest/globals";
import { renderAdvice } from "../../../../../src/common/advice.ts";
import { remedyFor } from "../../../../../src/hosts/ec2/preflight/provider-errors.ts";

/** As the provider words it. */
const refused = (code: string, message = "No."): string =>
  `creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 400, RequestID: 0a1b, api error ${code}: ${message}`;

test.each([
  ["InsufficientInstanceCapacity", "`npm start` again in a while"],
  ["Unsupported", "`npm run down`, then `npm start`"],
  ["VcpuLimitExceeded", "quotas/L-1216C47A"],
  ["VpcLimitExceeded", "quotas/L-F678F1CE"],
  ["PendingVerification", "verified the account"],
  ["OptInRequired", "registration"],
  ["InvalidAMIID.NotFound", "--unset ami"],
  ["RequestExpired", "aws sso login"],
])("the error %s says what to do", (code, remedy) => {
  expect(renderAdvice(remedyFor(refused(code)) ?? "", "lab")).toContain(remedy);
});

test("a permission that is lacking is named, where EC2 names it", () => {
  expect(
    remedyFor(
      refused(
        "UnauthorizedOperation",
        "User: mina is not authorized to perform: ec2:RunInstances on resource: instance/*",
      ),
    ),
  ).toContain("ask your account's administrator for the permission ec2:RunInstances; docs/ec2-policy.json");
  expect(remedyFor(refused("UnauthorizedOperation", "You are not authorized. Encoded message: 8sJ2k"))).toContain(
    "docs/ec2-policy.json",
  );
  expect(remedyFor(refused("UnauthorizedOperation", "With an explicit deny in a service control policy"))).toContain(
    "the person who manages the organisation",
  );
});

test("the code is found in older words of the provider's, too", () => {
  const words = "Error launching source instance: VcpuLimitExceeded: You have requested more\n\tstatus code: 400";
  expect(renderAdvice(remedyFor(words) ?? "", "lab")).toContain("students=COUNT");
});

test.each([
  "the host was not ready within 15 minutes",
  refused("InvalidParameterValue"),
  "Unsupported",
  "constructor: no",
  "",
])("nothing is advised about what is not known: %j", (words) => {
  expect(remedyFor(words)).toBeUndefined();
});
