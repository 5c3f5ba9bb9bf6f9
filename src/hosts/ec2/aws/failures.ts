import { LabError, messageOf } from "../../../common/errors.ts";

/** The result of a call to AWS: what it got, or its failure. */
export type Attempted<T> = { got: T } | { failure: unknown };

/** Waits for a call, and returns a failure as a value: what it means is decided when all results are there. */
export const attempt = <T>(asked: Promise<T>): Promise<Attempted<T>> =>
  asked.then(
    (got) => ({ got }),
    (failure: unknown) => ({ failure }),
  );

/** What a call got; `undefined` when it failed. */
export const got = <T>(result: Attempted<T>): T | undefined => ("got" in result ? result.got : undefined);

/** Names of errors about credentials, of the SDK and of AWS: STS, EC2 and the newer services each have their own. */
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

/** Whether AWS knows the caller, but does not permit the call. */
export const isForbidden = (failure: unknown): boolean => FORBIDDEN.includes(nameOf(failure));

/** Whether an error of that name is about the caller: the credentials, or their permissions. */
export const concernsCaller = (name: string): boolean =>
  [...MISSING, ...EXPIRED, ...INVALID, ...FORBIDDEN].includes(name);

/** Whether AWS has no such thing, in the words of Service Quotas. */
export const isNowhere = (failure: unknown): boolean => nameOf(failure) === "NoSuchResourceException";

/** How to get credentials; the README has the permissions. */
const GET_CREDENTIALS =
  "`aws configure` keeps a key, `aws configure sso` and then `aws sso login` a session; or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

/**
 * What a failed call means to the user.
 *
 * @param permission of the call, in IAM's words: `ec2:DescribeImages`.
 */
export function awsFailure(permission: string, failure: unknown): LabError {
  const name = nameOf(failure);
  const cause = messageOf(failure);
  // When a session has run out, the SDK's own providers say so only in the message.
  if (EXPIRED.includes(name) || (MISSING.includes(name) && /expired/i.test(cause)))
    return new LabError("The AWS credentials have expired", {
      cause,
      remedy: "get new ones in the way that you got these: `aws sso login`, or new keys in the environment",
    });
  if (MISSING.includes(name)) return new LabError("There are no AWS credentials", { cause, remedy: GET_CREDENTIALS });
  if (INVALID.includes(name))
    return new LabError("AWS does not accept the credentials", {
      cause,
      remedy: `check that they are complete, that their account still exists, and that this machine's clock is right; ${GET_CREDENTIALS}`,
    });
  if (FORBIDDEN.includes(name) && /(service|resource) control policy/i.test(cause))
    return new LabError(`The account's organisation denies ${permission}`, {
      cause,
      remedy: "ask the person who manages the organisation, or use another region or account",
    });
  if (FORBIDDEN.includes(name) && /explicit deny/i.test(cause))
    return new LabError(`A policy of the account denies ${permission}`, {
      cause,
      remedy: "have the policy that AWS names changed: a policy that denies outweighs all that allow",
    });
  if (FORBIDDEN.includes(name))
    return new LabError(`AWS does not permit ${permission}`, {
      cause,
      remedy: `ask your account's administrator for the permission ${permission}; docs/ec2-policy.json has all that labnote needs`,
    });
  return new LabError(`AWS did not answer ${permission}`, {
    cause,
    remedy: "check that this machine reaches AWS, and https://health.aws.amazon.com, then run this again",
  });
}

/** A part of EC2 that could not be asked. */
export interface Unasked {
  /** A region, or something that is of no single region. */
  what: string;
  /** What the failure means. */
  failure: LabError;
}

/** What a call got. @throws LabError that says what its failure means */
export const granted = <T>(permission: string, call: Promise<T>): Promise<T> =>
  call.catch((failure) => {
    throw awsFailure(permission, failure);
  });
