// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const MODE = /\x1b\[\?(1049|1047|47|2004)([hl])/g;
const PASTE = "2004";

/**
 * Keeps the user's terminal from marking what is pasted, except for a program that has a screen of its own. A shell that gets several marked
 * lines runs them one after the other and shows no prompt between their outputs. Without marks, each line is as if it were typed.
 */
export class PasteFilter {
  #ownScreen = false;

  /** The output for the user's terminal. */
  pass(output: Uint8Array): Uint8Array {
    const bytes = Buffer.from(output);
    if (!bytes.includes("\x1b[?")) return output;
    // A character of latin1 is one byte.
    const text = bytes.toString("latin1").replace(MODE, (sequence, mode: string, sets: string) => {
      if (mode === PASTE) return sets === "h" && !this.#ownScreen ? "" : sequence;
      this.#ownScreen = sets === "h";
      return sequence;
    });
    return Buffer.from(text, "latin1");
  }
}
