import { CTRL_C } from "../../../note/console/keys.ts";

/** What a terminal shows of keys that are typed while a command runs: it echoes them among the command's output, line by line. */
export class TypedAhead {
  readonly #decoder = new TextDecoder();
  #lines: string[] = [];
  #open = "";

  type(bytes: Uint8Array): void {
    for (const sign of this.#decoder.decode(bytes, { stream: true })) this.#take(sign);
  }

  /** Takes one sign as a terminal's line discipline does. */
  #take(sign: string): void {
    const act = EDITS[sign];
    // What is interrupted reads no more.
    if (sign === CTRL_C) this.clear();
    else if (sign === "\r" || sign === "\n") {
      this.#lines.push(this.#open);
      this.#open = "";
    } else if (act !== undefined) this.#open = this.#open.replace(act, "");
    else this.#open += sign < " " ? `^${String.fromCharCode(sign.charCodeAt(0) + 64)}` : sign;
  }

  get any(): boolean {
    return this.#lines.length > 0 || this.#open !== "";
  }

  clear(): void {
    this.#lines = [];
    this.#open = "";
  }

  /** The lines of an output without those that only echo what was typed. `mixed`: the echo of some keys may still stand among them. */
  takenFrom(lines: readonly string[]): { lines: string[]; mixed: boolean } {
    const rest = [...lines];
    let mixed = false;
    for (const line of this.#lines.filter((each) => each.trim() !== "")) {
      const at = rest.indexOf(line.trimEnd());
      if (at === -1) mixed = true;
      else rest.splice(at, 1);
    }
    const open = this.#open.trimEnd();
    const last = rest.at(-1);
    if (open === "" || last === undefined || !last.endsWith(open)) return { lines: rest, mixed: mixed || open !== "" };
    rest.splice(-1, 1, ...(last === open ? [] : [last.slice(0, -open.length)]));
    return { lines: rest, mixed };
  }
}

/** Keys that edit the line: what each takes from its end. */
const EDITS: { readonly [key: string]: RegExp | undefined } = {
  "\x7f": /.$/su,
  "\b": /.$/su,
  "\x15": /^.*$/s,
  "\x17": /\S*\s*$/,
};
