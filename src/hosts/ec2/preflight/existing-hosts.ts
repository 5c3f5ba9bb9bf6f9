import { paginateDescribeInstances } from "@aws-sdk/client-ec2";
import { advice, npm } from "../../../common/advice.ts";
import { LabError } from "../../../common/errors.ts";
import type { KnownResource } from "../../inventory.ts";
import { nameOfUrn } from "../../urns.ts";
import { ec2Client } from "../aws/clients.ts";
import { attempt, awsFailure } from "../aws/failures.ts";
import { all, having, inParts } from "../aws/queries.ts";
import { regionsOf } from "../pulumi-state.ts";
import type { Ec2Request } from "./facts.ts";

/** Of hosts that stay. */
type Kept = Pick<Ec2Request, "region" | "instanceType" | "ami">;

const INSTANCE = "aws:ec2/instance:Instance";

/** The instances that a state knows, by id, each with the student whose host it is. */
export const studentsByInstance = (known: readonly KnownResource[]): Map<string, string> =>
  new Map(
    known.flatMap(({ type, id, urn, leaving }) => (type === INSTANCE && id && !leaving ? [[id, nameOfUrn(urn)]] : [])),
  );

/**
 * Students whose host costs nothing new: the state knows an instance of theirs that runs, or is about to, of the type and the image that are wanted.
 * What the state does not know is no host of theirs, whatever tags it has, and an update would make another.
 *
 * @throws LabError when EC2 does not tell
 */
export async function studentsWhoseHostStays(
  known: readonly KnownResource[],
  { region, instanceType, ami }: Kept,
  signal: AbortSignal,
): Promise<Set<string>> {
  const students = studentsByInstance(known);
  const client = ec2Client(region);
  const alive = having("instance-state-name", ["pending", "running"]);
  const looks = inParts([...students.keys()]).map((ids) => {
    const Filters = [...alive, ...having("instance-id", ids)];
    const pages = paginateDescribeInstances({ client }, { Filters }, { abortSignal: signal });
    return all(pages, ({ Reservations }) => Reservations?.flatMap(({ Instances = [] }) => Instances));
  });
  const found = await attempt(Promise.all(looks));
  client.destroy();
  signal.throwIfAborted();
  if ("failure" in found) throw awsFailure("ec2:DescribeInstances", found.failure);
  const staying = found.got
    .flat()
    .filter(({ InstanceType, ImageId }) => InstanceType === instanceType && (ami === null || ImageId === ami));
  return new Set(staying.flatMap(({ InstanceId = "" }) => students.get(InstanceId) ?? []));
}

/**
 * Refuses another region than the one that a lab is in: what is in a network cannot move out of it, and Pulumi would find that out when the hosts
 * are gone.
 */
export function requireRegion(known: readonly KnownResource[], region: string): void {
  const there = known.some(({ type }) => type.startsWith("aws:"));
  const other = regionsOf(known).find((each) => each !== region);
  if (!there || other === undefined) return;
  throw new LabError(`The lab is in ${other}, and not in ${region}`, {
    remedy: advice`${npm("down")} takes it down there, and then ${npm("start")} makes it in ${region}; or let it stay: ${npm("start", "--set", `region=${other}`)}`,
  });
}
