import xterm, { type IBufferLine } from "@xterm/headless";
import { readCast } from "../../record/asciicast.ts";
import { type CellRow, cellsOfLine } from "../pictures/cells.ts";

/** A recorded terminal as it was seen, from the first screen to the last. */
export interface SeenTerminal {
  columns: number;
  screens: readonly SeenScreen[];
}

/** What a terminal shows from a moment on. */
export interface SeenScreen {
  /** Milliseconds since the recording began. */
  time: number;
  rows: readonly CellRow[];
}

/** In milliseconds. What comes within one such span is one screen: a spinner alone would make a dozen a second. */
const SPAN = 400;

/** What was seen on a terminal that was recorded. Pure: each call has a terminal emulator of its own. */
export async function seenTerminal(cast: string): Promise<SeenTerminal> {
  const { columns, rows, parts } = readCast(cast);
  const events = parts.flatMap((part) => part.events);
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, logLevel: "off" });
  const screens: SeenScreen[] = [];
  try {
    for (const [index, { time, data }] of events.entries()) {
      await new Promise<void>((resolve) => terminal.write(data, resolve));
      const next = events[index + 1];
      if (next !== undefined && Math.floor(next.time / SPAN) === Math.floor(time / SPAN)) continue;
      const { active } = terminal.buffer;
      const lines = Array.from({ length: rows }, (_, y) => active.getLine(active.baseY + y) as IBufferLine);
      screens.push({ time, rows: lines.map(cellsOfLine) });
    }
    return { columns, screens };
  } finally {
    terminal.dispose();
  }
}
