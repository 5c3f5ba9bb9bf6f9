import type { TerminalSize } from "../../hosts/ssh/connection.ts";
import { opensTerminal } from "../../note/console/openers.ts";
import { atBarePrompt, atNestedPrompt, isExit, type Prompted } from "../../note/console/prompts.ts";
import type { Mark } from "../../run/terminal/marks.ts";
import { type CapturedCommand, newCommand, type RunningCommand } from "../captured.ts";
import type { CaptureEvent, Key } from "../events.ts";
import { Enters } from "./enters.ts";
import { keyInto } from "./key-into.ts";
import type { LiveScreen } from "./live-screen.ts";
import { OwnPrompts } from "./own-prompts.ts";
import { type Stage, StepLines } from "./step-lines.ts";
import { atSecondPrompt, nextSign, promptSignIn } from "./typed-lines.ts";

/**
 * Reads what happened in one terminal. The shell's own marks tell where its commands begin and end. A shell within it has no marks: a line that
 * begins with a nested prompt was typed if Enter was typed for it, else it is output.
 */
export class ShellReader {
  readonly #terminal: number;
  readonly #stage: Stage;
  readonly #lines: StepLines;
  readonly #enters = new Enters();
  #phase: "starting" | "ready" | "running" = "starting";
  readonly #own = new OwnPrompts();
  #interrupts = 0;
  /** The terminal has shown a Ctrl-C before the shell told that it starts the command. */
  #interruptedEarly = false;
  /** Ctrl-D was typed at a nested prompt. */
  #leaves = false;
  #comments: string[] = [];
  /** The command that runs, or the last one. */
  #command: CapturedCommand | undefined;
  /** The commands at the shell's own prompt. */
  readonly #openers: CapturedCommand[] = [];
  #started = 0;
  /** Whether the command at the shell's own prompt opened a terminal. */
  #nests = false;
  /** The sign of a prompt, if one came in the cursor's line while a command runs. */
  #raw = "";

  constructor(terminal: number, size: TerminalSize, stage: Stage) {
    this.#terminal = terminal;
    this.#stage = stage;
    this.#lines = new StepLines(size, stage);
  }

