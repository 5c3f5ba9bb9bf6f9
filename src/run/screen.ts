import xterm, { type IBuffer } from "@xterm/headless";
import { TERMINAL } from "../remote/remote.ts";

/** What stands in a terminal. */
export interface Screen {
  /** From the top of the scrollback; lines that the terminal had to wrap are one. Without trailing blanks, and empty lines at the end. */
  lines: string[];
  /** The index among `lines` of the one the cursor is in (it may be one past the end), and that line up to the cursor, blanks and all. */
  cursor: { line: number; text: string };
}

/** Bytes written at once; no more lines than that come between two looks at the scrollback. */
const CHUNK = 4 * 1024;
/** Rows of scrollback at which they are taken out: a row in the emulator takes some 1.5 KB. */
const FULL = 2048;
const ERASE_SCROLLBACK = "\x1b[3J";

/**
 * What a person would see after these bytes, on a terminal that was empty before them. A pure function: a terminal emulator
 * (xterm.js) that is made for it. Takes memory in proportion to the text, a few hundred ms of the processor for 1 MB of short lines.
 */
export async function emulate(bytes: Uint8Array): Promise<Screen> {
  const terminal = new xterm.Terminal({
    cols: TERMINAL.columns,
    rows: TERMINAL.rows,
    scrollback: FULL + CHUNK,
    allowProposedApi: true,
    logLevel: "off",
  });
  const write = (data: string) => new Promise<void>((resolve) => terminal.write(data, resolve));
  // xterm.js shows nothing for bytes that are no UTF-8; other terminals show a mark for each.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  try {
    let taken: Row[] = [];
    let own = false;
    // A program that erases the scrollback (`clear`) means what was taken out of it, too.
    terminal.parser.registerCsiHandler({ final: "J" }, ([parameter]) => {
      if (parameter === 3 && !own) taken = [];
      return false;
    });
    for (let at = 0; at < bytes.length; at += CHUNK) {
      await write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
      const { normal } = terminal.buffer;
      if (normal.baseY < FULL || terminal.buffer.active.type === "alternate") continue;
      taken.push(...rows(normal, normal.baseY));
      own = true;
      await write(ERASE_SCROLLBACK);
      own = false;
    }
    return screen(terminal.buffer.active, taken);
  } finally {
    terminal.dispose();
  }
}

interface Row {
  text: string;
  wrapped: boolean;
}

function rows(buffer: IBuffer, end: number): Row[] {
  return Array.from({ length: end }, (_, y) => {
    const line = buffer.getLine(y);
    return { text: line?.translateToString(true) ?? "", wrapped: line?.isWrapped ?? false };
  });
}

function screen(buffer: IBuffer, taken: Row[]): Screen {
  const all = buffer.type === "alternate" ? [] : taken;
  const before = all.length;
  all.push(...rows(buffer, buffer.length));
  const at = before + buffer.baseY + buffer.cursorY;
  const lines: string[] = [];
  const cursor = { line: 0, text: "" };
  all.forEach(({ text, wrapped }, y) => {
    const index = wrapped && lines.length > 0 ? lines.length - 1 : lines.length;
    const start = wrapped ? (lines[index] ?? "") : "";
    if (y === at) {
      const row = buffer.getLine(y - before);
      cursor.line = index;
      cursor.text = start + (row?.translateToString(false, 0, buffer.cursorX) ?? "");
    }
    lines[index] = start + text;
  });
  const trimmed = lines.map((line) => line.trimEnd());
  return { lines: trimmed.slice(0, trimmed.findLastIndex((line) => line !== "") + 1), cursor };
}
