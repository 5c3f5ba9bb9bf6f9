import { randomBytes } from "node:crypto";

/** A name as it was given, or one of its own with the prefix. */
export const nameOf = (name: string | undefined, prefix: string | undefined): string =>
  name ?? `${prefix}${randomBytes(13).toString("hex")}`;

/** The official provider makes up a name where none is given; nothing here needs that. */
export function refusalOfName(name: string | undefined, prefix: string | undefined): string | undefined {
  if (name !== undefined && prefix !== undefined) return "it has a name and a prefix, and takes one of them";
  return name === undefined && prefix === undefined ? "it has no name, and none is made up here" : undefined;
}
