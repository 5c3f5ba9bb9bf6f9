import { poll } from "../common/abort.ts";
import { shellQuote } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { ConnectError } from "../hosts/ssh/connection.ts";
import { Bindings, substitute } from "../note/compare/bindings.ts";
import type { CommandStep, Section, Step } from "../note/note.ts";
import type { EmitUntimed } from "../record/events.ts";
import { errorReason, type Reason } from "../record/reasons/reason.ts";
import { runCommandStep } from "./command-step.ts";
import { runFileStep } from "./file-step.ts";
import type { HeldHost } from "./host-session.ts";
import { runHttpStep } from "./http-step.ts";
import { failedResult, type StepResult, Stopped } from "./step-result.ts";
import { SectionTerminals, type ShellPlace } from "./terminal/section-terminals.ts";

/** Milliseconds between two tries of a step that has `within`. */
const RETRY = 500;
/** Milliseconds that a script may take to set up or clear away. */
const HOUSEWORK = 60_000;

/** How a section is begun, if not from its beginning. */
export interface SectionStart {
  /** What the note's words stand for already. */
  bindings?: Bindings;
  /** The section's folder stays as it is, if there is one. */
  kept?: boolean;
  /** Where the first command is typed; `null` where none is. */
  first?: ShellPlace | null;
}

/** One section of a note on a host: its folder, its terminals, and what the note's words stand for so far. */
export class SectionRun {
  readonly #held: HeldHost;
  readonly #shells: SectionTerminals;
  readonly #tell: EmitUntimed;
  readonly #signal: AbortSignal;
  #bindings: Bindings;

  constructor(held: HeldHost, section: Section, tell: EmitUntimed, signal: AbortSignal, start: SectionStart = {}) {
    this.#held = held;
    this.#tell = tell;
    this.#signal = signal;
    this.#bindings = start.bindings ?? Bindings.none;
    const folder = makeFolder(held, section.id, start.kept === true, signal);
    // Avoids an unhandled rejection: the first step that awaits the folder reports the failure.
    folder.catch(() => {});
    this.#shells = new SectionTerminals(held, folder, tell, signal, start.first);
  }

  /** Resolves when the section's folder exists. */
  get ready(): Promise<unknown> {
    return this.#shells.ready;
  }

  /** The note's words stand for this from now on, whatever the steps have shown. */
  knows(bindings: Bindings): void {
    this.#bindings = bindings;
  }

  /** What a step types now: its command with the run's own values in it; `null` where nothing is typed. */
  entered(step: Step): string | null {
    if (step.kind !== "command" || step.typed === undefined) return null;
    return substitute(step.typed, this.#bindings, step.known);
  }

  /**
   * Does one step, until it holds or its time is over. Its bindings are for the steps after it.
   * @throws {Stopped} when the run is stopped while the step's command runs; the signal's reason when it is stopped at another time
   */
  async step(step: Step, index: number): Promise<StepResult> {
    let tries = 0;
    const attempt = (): Promise<StepResult> => {
      if (tries > 0) this.#tell({ type: "step-retried", index });
      tries += 1;
      return this.#try(step, index);
    };
    const tried = await poll(attempt, {
      until: isFinal,
      every: RETRY,
      within: within(step) ?? 0,
      signal: this.#signal,
    });
    if (tried.reasons.length === 0) this.#bindings = tried.bindings;
    return tried;
  }

  async #try(step: Step, index: number): Promise<StepResult> {
    try {
      switch (step.kind) {
        case "file":
          await this.#shells.ready;
          return await runFileStep(step, this.#held.remote, this.#bindings, this.#signal);
        case "http":
          return await runHttpStep(step, this.#held.host, this.#bindings, this.#signal);
        case "command":
          return await this.#type(step, index);
      }
    } catch (error) {
      if (error instanceof Stopped) throw error;
      this.#signal.throwIfAborted();
      if (!(error instanceof LabError)) throw error;
      if (!(error instanceof ConnectError)) return failedResult(this.#bindings, errorReason("error", error));
      const endsRun = errorReason("lost", error);
      return { ...failedResult(this.#bindings, endsRun), endsRun };
    }
  }

  async #type(step: CommandStep, index: number): Promise<StepResult> {
    const shell = await this.#shells.at(step, index);
    const typed = this.entered(step) ?? undefined;
    const tried = await runCommandStep(step, typed, shell.terminal, this.#bindings, this.#signal).finally(() =>
      shell.stepEnds(),
    );
    if (step.ending.kind !== "reboot" || shell.terminal.phase !== "gone") return tried;
    const endsRun = await this.#held.rebooted(step.timeout, this.#signal).then(() => undefined, lostBy);
    return endsRun === undefined ? tried : { ...tried, reasons: [endsRun], endsRun };
  }

  /** Interrupts what still runs. Waits for the folder, even if it fails: a login that its script makes must not reach into the next section. */
  async close(): Promise<void> {
    await this.#shells.ready.catch(() => {});
    await this.#shells.close();
  }
}

/** The reason why a host is lost. A defect is thrown again. */
const lostBy = (error: unknown): Reason => {
  if (!(error instanceof LabError)) throw error;
  return errorReason("lost", error);
};

/** Whether another try of a step is of no use. */
const isFinal = ({ reasons, endsSection, endsRun }: StepResult): boolean =>
  reasons.length === 0 || endsSection !== undefined || endsRun !== undefined;

const within = (step: Step): number | undefined => (step.kind === "file" ? undefined : step.within);

/** A script that makes a section's folder anew. @param folder relative to the home folder, quoted for the shell */
export const emptied = (folder: string): string => `rm -rf -- ~/${folder} 2> /dev/null || sudo -n rm -rf -- ~/${folder}
mkdir -- ~/${folder} || exit`;

/** Makes a section's folder anew, or makes sure of it. If the user has joined a group since the login, it logs in again for the section's shells. */
async function makeFolder(held: HeldHost, section: string, kept: boolean, signal: AbortSignal): Promise<string> {
  const script = `${held.sweep()}
${kept ? `mkdir -p -- ~/${shellQuote(section)} || exit` : emptied(shellQuote(section))}
groups() { id -G "$@" | tr ' ' '\\n' | sort; }
[ "$(groups)" = "$(groups "$(id -un)")" ] || echo joined`;
  const { exit, stdout, stderr } = await held.remote.run(script, { timeout: HOUSEWORK, signal });
  if (exit !== 0)
    throw new LabError(`The folder of section ${section} could not be made: ${stderr.trim()}`, { failure: "folder" });
  if (stdout.trim() === "joined") await held.relogin(signal);
  return section;
}
