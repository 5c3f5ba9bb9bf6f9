import { styleText } from "node:util";
import { inCI, type Job } from "./sanitize.ts";

/** Says what is being done, one line at a time. */
export type Say = (line: string) => void;

/** Colours a text: `styleText` of node:util, or a function that returns the text as it is. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

/** Colours for standard output: none where it is no terminal, or NO_COLOR is set. */
export const painted: Paint = (format, text) => styleText(format, text, { stream: process.stdout });

/** Where people may look: `process` is one. */
export interface Outlook extends Job {
  stdout: { isTTY?: boolean };
}

/** Whether somebody watches what is printed: standard output is a terminal, and this is no job of CI. */
export const isWatched = ({ stdout, env }: Outlook = process): boolean => stdout.isTTY === true && !inCI({ env });
