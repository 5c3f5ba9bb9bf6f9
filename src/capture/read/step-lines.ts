import type { TerminalSize } from "../../hosts/ssh/connection.ts";
import { type CapturedCommand, type CapturedLine, type CapturedStep, GAP, INTERRUPT } from "../captured.ts";
import { LiveScreen } from "./live-screen.ts";

/** What the terminals of a session tell of themselves. */
export interface Stage {
  /** A person acts in this terminal: the steps of commands that run in the others end here. */
  acts(terminal: number): void;
  /** A step begins. Its lines come later. */
  begins(step: CapturedStep): void;
  /** A comment was typed that no command follows. */
  remarks(comment: string): void;
}

/** Moves the lines of a terminal's screen into the steps of the command that runs there. */
export class StepLines {
  readonly screen: LiveScreen;
  readonly #stage: Stage;
  #command: CapturedCommand | undefined;
  /** The step that gets the lines; `undefined` where the next lines begin another one. */
  #step: CapturedStep | undefined;
  #last: CapturedStep | undefined;
  #untold = false;
  /** How many of the screen's lines are in a step. */
  #taken = 0;

  constructor(size: TerminalSize, stage: Stage) {
    this.#stage = stage;
    this.screen = new LiveScreen(size);
  }

  /** Begins an empty screen. */
  clear(): void {
    this.screen.clear();
    this.#taken = 0;
  }

  resize(size: TerminalSize): void {
    this.screen.resize(size);
  }

  /** A command begins; with `untold`, it gets its lines but is no part of the session. */
  begin(command: CapturedCommand, untold: boolean): void {
    this.clear();
    this.#command = command;
    this.#untold = untold;
    if (!untold) this.#stage.acts(command.terminal);
    const step = this.#begin({ command, goesOn: false, lines: [], running: false });
    if (!untold) this.#stage.begins(step);
  }

  /** Tells what is above the cursor's line, and that the command still runs. What comes then is another step. */
  cut(): void {
    if (this.#step === undefined || this.#untold) return;
    this.gather(this.screen.see().cursor.line);
    this.#step.running = true;
    this.#step = undefined;
  }

  /** Tells the screen's lines up to one, or all. */
  gather(end?: number): void {
    const { lines } = this.screen.see();
    const fresh = this.#fresh(lines, end);
    this.#taken = end ?? lines.length;
    if (fresh.some((line) => line !== "")) this.#open.lines.push(...fresh);
  }

  /** The screen's lines up to one, or all, that are in no step yet. */
  #fresh(lines: readonly string[], end: number | undefined): CapturedLine[] {
    const fresh: CapturedLine[] = lines.slice(this.#taken, end);
    return this.screen.overflowed && this.#taken === 0 ? [GAP, ...fresh] : fresh;
  }

  /** The lines of the step so far: those that it has already, and those of the screen up to one, or all. */
  seen(end?: number): CapturedLine[] {
    return [...(this.#step?.lines ?? []), ...this.#fresh(this.screen.see().lines, end)];
  }

  /** Lines are missing here. */
  gap(): void {
    this.#put(GAP);
  }

  /** Ctrl-C was typed here. */
  interrupt(): void {
    this.#stage.acts((this.#command as CapturedCommand).terminal);
    this.#put(INTERRUPT);
  }

  /** The cursor's line is given up, and none of what was shown. */
  restart(): void {
    this.gather(this.screen.see().cursor.line);
    this.clear();
  }

  /** The step does not get a line that begins before a sign: the line is not whole. */
  #put(sign: typeof GAP | typeof INTERRUPT): void {
    this.restart();
    this.#open.lines.push(sign);
  }

  /** The command has ended; its last lines are those above that one. */
  end(end?: number): void {
    this.gather(end);
    // Without an open step, the last one says that the command runs. So another must say that it has ended.
    if (this.#step === undefined) this.#open.lines.push(GAP);
    this.#step = undefined;
  }

  /** The terminal has ended; the command, if it still ran, did so to the end. */
  close(running: boolean, end?: number): void {
    this.gather(end);
    if (this.#step !== undefined) this.#step.running = running;
    this.screen.dispose();
  }

  get #open(): CapturedStep {
    if (this.#step !== undefined) return this.#step;
    const step = this.#begin({ command: this.#command as CapturedCommand, goesOn: true, lines: [], running: false });
    this.#stage.begins(step);
    return step;
  }

  /** Takes out a line that only repeats what was typed before a shell asked for it. */
  drop(echo: string): void {
    const at = this.#last?.lines.lastIndexOf(echo) ?? -1;
    if (at !== -1) this.#last?.lines.splice(at, 1);
  }

  #begin(step: CapturedStep): CapturedStep {
    this.#step = step;
    this.#last = step;
    return step;
  }
}
