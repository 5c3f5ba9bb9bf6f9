/**
 * Reads the input of a POSIX shell or of bash, line by line, and knows whether the shell would wait for another line: for quotes,
 * substitutions, here-documents, compound commands (`for`, `if`, `{`, …), after a last `|`, `&&` or `||`, after a function's name, and after a
 * last backslash. It checks no other syntax.
 */
export class ShellInput {
  /** What is open; the innermost is the last. */
  readonly #open: Opening[] = [];
  /** Here-documents that begin on the next line, or have begun. */
  readonly #hereDocuments: { delimiter: string; stripTabs: boolean }[] = [];
  #backslash = false;
  /** Whether a command may begin here: only there are words such as `for` reserved. */
  #mayBegin = true;
  /** What must come next, also on a later line. */
  #needed: string | undefined;

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
    const closing = this.#innermost && closings[this.#innermost];
    if (closing !== undefined) return /^[a-z]/.test(closing) ? closing : `a closing ${closing}`;
    return this.#needed ?? (this.#backslash ? "a line after the \\" : undefined);
  }

  get #innermost(): Opening | undefined {
    return this.#open.at(-1);
  }

  #scan(line: string): void {
    this.#backslash = false;
    for (let at = 0; at < line.length; ) at += this.#step(line, at);
    if (!this.#backslash) this.#mayBegin = true;
  }

  /** Reads what stands at an index of a line, and returns its length. */
  #step(line: string, at: number): number {
    const inner = this.#innermost;
    const char = line.charAt(at);
    if (char === "\\" && inner !== "'") {
      this.#backslash = at + 1 === line.length;
      if (!this.#backslash) this.#inWord();
      return 2;
    }
    if (inner !== undefined && !inCommands.has(inner) && closesAt(inner, line, at)) {
      this.#open.pop();
      this.#inWord();
      return closings[inner].length;
    }
    if (inner === "'") return 1;
    const opening = signs.find((one) => line.startsWith(one, at) && !(one.endsWith("'") && inner === '"'));
    if (opening !== undefined) {
      this.#inWord();
      return this.#enter(opening, opening.length);
    }
    if (inner !== undefined && inText.has(inner)) return 1;
    if (/\s/.test(char)) return 1;
    if (char === "#" && atWordStart(line, at)) return line.length - at;
    return /[;&|()<>]/.test(char) ? this.#operator(line, at) : this.#word(line, at);
  }

  #inWord(): void {
    this.#mayBegin = false;
    this.#needed = undefined;
  }

  #enter(opening: Opening, length: number): number {
    this.#open.push(opening);
    this.#mayBegin = true;
    return length;
  }

  /** Goes on in the innermost `case`: to its patterns, or to the commands of one. */
  #turn(part: Opening, length: number): number {
    this.#open.pop();
    return this.#enter(part, length);
  }

  #operator(line: string, at: number): number {
    const rest = line.slice(at);
    const inner = this.#innermost;
    if (rest.startsWith("<<") && !rest.startsWith("<<<")) return this.#hereDocument(rest);
    const redirection = /^(?:[<>]\(|&>>?|<<<|[<>]+[&|]?)/.exec(rest)?.[0];
    if (redirection?.endsWith("(")) return this.#enter("$(", 2);
    if (redirection !== undefined) return redirection.length;
    if (rest.startsWith("(")) {
      if (!this.#mayBegin || inner === "pattern") return 1;
      this.#needed = undefined;
      return rest.startsWith("((") ? this.#enter("((", 2) : this.#enter("(", 1);
    }
    if (rest.startsWith(")")) return this.#parenthesis();
    const operator = /^(?:;;&|;;|;&|;|&&|&|\|\||\|&|\|)/.exec(rest)?.[0] ?? "";
    if (inner === "pattern") return operator.length;
    if (inner === "branch" && /^;[;&]/.test(operator)) return this.#turn("pattern", operator.length);
    this.#mayBegin = true;
    this.#needed = /^(?:&&|\|)/.test(operator) ? `a command after the ${operator}` : undefined;
    return operator.length;
  }

  #parenthesis(): number {
    const inner = this.#innermost;
    if (inner === "pattern") return this.#turn("branch", 1);
    if (inner === "(" || inner === "$(") {
      this.#open.pop();
      this.#needed = undefined;
      this.#mayBegin = inner === "(";
    }
    return 1;
  }

  #word(line: string, at: number): number {
    const rest = line.slice(at);
    const word = /^(?:[^\s;&|()<>"'`\\$]+|\$)/.exec(rest)?.[0] ?? rest.charAt(0);
    const whole = atWordStart(line, at) && !/^["'`\\$]/.test(rest.slice(word.length));
    const head = this.#mayBegin && whole ? functionHead.exec(rest)?.[0] : undefined;
    if (head !== undefined) {
      this.#needed = "the body of a function";
      return head.length;
    }
    if (/[=?*+@!]$/.test(word) && rest.charAt(word.length) === "(") {
      this.#inWord();
      return this.#enter("=(", word.length + 1);
    }
    const needed = this.#needed;
    this.#needed = undefined;
    const inner = this.#innermost;
    if (inner === "case" && whole && word === "in") return this.#turn("pattern", word.length);
    if (!this.#mayBegin || !whole || inner === "case") this.#mayBegin = false;
    else if (inner !== undefined && closings[inner] === word && inCommands.has(inner)) this.#open.pop();
    else if (isOpening(word) && inner !== "pattern") this.#open.push(word);
    else if (leadsOn.has(word)) this.#needed = needed;
    else this.#mayBegin = false;
    return word.length;
  }

  #hereDocument(rest: string): number {
    const [whole, dash, delimiter] = /^<<(-?)[ \t]*("[^"]+"|'[^']+'|[^\s;&|<>()"']+)/.exec(rest) ?? ["<<"];
    if (delimiter !== undefined)
      this.#hereDocuments.push({ delimiter: delimiter.replace(/["'\\]/g, ""), stripTabs: dash === "-" });
    return whole.length;
  }
}

/** What may be open, and what closes it. A `case` has three parts: up to `in`, a pattern, and the commands of one. */
const closings = {
  ...{ "$'": "'", "'": "'", '"': '"', "`": "`", "$((": "))", "$(": ")", "${": "}" },
  ...{ "((": "))", "(": ")", "=(": ")", "{": "}", "[[": "]]" },
  ...{ for: "done", select: "done", while: "done", until: "done", if: "fi" },
  ...{ case: "esac", pattern: "esac", branch: "esac" },
} as const;
type Opening = keyof typeof closings;

/** What opens in the middle of a word, too, the longest first. */
const signs: readonly Opening[] = ["$((", "$(", "${", "$'", "'", '"', "`"];
/** What opens where a command may begin. */
const words: readonly Opening[] = ["{", "[[", "for", "select", "while", "until", "if", "case"];
const isOpening = (word: string): word is Opening => (words as readonly string[]).includes(word);
/** Where commands stand, so that what closes it is a word or an operator, and not merely the next such sign. */
const inCommands: ReadonlySet<Opening> = new Set<Opening>([
  ...(["$(", "(", "{", "for", "select", "while", "until", "if"] as const),
  ...(["case", "pattern", "branch"] as const),
]);
/** Where no commands stand. */
const inText: ReadonlySet<Opening> = new Set<Opening>(['"', "$'", "${", "$((", "((", "=(", "[["]);
/** Words behind which a command may begin. */
const leadsOn: ReadonlySet<string> = new Set(["do", "then", "else", "elif", "!", "time"]);
const functionHead = /^(?:function\s+[^\s;&|()<>]+(?:\s*\(\s*\))?|[^\s;&|()<>"'`\\$=]+\s*\(\s*\))/;

/** Whether an opening that is no list of commands is closed here; `]]` closes only as a word. */
const closesAt = (inner: Opening, line: string, at: number): boolean =>
  line.startsWith(closings[inner], at) && (inner !== "[[" || atWordStart(line, at));

const atWordStart = (line: string, at: number): boolean => /^[\s;&|()]?$/.test(line.charAt(at - 1));

/** What a shell would still wait for at the end of a command, or `undefined`. */
export function missingInput(command: string): string | undefined {
  const input = new ShellInput();
  for (const line of command.split("\n")) input.add(line);
  return input.waitsFor;
}

/** A command with `_` in place of what is in quotes or behind a backslash. A line that goes on behind a backslash is one. */
export const withoutQuoted = (typed: string): string =>
  typed.replace(/\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"/g, (part) => (part === "\\\n" ? " " : "_"));
