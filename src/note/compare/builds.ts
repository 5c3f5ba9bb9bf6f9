import type { Expected } from "../note.ts";
import { dropPulls, isGap, squeeze, textOf } from "./lines.ts";

/**
 * What a line of a build is: the progress of the builder, or what a command of the Dockerfile printed in a build that did not fail. Docker
 * has two builders. The old one prints the commands' output between its steps; BuildKit shows it only in its plain form, behind numbers.
 */
export type BuildLine = "progress" | "printed";

const id = "[0-9a-f]{12}";
/** A line of a note may have `[..]` in place of what differs. */
const some = (pattern: string): string => String.raw`(?:${pattern}|.*\[\.\.\])`;
const seconds = String.raw`\d+\.\d+s`;

/** Lines that only a builder prints, blanks squeezed. */
const forms: readonly RegExp[] = [
  // The old builder, and what a newer client says of it. pip says "Successfully built" of other things than ids.
  "DEPRECATED: The legacy builder is deprecated",
  "Sending build context to Docker daemon",
  `Step ${some(String.raw`\d+/\d+ : \S`)}`,
  ` ?---> ${some(`(?:Running in ${id}|Using cache|Removed intermediate container ${id}|\\[Warning\\] .*|${id})$`)}`,
  `Removing intermediate container ${some(`${id}$`)}`,
  `Successfully built ${some(`${id}$`)}`,
  `Successfully tagged ${some(String.raw`\S+$`)}`,
  // BuildKit in a terminal.
  String.raw`\[\+\] Building ${some(String.raw`${seconds} \(\d+/\d+\)`)}`,
  ` => .* ${seconds}$`,
  // BuildKit's plain form.
  String.raw`#\d+ (?:building with |\[(?:\S+ )*(?:internal|\d+/\d+)\] |(?:exporting to|writing image|naming to) |DONE ${some(`${seconds}$`)}|CACHED$)`,
].map((form) => new RegExp(`^${form}`));

/** Lines that are a builder's only below another one of it. */
const followers: readonly { above: RegExp; form: RegExp }[] = [
  { above: /^(?:\[\+\] Building| => )/, form: /^ => / },
  { above: /^#\d+ /, form: /^#\d+ (?!\d+\.\d+ )/ },
  // The indented lines below "DEPRECATED".
  { above: /^(?:DEPRECATED: | (?![-=]))/, form: /^ (?![-=])/ },
  // The pull of a base, which the old builder shows as `docker pull` does.
  { above: /^Step \S+ : FROM /, form: /^\S+: Pulling from \S+$/ },
  { above: /: Pulling from|^[0-9a-f]{12}: /, form: new RegExp(`^(?:${id}: |Digest: sha256:)`) },
  { above: /^Digest: /, form: /^Status: (?:Downloaded newer image|Image is up to date) for / },
];

/** Where builders say which image they have made: 12 digits of its id, or all 64. */
const imageForms = [/^Successfully built ([0-9a-f]{12})$/, /^(?: => => |#\d+ )writing image sha256:([0-9a-f]{64})\b/];

/** The id of the image that a build has made, in the line that says it. */
export function imageBuilt(text: string): string | undefined {
  const line = squeeze(text);
  return imageForms.map((form) => form.exec(line)?.[1]).find((id) => id !== undefined);
}

/** Whether these lines show a build that has come to its end. */
export const showsBuilt = (texts: readonly string[]): boolean =>
  texts.some((text) =>
    /^(?:Successfully (?:built|tagged) | => exporting to |(?: => => |#\d+ )(?:writing image|naming to) )/.test(
      squeeze(text),
    ),
  );

/** A line of BuildKit's plain form, and such a line that a command printed: a time stands behind the number of its step. */
const plain = /^#\d+ /;
const plainlyPrinted = /^#\d+ \d+\.\d+ /;

/**
 * What each of these lines is of a build; `undefined` for lines of none.
 * @param texts an output, or lines of a note
 */
export function buildLines(texts: readonly string[]): (BuildLine | undefined)[] {
  const lines = texts.map(squeeze);
  const kinds: (BuildLine | undefined)[] = [];
  let above = "";
  for (const [at, line] of lines.entries()) {
    const follows = followers.some((one) => one.above.test(above) && one.form.test(line));
    if (follows || forms.some((form) => form.test(line))) {
      kinds[at] = "progress";
      above = line;
    } else if (line !== "" && !isGap(line) && !plainlyPrinted.test(line)) above = "";
  }
  for (const { from, to } of [...oldBuilds(lines), ...plainBuilds(lines, kinds)])
    for (let at = from; at < to; at += 1) kinds[at] ??= "printed";
  return kinds;
}

interface Span {
  from: number;
  /** The place after it. */
  to: number;
}

/** The builds of the old builder that have come to their end. */
const oldBuilds = (lines: readonly string[]): Span[] =>
  lines.flatMap((line, to) => {
    const from = imageForms[0]?.test(line)
      ? lines.findLastIndex((one, at) => at < to && one.startsWith("Step 1/"))
      : -1;
    return from === -1 ? [] : [{ from, to }];
  });

/** The builds in BuildKit's plain form in which nothing failed. */
function plainBuilds(lines: readonly string[], kinds: readonly (BuildLine | undefined)[]): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < lines.length; from += 1) {
    if (kinds[from] === undefined || !plain.test(lines[from] as string)) continue;
    const end = lines.findIndex((line, at) => at > from && line !== "" && !plain.test(line));
    const to = end === -1 ? lines.length : end;
    if (!lines.slice(from, to).some((line) => /^#\d+ (?:ERROR|CANCELED)\b/.test(line))) spans.push({ from, to });
    from = to;
  }
  return spans;
}

/** The lines without pulls and without the progress of builds. In a note, `...` between two lines of a progress goes with them. */
export const dropProgress = <Line>(lines: readonly Line[], text: (line: Line) => string): Line[] =>
  dropPulls(without(lines, text, ["progress"]), text);

/** The lines of an output without pulls and without all that builds print, unless a build has failed. */
export const dropBuilds = <Line>(lines: readonly Line[], text: (line: Line) => string): Line[] =>
  dropPulls(without(lines, text, ["progress", "printed"]), text);

/** {@link dropProgress} for the lines of a note. */
export const withoutProgress = (expected: readonly Expected[]): Expected[] => dropProgress(expected, textOf);

function without<Line>(lines: readonly Line[], text: (line: Line) => string, dropped: readonly BuildLine[]): Line[] {
  const texts = lines.map(text);
  const kinds = buildLines(texts);
  let last: number | undefined;
  const gone = new Set<number>();
  for (const [at, kind] of kinds.entries()) {
    if (kind !== undefined && dropped.includes(kind)) {
      for (let between = last ?? at; between <= at; between += 1) gone.add(between);
      last = at;
    } else if (texts[at]?.trim() !== "" && !isGap(texts[at] as string)) last = undefined;
  }
  return lines.filter((_, at) => !gone.has(at));
}
