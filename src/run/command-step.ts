import { setTimeout as pause } from "node:timers/promises";
import { withTimeout } from "../common/abort.ts";
import type { Bindings } from "../note/compare/bindings.ts";
import { compare, compareStep, matchPrompt } from "../note/compare/compare.ts";
import { bindingsAtPrompt } from "../note/compare/replay.ts";
import type { CommandStep, ExpectedLine } from "../note/note.ts";
import { failedResult, type StepResult, Stopped, type Unfinished, wrongStatus } from "./step-result.ts";
import { CTRL_C, type Terminal } from "./terminal/terminal.ts";

/** Milliseconds without a byte after which a nested prompt is taken for one. */
const SETTLED = 50;
/** Milliseconds after the start at which `^C` is sent when no lines are to be waited for. */
const FIRST_INTERRUPT = 1000;
/** Milliseconds for which a reboot that said it failed may still happen: without logind, `reboot` does both. */
const LATE_REBOOT = 10_000;

/**
 * Types one command, waits for its end, and holds what came to what the note has.
 *
 * @param typed the command with the run's own values in it; `undefined` to go on with what runs
 * @param signal ends the run
 * @throws {Stopped} when it does
 */
export async function runCommandStep(
  step: CommandStep,
  typed: string | undefined,
  terminal: Terminal,
  bindings: Bindings,
  signal: AbortSignal,
): Promise<StepResult> {
  const unfit = misfit(step, terminal);
  if (unfit !== undefined) return failedResult(bindings, unfit);
  const limited = withTimeout(signal, step.timeout);
  const attempt = new Attempt(step, terminal, bindings, limited);
  try {
    await attempt.type(typed);
    if (terminal.phase === "more") {
      await terminal.interrupt();
      const reason = "the command is not whole: the shell waits for more (an open quote or here-document?)";
      return { ...failedResult(bindings, reason), entered: typed };
    }
    await attempt.interrupts();
    await attempt.ending();
    return await attempt.judge();
  } catch (error) {
    if (signal.aborted) throw new Stopped(await attempt.seen(), error);
    if (!limited.aborted) throw error;
    const back = await terminal.interrupt();
    return attempt.outlasted(back);
  }
}

/** Why a step cannot be typed into a terminal as that is now. */
function misfit(step: CommandStep, terminal: Terminal): string | undefined {
  const running = terminal.phase === "running";
  if (step.typed === undefined) return terminal.left ? undefined : "nothing was left running in this terminal";
  if (step.prompt === undefined)
    return running ? "the terminal does not take it: what was typed before it still runs" : undefined;
  return running && terminal.nested ? undefined : "the terminal in which it would be typed is not open";
}

/** One try of a command, from typing to judgement. */
class Attempt {
  readonly #step: CommandStep;
  readonly #terminal: Terminal;
  readonly #bindings: Bindings;
  readonly #signal: AbortSignal;
  /** What was typed; `undefined` where nothing was. */
  #entered: string | undefined;
  /** How many lines at the transcript's start a step before has read. */
  #read = 0;
  /** What stands before the echo of a line typed into a nested terminal, and how many lines the echo takes. */
  #echo: { prompt: string; lines: number } | undefined;
  /** Whether what ran had ended before a `^C` could be sent. */
  #late = false;

  constructor(step: CommandStep, terminal: Terminal, bindings: Bindings, signal: AbortSignal) {
    this.#step = step;
    this.#terminal = terminal;
    this.#bindings = bindings;
    this.#signal = signal;
  }

