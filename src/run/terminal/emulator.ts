import xterm, { type IBuffer, type IBufferLine } from "@xterm/headless";
import { TERMINAL } from "../../hosts/ssh/connection.ts";

/** The text on a terminal. */
export interface Screen {
  /** From the top of the scrollback. A line that the terminal wrapped is one line. Without blanks at the ends, and without empty lines at the end. */
  lines: string[];
  /** The index in `lines` of the cursor's line (it may be one past the end), and that line up to the cursor, with all blanks. */
  cursor: { line: number; text: string };
}

/** A row of a terminal, as the caller of {@link replay} has read it. */
export interface TerminalRow<Content> {
  content: Content;
  /** The terminal wrapped a line: this row continues the row above it. */
  wrapped: boolean;
}

/** Bytes written at once. So at most that many lines come between two looks at the scrollback. */
const CHUNK = 4 * 1024;
/** At so many rows of scrollback, they are taken out: a row in the emulator takes about 1.5 KB. */
const FULL = 2048;
const ERASE_SCROLLBACK = "\x1b[3J";

/**
 * What a person would see after these bytes, on a terminal that was empty before them. A pure function: each call has a terminal emulator
 * (xterm.js) of its own. Takes memory in proportion to the text, and a few hundred ms of the processor for 1 MB of short lines.
 */
export async function emulate(bytes: Uint8Array): Promise<Screen> {
  return screenOf(await replay(bytes, (line) => line.translateToString(true)));
}

/**
 * The rows of that terminal, from the top of its scrollback to the last one, each as `read` takes it, and the cursor: the index of its row,
 * and that row up to it.
 *
 * @param read called once for each row; it must not keep the row, which the emulator uses again
 */
export async function replay<Content>(
  bytes: Uint8Array,
  read: (line: IBufferLine) => Content,
): Promise<{ rows: TerminalRow<Content>[]; cursor: { row: number; text: string } }> {
  const terminal = new xterm.Terminal({
    cols: TERMINAL.columns,
    rows: TERMINAL.rows,
    scrollback: FULL + CHUNK,
    allowProposedApi: true,
    logLevel: "off",
  });
  const write = (data: string) => new Promise<void>((resolve) => terminal.write(data, resolve));
  // xterm.js shows nothing for bytes that are not UTF-8. Other terminals show a mark for each.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  try {
    let taken: TerminalRow<Content>[] = [];
    let own = false;
    // A program that erases the scrollback (`clear`) also means the rows that were taken out of it.
    terminal.parser.registerCsiHandler({ final: "J" }, ([parameter]) => {
      if (parameter === 3 && !own) taken = [];
      return false;
    });
    for (let at = 0; at < bytes.length; at += CHUNK) {
      await write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
      const { normal } = terminal.buffer;
      if (normal.baseY < FULL || terminal.buffer.active.type === "alternate") continue;
      taken.push(...rowsOf(normal, normal.baseY, read));
      own = true;
      await write(ERASE_SCROLLBACK);
      own = false;
    }
    const { active } = terminal.buffer;
    const before = active.type === "alternate" ? [] : taken;
    const y = active.baseY + active.cursorY;
    const text = active.getLine(y)?.translateToString(false, 0, active.cursorX) ?? "";
    return { cursor: { row: before.length + y, text }, rows: [...before, ...rowsOf(active, active.length, read)] };
  } finally {
    terminal.dispose();
  }
}

/** The first rows of a buffer, each as `read` takes it. */
export function rowsOf<Content>(
  buffer: IBuffer,
  end: number,
  read: (line: IBufferLine) => Content,
): TerminalRow<Content>[] {
  return Array.from({ length: end }, (_, y) => {
    const line = buffer.getLine(y) as IBufferLine;
    return { content: read(line), wrapped: line.isWrapped };
  });
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
