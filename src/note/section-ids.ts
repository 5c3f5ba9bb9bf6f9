/** The id that a heading gives its section. */
export interface SectionId {
  id: string;
  /** The id that the heading asks for. An earlier heading may have it. */
  wanted: string;
}

/** Gives each heading of a page its own id, in their order: the leading number, else the slug. A repeated one gets `-1`, `-2`. */
export function sectionIds(): (title: string) => SectionId {
  const taken = new Set<string>();
  return (title) => {
    const wanted = leadingNumber(title) ?? slug(title);
    let id = wanted;
    for (let count = 1; taken.has(id); count += 1) id = `${wanted}-${count}`;
    taken.add(id);
    return { id, wanted };
  };
}

/** "1.5.2" of "1.5.2 Volumes", "1.5.2. Volumes" or "1.5.2) Volumes". */
const leadingNumber = (title: string): string | undefined => /^\s*(\d+(?:\.\d+)*)[.)]?(?=\s|$)/.exec(title)?.[1];

/**
 * As GitHub makes anchors: lower case, hyphens for blanks, and only letters, digits, `-` and `_`. Cut so that it can be the name of a folder:
 * 60 characters of four bytes stay below a file system's 255 bytes.
 */
export function slug(title: string): string {
  const kept = title
    .trim()
    .toLowerCase()
    .replace(/\s/g, "-")
    .replace(/[^\p{L}\p{M}\p{N}_-]/gu, "");
  return [...kept].slice(0, 60).join("") || "section";
}
