import * as pulumi from "@pulumi/pulumi";
import { type CloudOwner, labelOf, tags } from "../labels.ts";

/** Makes the tags of a resource, from its name in the program and what the owner does not have of all resources. */
export type TagsOf = (
  resource: string,
  more?: pulumi.Input<Partial<CloudOwner>>,
) => pulumi.Output<{ [key: string]: string }>;

/** The tags of a lab's resources. */
export function tagsFor(owner: pulumi.Input<CloudOwner>): TagsOf {
  return (resource, more = {}) =>
    pulumi.all([owner, more]).apply(([owner, more]) => tags(resource, { ...owner, ...more }));
}

/** The tag that Pulumi must ignore: each run has another time in it, and labnote updates it without Pulumi. */
export const EXPIRES = [`tags["${labelOf("expires")}"]`];
