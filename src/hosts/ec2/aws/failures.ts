import { LabError, messageOf } from "../../../common/errors.ts";

/** What came of asking AWS: an attempt, or why there is none. */
export type Attempted<T> = { got: T } | { failure: unknown };

/** Asks, and takes a failure as an attempt, too: what it means is decided where all answers are known. */
export const attempt = <T>(asked: Promise<T>): Promise<Attempted<T>> =>
  asked.then(
    (got) => ({ got }),
    (failure: unknown) => ({ failure }),
  );

/** What an attempt holds; `undefined` when there is none. */
export const got = <T>(answer: Attempted<T>): T | undefined => ("got" in answer ? answer.got : undefined);

/** How the SDK and AWS name what is wrong with the credentials; STS, EC2 and the newer services each have words of their own. */
const MISSING = ["CredentialsProviderError", "TokenProviderError", "MissingAuthenticationToken"];
const EXPIRED = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"];
const INVALID = [
  "InvalidClientTokenId",
  "UnrecognizedClientException",
  "AuthFailure",
  "SignatureDoesNotMatch",
  "InvalidSignatureException",
  "IncompleteSignature",
];
const FORBIDDEN = ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException"];

const nameOf = (failure: unknown): string => (failure instanceof Error ? failure.name : "");

/** Whether AWS knows the caller, and does not let it do this. */
export const isForbidden = (failure: unknown): boolean => FORBIDDEN.includes(nameOf(failure));

/** Whether an error of that name is about who calls: credentials, or what they may do. */
export const concernsCaller = (name: string): boolean =>
  [...MISSING, ...EXPIRED, ...INVALID, ...FORBIDDEN].includes(name);

/** Whether AWS has no such thing, in the words of Service Quotas. */
export const isNowhere = (failure: unknown): boolean => nameOf(failure) === "NoSuchResourceException";

/** How credentials are got; the README has the permissions. */
const GET_CREDENTIALS =
  "`aws configure` keeps a key, `aws configure sso` and then `aws sso login` a session; or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

/**
 * What a call that got no attempt means to the user.
 *
 * @param permission of the call, in IAM's words: `ec2:DescribeImages`.
 */
export function awsFailure(permission: string, failure: unknown): LabError {
  const name = nameOf(failure);
  const cause = messageOf(failure);
  // The SDK's own providers say so in words alone when a session has run out.
  if (EXPIRED.includes(name) || (MISSING.includes(name) && /expired/i.test(cause)))
    return new LabError("The AWS credentials have expired", {
      cause,
      remedy: "get new ones, as you got these: `aws sso login`, or new keys in the environment",
    });
  if (MISSING.includes(name)) return new LabError("There are no AWS credentials", { cause, remedy: GET_CREDENTIALS });
  if (INVALID.includes(name))
    return new LabError("AWS does not accept the credentials", {
      cause,
      remedy: `see that they are whole, of an account that is still there, and that this machine's clock is right; ${GET_CREDENTIALS}`,
    });
  if (FORBIDDEN.includes(name) && /(service|resource) control policy/i.test(cause))
    return new LabError(`The organisation that the account is in denies ${permission}`, {
      cause,
      remedy: "ask whoever manages the organisation, or use another region or account",
    });
  if (FORBIDDEN.includes(name) && /explicit deny/i.test(cause))
    return new LabError(`A policy of the account denies ${permission}`, {
      cause,
      remedy: "have the policy changed that AWS names: one that denies outweighs all that allow",
    });
  if (FORBIDDEN.includes(name))
    return new LabError(`AWS does not permit ${permission}`, {
      cause,
      remedy: `have the permission ${permission} given to you; docs/ec2-policy.json has all that are needed`,
    });
  return new LabError(`AWS gave no answer to ${permission}`, {
    cause,
    remedy: "see that this machine reaches AWS, and https://health.aws.amazon.com, and run this again",
  });
}

/** A part of EC2 that gave no attempt. */
export interface Unasked {
  /** A region, or what is not of one alone. */
  what: string;
  /** What the failure means. */
  failure: LabError;
}

/** What a call answers. @throws LabError of what its failure means */
export const granted = <T>(permission: string, call: Promise<T>): Promise<T> =>
  call.catch((failure) => {
    throw awsFailure(permission, failure);
  });
