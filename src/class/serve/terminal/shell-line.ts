import { CTRL_C } from "../../../note/console/keys.ts";
import type { Mark } from "../../../run/terminal/marks.ts";
import type { TerminalView } from "../../messages/messages.ts";
import type { Hand } from "../../progress/observe/observation.ts";

/** Who types a command, and how. */
export interface Typing {
  /** Whether Enter follows. */
  run: boolean;
  hand: Hand;
  /** The step whose command it is. */
  step?: string | undefined;
}

/** SentKeys that are to be sent, and whose they are. */
export interface SentKeys {
  bytes: Uint8Array;
  hand: Hand;
  step: string | undefined;
}

/** SentKeys with which a shell forgets the line that is typed: to its end, and all of it. */
const CLEAR = "\x05\x15";
/** The next key is taken as it is: a shell would complete words at a tab. */
const AS_IT_IS = "\x16";
const [PASTE, PASTED] = ["\x1b[200~", "\x1b[201~"];
/** So many bytes that come before the shell has started are kept. */
const EARLY = 4096;

/** The line of a shell: whether it waits for a command, and what is still to be typed into it. */
export class ShellLine {
  phase: TerminalView["phase"] = "starting";
  /** What the prompt that is shown next asks for. */
  #asks: "command" | "more" = "command";
  /** SentKeys were typed since the prompt came. */
  #begun = false;
  /** The next lines of a command, which the shell is to ask for. */
  #more: { lines: string[]; typing: Typing } | undefined;
  #early: Buffer = Buffer.alloc(0);

  /** Whether a prompt waits, and nothing is typed at it. */
  get idle(): boolean {
    return this.phase === "prompt" && !this.#begun;
  }

  /** These keys are typed. @returns those that may be sent now */
  typed(bytes: Uint8Array): Uint8Array | undefined {
    if (this.phase === "starting") {
      if (this.#early.length + bytes.length <= EARLY) this.#early = Buffer.concat([this.#early, bytes]);
      return undefined;
    }
    const text = Buffer.from(bytes).toString("latin1");
    if (text.includes(CTRL_C)) this.#more = undefined;
    this.#begun = true;
    // Until the shell answers, a click would be typed into what begins.
    if (this.phase === "prompt" && /[\r\n]/.test(text)) this.phase = "running";
    return bytes;
  }

  /** The shell says this. @returns what is to be sent now */
  marked(mark: Mark): SentKeys | undefined {
    const { kind } = mark;
    if (kind === "start") this.phase = "running";
    if (kind === "ready" || kind === "more") this.#asks = kind === "ready" ? "command" : "more";
    // A shell that labnote opens for root marks no end of its prompt.
    const rests = kind === "prompt" || (kind === "ready" && mark.folder === undefined);
    if (!rests) return undefined;
    if (this.#asks === "more") return this.#next();
    this.#more = undefined;
    this.phase = "prompt";
    this.#begun = false;
    const early = this.#early;
    this.#early = Buffer.alloc(0);
    return early.length === 0 ? undefined : { bytes: early, hand: "student", step: undefined };
  }

  /** What runs rests at the prompt of a shell within it, and waits for a command. */
  rests(): void {
    if (this.phase !== "running") return;
    this.phase = "prompt";
    this.#begun = false;
  }

  /**
   * Types a command where a prompt waits.
   *
   * @param text lines of a command, joined by newlines
   * @returns whether a prompt waits
   */
  type(text: string, typing: Typing & { marksPastes: boolean }, send: (keys: string) => void): boolean {
    if (this.phase !== "prompt") return false;
    const { run, marksPastes } = typing;
    const lines = text.split("\n");
    const clear = this.#begun ? CLEAR : "";
    if (marksPastes && lines.length > 1) send(`${clear}${PASTE}${text}${PASTED}${run ? "\r" : ""}`);
    else {
      const [first = "", ...rest] = lines.map(quoted);
      this.#more = rest.length > 0 ? { lines: rest, typing } : undefined;
      send(`${clear}${first}${run || rest.length > 0 ? "\r" : ""}`);
    }
    return true;
  }

  #next(): SentKeys | undefined {
    const { lines, typing } = this.#more ?? {};
    const line = lines?.shift();
    if (line === undefined || lines === undefined || typing === undefined) return undefined;
    if (lines.length === 0) this.#more = undefined;
    const { hand, step, run } = typing;
    return { bytes: Buffer.from(`${line}${run || lines.length > 0 ? "\r" : ""}`), hand, step };
  }
}

const quoted = (line: string): string => line.replaceAll("\t", `${AS_IT_IS}\t`);
