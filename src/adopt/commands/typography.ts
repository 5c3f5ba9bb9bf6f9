/** Signs that an editor puts in place of what was typed, and what a shell takes. */
const signs: readonly { seen: RegExp; typed: string; name: string }[] = [
  { seen: /[\u2018\u2019\u201b\u2032]/g, typed: "'", name: "typographic quotes" },
  { seen: /[\u201c\u201d\u201f\u2033]/g, typed: '"', name: "typographic quotes" },
  { seen: /(?<=^|\s)[\u2014\u2015](?=[a-z])/g, typed: "--", name: "a dash" },
  { seen: /(?<=^|\s)[\u2013\u2212](?=[a-z]{2,})/g, typed: "--", name: "a dash" },
  { seen: /(?<=^|\s)[\u2010\u2011\u2012\u2013\u2212](?=[A-Za-z0-9])/g, typed: "-", name: "a dash" },
  { seen: /[\u00a0\u2007\u202f\u3000]/g, typed: " ", name: "a blank that is not a space" },
  { seen: /[\u200b\u2060\ufeff]/g, typed: "", name: "a sign that cannot be seen" },
];

/** A command as a shell takes it, and what stood in it instead. */
export interface Retyped {
  text: string;
  /** "typographic quotes", "a dash", …; empty where nothing was changed. */
  changed: readonly string[];
}

/** Undoes what editors do to commands: typographic quotes, dashes in place of hyphens, blanks that are not spaces. */
export function retype(text: string): Retyped {
  const changed = new Set<string>();
  let now = text;
  for (const { seen, typed, name } of signs) {
    const next = now.replace(seen, typed);
    if (next !== now) changed.add(name);
    now = next;
  }
  return { text: now, changed: [...changed] };
}
