import { setTimeout as pause } from "node:timers/promises";
import { withTimeout } from "../common/abort.ts";
import type { Bindings } from "../note/compare/bindings.ts";
import { compare, compareStep, matchPrompt } from "../note/compare/compare.ts";
import { leavingKeys } from "../note/console/keys.ts";
import type { CommandStep, ExpectedLine } from "../note/note.ts";
import { wrongLine, wrongStatus } from "../record/reasons/against.ts";
import type { Reason } from "../record/reasons/reason.ts";
import { missingEnd, notTyped, otherPrompt, wrongEnd } from "./step-reasons.ts";
import type { StepResult, Unfinished } from "./step-result.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** How long a step waits for things other than its end, in milliseconds. */
export interface StepPauses {
  /** Without a byte, until the cursor's line may be a nested prompt. */
  settled: number;
  /** From the start until keys such as `^C` are pressed, when no lines stand above them. Below lines that were seen, at most so long as output comes. */
  firstKeys: number;
  /** For a reboot to begin although `reboot` said that it failed: without logind, it does both. */
  lateReboot: number;
}

/** One try of a command, from typing to the comparison. */
export class Attempt {
  readonly #step: CommandStep;
  readonly #terminal: Terminal;
  readonly #bindings: Bindings;
  readonly #signal: AbortSignal;
  readonly #pauses: StepPauses;
  /** What was typed; `undefined` where nothing was. */
  #entered: string | undefined;
  /** How many lines at the transcript's start an earlier step has read. */
  #read = 0;
  /** The prompt before a line that was typed into a nested shell, and how many lines of the transcript the echo takes. */
  #echo: { prompt: string; lines: number } | undefined;
  /** The first line of the command that was not typed, if there is one. */
  #untyped: string | undefined;
  /** The keys that could not be pressed, since the command had ended, if there are any. */
  #late: string | undefined;

  constructor(step: CommandStep, terminal: Terminal, bindings: Bindings, signal: AbortSignal, pauses: StepPauses) {
    this.#step = step;
    this.#terminal = terminal;
    this.#bindings = bindings;
    this.#signal = signal;
    this.#pauses = pauses;
  }

