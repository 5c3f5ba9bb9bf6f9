import * as pulumi from "@pulumi/pulumi";
import { type CloudOwner, labelOf, tags } from "../labels.ts";

/** The tags of a resource, by its name in the program. */
export type TagsOf = (
  resource: string,
  more?: pulumi.Input<Partial<CloudOwner>>,
) => pulumi.Output<{ [key: string]: string }>;

/** How everything of a lab is tagged. */
export const tagsFor =
  (rented: pulumi.Input<CloudOwner>): TagsOf =>
  (resource, more = {}) =>
    pulumi.all([rented, more]).apply(([rented, more]) => tags(resource, { ...rented, ...more }));

/** What Pulumi leaves alone: the end is put off without it, and is another one at each look. */
export const EXPIRES = [`tags["${labelOf("expires")}"]`];
