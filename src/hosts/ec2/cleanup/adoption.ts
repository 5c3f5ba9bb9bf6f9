import { DescribeKeyPairsCommand, paginateDescribeTags } from "@aws-sdk/client-ec2";
import { LabError } from "../../../common/errors.ts";
import type { Adopted, KnownResource } from "../../inventory.ts";
import { ec2Client } from "../aws/clients.ts";
import { granted } from "../aws/failures.ts";
import { all, having, inParts } from "../aws/queries.ts";

/** What the ids of a resource's things begin with. Resources that are not here make nothing that would have to be removed. */
const PREFIXES: { readonly [type: string]: string } = {
  "aws:ec2/instance:Instance": "i",
  "aws:ec2/keyPair:KeyPair": "key",
  "aws:ec2/vpc:Vpc": "vpc",
  "aws:ec2/subnet:Subnet": "subnet",
  "aws:ec2/internetGateway:InternetGateway": "igw",
  "aws:ec2/securityGroup:SecurityGroup": "sg",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "sgr",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "sgr",
};

/** A thing on EC2 with the value of its `Name` tag. */
export interface NamedThing {
  id: string;
  name: string;
}

/** The `Name` tag of a resource's thing. It holds the lab's id and the resource's name, and so identifies the thing. */
export function nameTagOf({ inputs }: KnownResource): string | undefined {
  const { tags } = inputs as { tags?: { Name?: unknown } };
  return typeof tags?.Name === "string" ? tags.Name : undefined;
}

/**
 * Pairs pending resources with the things that carry their names. Several things may have one name, if updates were killed again and again;
 * those that the state knows already are left out.
 */
export function pairByName(
  pending: readonly KnownResource[],
  things: readonly NamedThing[],
  known: ReadonlySet<string>,
): Adopted[] {
  const awaited = new Map(pending.map((resource) => [resource.urn, resource]));
  return [...awaited.values()].flatMap((resource) => {
    const name = nameTagOf(resource);
    const fitting = things.filter((thing) => thing.name === name && prefixOf(thing.id) === PREFIXES[resource.type]);
    return fitting.filter(({ id }) => !known.has(id)).map(({ id }) => ({ urn: resource.urn, id }));
  });
}

const prefixOf = (id: string): string => id.replace(/-[0-9a-f]+$/, "");

/**
 * Asks EC2 which of the creates that were under way made something.
 *
 * @throws LabError when it cannot be asked
 */
export async function findCreated(
  pending: readonly KnownResource[],
  { region, known }: { region: string; known: ReadonlySet<string> },
  signal: AbortSignal,
): Promise<Adopted[]> {
  const names = new Set(pending.flatMap((resource) => nameTagOf(resource) ?? []));
  const client = ec2Client(region);
  const options = { abortSignal: signal };
  try {
    const things: NamedThing[] = [];
    for (const part of inParts([...names])) {
      const Filters = [...having("key", ["Name"]), ...having("value", part)];
      const pages = paginateDescribeTags({ client }, { Filters }, options);
      const tags = await granted(
        "ec2:DescribeTags",
        all(pages, (page) => page.Tags),
      );
      things.push(...tags.map(({ ResourceId: id = "", Value: name = "" }) => ({ id, name })));
    }
    const found = pairByName(pending, things, known);
    const keys = found.map(({ id }) => id).filter((id) => prefixOf(id) === "key");
    if (keys.length === 0) return found;
    // The state knows a key pair by its name, which EC2 made up.
    const asked = client.send(new DescribeKeyPairsCommand({ Filters: having("key-pair-id", keys) }), options);
    const { KeyPairs = [] } = await granted("ec2:DescribeKeyPairs", asked);
    const nameById = new Map(KeyPairs.map(({ KeyPairId, KeyName }) => [KeyPairId, KeyName]));
    return found.map(({ urn, id }) => ({ urn, id: nameById.get(id) ?? id }));
  } catch (cause) {
    if (!(cause instanceof LabError) || signal.aborted) throw cause;
    throw new LabError(`EC2 in ${region} could not be asked what an interrupted update began to make there`, {
      cause,
      remedy: cause.remedy,
    });
  } finally {
    client.destroy();
  }
}
