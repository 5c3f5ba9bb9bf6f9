import type { Closed, Connection } from "../../../../src/hosts/ssh/connection.ts";

/** What a scripted shell does, in order: it sends text, sends a mark of src/run/terminal/marks.ts, or its channel closes. */
export type Act = string | { mark: string } | { closes: Closed };

/** The shell starts a command (PS0). */
export const START: Act = { mark: "start" };
/** The shell waits for the next line of a command (PS2). */
export const MORE: readonly Act[] = [{ mark: "more" }, "> "];
/** The command has ended, and the shell shows its prompt (PS1). */
export const ends = (status = 0): readonly Act[] => [{ mark: `ready;${status}` }, "$ "];
/** A command that prints this and ends. */
export const ran = (output: string, status = 0): readonly Act[] => [START, output, ...ends(status)];
/** The shell ends with a status. */
export const exits = (exit: number): Act => ({ closes: { exit, why: `it ended with status ${exit}` } });
/** The connection breaks. */
export const LOST: Act = { closes: { exit: undefined, why: "The connection was lost: broken pipe" } };

/** One line of a script: what must be typed next, and what the shell does then, besides its echo. */
export type Cue = readonly [keys: string, ...acts: readonly Act[]];

/** How a shell starts that shows its first prompt: its process, then PS1. */
export const STARTS: readonly Act[] = [{ mark: "shell;17" }, ...ends()];

/**
 * A host's terminal with no host: bash with the rc file's marks, which follows a script. A line is typed with its carriage return and echoed
 * like on a terminal; other keys are not echoed. What the script does not expect next is an error where it is typed.
 */
export class ScriptedShell {
  /** All that was typed and sent, in order: keys as JSON, text of the shell as it is. */
  readonly log: string[] = [];
  /** All that was typed, in order. */
  readonly typed: string[] = [];
  /** The channel was closed from this side. */
  closedHere = false;
  /** What this terminal is opened on. */
  readonly connection: Connection;
  readonly #script: Cue[];
  readonly #closed = Promise.withResolvers<Closed>();
  readonly #waiting = new Map<string, () => void>();
  #nonce = "";
  #onData: (data: Uint8Array) => void = () => {};

  constructor(script: readonly Cue[], starts: readonly Act[] = STARTS) {
    this.#script = [...script];
    const terminal: Connection["terminal"] = (rc, onData) => {
      this.#onData = onData;
      Promise.resolve(rc).then((text) => {
        this.#nonce = /7770;(\w+);start/.exec(text)?.[1] ?? "";
        return this.does(...starts);
      });
      return {
        write: (data) => this.#take(String(data)),
        waiting: 0,
        pause: () => {},
        resume: () => {},
        closed: this.#closed.promise,
        close: async () => {
          this.closedHere = true;
          this.#closed.resolve({ exit: 0, why: "it was closed" });
        },
      };
    };
    this.connection = { terminal } as unknown as Connection;
  }

  /** Does this now, each act in a turn of its own. Resolves when all is done. */
  async does(...acts: readonly Act[]): Promise<void> {
    for (const act of acts) {
      await undefined;
      if (typeof act === "string") {
        this.log.push(act);
        this.#onData(Buffer.from(act));
      } else if ("mark" in act) this.#onData(Buffer.from(`\x1b]7770;${this.#nonce};${act.mark}\x07`));
      else this.#closed.resolve(act.closes);
    }
  }

  /** Resolves when these keys are typed for the next time. */
  receives(keys: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(keys, resolve));
  }

  /** What of the script was not typed. */
  get rest(): string[] {
    return this.#script.map(([keys]) => keys);
  }

  #take(keys: string): void {
    this.log.push(JSON.stringify(keys));
    this.typed.push(keys);
    const [expected, ...acts] = this.#script.shift() ?? [undefined];
    if (keys !== expected)
      throw new Error(`${JSON.stringify(keys)} was typed where the script has ${JSON.stringify(expected)}`);
    const echo = keys.endsWith("\r") ? [`${keys.slice(0, -1)}\r\n`] : [];
    this.does(...echo, ...acts);
    this.#waiting.get(keys)?.();
  }
}
