import { combineErrors, type LabError } from "../../../common/errors.ts";
import type { KnownResource } from "../../inventory.ts";
import type { Estimate, Plan } from "../../kind.ts";
import { requireOneSource } from "../aws/credentials.ts";
import { attempt } from "../aws/failures.ts";
import type { Ec2Settings } from "../settings.ts";
import { accountPlan, planInWords } from "./account-plan.ts";
import { accountInWords, accountProblems, ec2InWords, ec2Problems } from "./checks.ts";
import { estimate } from "./cost.ts";
import { requireRegion, studentsWhoseHostStays } from "./existing-hosts.ts";
import { gatherAccount, gatherEc2 } from "./gather.ts";

/**
 * Checks that AWS can be used, with these credentials and in this region.
 *
 * @returns the account, in words
 * @throws LabErrors of all that stands in the way
 */
export async function checkAccount({ settings }: Plan<Ec2Settings>, signal: AbortSignal): Promise<string> {
  requireOneSource();
  const facts = await gatherAccount(settings.region, signal);
  refuse("AWS cannot be used as it is", accountProblems(facts, settings.region));
  return "got" in facts.caller ? accountInWords(facts.caller.got, settings.region) : "";
}

/**
 * Checks that EC2 can have the hosts: type, image, quotas.
 *
 * @returns what was found, in words
 * @throws LabErrors of all that stands in the way
 */
export async function checkEc2({ settings, site }: Plan<Ec2Settings>, signal: AbortSignal): Promise<string> {
  const facts = await gatherEc2(settings, site, signal);
  refuse("A lab cannot be made on EC2 as it is", ec2Problems(facts, settings));
  return ec2InWords(facts, settings);
}

/** The cost of the hosts that the state does not have yet; `undefined` when none is to be made. */
export async function estimateCost(
  { settings }: Plan<Ec2Settings>,
  known: readonly KnownResource[],
  signal: AbortSignal,
): Promise<Estimate | undefined> {
  const { students, region, instanceType, hours } = settings;
  requireRegion(known, region);
  const staying = await studentsWhoseHostStays(known, settings, signal);
  const hosts = students.filter((student) => !staying.has(student)).length;
  const free = hosts === 0 ? "" : planInWords(await attempt(accountPlan(signal)));
  return estimate({ hosts, instanceType, region, hours, free });
}

function refuse(what: string, problems: readonly LabError[]): void {
  const refused = combineErrors(what, problems);
  if (refused !== undefined) throw refused;
}
