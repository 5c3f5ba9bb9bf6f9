import { access, constants } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { readIfExists } from "../common/files.ts";
import { readBlocks } from "../note/markdown.ts";
import { readNote } from "../note/read.ts";
import { sectionIds } from "../note/section-ids.ts";
import type { SessionPlan } from "./events.ts";
import type { StoredSession } from "./session-store.ts";

/** What the user wants to be captured. */
export interface CaptureWish {
  host: string;
  /** The heading of the section; without it, the session that is open, or a new section. */
  title: string | undefined;
  /** The file; without it, that of the open session, or the lab's note. */
  out: string | undefined;
}

/** The heading of a section that has no other. */
const NEW = "New section";

/**
 * The session that a wish means: one that is open on the host, which then gets one more terminal, or a new one.
 *
 * @param open the sessions that are open, on all hosts
 * @param note the lab's note
 * @throws {LabError} when the wish fits none, the file cannot take a section, or it has a section with that id
 */
export async function planSession(
  { host, title, out }: CaptureWish,
  open: readonly StoredSession[],
  note: string,
): Promise<SessionPlan> {
  const wanted = title === undefined ? undefined : headingOf(title);
  const here = open.map(({ plan }) => plan).filter((plan) => plan.host === host);
  const fitting = here.filter(({ section }) => wanted === undefined || section === wanted.section);
  const [plan, another] = fitting;
  if (another !== undefined)
    throw new LabError(`Several sessions are open on ${host}`, {
      remedy: advice`name the section of one: ${fitting.map(({ title }) => title).join(", ")}`,
    });
  if (plan !== undefined) {
    if (out === undefined || resolve(out) === plan.file) return plan;
    throw new LabError(`The session of section ${plan.section} is written to ${plan.file}`, {
      remedy: "leave --out away, or begin another section",
    });
  }
  const file = resolve(out ?? note);
  const taken = await idsIn(file);
  if (wanted === undefined) return { host, file, ...freeHeading(taken) };
  if (!taken.has(wanted.section)) return { host, file, ...wanted };
  throw new LabError(`${out ?? note} has a section ${wanted.section} already`, {
    remedy: advice`begin a section with another number or heading, or write to another file: ${npm("record", "--out", "FILE.md", title ?? "")}`,
  });
}

type Heading = Pick<SessionPlan, "title" | "section">;

/** A section's heading, and its id as a note has it. */
function headingOf(title: string): Heading {
  const line = title.replace(/\s+/g, " ").trim();
  const [block] = readBlocks(`## ${line}\n`, "");
  if (block?.kind === "heading" && block.title.trim() !== "")
    return { title: line, section: sectionIds()(block.title).id };
  throw new LabError(`${JSON.stringify(title)} cannot be the heading of a section`, {
    remedy: "give a number, some words, or both: 1.6 Volumes",
  });
}

function freeHeading(taken: ReadonlySet<string>): Heading {
  for (let count = 1; ; count += 1) {
    const heading = headingOf(count === 1 ? NEW : `${NEW} ${count}`);
    if (!taken.has(heading.section)) return heading;
  }
}

/** The ids of all headings in a note. @throws {LabError} when the file is refused as a note, or cannot be written */
async function idsIn(file: string): Promise<Set<string>> {
  const text = await readIfExists(file);
  await access(text === undefined ? dirname(file) : file, constants.W_OK).catch((cause) => {
    throw new LabError(`A section could not be written to ${file}`, {
      cause,
      remedy: "name a file in a folder that is there and is yours: --out FILE.md",
    });
  });
  if (text === undefined) return new Set();
  readNote(text, file);
  const newId = sectionIds();
  const headings = readBlocks(text, file).filter((block) => block.kind === "heading" && block.depth <= 3);
  return new Set(headings.map((block) => newId((block as { title: string }).title).id));
}
