import type { IBufferLine } from "@xterm/headless";
import { TERMINAL } from "../../hosts/ssh/connection.ts";
import { Emulator, type TerminalRow } from "./emulator.ts";

/** The text on a terminal. */
export interface Screen {
  /** From the top of the scrollback. A line that the terminal wrapped is one line. Without blanks at the ends, and without empty lines at the end. */
  lines: string[];
  /** The index in `lines` of the cursor's line (it may be one past the end), and that line up to the cursor, with all blanks. */
  cursor: { line: number; text: string };
}

/** Bytes that are decoded at once. */
const CHUNK = 4 * 1024;
/**
 * What a person would see after these bytes, on a terminal that was empty before them. A pure function: each call has a terminal emulator
 * of its own. Takes memory in proportion to the text, and a few hundred ms of the processor for 1 MB of short lines.
 */
export const emulate = async (bytes: Uint8Array): Promise<Screen> => screenOf(await replay(bytes, textInRow));

/** The rows of that terminal, each as `read` takes it, and the cursor. */
export async function replay<Content>(
  bytes: Uint8Array,
  read: (line: IBufferLine) => Content,
): Promise<Pick<Emulator<Content>, "rows" | "cursor">> {
  const emulator = new Emulator(TERMINAL, read);
  // xterm.js shows nothing for bytes that are not UTF-8. Other terminals show a mark for each.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK)
      await emulator.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
    const { rows, cursor } = emulator;
    return { rows, cursor };
  } finally {
    emulator.dispose();
  }
}

/** The text of a row, without what was never written at its end. */
export function textInRow(line: IBufferLine): string {
  const text = line.translateToString(true);
  // xterm.js puts it together sign by sign, and V8 keeps each of these parts, which take more than the row, until something looks into it.
  text.charCodeAt(0);
  return text;
}

/** The text in rows: those that the terminal wrapped are joined. @param cursor its row, and that row up to it */
export function screenOf({
  rows,
  cursor: at,
}: {
  rows: readonly TerminalRow<string>[];
  cursor: { row: number; text: string };
}): Screen {
  const lines: string[] = [];
  const cursor = { line: 0, text: "" };
  rows.forEach(({ content, wrapped }, y) => {
    const index = wrapped && lines.length > 0 ? lines.length - 1 : lines.length;
    const start = wrapped ? (lines[index] ?? "") : "";
    if (y === at.row) {
      cursor.line = index;
      cursor.text = start + at.text;
    }
    lines[index] = start + content;
  });
  const trimmed = lines.map((line) => line.trimEnd());
  return { lines: trimmed.slice(0, trimmed.findLastIndex((line) => line !== "") + 1), cursor };
}