  async take(event: CaptureEvent): Promise<void> {
    switch (event.type) {
      case "output":
        if (this.#phase === "ready") {
          this.#interruptedEarly ||= this.#interrupts > 0 && event.data.includes("^C");
          await this.#screen.write(event.data);
        } else if (this.#phase === "running") await this.#output(event.data, event.time);
        return;
      case "mark":
        return this.#mark(event.mark, event.time);
      case "key":
        return this.#key(event.key);
      case "resized":
        return this.#lines.resize(event.size);
      case "cut":
        if (this.#phase === "running") this.#lines.gap();
        return;
      case "files":
        this.#openers[event.command - 1]?.files.push(...event.files);
        return;
      case "closed":
        return this.#closed(event.exit === null);
    }
  }

  /** The command that runs now, with what it has shown so far, and the nested prompt at which the cursor is. */
  look(): RunningCommand | undefined {
    if (this.#phase !== "running" || this.#command === undefined) return undefined;
    const prompt = this.prompted?.prompt;
    const lines = this.#lines.seen(prompt === undefined ? undefined : this.#cursorLine);
    return { command: this.#command, lines, prompt };
  }

  /** A person has turned to another terminal: the step of the command that runs here ends. A shell that waits at its prompt is no such command. */
  cut(): void {
    if (this.#phase === "running" && this.prompted === undefined) this.#lines.cut();
  }

  get #screen(): LiveScreen {
    return this.#lines.screen;
  }

  /** The nested prompt at which the cursor is. */
  get prompted(): Prompted | undefined {
    const { line } = this.#screen;
    return atNestedPrompt(line) ?? (this.#nests ? atBarePrompt(line) : undefined);
  }

  get #cursorLine(): number {
    return this.#screen.see().cursor.line;
  }

  async #output(data: string, time: number): Promise<void> {
    for (let rest = data; rest !== ""; ) {
      const { at, sign } = nextSign(rest, this.#raw, { interrupt: this.#interrupts > 0, line: this.#enters.open });
      this.#raw = sign === "" ? promptSignIn(rest, this.#raw) : "";
      await this.#screen.write(rest.slice(0, at));
      rest = rest.slice(at + sign.length);
      if (sign === "^C") this.#interrupted();
      else if (sign === "\n" && !this.#lineEnds(time)) await this.#screen.write(sign);
    }
    if (this.#command !== undefined) this.#command.took = time - this.#started;
  }

  /** The cursor's line ends. Returns whether it was typed at a nested prompt. */
  #lineEnds(time: number): boolean {
    const { line } = this.#screen;
    const command = this.#command as CapturedCommand;
    const more = command.prompt !== undefined && this.#cursorLine === 0 ? atSecondPrompt(line) : undefined;
    if (more !== undefined && this.#enters.take()) {
      command.typed += `\n${more}`;
      this.#lines.clear();
      return true;
    }
    const prompted = this.prompted;
    if (prompted === undefined || !this.#enters.take()) return false;
    this.#nested(prompted, time);
    return true;
  }

  /** A line was typed at a nested prompt. Not every shell says `exit` when Ctrl-D ends it. */
  #nested({ prompt, typed }: Prompted, time: number): void {
    this.#lines.end(this.#cursorLine);
    this.#begin({ prompt, typed: typed === "" && this.#leaves ? "exit" : typed }, time);
  }

  /** A line at a nested prompt was given up, or what runs was interrupted. */
  #interrupted(): void {
    this.#interrupts -= 1;
    if (this.prompted === undefined) this.#lines.interrupt();
    else this.#lines.restart();
  }

  #mark(mark: Mark, time: number): void {
    const ready = this.#phase === "ready";
    switch (mark.kind) {
      case "start":
        if (this.#phase === "running") this.#next(mark, time);
        else if (ready) this.#start(mark.told, time);
        return;
      case "more":
        // If nobody has typed Enter, the shell only shows its prompt again.
        if (ready) this.#own.more(this.#cursorLine, this.#enters.take());
        return;
      case "prompt":
        if (ready) this.#own.ends(this.#screen.see().cursor);
        return;
      case "ready":
        if (this.#phase === "running") this.#ended(mark.status);
        else if (ready && this.#enters.take()) this.#noCommand();
        this.#interrupts = 0;
        this.#interruptedEarly = false;
        if (!ready) this.#lines.clear();
        this.#phase = "ready";
        this.#own.ready(this.#cursorLine);
    }
  }

  /** Of several lines that were pasted as one, the shell has ended one command and starts the next. Its prompt does not come between them. */
  #next({ told, status }: Extract<Mark, { kind: "start" }>, time: number): void {
    this.#ended(status);
    this.#begin({ prompt: undefined, typed: this.#own.takesTold(told) }, time);
  }

  #start(tells: string | undefined, time: number): void {
    const typed = this.#own.takes(this.#screen.see(), tells);
    if (this.#enters.areAhead) this.#lines.drop(typed);
    this.#enters.take();
    this.#phase = "running";
    this.#begin({ prompt: undefined, typed }, time);
    if (this.#interruptedEarly) this.#interrupted();
    this.#interruptedEarly = false;
  }

  /** The shell has taken a line that is empty, or a comment. */
  #noCommand(): void {
    const [, comment] = /^#+\s*(.+)$/.exec(this.#own.typed(this.#screen.see())) ?? [];
    if (comment !== undefined) this.#comments.push(comment);
  }

  #begin({ prompt, typed }: { prompt: string | undefined; typed: string }, time: number): void {
    const group = this.#openers.length + (prompt === undefined ? 1 : 0);
    // The exit of the section's own shell is no part of the section.
    const untold = typed.trim() === "" || (prompt === undefined && isExit(typed));
    const command = newCommand({
      terminal: this.#terminal,
      prompt,
      typed,
      comments: untold ? [] : this.#comments,
      group,
    });
    if (prompt === undefined) {
      this.#nests = opensTerminal(typed);
      this.#openers.push(command);
    }
    this.#command = command;
    if (!untold) this.#comments = [];
    this.#started = time;
    this.#raw = "";
    this.#lines.begin(command, untold);
  }

  /** The command at the shell's own prompt has ended. */
  #ended(status: number | undefined): void {
    const prompted = this.prompted;
    if (prompted !== undefined && this.#leaves && this.#enters.take()) this.#nested(prompted, this.#started);
    this.#lines.end();
    this.#enters.endCommand();
    (this.#command as CapturedCommand).status = status;
  }

  #key(key: Key): void {
    const ready = this.#phase === "ready";
    const atPrompt = ready || this.prompted !== undefined;
    if (!ready && this.#command !== undefined) keyInto(this.#command, key, this.#screen, atPrompt);
    if (key !== "other") this.#leaves = key === "end" && !ready && atPrompt;
    if (key === "interrupt") {
      // Behind an Enter that the shell has not answered yet, it is for the command.
      const late = ready && this.#enters.open;
      if (!late) this.#enters.drop();
      if (!ready || late) this.#interrupts += 1;
    } else if ((key === "enter" || key === "end") && this.#enters.type(atPrompt)) this.#answered();
  }

  #answered(): void {
    if (this.#command !== undefined) this.#command.obstacle ??= "answer";
  }

  #closed(lost: boolean): void {
    for (const comment of this.#comments) this.#stage.remarks(comment);
    if (this.#phase === "running" && this.#command !== undefined) this.#closedIn(this.#command, lost);
    this.#phase = "starting";
  }

  #closedIn(command: CapturedCommand, lost: boolean): void {
    if (this.#enters.areAhead) this.#answered();
    command.reboots = lost && /\b(?:reboot|shutdown\s+-r)\b/.test(command.typed);
    const rests = this.prompted !== undefined;
    this.#lines.close(!rests && !command.reboots, rests ? this.#cursorLine : undefined);
  }
}
