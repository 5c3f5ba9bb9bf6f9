import { CreateTagsCommand, DeleteTagsCommand, type ResourceType, type Tag } from "@aws-sdk/client-ec2";
import type { Changing, Context } from "./kind.ts";

export type Tags = { [key: string]: string };

export const toTags = (tags: Tags = {}): Tag[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** As @pulumi/aws shows them: without those of AWS itself. */
export const fromTags = (tags: Tag[] = []): Tags =>
  Object.fromEntries(
    tags.filter(({ Key }) => !Key?.startsWith("aws:")).map(({ Key = "", Value = "" }) => [Key, Value] as const),
  );

/** Tags that ride in the call that creates. */
export const specification = (type: ResourceType, tags?: Tags) =>
  Object.keys(tags ?? {}).length === 0 ? [] : [{ ResourceType: type, Tags: toTags(tags) }];

/** Brings the tags of things that are there in line. */
export async function changeTags(ids: string[], olds: Tags = {}, news: Tags = {}, { ec2 }: Context): Promise<void> {
  const gone = Object.keys(olds).filter((key) => !(key in news));
  const other = Object.entries(news).filter(([key, value]) => olds[key] !== value);
  if (gone.length > 0) await ec2.send(new DeleteTagsCommand({ Resources: ids, Tags: gone.map((Key) => ({ Key })) }));
  if (other.length > 0)
    await ec2.send(new CreateTagsCommand({ Resources: ids, Tags: toTags(Object.fromEntries(other)) }));
}

/** A row of a kind whose id is the one by which EC2 tags it. */
export const tags = ({ id, state, inputs }: Changing<{ tags?: Tags }, { tags?: Tags }>, context: Context) =>
  changeTags([id], state.tags, inputs.tags, context);
