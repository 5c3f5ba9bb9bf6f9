/** Code of a page, as one who looks at its source sees it. */
export interface CountedBlock {
  kind: "fence" | "indented";
  /** What the fence says of its language, in lower case and without signs around it; "" without a word. */
  language: string;
  /** The line of the file where `lines` begin, from 1. */
  line: number;
  /** Without the quote's signs and the fence's own indentation. */
  lines: string[];
}

/** A fence's first line: its indentation, list markers before it, its signs, and the rest. */
const OPENING = /^(\s*)((?:(?:[-*+]|\d{1,9}[.)])\s+)*)(`{3,}(?=[^`]*$)|~{3,})\s*(.*)$/;
const CLOSING = /^\s*(`{3,}|~{3,})\s*(\{\{.*\}\})?\s*$/;
const ITEM = /^(\s*)((?:[-*+]|\d{1,9}[.)])(?:\s{1,4}(?=\S)|\s|$))/;
/** What names the language of the fence above it, in kramdown. */
const ATTRIBUTES = /^\s*\{:\s*\.(?:language-)?([\w-]+)/;
/** Directives of MyST whose words behind the braces are the language. */
const CODE_DIRECTIVES = /^\{(code-block|code|sourcecode|code-cell|prompt)\}\s*/;
/** Languages in braces, as R Markdown writes them; any other word in braces is a box with text in it. */
const IN_BRACES = /^\{(bash|sh|shell|zsh|console|python|r|sql|output)\b/;

/**
 * The code blocks of a page, by their fences and indentations alone, line by line.
 *
 * Fences count wherever they stand: in lists, quotes and tabs, however far they are indented, and in boxes of MyST. Indented code needs four columns
 * more than the list item around it, and a blank line above it. Front matter, HTML comments and `<pre>` are not looked into.
 */
export function codeBlocks(text: string): CountedBlock[] {
  const scan = new Scan();
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .forEach((line, index) => {
      scan.take(line, index + 1);
    });
  return scan.end();
}

interface OpenFence {
  block: CountedBlock;
  signs: string;
  indent: number;
  quotes: number;
}

class Scan {
  readonly #blocks: CountedBlock[] = [];
  #fence: OpenFence | undefined;
  #indented: (CountedBlock & { base: number }) | undefined;
  /** Signs of boxes that are open. */
  readonly #boxes: string[] = [];
  /** The columns at which the contents of the open list items begin. */
  #items: number[] = [];
  #blankAbove = true;
  /** What ends a part that is not looked into. */
  #skipped: RegExp | undefined;
  /** The fence that has just ended. */
  #ended: CountedBlock | undefined;

  take(raw: string, number: number): void {
    if (this.#skipped !== undefined) {
      if (this.#skipped.test(raw)) this.#skipped = undefined;
      return;
    }
    if (number === 1 && /^---\s*$/.test(raw)) {
      this.#skipped = /^(---|\.\.\.)\s*$/;
      return;
    }
    if (this.#fence !== undefined && this.#inFence(this.#fence, raw)) return;
    const { line } = unquoted(raw, Infinity);
    const ended = this.#ended;
    this.#ended = undefined;
    if (line.trim() === "") {
      this.#indented?.lines.push("");
      this.#blankAbove = true;
      return;
    }
    const named = ATTRIBUTES.exec(line)?.[1];
    if (ended?.language === "" && named !== undefined) ended.language = named.toLowerCase();
    else this.#outside(line, raw, number);
    this.#blankAbove = false;
  }

  end(): CountedBlock[] {
    return this.#blocks.map(({ kind, language, line, lines }) => ({ kind, language, line, lines }));
  }

  /** Takes a line in an open fence; false if the fence has ended above it. */
  #inFence({ block, signs, indent, quotes }: OpenFence, raw: string): boolean {
    const { line, depth } = unquoted(raw, quotes);
    if (depth < quotes) {
      this.#fence = undefined;
      return false;
    }
    const closing = CLOSING.exec(line);
    if (closing?.[1]?.startsWith(signs)) {
      if (block.language === "" && /exec|copy/.test(closing[2] ?? "")) block.language = "execute";
      this.#fence = undefined;
      this.#ended = block;
    } else block.lines.push(dedented(line, indent));
    return true;
  }

  #outside(line: string, raw: string, number: number): void {
    const indent = width(line);
    if (this.#indented !== undefined) {
      if (indent >= this.#indented.base && !OPENING.test(line)) {
        this.#indented.lines.push(dedented(line, this.#indented.base));
        return;
      }
      this.#indented = undefined;
    }
    if (this.#boxes.length > 0 && CLOSING.exec(line)?.[1]?.startsWith(this.#boxes.at(-1) as string)) {
      this.#boxes.pop();
      return;
    }
    const opening = OPENING.exec(line);
    if (opening !== null) {
      this.#open(opening, raw, number);
      return;
    }
    if (/^\s*<!--/.test(line)) {
      if (!line.includes("-->")) this.#skipped = /-->/;
      return;
    }
    if (/^\s*<pre\b/i.test(line)) {
      if (!/<\/pre>/i.test(line)) this.#skipped = /<\/pre>/i;
      return;
    }
    const item = ITEM.exec(line);
    // A line that goes on a paragraph may stand further left than its list item.
    if (this.#blankAbove || item !== null) this.#items = this.#items.filter((column) => column <= indent);
    const base = this.#items.at(-1) ?? 0;
    if (this.#blankAbove && indent >= base + 4) {
      this.#indented = { kind: "indented", language: "", line: number, lines: [], base: base + 4 };
      this.#indented.lines.push(dedented(line, base + 4));
      this.#blocks.push(this.#indented);
    } else if (item !== null) this.#items.push(indent + (item[2] as string).length);
    else if (/^#{1,6}\s/.test(line)) this.#items = [];
  }

  #open([, space = "", markers = "", signs = "", info = ""]: RegExpExecArray, raw: string, number: number): void {
    if (info.startsWith("{") && /^\{[a-z]/.test(info) && !CODE_DIRECTIVES.test(info) && !IN_BRACES.test(info)) {
      this.#boxes.push(signs);
      return;
    }
    const block: CountedBlock = { kind: "fence", language: languageOf(info), line: number + 1, lines: [] };
    const indent = width(space) + markers.length;
    if (markers !== "") this.#items = [...this.#items.filter((column) => column <= width(space)), indent];
    this.#fence = { block, signs, indent, quotes: unquoted(raw, Infinity).depth };
    this.#blocks.push(block);
  }
}

const languageOf = (info: string): string =>
  (info.replace(CODE_DIRECTIVES, "").match(/^[{.\s]*([^\s,{}=:]+)/)?.[1] ?? "").replace(/^\./, "").toLowerCase();

/** A line without the signs of the quotes around it, at most so many. */
function unquoted(line: string, most: number): { line: string; depth: number } {
  let [rest, depth] = [line, 0];
  for (; depth < most; depth += 1) {
    const sign = /^ {0,3}> ?/.exec(rest);
    if (sign === null) break;
    rest = rest.slice(sign[0].length);
  }
  return { line: rest, depth };
}

/** The columns of a line's indentation; a tab goes to the next fourth one. */
function width(line: string): number {
  let columns = 0;
  for (const sign of /^[ \t]*/.exec(line)?.[0] ?? "") columns += sign === "\t" ? 4 - (columns % 4) : 1;
  return columns;
}

/** A line without so many columns of its indentation. */
function dedented(line: string, columns: number): string {
  const rest = line.trimStart();
  return rest === "" ? "" : " ".repeat(Math.max(0, width(line) - columns)) + rest;
}
