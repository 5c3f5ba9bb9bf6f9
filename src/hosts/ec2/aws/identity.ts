import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { withTimeout } from "../../../common/abort.ts";
import { LabError } from "../../../common/errors.ts";
import type { KnownResource } from "../../inventory.ts";
import { accountsOf, regionsOf } from "../pulumi-state.ts";
import { clientOptions } from "./client-options.ts";
import { awsFailure } from "./failures.ts";
import { homeOf } from "./partitions.ts";

/** AWS's own service that knows who calls. */
export const sts = (region: string): STSClient => new STSClient({ ...clientOptions, region });

/** Milliseconds for the answer, with all that the SDK tries again. */
const LIMIT = 60_000;

const asked = new Map<string, Promise<Caller>>();

/** Who calls, as the partition of a region knows it. Asked once, since a command keeps the credentials that it began with. */
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
 * @throws LabError when AWS does not tell
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
 * What is wrong with asking for known things with the credentials at hand: a thing of another account is, to AWS, one that is not there. A lab
 * that was made before its state kept the account is taken to be of this one.
 *
 * @throws LabError when AWS does not tell whose the credentials are
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
      problem: new LabError(`The lab is in the AWS account ${account}, and the credentials are of ${own}`, {
        remedy: `use credentials of ${account} (\`aws sts get-caller-identity\` says whose they are), and run this again`,
      }),
    }));
}

/** An account that holds a lab, and is not that of the credentials. */
export interface OtherAccount {
  account: string;
  problem: LabError;
}

/** Who asks. */
export interface Caller {
  account: string;
  arn: string;
}
