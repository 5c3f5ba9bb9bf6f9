import { shellQuote } from "../../common/shell.ts";
import { PROMPT_SIGN } from "../../note/console/prompts.ts";

/**
 * Marks in the bytes that a shell sends: where a command's output starts and ends, and its status. They are operating system commands (OSC),
 * which terminals ignore, with a nonce for each shell, so that no program prints one by accident.
 */
export type Mark =
  /** The shell has started. Its process leads the terminal's session. */
  | { kind: "shell"; pid: number }
  /** It has read a whole command and starts it. */
  | { kind: "start" }
  /** It has read a part of a command, and waits for the next line. */
  | { kind: "more" }
  /** It waits for the next command. The status is that of the last one. */
  | { kind: "ready"; status: number };

const OSC = 7770;
const BEL = 0x07;
const ESC = 0x1b;
/** Longer than any mark. Bytes that begin like a mark and do not end within this are not a mark. */
const LONGEST = 32;

/**
 * The rc file of a shell: first a login shell's own files, as a student has them, then the marks.
 *
 * The ready mark stands in the prompt itself: by then the shell has printed everything (also about jobs that ended), and the terminal is ready
 * for the next line. PROMPT_COMMAND sets the prompt again each time, since a note may read ~/.bashrc again.
 *
 * @param nonce letters and digits, made for this shell alone
 * @param folder relative to the home
 */
export const rcFile = (nonce: string, folder: string): string => `
unset MAIL MAILCHECK
[ -r /etc/profile ] && . /etc/profile
for file in ~/.bash_profile ~/.bash_login ~/.profile; do
  [ -r "$file" ] && { . "$file"; break; }
done
unset file LC_ALL
export LANG=C.UTF-8
bind 'set enable-bracketed-paste off'
cd -- ~/${shellQuote(folder)}
PS0='\\e]${OSC};${nonce};start\\a'
PS2='\\[\\e]${OSC};${nonce};more\\a\\]> '
PROMPT_COMMAND='PS1="\\[\\e]${OSC};${nonce};ready;$?\\a\\]${PROMPT_SIGN}"'
printf '\\e]${OSC};${nonce};shell;%s\\a' $$
`;

/** Takes marks out of a stream of bytes. The bytes between them stay as they are. */
export class MarkReader {
  readonly #prefix: Buffer;
  #held = Buffer.alloc(0);

  constructor(nonce: string) {
    this.#prefix = Buffer.from(`\x1b]${OSC};${nonce};`);
  }

  /** The parts of the stream that are known after these bytes, in order. Bytes that may begin a mark are held back. */
  push(data: Uint8Array): (Uint8Array | Mark)[] {
    const parts: (Uint8Array | Mark)[] = [];
    let rest = this.#held.length === 0 ? Buffer.from(data) : Buffer.concat([this.#held, data]);
    for (let from = 0; ; ) {
      const at = rest.indexOf(this.#prefix, from);
      if (at === -1) {
        this.#held = rest.subarray(this.#beginning(rest));
        rest = rest.subarray(0, rest.length - this.#held.length);
        break;
      }
      const end = rest.indexOf(BEL, at);
      if (end === -1 && rest.length - at < this.#prefix.length + LONGEST) {
        this.#held = rest.subarray(at);
        rest = rest.subarray(0, at);
        break;
      }
      const mark = parse(rest.toString("latin1", at + this.#prefix.length, end));
      if (end === -1 || mark === undefined) {
        from = at + this.#prefix.length;
        continue;
      }
      if (at > 0) parts.push(rest.subarray(0, at));
      parts.push(mark);
      rest = rest.subarray(end + 1);
      from = 0;
    }
    if (rest.length > 0) parts.push(rest);
    return parts;
  }

  /** Where a mark may begin at the end of the bytes; their length if nowhere. */
  #beginning(bytes: Buffer): number {
    const at = bytes.lastIndexOf(ESC);
    const length = bytes.length - at;
    if (at === -1 || length >= this.#prefix.length) return bytes.length;
    return this.#prefix.subarray(0, length).equals(bytes.subarray(at)) ? at : bytes.length;
  }
}

function parse(text: string): Mark | undefined {
  const [kind, value] = text.split(";");
  switch (kind) {
    case "start":
    case "more":
      return { kind };
    case "ready":
      return { kind, status: Number(value) };
    case "shell":
      return { kind, pid: Number(value) };
    default:
      return undefined;
  }
}
