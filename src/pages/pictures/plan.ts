import { posix } from "node:path";
import { LabError, LabErrors } from "../../common/errors.ts";
import { LOGIN_USER } from "../../hosts/user-data.ts";
import { readBlocks } from "../../note/markdown.ts";
import type { CommandStep, HttpStep, Note, Step } from "../../note/note.ts";
import type { HostRecord, StepRecord } from "../../record/record.ts";

/** A picture that a note asks for. */
export interface WantedPicture {
  /** The name of its files, without the extension. */
  name: string;
  /** Its title, in the note's words. */
  title: string;
  /** Whether an image of the note asks for it. */
  asked: boolean;
  /** The line of the image, or of the block, in the note. */
  line: number;
  /** The steps that it shows, as indexes among all steps of the note. */
  steps: readonly number[];
}

/** Whether an image of a note is a picture of its run: its folder is named `pictures`. */
export const isPicture = (url: string): boolean =>
  !/^[a-z][\w+.-]*:|^\/\//i.test(url) && /(?:^|\/)pictures\/(?:.*\/)?[^/\\:]+\.(?:svg|png)$/i.test(decoded(url));

/** The name of the picture's files, from the image's address. */
export const pictureName = (url: string): string => posix.parse(decoded(url)).name;

/** Where a step was typed, as a terminal's window says it: user, host and folder, and the terminal's number if it is not the first. */
export function barOf({ name }: HostRecord, { section, terminal, root }: StepRecord): string {
  const place = root ? `root@${name}: /home/${LOGIN_USER}/${section}` : `${LOGIN_USER}@${name}: ~/${section}`;
  return `${place}${terminal === null || terminal === 1 ? "" : ` (${terminal})`}`;
}

/** Some editors percent-encode letters that are not Latin. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/**
 * The pictures that a note's images ask for. Each shows the console or http block above it, or the commands of that block that begin
 * with the image's title. A note without such images gets one of each block.
 *
 * @throws {LabError} all images at once that show nothing or have another image's name
 */
export function wantedPictures(markdown: string, note: Note): WantedPicture[] {
  const steps = note.sections.flatMap((section) => section.steps);
  const wanted: WantedPicture[] = [];
  const problems: LabError[] = [];
  const blocks = shownBlocks(markdown, note, steps);
  for (const image of readBlocks(markdown, note.file)) {
    if (image.kind !== "image" || !isPicture(image.url)) continue;
    const problem = (message: string, remedy: string) =>
      problems.push(new LabError(message, { remedy, place: { file: note.file, line: image.line } }));
    const name = pictureName(image.url);
    const above = blocks.findLast(({ line, end }) => line <= image.line && image.line < end)?.steps ?? [];
    const chosen =
      image.title === undefined
        ? above
        : above.filter(
            (index) => steps[index]?.kind === "command" && typedOf(steps[index]).startsWith(image.title as string),
          );
    if (above.length === 0)
      problem(`The picture ${name} shows nothing`, "put it below a console or http block of the same section");
    else if (chosen.length === 0)
      problem(
        `The picture ${name} shows no command that begins with ${JSON.stringify(image.title)}`,
        "write the beginning of a command of the block above as the image's title",
      );
    else if (wanted.some((other) => other.name === name))
      problem(`Two pictures have the name ${name}`, "give each picture a name of its own");
    else wanted.push({ name, title: image.alt || name, asked: true, line: image.line, steps: chosen });
  }
  if (problems.length > 0) throw new LabErrors("The note asks for pictures that cannot be made", problems);
  return wanted.length > 0 ? wanted : blocks.map((block, index) => unasked(block, index, steps));
}

type ShownStep = CommandStep | HttpStep;

/** A block with steps that a picture can show. */
interface ShownBlock {
  line: number;
  /** The line of the next block, or of the next section. */
  end: number;
  steps: number[];
}

function shownBlocks(markdown: string, note: Note, steps: readonly Step[]): ShownBlock[] {
  const found: ShownBlock[] = [];
  let open: ShownBlock | undefined;
  for (const block of readBlocks(markdown, note.file)) {
    const isHeading = block.kind === "heading" && block.depth <= 3;
    if (!isHeading && block.kind !== "fence") continue;
    const last = block.kind === "fence" ? block.line + block.lines.length : 0;
    const inside = steps.flatMap((step, index) =>
      step.kind !== "file" && block.line <= step.line && step.line <= last ? [index] : [],
    );
    if (!isHeading && inside.length === 0) continue;
    if (open !== undefined) open.end = block.line;
    open = inside.length === 0 ? undefined : { line: block.line, end: Infinity, steps: inside };
    if (open !== undefined) found.push(open);
  }
  return found;
}

const typedOf = (step: Step | undefined): string => (step?.kind === "file" ? "" : (step?.typed ?? ""));

/** The picture of a block that no image asks for. */
function unasked({ line, steps: shown }: ShownBlock, index: number, steps: readonly Step[]): WantedPicture {
  const all = shown.map((at) => steps[at] as ShownStep);
  const title = all.map(typedOf).find((typed) => typed !== "") ?? "";
  const words = title
    .split("\n")[0]
    ?.replace(/[^\p{L}\p{N}.]+/gu, "-")
    .slice(0, 40)
    .replace(/^[-.]+|[-.]+$/g, "");
  const name = [String(index + 1).padStart(3, "0"), all[0]?.section, words].filter(Boolean).join("-");
  return { name, title: title || name, asked: false, line, steps: shown };
}
