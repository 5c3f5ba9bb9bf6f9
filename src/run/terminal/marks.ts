import { shellQuote } from "../../common/advice.ts";
import { promptSign } from "../../note/console/prompts.ts";

/**
 * Marks in the bytes that a shell sends: where a command's output starts and ends, and its status. They are operating system commands (OSC),
 * which terminals ignore, with a nonce for each shell, so that no program prints one by accident.
 */
export type Mark =
  /** The shell has started; the process that leads its session. A student's shell also gives the user's home folder. */
  | { kind: "shell"; pid: number; home?: string }
  /**
   * It has read a whole command and starts it. A shell that tells its commands also gives what it has read: a line of bash's `history`; a
   * student's shell also the status of the command before it.
   */
  | { kind: "start"; told?: string; status?: number }
  /** It has read a part of a command, and waits for the next line. */
  | { kind: "more" }
  /** It waits for the next command. The status is that of the last one. A student's shell also gives the folder in which it is. */
  | { kind: "ready"; status: number; folder?: string }
  /** A student's shell has shown its prompt, of any form, to its end. */
  | { kind: "prompt" };

const OSC = 7770;
const BEL = 0x07;
const ESC = 0x1b;
/** Longer than any mark. Bytes that begin like a mark and do not end within this are not a mark. */
const LONGEST = 32;
/** The same, for a shell that tells its commands: it leaves out those that would be longer. */
export const LONGEST_TOLD = 64 * 1024;

/** What a terminal's shell is. */
export interface ShellKind {
  /** Letters and digits, made for this shell alone. */
  nonce: string;
  /** Where it begins: relative to the user's home. */
  folder: string;
  /** Whether it is root's. */
  root: boolean;
}

/**
 * The rc file of a shell: first a login shell's own files, as a student has them, then the marks. For root, the user's shell becomes a shell of
 * root in the same folder, as after `sudo -i` and `cd`.
 *
 * The ready mark stands in the prompt itself: by then the shell has printed everything (also about jobs that ended), and the terminal is ready
 * for the next line. PROMPT_COMMAND sets the prompt again each time, since a note may read ~/.bashrc again.
 */
export function rcFile({ nonce, folder, root }: ShellKind): string {
  const enter = `cd -- ~/${shellQuote(folder)}`;
  if (!root) return `${LOGIN}${enter}\n${marks(nonce, promptSign(false))}`;
  const rc = shellQuote(`${LOGIN}${marks(nonce, promptSign(true))}`);
  return `${enter}\nexec sudo -n -H bash -c 'exec bash --rcfile <(printf %s "$1") -i' bash ${rc}\nexit\n`;
}

/** A mark as bash has it in its prompts and in the formats of `printf`. */
export const markCode = (nonce: string, text: string): string => `\\e]${OSC};${nonce};${text}\\a`;

/** What bash has read last, as the value of {@link Mark} `told`, as a substitution. */
export const TOLD = `$({ HISTTIMEFORMAT= builtin history 1 | head -c ${LONGEST_TOLD / 2} | base64 -w 0; } 2>/dev/null)`;

/** Reads a login shell's own files, in the language of every run. */
export const LOGIN_FILES = `
unset MAIL MAILCHECK
[ -r /etc/profile ] && . /etc/profile
for file in ~/.bash_profile ~/.bash_login ~/.profile; do
  [ -r "$file" ] && { . "$file"; break; }
done
unset file LC_ALL
export LANG=C.UTF-8
`;
const LOGIN = `${LOGIN_FILES}bind 'set enable-bracketed-paste off'\n`;

/** A terminal's session may not be led by its shell: `sudo` may give root's shell a terminal, and so a session, of its own. */
const marks = (nonce: string, sign: string): string => `
PS0='${markCode(nonce, "start")}'
PS2='\\[${markCode(nonce, "more")}\\]> '
PROMPT_COMMAND='PS1="\\[${markCode(nonce, "ready;$?")}\\]${sign}"'
printf '${markCode(nonce, "shell;%s")}' "$(cut -d ' ' -f 6 /proc/$$/stat)"
`;

/**
 * {@link rcFile} for a shell into which a person types. It also tells each command as it has read it: what the terminal shows of a line may be
 * mixed with the output of a job in the background. So each command is in the history, with its newlines.
 */
export const tellingRcFile = (nonce: string, folder: string): string => `${rcFile({ nonce, folder, root: false })}
HISTCONTROL= HISTIGNORE=
shopt -s cmdhist lithist
PS0='${markCode(nonce, `start;${TOLD}`)}'
`;

/** Takes marks out of a stream of bytes. The bytes between them stay as they are. */
export class MarkReader {
  readonly #prefix: Buffer;
  readonly #longest: number;
  #held = Buffer.alloc(0);

  constructor(nonce: string, longest = LONGEST) {
    this.#prefix = Buffer.from(`\x1b]${OSC};${nonce};`);
    this.#longest = longest;
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
      if (end === -1 && rest.length - at < this.#prefix.length + this.#longest) {
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
  const [kind, ...values] = text.split(";");
  const [value] = values;
  switch (kind) {
    case "start":
      if (value === undefined) return { kind };
      return values[1] === undefined
        ? { kind, told: fromBase64(value) }
        : { kind, told: fromBase64(values[1]), status: Number(value) };
    case "more":
    case "prompt":
      return { kind };
    case "ready":
      return { kind, status: Number(value), ...(values.length > 1 && { folder: textOf(values.slice(1)) }) };
    case "shell":
      return { kind, pid: Number(value), ...(values.length > 1 && { home: textOf(values.slice(1)) }) };
    default:
      return undefined;
  }
}

const fromBase64 = (value: string): string => Buffer.from(value, "base64").toString();
/** The last value of a mark, which may have a `;` in it. */
const textOf = (parts: readonly string[]): string => Buffer.from(parts.join(";"), "latin1").toString();
