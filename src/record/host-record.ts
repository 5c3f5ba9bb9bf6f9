import type { Host } from "../hosts/host.ts";
import type { Note } from "../note/note.ts";
import type { HostRecord } from "./record.ts";

/** A host as a record has it, with the images that a note wants. @param ends when it ends by itself, if it does */
export function hostRecord({ name, kind, base, images, facts }: Host, { frontMatter }: Note, ends?: Date): HostRecord {
  const standIns = new Set(images.filter(({ standIn }) => standIn).map((image) => image.name));
  return {
    ...{ name, kind, base, facts },
    images: frontMatter.images.map((image) => ({ name: image, standIn: standIns.has(image) })),
    ends: ends?.toISOString() ?? null,
  };
}
