/** The parts of a program of awk: names, blanks, and any other sign. */
const PART = /[A-Za-z_]\w*|\s+|./gs;

/** What this form does not read: patterns between slashes, which look like a division, quotes, and comments. */
const OTHER = /[/#"'\n]/;

/** A name of the program's own, to which it gives a value: a user of it may call it anything. */
const GIVEN = /(?<![\w$.])([A-Za-z_]\w*)\s*(?:(?:[-+*%^]?=)(?!=)|\+\+|--)|(?:\+\+|--)([A-Za-z_]\w*)/g;

/** Variables that awk itself reads or sets. */
const BUILT_IN =
  /^(?:NR|NF|FS|OFS|RS|ORS|FNR|FILENAME|SUBSEP|RSTART|RLENGTH|ENVIRON|ARGC|ARGV|CONVFMT|OFMT|IGNORECASE|FIELDWIDTHS|FPAT|RT)$/;

/** Stands for a variable, with a number behind. No word of a command has this sign. */
const VARIABLE = "\ue007";

/**
 * A program of awk in the form that all ways to write it have: no blanks around signs, and its own variables by their order. A program that this does
 * not read stays as it is.
 */
export function awkForm(text: string): string {
  if (OTHER.test(text)) return text;
  const parts = text.match(PART) ?? [];
  // Without a block, it is another word of the call, which may set a variable.
  const given = text.includes("{") ? Array.from(text.matchAll(GIVEN), ([, before, behind]) => before ?? behind) : [];
  const order = [...new Set(parts)].filter((part) => given.includes(part) && !BUILT_IN.test(part));
  return parts
    .map((part) => (order.includes(part) ? `${VARIABLE}${order.indexOf(part)}` : part))
    .join("")
    .replace(/\s*([^\w\s$.\ue007])\s*/g, "$1");
}
