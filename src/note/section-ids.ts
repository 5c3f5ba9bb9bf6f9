/** The id that a heading gives its section. */
export interface SectionId {
  id: string;
  /** What it would be, had no earlier heading taken it. */
  wanted: string;
}

/** Gives each heading of a page an id of its own, in their order: its leading number, else its slug; a repeated one gets `-1`, `-2`. */
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
 * As GitHub makes anchors: lower case, blanks to hyphens, only letters, digits, `-` and `_` kept. Cut so that a folder can be
 * named so: 60 characters of four bytes stay below a file system's 255.
 */
export function slug(title: string): string {
  const kept = title
    .trim()
    .toLowerCase()
    .replace(/\s/g, "-")
    .replace(/[^\p{L}\p{M}\p{N}_-]/gu, "");
  return [...kept].slice(0, 60).join("") || "section";
}
