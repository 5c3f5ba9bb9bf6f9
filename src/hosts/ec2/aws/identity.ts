import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { withTimeout } from "../../../common/abort.ts";
import { LabError } from "../../../common/errors.ts";
import type { KnownResource } from "../../inventory.ts";
import { accountsOf, regionsOf } from "../pulumi-state.ts";
import { clientOptions } from "./client-options.ts";
import { awsFailure } from "./failures.ts";
import { homeOf } from "./partitions.ts";

/** STS, AWS's service that knows the caller. */
export const sts = (region: string): STSClient => new STSClient({ ...clientOptions, region });

/** Milliseconds for the answer, with the SDK's own retries. */
const LIMIT = 60_000;

const asked = new Map<string, Promise<Caller>>();

/** The caller, as a region's partition knows it. Asked only once: a command keeps the credentials that it began with. */
export function whoAmI(region: string, signal?: AbortSignal): Promise<Caller> {
  const home = homeOf(region);
  const caller = asked.get(home) ?? ask(home, signal);
  asked.set(home, caller);
  caller.catch(() => asked.delete(home));
  return caller;
}

async function ask(region: string, signal?: AbortSignal): Promise<Caller> {
  const client = sts(region);
  const abortSignal = withTimeout(signal, LIMIT);
  try {
    const { Account = "", Arn = "" } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
    return { account: Account, arn: Arn };
  } finally {
    client.destroy();
  }
}

/**
 * The account of the credentials.
 *
 * @throws LabError when AWS does not answer
 */
export async function accountOf(region: string, signal?: AbortSignal): Promise<string> {
  try {
    return (await whoAmI(region, signal)).account;
  } catch (cause) {
    signal?.throwIfAborted();
    throw awsFailure("sts:GetCallerIdentity", cause);
  }
}

/**
 * The accounts of known things that are not the account of the credentials: to AWS, such things do not exist. A lab that was made before its
 * state kept the account counts as one of this account.
 *
 * @throws LabError when AWS does not answer
 */
export async function otherAccounts(known: readonly KnownResource[], signal: AbortSignal): Promise<OtherAccount[]> {
  const accounts = accountsOf(known);
  const [region] = regionsOf(known);
  if (accounts.length === 0 || region === undefined) return [];
  const own = await accountOf(region, signal);
  return accounts
    .filter((account) => account !== own)
    .map((account) => ({
      account,
      problem: new LabError(`The lab is in the AWS account ${account}, but the credentials are of ${own}`, {
        remedy: `use credentials of ${account} (\`aws sts get-caller-identity\` shows the account), and run this again`,
      }),
    }));
}

/** An account that holds a lab, but is not the account of the credentials. */
export interface OtherAccount {
  account: string;
  problem: LabError;
}

/** The caller. */
export interface Caller {
  account: string;
  arn: string;
}
