import { CreateTagsCommand, paginateDescribeTags } from "@aws-sdk/client-ec2";
import { labelOf, type Site } from "../../labels.ts";
import { ec2Client } from "../aws/clients.ts";
import { all } from "../aws/queries.ts";

/** Resources that one call may tag. */
const BATCH = 500;

/** Writes the new end of a lab's hosts into the tags of everything that the lab has. */
export async function tagExpiry(region: string, site: Site, at: Date, signal: AbortSignal): Promise<void> {
  const client = ec2Client(region);
  const keys = (["checkout", "machine", "stack"] as const).map(labelOf);
  const Tags = [{ Key: labelOf("expires"), Value: at.toISOString() }];
  try {
    const Filters = [{ Name: "key", Values: keys }];
    const pages = paginateDescribeTags({ client }, { Filters }, { abortSignal: signal });
    const found = await all(pages, (page) => page.Tags);
    const ids = idsOfSite(
      found.map(({ ResourceId = "", Key = "", Value = "" }) => ({ id: ResourceId, key: Key, value: Value })),
      site,
    );
    for (let from = 0; from < ids.length; from += BATCH) {
      await withoutGone(ids.slice(from, from + BATCH), (Resources) =>
        client.send(new CreateTagsCommand({ Resources, Tags }), { abortSignal: signal }),
      );
    }
  } finally {
    client.destroy();
  }
}

/**
 * Does something to all ids that exist. EC2 also lists tags of what was just deleted. It then does nothing to any of the ids, but names some
 * that are gone, and is asked again without these.
 */
async function withoutGone(ids: readonly string[], act: (ids: string[]) => Promise<unknown>): Promise<void> {
  for (let left = [...ids]; left.length > 0; ) {
    try {
      await act(left);
      return;
    } catch (error) {
      const { name, message } = error as Error;
      const gone = name.endsWith(".NotFound") ? left.filter((id) => message.includes(id)) : [];
      if (gone.length === 0) throw error;
      left = left.filter((id) => !gone.includes(id));
    }
  }
}

/** The ids of the things that carry all three tags of a site. */
export function idsOfSite(
  tags: readonly { id: string; key: string; value: string }[],
  { checkout, machine, stack }: Site,
): string[] {
  const wanted = Object.entries({ checkout, machine, stack });
  const carrying = (field: string, value: string) =>
    new Set(tags.filter((tag) => tag.key === labelOf(field as keyof Site) && tag.value === value).map(({ id }) => id));
  const sets = wanted.map(([field, value]) => carrying(field, value));
  return [...(sets[0] ?? [])].filter((id) => sets.every((set) => set.has(id)));
}
