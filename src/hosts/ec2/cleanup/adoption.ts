import { DescribeKeyPairsCommand, paginateDescribeTags } from "@aws-sdk/client-ec2";
import { LabError } from "../../../common/errors.ts";
import type { Adopted, KnownResource } from "../../inventory.ts";
import { ec2Client } from "../aws/clients.ts";
import { granted } from "../aws/failures.ts";
import { all, having, inParts } from "../aws/queries.ts";

/** With which the ids of a resource's things begin. What is not here makes nothing that would have to be taken away. */
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

/** A thing that carries the name tag of some resource. */
export interface Named {
  id: string;
  name: string;
}

/** The tag by which the thing of a resource is known: it holds the lab's id and the resource's name. */
export function nameOf({ inputs }: KnownResource): string | undefined {
  const { tags } = inputs as { tags?: { Name?: unknown } };
  return typeof tags?.Name === "string" ? tags.Name : undefined;
}

/**
 * The resources that are waited for, put to the things that are there under their names. A name may have several things, if updates were killed
 * again and again; those that the state knows already are none of them.
 */
export function matched(
  pending: readonly KnownResource[],
  things: readonly Named[],
  known: ReadonlySet<string>,
): Adopted[] {
  const awaited = new Map(pending.map((resource) => [resource.urn, resource]));
  return [...awaited.values()].flatMap((resource) => {
    const name = nameOf(resource);
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
export async function lookUp(
  pending: readonly KnownResource[],
  { region, known }: { region: string; known: ReadonlySet<string> },
  signal: AbortSignal,
): Promise<Adopted[]> {
  const names = new Set(pending.flatMap((resource) => nameOf(resource) ?? []));
  const client = ec2Client(region);
  const options = { abortSignal: signal };
  try {
    const things: Named[] = [];
    for (const part of inParts([...names])) {
      const Filters = [...having("key", ["Name"]), ...having("value", part)];
      const pages = paginateDescribeTags({ client }, { Filters }, options);
      const tags = await granted(
        "ec2:DescribeTags",
        all(pages, (page) => page.Tags),
      );
      things.push(...tags.map(({ ResourceId: id = "", Value: name = "" }) => ({ id, name })));
    }
    const found = matched(pending, things, known);
    const keys = found.map(({ id }) => id).filter((id) => prefixOf(id) === "key");
    if (keys.length === 0) return found;
    // The state knows a key pair by its name, which EC2 made up.
    const asked = client.send(new DescribeKeyPairsCommand({ Filters: having("key-pair-id", keys) }), options);
    const { KeyPairs = [] } = await granted("ec2:DescribeKeyPairs", asked);
    const named = new Map(KeyPairs.map(({ KeyPairId, KeyName }) => [KeyPairId, KeyName]));
    return found.map(({ urn, id }) => ({ urn, id: named.get(id) ?? id }));
  } catch (cause) {
    if (!(cause instanceof LabError) || signal.aborted) throw cause;
    throw new LabError(`What an interrupted update began to make on EC2 could not be looked up in ${region}`, {
      cause,
      remedy: cause.remedy,
    });
  } finally {
    client.destroy();
  }
}
