import { CreateTagsCommand, paginateDescribeTags } from "@aws-sdk/client-ec2";
import { labelOf, type Site } from "../host/labels.ts";
import { ec2 } from "./clients.ts";
import { all } from "./things.ts";

/** Resources that one call may tag. */
const BATCH = 500;

/** Writes on everything of a lab when its hosts now end. */
export async function tagExpiry(region: string, site: Site, at: Date, signal: AbortSignal): Promise<void> {
  const client = ec2(region);
  const words = { checkout: site.checkout, machine: site.machine, stack: site.stack };
  const keys = Object.keys(words).map((word) => labelOf(word as keyof Site));
  const pages = paginateDescribeTags({ client }, { Filters: [{ Name: "key", Values: keys }] }, { abortSignal: signal });
  const found = await all(pages, (page) => page.Tags);
  const ids = idsOfSite(
    found.map(({ ResourceId = "", Key = "", Value = "" }) => ({ id: ResourceId, key: Key, value: Value })),
    site,
  );
  for (let from = 0; from < ids.length; from += BATCH) {
    const Resources = ids.slice(from, from + BATCH);
    const Tags = [{ Key: labelOf("expires"), Value: at.toISOString() }];
    await client.send(new CreateTagsCommand({ Resources, Tags }), { abortSignal: signal });
  }
  client.destroy();
}

/** The things that carry all three marks of a site. */
export function idsOfSite(
  tags: readonly { id: string; key: string; value: string }[],
  { checkout, machine, stack }: Site,
): string[] {
  const wanted = Object.entries({ checkout, machine, stack });
  const holding = (word: string, value: string) =>
    new Set(tags.filter((tag) => tag.key === labelOf(word as keyof Site) && tag.value === value).map(({ id }) => id));
  const sets = wanted.map(([word, value]) => holding(word, value));
  return [...(sets[0] ?? [])].filter((id) => sets.every((set) => set.has(id)));
}
