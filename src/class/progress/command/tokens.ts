import { BRACES, braced, unbraced } from "./forms/braces.ts";

/**
 * A command as a shell reads it: simple commands, and the operators before them. Two ways to write the same are the same here: quotes, blanks,
 * lines that go on, newlines in place of `;`, comments, and the word that ends a here-document.
 */
export interface ShellCommand {
  /** The operators and reserved words before it: "", `|`, `&& (`. */
  joint: string;
  words: string[];
  /** `> file`, `2>&1`: operators with their words, in their order. */
  redirections: string[];
  /** The file that it has on its standard input, where that stands among its words. */
  input?: string;
  /** Whether it also prints what it writes into a file. */
  prints?: boolean;
}

/** Stands before a `$` that the shell expands. A `$` that is meant as it is has none. */
export const ACTIVE = "\ue000";

/** Reads a command. What a shell would refuse is read as far as it goes. */
export const readCommand = (text: string): ShellCommand[] => new Reader(text).commands();

/** A word as a person would write it. */
export const writtenWord = (word: string): string => word.replaceAll(ACTIVE, "");

/** Words behind which a newline is no end of a command. */
const LEADS_ON = /(?:^|[\s;&|(])(?:do|then|else|elif|in|\{|!)$|(?:&&|\|\||[|;&(])$/;
const OPERATOR = /^(?:&&|\|\||\|&|;;|[;&|()])/;
const REDIRECTION = /^(?:\d*(?:>>|>&|<&|>\||>|<<<|<)|&>>?)/;
const HERE = /^\d*<<(-?)[ \t]*(\\?[^\s;&|<>()"']+|'[^']*'|"[^"]*")/;
/** Reserved words, which join commands as operators do. */
const RESERVED = new Set("do done then fi else elif if for while until case esac in { } !".split(" "));

/** What a path of a variable begins behind. */
const PATHS = /^[A-Za-z_]\w*=(?:.*:)?$/s;

class Reader {
  readonly #text: string;
  #at = 0;
  readonly #commands: ShellCommand[] = [];
  #joint = "";
  #words: string[] = [];
  #redirections: string[] = [];
  /** Here-documents that begin on the next line: their ends, and where their text goes. */
  #here: { end: string; tabs: boolean; place: number; of: string[] }[] = [];
  /** What stands before this place, without what is quoted: whether a newline ends a command. */
  #before = "";

  constructor(text: string) {
    this.#text = text.replaceAll("\\\n", " ");
  }

  commands(): ShellCommand[] {
    while (this.#at < this.#text.length) this.#step();
    this.#end();
    // What runs in the background is another command than what does not.
    if (this.#joint !== "" && this.#joint !== ";")
      this.#commands.push({ joint: this.#joint, words: [], redirections: [] });
    return this.#commands;
  }

  #step(): void {
    const rest = this.#text.slice(this.#at);
    const [sign = ""] = rest;
    const here = HERE.exec(rest);
    const redirection = REDIRECTION.exec(rest)?.[0];
    const operator = OPERATOR.exec(rest)?.[0];
    if (sign === "\n") this.#newline();
    else if (/\s/.test(sign)) this.#at += 1;
    else if (sign === "#") this.#at += rest.search(/\n|$/);
    else if (here !== null) this.#hereDocument(here);
    else if (redirection !== undefined) {
      this.#at += redirection.length;
      while (/[ \t]/.test(this.#text[this.#at] ?? "")) this.#at += 1;
      this.#redirections.push(`${redirection}${unbraced(this.#word())}`);
    } else if (operator !== undefined) this.#operator(operator);
    else for (const word of braced(this.#word())) this.#takeWord(word);
  }

  #takeWord(word: string): void {
    this.#before = `${this.#before} ${word}`.slice(-8);
    if (this.#words.length === 0 && RESERVED.has(word)) this.#joint = `${this.#joint} ${word}`.trim();
    else this.#words.push(word);
  }

  #operator(operator: string): void {
    this.#at += operator.length;
    // The short form of bash: errors go into the pipe, too.
    const isWhole = operator === "|&";
    if (isWhole) this.#redirections.push("2>&1");
    this.#end();
    this.#before = isWhole ? "|" : operator;
    this.#joint = `${this.#joint} ${this.#before}`.trim();
  }

  #newline(): void {
    this.#at += 1;
    if (!LEADS_ON.test(this.#before) && this.#before !== "") this.#operator("");
    if (this.#joint === "" && this.#commands.length > 0) this.#joint = ";";
    if (this.#before === "") this.#before = ";";
    for (const { end, tabs, place, of } of this.#here.splice(0)) {
      const body = this.#body(end, tabs);
      of[place] = `${of[place]}${body}`;
    }
  }

  #body(end: string, tabs: boolean): string {
    const lines: string[] = [];
    while (this.#at < this.#text.length) {
      const next = this.#text.indexOf("\n", this.#at);
      const line = this.#text.slice(this.#at, next === -1 ? undefined : next);
      this.#at = next === -1 ? this.#text.length : next + 1;
      const bare = tabs ? line.replace(/^\t+/, "") : line;
      if (bare === end) break;
      lines.push(bare);
    }
    return lines.join("\n");
  }

  #hereDocument([whole, dash, word = ""]: RegExpExecArray): void {
    this.#at += whole.length;
    const quoted = /["'\\]/.test(word);
    const of = this.#redirections;
    of.push(quoted ? "<<'" : "<<");
    this.#here.push({ end: word.replace(/["'\\]/g, ""), tabs: dash === "-", place: of.length - 1, of });
  }

  #end(): void {
    if (this.#words.length === 0 && this.#redirections.length === 0) return;
    this.#commands.push({ joint: this.#joint, words: this.#words, redirections: this.#redirections });
    this.#joint = "";
    this.#words = [];
    this.#redirections = [];
  }

  /** The word that begins here, without its quotes. */
  #word(): string {
    let word = "";
    const start = this.#at;
    for (; this.#at < this.#text.length; ) {
      const sign = this.#text[this.#at] as string;
      if (/[\s;&|<>()]/.test(sign)) break;
      word +=
        sign === "'"
          ? this.#single()
          : sign === '"'
            ? this.#double()
            : this.#plain(sign, this.#at === start || PATHS.test(word));
    }
    return word;
  }

  #single(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    const inner = this.#text.slice(this.#at + 1, end === -1 ? undefined : end);
    this.#at = end === -1 ? this.#text.length : end + 1;
    return inner;
  }

  #double(): string {
    let inner = "";
    for (this.#at += 1; this.#at < this.#text.length; ) {
      const sign = this.#text[this.#at] as string;
      if (sign === '"') break;
      if (sign === "\\" && /["\\$`]/.test(this.#text[this.#at + 1] ?? "")) {
        inner += this.#text[this.#at + 1];
        this.#at += 2;
      } else if (sign === "$" || sign === "`") inner += this.#expansion();
      else {
        inner += sign;
        this.#at += 1;
      }
    }
    this.#at += 1;
    return inner;
  }

  #plain(sign: string, first: boolean): string {
    const rest = this.#text.slice(this.#at);
    if (sign === "\\") {
      this.#at += 2;
      return rest[1] ?? "";
    }
    if (sign === "$" && rest[1] === "'") {
      this.#at += 1;
      return this.#single().replace(/\\(.)/g, (_, one: string) => ESCAPES[one] ?? one);
    }
    if (sign === "$" && rest[1] === '"') {
      this.#at += 1;
      return this.#double();
    }
    if (sign === "$" || sign === "`") return this.#expansion();
    this.#at += 1;
    if (BRACES.has(sign)) return BRACES.get(sign) as string;
    return sign === "~" && first && /^~(?:\/|\s|$|[;&|])/.test(rest) ? `${ACTIVE}$HOME` : sign;
  }

  /** `$NAME`, `${…}`, `$(…)` or backquotes. */
  #expansion(): string {
    const rest = this.#text.slice(this.#at);
    const [name] = /^\$(?:[A-Za-z_]\w*|[0-9?!#$@*_-])/.exec(rest) ?? [];
    const [braced, inner] = /^\$\{([A-Za-z_]\w*)\}/.exec(rest) ?? [];
    if (name !== undefined || braced !== undefined) {
      this.#at += (name ?? braced ?? "").length;
      return `${ACTIVE}${name ?? `$${inner}`}`;
    }
    if (rest.startsWith("`")) {
      const end = rest.indexOf("`", 1);
      this.#at += end === -1 ? rest.length : end + 1;
      return substitution(rest.slice(1, end === -1 ? undefined : end));
    }
    const open = /^\$(\(\(|[({])/.exec(rest)?.[1];
    this.#at += 1;
    if (open === undefined) return "$";
    const length = balanced(rest.slice(1));
    this.#at += length;
    const body = rest.slice(1, 1 + length);
    if (open === "((") return `${ACTIVE}$${body.replace(/\s+/g, "")}`;
    return open === "(" ? substitution(body.slice(1, -1)) : `${ACTIVE}$${body}`;
  }
}

const ESCAPES: { readonly [sign: string]: string | undefined } = { n: "\n", t: "\t" };

/** A command whose output stands in a word. */
function substitution(text: string): string {
  const inner = flat(readCommand(text));
  return inner === "pwd" ? `${ACTIVE}$PWD` : `${ACTIVE}$(${inner})`;
}

/** A command in one line. */
export const flat = (commands: readonly ShellCommand[]): string =>
  commands
    .flatMap(({ joint, words, redirections }) => [joint, ...words, ...redirections])
    .filter((part) => part !== "")
    .join(" ");

/** The length of a text up to the sign that closes the one at its start, quotes apart. */
function balanced(text: string): number {
  let depth = 0;
  const part = /\\.|'[^']*'|"(?:\\.|[^"\\])*"|[(){}]/gs;
  for (const { 0: sign, index } of text.matchAll(part)) {
    if (sign === "(" || sign === "{") depth += 1;
    else if (sign === ")" || sign === "}") depth -= 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}
