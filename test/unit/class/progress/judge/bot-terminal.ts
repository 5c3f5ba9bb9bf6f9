import type { Observation } from "../../../../../src/class/progress/observe/observation.ts";
import { Observer } from "../../../../../src/class/progress/observe/observer.ts";
import type { Mark } from "../../../../../src/run/terminal/marks.ts";
import type { Change } from "./pupil.ts";

const HOME = "/home/ubuntu";

/** The bytes and keys of a student's terminal, as a shell with marks sends them. */
export class BotTerminal {
  readonly #observer: Observer;
  #folder = "~";
  #history = 0;
  #now = Date.parse("2026-11-24T09:00:00Z");

  constructor(terminal: number, observed: (observation: Observation) => void, before: number) {
    this.#observer = new Observer(terminal, observed, before);
    this.#mark({ kind: "shell", pid: 17, home: HOME });
  }

  #mark(mark: Mark): void {
    this.#observer.shows(mark, ++this.#now);
  }

  #shows(text: string): void {
    this.#observer.shows(Buffer.from(text.replaceAll("\n", "\r\n")), ++this.#now);
  }

  #keys(text: string): void {
    this.#observer.types(Buffer.from(text), "student", ++this.#now);
  }

  /** The shell's own prompt comes. */
  #ready(status: number): void {
    this.#mark({ kind: "ready", status, folder: this.#folder.replace(/^~/, HOME) });
    this.#shows(`mina@host-1:${this.#folder}$ `);
    this.#mark({ kind: "prompt" });
  }

  /** Types the lines of a command, each with its echo. */
  #types(typed: string): void {
    for (const [at, line] of typed.split("\n").entries()) {
      if (at > 0) {
        this.#mark({ kind: "more" });
        this.#shows("> ");
        this.#mark({ kind: "prompt" });
      }
      this.#keys(`${line}\r`);
      this.#shows(`${line}\n`);
    }
  }

  /** What a student types and sees of one command. */
  async does({ typed = "", prompt, folder, output = "", state = "ended", exit, nextPrompt }: Change): Promise<void> {
    const lines = output === "" ? "" : `${output}\n`;
    if (prompt === undefined) {
      this.#folder = folder ?? this.#folder;
      this.#ready(0);
      this.#types(typed);
      const told = `${String(++this.#history).padStart(5)}  ${typed}\n`;
      this.#mark({ kind: "start", told, status: 0 });
    } else {
      this.#keys(`${typed}\r`);
      this.#shows(`${typed}\n`);
    }
    this.#shows(lines);
    if (nextPrompt !== undefined) this.#shows(`${nextPrompt} `);
    if (state === "ended") this.#ready(exit ?? 0);
    if (state === "lost") await this.#observer.closes(null, ++this.#now);
    await this.#observer.look(++this.#now);
  }

  /** What runs prints this and goes on, is interrupted, or ends with a status. */
  async goesOn({ output = "", state, exit = 0 }: Change, interrupted: boolean): Promise<void> {
    for (const line of output.split("\n")) {
      if (line === "^C") this.#keys("\x03");
      this.#shows(`${line}\n`);
    }
    if (state === "ended") this.#ready(interrupted ? 130 : exit);
    await this.#observer.look(++this.#now);
  }
}
