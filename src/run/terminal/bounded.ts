import type { Terminal } from "@xterm/headless";

/**
 * xterm.js inserts and deletes lines (L, M), scrolls (S, T), goes from tab to tab (I, Z) and repeats a letter (b) as often as a program says, up to
 * 2^31 times in one go: for minutes nothing else would run. No screen has room for more than this, so what says more is nothing.
 */
const COUNTED = "LMSTIZb";
/** How often one of them is done at most. */
export const MOST_TIMES = 120;

/** Makes an emulator bear whatever a program prints. */
export function bound(terminal: Pick<Terminal, "parser">): void {
  for (const final of COUNTED)
    terminal.parser.registerCsiHandler({ final }, ([count]) => typeof count === "number" && count > MOST_TIMES);
}

/** What is shown in turn with all else that the program does: so many bytes or lines at once. A line takes an emulator as long as many bytes. */
const TURN = { bytes: 4 * 1024, lines: 512 };

/** Shows this on an emulator, and lets others have their turn in between. Resolves when it is shown. */
export async function drawInTurns(terminal: Pick<Terminal, "write">, data: string | Uint8Array): Promise<void> {
  for (let at = 0; at < data.length; ) {
    const end = turnEnd(data, at);
    await new Promise<void>((resolve) => terminal.write(data.slice(at, end), resolve));
    at = end;
  }
}

function turnEnd(data: string | Uint8Array, from: number): number {
  const end = Math.min(data.length, from + TURN.bytes);
  let lines = 0;
  for (let at = from; at < end; at += 1) {
    const sign = typeof data === "string" ? data.charCodeAt(at) : data[at];
    if (sign === NEWLINE) lines += 1;
    if (lines === TURN.lines) return at + 1;
  }
  return end;
}

const NEWLINE = 10;