  async type(typed: string | undefined): Promise<void> {
    this.#entered = typed;
    if (typed === undefined) this.#read = this.#terminal.read;
    else if (this.#step.prompt === undefined) await this.#terminal.type(typed, this.#signal);
    else await this.#typeNested(typed.split("\n"));
  }

  /** A nested shell has no marks: each line is typed when the one before was echoed and the cursor has come to rest. */
  async #typeNested(lines: string[]): Promise<void> {
    const terminal = this.#terminal;
    const prompt = (await terminal.see()).cursor.text;
    terminal.begin(prompt);
    for (const [index, line] of lines.entries()) {
      if (index > 0) await terminal.quiet(SETTLED, this.#signal);
      this.#echo = { prompt: prompt.trimEnd(), lines: index + 1 };
      terminal.send(`${line}\r`);
      const echoed = async () => {
        const { cursor, lines: shown } = await terminal.see();
        return terminal.phase !== "running" || cursor.line > index || this.#skipped(shown) === 0;
      };
      await terminal.check(echoed, this.#signal);
    }
  }

  /** How many of the transcript's lines are not this step's output. A nested `clear` takes the echo away. */
  #skipped(lines: readonly string[]): number {
    if (this.#echo === undefined) return this.#read;
    return lines[0]?.startsWith(this.#echo.prompt) ? this.#echo.lines : 0;
  }

  /** Sends each `^C` when the lines above it have been seen. */
  async interrupts(): Promise<void> {
    const terminal = this.#terminal;
    for (const [index, expected] of this.#step.expected.entries()) {
      if (!("interrupt" in expected)) continue;
      const above = this.#step.expected.slice(0, index);
      const over = () => terminal.phase !== "running";
      if (above.every((line) => "interrupt" in line))
        await Promise.race([pause(FIRST_INTERRUPT, undefined, { ref: false }), terminal.until(over, this.#signal)]);
      else
        await terminal.check(
          async () => over() || compare(above, (await this.seen()).output, this.#bindings, "begun").holds,
          this.#signal,
        );
      if (over()) this.#late = true;
      else terminal.send(CTRL_C);
    }
  }

  async ending(): Promise<void> {
    const { ending } = this.#step;
    const terminal = this.#terminal;
    const over = () => terminal.phase === "ready" || terminal.phase === "gone";
    switch (ending.kind) {
      case "mark":
        return terminal.until(over, this.#signal);
      case "prompt":
        return terminal.check(async () => over() || (await this.#atPrompt(ending.prompt)), this.#signal, SETTLED);
      case "running":
        return terminal.check(
          async () => over() || compareStep(this.#step, (await this.seen()).output, this.#bindings).holds,
          this.#signal,
        );
      case "reboot":
        await terminal.until(over, this.#signal);
        if (terminal.phase === "gone") return;
        await Promise.race([
          terminal.until(() => terminal.phase === "gone", this.#signal),
          ...(terminal.status === 0 ? [] : [pause(LATE_REBOOT, undefined, { ref: false })]),
        ]);
    }
  }

  async #atPrompt(prompt: ExpectedLine): Promise<boolean> {
    const { cursor } = await this.#terminal.see();
    return matchPrompt(prompt, cursor.text, this.#bindings) !== undefined;
  }

  /** What was typed, and what it has printed so far. */
  async seen(): Promise<Unfinished> {
    const { lines, cut } = await this.#terminal.see();
    return { output: lines.slice(this.#skipped(lines)).join("\n"), cut, entered: this.#entered };
  }

  async judge(): Promise<StepResult> {
    const { ending } = this.#step;
    const terminal = this.#terminal;
    const { lines, cursor, cut } = await terminal.see();
    const over = terminal.phase !== "running";
    const prompted = ending.kind === "prompt" && !over;
    const skipped = this.#skipped(lines);
    const shown = lines.slice(skipped, prompted ? cursor.line : undefined);
    const match = compareStep(this.#step, shown.join("\n"), this.#bindings);
    terminal.nested = prompted;
    terminal.left = ending.kind === "running" && match.holds;
    terminal.read = skipped + (match.holds ? match.taken : 0);
    const nextPrompt = prompted ? cursor.text : undefined;
    const bindings = bindingsAtPrompt(this.#step, nextPrompt, match.holds ? match.bindings : this.#bindings);
    const lost = terminal.phase === "gone" && terminal.end?.exit === undefined && ending.kind !== "reboot";
    const exit = over && !(ending.kind === "reboot" && terminal.phase === "gone") ? this.#status() : undefined;
    const reasons = lost
      ? [terminal.end?.why]
      : [match.holds ? undefined : match.reason, this.#wrongEnd(over), wrongStatus(this.#step.exit, exit)];
    const reason = reasons.filter((each) => each !== undefined).join("; ");
    const output = (
      ending.kind === "running" && match.holds && match.taken > 0 ? shown.slice(0, match.taken) : shown
    ).join("\n");
    return {
      output,
      exit: exit ?? null,
      cut,
      entered: this.#entered,
      nextPrompt,
      bindings,
      reason: reason === "" ? null : reason,
      ...(lost ? { endsRun: reason } : {}),
    };
  }

  /** A shell that has ended leaves its own status as its last command's. */
  #status(): number | undefined {
    return this.#terminal.phase === "gone" ? this.#terminal.end?.exit : this.#terminal.status;
  }

  #wrongEnd(over: boolean): string | undefined {
    const { ending } = this.#step;
    if (this.#late) return "it had ended before ^C was sent";
    if (!over || ending.kind === "mark") return undefined;
    if (ending.kind === "reboot") return this.#terminal.phase === "gone" ? undefined : "the host did not go down";
    const status = `with status ${this.#status() ?? "unknown"}`;
    return ending.kind === "running"
      ? `it has ended, ${status}, and was to run on`
      : `the terminal it is in has ended, ${status}`;
  }

  /** The judgement on a command that outlasted its time. */
  async outlasted(back: boolean): Promise<StepResult> {
    const { ending, timeout } = this.#step;
    const seen = await this.seen();
    const match = compareStep(this.#step, seen.output, this.#bindings);
    const waited = {
      mark: "it did not end",
      prompt: `the prompt ${ending.kind === "prompt" ? JSON.stringify(ending.prompt.text) : ""} did not come`,
      running: "its lines were not seen",
      reboot: "the host did not go down",
    }[ending.kind];
    const end = back ? "and was interrupted" : "and does not end when it is interrupted";
    const reason = `${waited} within ${timeout / 1000} s, ${end}${match.holds ? "" : `; ${match.reason}`}`;
    return {
      ...seen,
      exit: null,
      bindings: this.#bindings,
      reason,
      endsSection: "a step before it did not end in time",
    };
  }
}
