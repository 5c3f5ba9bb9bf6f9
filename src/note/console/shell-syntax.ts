/**
 * Reads the input of a POSIX shell, line by line, and knows whether the shell would wait for another line: for quotes, substitutions,
 * here-documents, and after a last backslash. It checks no other syntax.
 */
export class ShellInput {
  /** What is open; the innermost is the last. */
  readonly #open: Opening[] = [];
  /** Here-documents that begin on the next line, or have begun. */
  readonly #hereDocuments: { delimiter: string; stripTabs: boolean }[] = [];
  #backslash = false;

  /** Reads one more line, without its newline. */
  add(line: string): void {
    const here = this.#innermost === '"' ? undefined : this.#hereDocuments[0];
    if (here === undefined) this.#scan(line);
    else if ((here.stripTabs ? line.replace(/^\t+/, "") : line) === here.delimiter) this.#hereDocuments.shift();
  }

  /** What the shell waits for, in words; `undefined` when it would run its input. */
  get waitsFor(): string | undefined {
    const here = this.#hereDocuments[0];
    if (here !== undefined) return `the line ${here.delimiter} of a here-document`;
    if (this.#innermost !== undefined) return `a closing ${closing[this.#innermost]}`;
    return this.#backslash ? "a line after the \\" : undefined;
  }

  get #innermost(): Opening | undefined {
    return this.#open.at(-1);
  }

  #scan(line: string): void {
    this.#backslash = false;
    for (let at = 0; at < line.length; ) at += this.#step(line, at);
  }

  /** Reads what stands at an index of a line, and returns its length. */
  #step(line: string, at: number): number {
    const inner = this.#innermost;
    const char = line[at];
    if (char === "\\" && inner !== "'") {
      this.#backslash = at + 1 === line.length;
      return 2;
    }
    if (inner !== undefined && line.startsWith(closing[inner], at)) {
      this.#open.pop();
      return closing[inner].length;
    }
    if (inner === "'") return 1;
    const opening = openings.find((one) => line.startsWith(one, at) && !(one === "'" && inner === '"'));
    if (opening !== undefined) {
      this.#open.push(opening);
      return opening.length;
    }
    if (inner === '"' || inner === "${" || inner === "$((") return 1;
    if (char === "#" && /^[\s;&|(]?$/.test(line.charAt(at - 1))) return line.length - at;
    if (line.startsWith("<<<", at)) return 3;
    return line.startsWith("<<", at) ? this.#hereDocument(line.slice(at)) : 1;
  }

  #hereDocument(rest: string): number {
    const [whole, dash, delimiter] = /^<<(-?)[ \t]*("[^"]+"|'[^']+'|[^\s;&|<>()"']+)/.exec(rest) ?? ["<<"];
    if (delimiter !== undefined)
      this.#hereDocuments.push({ delimiter: delimiter.replace(/["'\\]/g, ""), stripTabs: dash === "-" });
    return whole.length;
  }
}

const closing = { "'": "'", '"': '"', "`": "`", "$((": "))", "$(": ")", "${": "}" } as const;
type Opening = keyof typeof closing;
const openings = Object.keys(closing) as Opening[];

/** What a shell would still wait for at the end of a command, or `undefined`. */
export function missingInput(command: string): string | undefined {
  const input = new ShellInput();
  for (const line of command.split("\n")) input.add(line);
  return input.waitsFor;
}
