import { paginateDescribeInstances } from "@aws-sdk/client-ec2";
import { advice, npm } from "../../../common/advice.ts";
import { LabError } from "../../../common/errors.ts";
import type { KnownResource } from "../../inventory.ts";
import { nameOfUrn } from "../../urns.ts";
import { ec2Client } from "../aws/clients.ts";
import { attempt, awsFailure } from "../aws/failures.ts";
import { all, having, inParts } from "../aws/queries.ts";
import { INSTANCE, regionsOf } from "../pulumi-state.ts";
import type { Ec2Request } from "./facts.ts";

/** Hosts that have all of this stay. */
type Kept = Pick<Ec2Request, "region" | "instanceType" | "ami">;

/** The students whose hosts a state knows, by the instance's id. */
export const studentsByInstance = (known: readonly KnownResource[]): Map<string, string> =>
  new Map(
    known.flatMap(({ type, id, urn, leaving }) => (type === INSTANCE && id && !leaving ? [[id, nameOfUrn(urn)]] : [])),
  );

/**
 * The students whose host is not made anew: the state knows an instance of theirs that runs, or is about to, of the wanted type and image.
 * An instance that the state does not know does not count, even with their tags: an update would make another one.
 *
 * @throws LabError when EC2 does not answer
 */
export async function studentsWhoseHostStays(
  known: readonly KnownResource[],
  { region, instanceType, ami }: Kept,
  signal: AbortSignal,
): Promise<Set<string>> {
  const students = studentsByInstance(known);
  const client = ec2Client(region);
  const alive = having("instance-state-name", ["pending", "running"]);
  const answers = inParts([...students.keys()]).map((ids) => {
    const Filters = [...alive, ...having("instance-id", ids)];
    const pages = paginateDescribeInstances({ client }, { Filters }, { abortSignal: signal });
    return all(pages, ({ Reservations }) => Reservations?.flatMap(({ Instances = [] }) => Instances));
  });
  const found = await attempt(Promise.all(answers));
  client.destroy();
  signal.throwIfAborted();
  if ("failure" in found) throw awsFailure("ec2:DescribeInstances", found.failure);
  const staying = found.got
    .flat()
    .filter(({ InstanceType, ImageId }) => InstanceType === instanceType && (ami === null || ImageId === ami));
  return new Set(staying.flatMap(({ InstanceId = "" }) => students.get(InstanceId) ?? []));
}

/**
 * Refuses a region other than the lab's. Hosts cannot move out of their network, and Pulumi would notice that only after it had deleted
 * them.
 */
export function requireRegion(known: readonly KnownResource[], region: string): void {
  const there = known.some(({ type }) => type.startsWith("aws:"));
  const other = regionsOf(known).find((each) => each !== region);
  if (!there || other === undefined) return;
  throw new LabError(`The lab is in ${other}, not in ${region}`, {
    remedy: advice`${npm("down")} takes it down there, and then ${npm("start")} makes it in ${region}; or let it stay: ${npm("start", "--set", `region=${other}`)}`,
  });
}
