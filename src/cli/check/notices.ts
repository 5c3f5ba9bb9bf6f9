import { type Advice, advice, npm } from "../../common/advice.ts";
import type { Note, Warning } from "../../note/note.ts";
import type { LabConsole } from "../console.ts";
import { annotate, ofWarnings } from "../github/annotations.ts";
import { tellPassedOver } from "./passed-over.ts";

/** How many warnings labnote shows before a run. */
const TOLD = 3;

/** Tells before a run what its user should know of the note: its first warnings, and what is not read. In GitHub Actions, all of it is annotated. */
export function sayNotices(note: Note, console: LabConsole): void {
  annotate(ofWarnings(note), console);
  const { file, warnings } = note;
  const passedOver = tellPassedOver(note).map((what) => `${file}: not read: ${what}`);
  const told = [...warnings.slice(0, TOLD).map((warning) => inOneLine(file, warning)), ...passedOver];
  for (const line of told) console.warn(line);
  const rest = warnings.length - TOLD;
  if (told.length > 0) console.warn(rest > 0 ? more(rest, file) : advice`${npm("check", file)} tells more`);
}

const inOneLine = (file: string, { line, message }: Warning): string => `${file}:${line}: warning: ${message}`;

const more = (rest: number, file: string): Advice =>
  advice`and ${rest === 1 ? "one more warning" : `${rest} more warnings`}: ${npm("check", file)} tells all`;