  async type(typed: string | undefined): Promise<void> {
    this.#entered = typed;
    if (typed === undefined) this.#read = this.#terminal.read;
    else if (this.#step.prompt === undefined) this.#untyped = await this.#terminal.type(typed, this.#signal);
    else this.#untyped = await this.#typeNested(typed.split("\n"));
  }

  /** A nested shell has no marks: each line is typed when the shell has echoed the one before and the cursor rests. */
  async #typeNested(lines: string[]): Promise<string | undefined> {
    const terminal = this.#terminal;
    const prompt = (await terminal.see()).cursor.text;
    terminal.begin(prompt);
    for (const [index, line] of lines.entries()) {
      if (index > 0) await terminal.quiet(this.#pauses.settled, this.#signal);
      // The outer shell is back, and would run what is meant for the nested one.
      if (terminal.phase !== "running") return line;
      this.#echo = { prompt: prompt.trimEnd(), lines: index + 1 };
      const keys = leavingKeys(line);
      if (keys === undefined) terminal.enter(line);
      else terminal.send(keys);
      const echoed = async () => {
        const { cursor, lines: shown } = await terminal.see();
        return terminal.phase !== "running" || cursor.line > index || this.#skipped(shown) === 0;
      };
      await terminal.check(echoed, this.#signal);
    }
    return undefined;
  }

  /** How many of the transcript's first lines are not this step's output. A nested `clear` removes the echo. */
  #skipped(lines: readonly string[]): number {
    if (this.#echo === undefined) return this.#read;
    return lines[0]?.startsWith(this.#echo.prompt) ? this.#echo.lines : 0;
  }

  /** Presses each of the keys when the lines above it were seen. */
  async keys(): Promise<void> {
    const terminal = this.#terminal;
    for (const [index, expected] of this.#step.expected.entries()) {
      if (!("keys" in expected)) continue;
      const above = this.#step.expected.slice(0, index);
      const over = () => terminal.phase !== "running";
      if (above.every((line) => "keys" in line))
        await Promise.race([
          pause(this.#pauses.firstKeys, undefined, { ref: false }),
          terminal.until(over, this.#signal),
        ]);
      else
        await terminal.check(
          async () => over() || compare(above, (await this.seen()).output, this.#bindings, "begun").holds,
          this.#signal,
        );
      if (!over()) await this.#rested();
      if (over()) this.#late ??= expected.keys;
      else terminal.send(expected.bytes);
    }
  }

  /** Waits until the output pauses, but not long. What has just begun to run, or a shell that comes back, does not take keys at once. */
  async #rested(): Promise<void> {
    const most = withTimeout(this.#signal, this.#pauses.firstKeys);
    await this.#terminal.quiet(this.#pauses.settled, most).catch(() => this.#signal.throwIfAborted());
  }

  async ending(): Promise<void> {
    const { ending } = this.#step;
    const terminal = this.#terminal;
    const over = () => terminal.phase === "ready" || terminal.phase === "gone";
    switch (ending.kind) {
      case "mark":
        return terminal.until(over, this.#signal);
      case "prompt":
        return terminal.check(
          async () => over() || (await this.#atPrompt(ending.prompt)),
          this.#signal,
          this.#pauses.settled,
        );
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
          ...(terminal.status === 0 ? [] : [pause(this.#pauses.lateReboot, undefined, { ref: false })]),
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
    const runs = ending.kind === "running" && match.holds;
    terminal.leave(
      prompted ? "nested prompt" : runs ? "running command" : undefined,
      skipped + (match.holds ? match.taken : 0),
    );
    const { bindings } = match.holds ? match : { bindings: this.#bindings };
    const nextPrompt = prompted ? cursor.text : undefined;
    const bound = prompted ? matchPrompt(ending.prompt, cursor.text, bindings) : bindings;
    const lost = terminal.phase === "gone" && terminal.end?.exit === undefined && ending.kind !== "reboot";
    const endsRun: Reason | undefined = lost
      ? { kind: "lost", why: terminal.end?.why ?? "", failure: "connection" }
      : undefined;
    const exit = over && !(ending.kind === "reboot" && terminal.phase === "gone") ? this.#status() : undefined;
    const reasons: readonly Reason[] = endsRun
      ? [endsRun]
      : [
          ...(this.#late === undefined
            ? wrongEnd(this.#step, terminal, exit)
            : [...wrongStatus(this.#step.exit, exit), { kind: "keysLate", keys: this.#late } as const]),
          ...notTyped(this.#untyped, this.#step, terminal),
          ...(prompted && bound === undefined ? [otherPrompt(ending.prompt, cursor.text)] : []),
          ...wrongLine(match),
        ];
    const output = (runs && match.taken > 0 ? shown.slice(0, match.taken) : shown).join("\n");
    return {
      output,
      exit: exit ?? null,
      cut,
      entered: this.#entered,
      nextPrompt,
      bindings: bound ?? bindings,
      reasons,
      ...(endsRun === undefined ? {} : { endsRun }),
    };
  }

  /** The status of a shell that has ended is that of its last command. */
  #status(): number | undefined {
    return this.#terminal.phase === "gone" ? this.#terminal.end?.exit : this.#terminal.status;
  }

  /** The result of a command that outlasted its time. Its output is what came before the interrupt, whose echo `^C` is not its own. */
  async outlasted(): Promise<StepResult> {
    const { ending, timeout } = this.#step;
    const terminal = this.#terminal;
    const seen = await this.seen();
    const match = compareStep(this.#step, seen.output, this.#bindings);
    const runs = terminal.phase !== "ready";
    const unfinished = notTyped(this.#untyped, this.#step, terminal);
    const interrupted = await terminal.interrupt();
    const reasons: readonly Reason[] = [
      ...unfinished,
      missingEnd(ending, timeout / 1000),
      ...(runs ? [{ kind: interrupted ? "interrupted" : "uninterrupted" } as const] : []),
      ...wrongLine(match),
    ];
    return {
      ...seen,
      exit: null,
      bindings: this.#bindings,
      reasons,
      endsSection: { kind: "before" },
    };
  }
}
