import type { Shape } from "./shape.ts";

/** The first digits of an id, with at least one decimal digit and one letter: without both, a number or a word may stand there. */
const abbreviated = "(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,12}";

/** What stands before an abbreviated id where git names one, up to the line's start. */
const named = [
  // `commit`: `[main 1f0d2c3]`, `[main (root-commit) 1f0d2c3]`, `[detached HEAD 1f0d2c3]`.
  String.raw`^\[[^\[\]]{1,200} `,
  // `switch`, `reset`, `status`, `rebase`, `stash`.
  String.raw`^(?:HEAD is now at |Previous HEAD position was |(?:\S+ )?HEAD detached (?:at|from) |Note: (?:switching to|checking out) ')`,
  // `log`, and what `diff` and `pull` say of two of them.
  String.raw`^(?:commit |Merge: (?:[0-9a-f]+ )?|Updating |index )(?:[0-9a-f]+\.{2,3})?`,
  // `branch -d`.
  String.raw`^Deleted branch \S+ \(was `,
  String.raw`^(?:stash@\{\d+\}: |Saved working directory and index state )?WIP on [^:]{1,200}: `,
  "^(?:error: could not apply |Could not apply |dropping )",
].join("|");

/** What stands before one elsewhere: the second of two, and the one of a branch. */
const others = [String.raw`^\s*[-+=*!t]? ?[0-9a-f]{7,40}\.{2,3}`, String.raw`^[* +] \S+ +`].join("|");

const id = (place: string, more: Partial<Shape> = {}): Shape => ({
  name: "id",
  before: place,
  pattern: abbreviated,
  after: "$|[ \\])'.:^]",
  seen: "[0-9a-f]{4,40}",
  binds: true,
  abbreviated: true,
  ...more,
});

const sent = "^(?:remote: )?(?:Writing|Receiving|Unpacking) objects: .{1,60}";
/** Git counts in bytes up to 1024, and in KiB and more above: on a slow machine, little comes as `1024 bytes/s` or `0 bytes/s`. */
const counted = String.raw`\d+(?:\.\d+)? (?:bytes?|[KMG]iB)`;

/** Amounts of what git sends. */
export const sentShapes: readonly Shape[] = [
  { name: "rate", before: String.raw`${sent} \| `, pattern: `${counted}/s`, binds: false },
  { name: "size", before: `${sent}, `, pattern: counted, binds: false },
];

/** The ids of git, where an abbreviated id stands in what git prints. */
export const gitShapes: readonly Shape[] = [
  {
    name: "id",
    pattern: String.raw`(?!\d{40}(?![0-9a-f]))[0-9a-f]{40}`,
    seen: "[0-9a-f]{40}",
    binds: true,
    abbreviated: true,
  },
  id(`${named}|${others}`),
  // There git itself says that it is one: one in 27 of its ids has only decimal digits.
  id(named, { typed: String.raw`\bgit\b`, pattern: String.raw`\d{7,12}` }),
  id(String.raw`^\s*[-+=*!t]? ?`, { after: String.raw`\.{2,3}[0-9a-f]{7,40} ` }),
  // `log --oneline`, also with `--graph`; `reflog`, `blame`, `rev-parse --short`.
  id(String.raw`^[ *|\\/_^-]*`, { typed: String.raw`\bgit\b` }),
  {
    name: "number",
    before: "^(?:remote: )?Delta compression using up to ",
    pattern: String.raw`\d+`,
    after: " threads",
    binds: false,
  },
];
