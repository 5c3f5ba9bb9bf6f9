import type { CaptureEvent, Key, UntimedCapture, WrittenFile } from "../../../src/capture/events.ts";
import { readSession } from "../../../src/capture/read/read-session.ts";
import { type SectionText, writeSection } from "../../../src/capture/write/section-text.ts";

/** The clock of all scripted terminals. Each event takes a millisecond. */
let now = Date.parse("2026-11-24T06:11:01Z");

/** What happens in a terminal of the shell with marks, into which somebody types: the events, as `attend` tells them. */
export class ScriptedTerminal {
  readonly events: CaptureEvent[] = [];
  #history = 0;

  constructor(terminal = 1, columns = 120) {
    const plan = { host: "host-1", title: "1 One", section: "1", file: "note.md" };
    const process = { pid: 17, began: "then" };
    this.#tell({ type: "opened", terminal, process, size: { columns, rows: 40 }, plan });
    this.#tell({ type: "mark", mark: { kind: "shell", pid: 17 } });
    this.prompt();
  }

  #tell(event: UntimedCapture): this {
    now += 1;
    this.events.push({ time: now, ...event } as CaptureEvent);
    return this;
  }

  /** Time passes, in milliseconds. */
  waits(time: number): this {
    now += time;
    return this;
  }

  shows(data: string): this {
    return this.#tell({ type: "output", data: data.replaceAll(/(?<!\r)\n/g, "\r\n") });
  }

  keys(...keys: Key[]): this {
    for (const key of keys) this.#tell({ type: "key", key });
    return this;
  }

  /** The shell's own prompt. */
  prompt(status = 0): this {
    return this.#tell({ type: "mark", mark: { kind: "ready", status } }).shows("$ ");
  }

  /** A line is typed, echoed and sent, at any prompt or to a program. */
  line(text: string): this {
    return this.keys("other").shows(text).keys("enter").shows("\n");
  }

  /** The shell takes what was typed, and starts it. It may tell it as its history has it. */
  starts(told?: string, number = ++this.#history): this {
    const told_ = told === undefined ? {} : { told: `${String(number).padStart(5)}  ${told}\n` };
    return this.#tell({ type: "mark", mark: { kind: "start", ...told_ } });
  }

  more(): this {
    return this.#tell({ type: "mark", mark: { kind: "more" } }).shows("> ");
  }

  /** A command is typed at the shell's own prompt, and starts. */
  types(command: string): this {
    for (const [at, line] of command.split("\n").entries()) {
      if (at > 0) this.more();
      this.line(line);
    }
    return this.starts(command);
  }

  /** A command runs from its prompt to the next one. */
  runs(command: string, output = "", status = 0): this {
    return this.types(command).shows(output).prompt(status);
  }

  cut(): this {
    return this.#tell({ type: "cut" });
  }

  writes(command: number, ...files: WrittenFile[]): this {
    return this.#tell({ type: "files", command, files });
  }

  resizes(columns: number): this {
    return this.#tell({ type: "resized", size: { columns, rows: 40 } });
  }

  /** The terminal ends: the connection broke, or the shell ended with a status. */
  ends(exit: number | null = 0): this {
    return this.#tell({ type: "closed", exit, why: exit === null ? "The connection was lost" : "it ended" });
  }

  /** The person leaves the shell. */
  exits(): this {
    return this.types("exit").shows("exit\n").ends();
  }
}

/** The section that a session becomes. */
export async function sectionOf(...terminals: readonly ScriptedTerminal[]): Promise<SectionText> {
  return writeSection(await readSession(terminals.map(({ events }) => events)), "1 One");
}

/** The text of that section below its heading. */
export async function capturedText(...terminals: readonly ScriptedTerminal[]): Promise<string> {
  const { lines } = await sectionOf(...terminals);
  return lines.slice(2).join("\n");
}

/** A console block with these lines. */
export const block = (lines: string, info = "console"): string => `\`\`\`${info}\n${lines}\n\`\`\``;
