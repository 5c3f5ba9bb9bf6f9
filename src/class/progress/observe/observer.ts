import { setImmediate as othersTurn } from "node:timers/promises";
import { type CapturedLine, type CapturedStep, GAP, INTERRUPT } from "../../../capture/captured.ts";
import { keysIn, type UntimedCapture } from "../../../capture/events.ts";
import { ShellReader } from "../../../capture/read/shell-reader.ts";
import { TERMINAL } from "../../../hosts/ssh/connection.ts";
import { opensTerminal } from "../../../note/console/openers.ts";
import { leavesShell } from "../../../note/console/prompts.ts";
import { Gathered } from "../../../run/terminal/gathered.ts";
import type { Mark } from "../../../run/terminal/marks.ts";
import { Transcript } from "../../../run/terminal/transcript.ts";
import { TypedAhead } from "./ahead.ts";
import { Hands } from "./hands.ts";
import type { Hand, Observation } from "./observation.ts";

/** A command that has begun, until the observer tells of its end. */
interface Begun extends Pick<Observation, "command" | "opener" | "within" | "folder" | "began" | "hand" | "clicked"> {
  steps: CapturedStep[];
  /** What it prints, kept from the beginning to the end; only of a command at the shell's own prompt. */
  printed: Transcript | undefined;
}

/** What a command has come to. */
type Come = Pick<Observation, "state" | "nextPrompt"> & { begun: Begun; lines: readonly CapturedLine[] };

/**
 * Reads what a student types and sees in one terminal, command by command, from the terminal's bytes between their marks and from the keys that
 * are sent to it. All that is given is taken in its order; a promise that is returned resolves when that is done, and should be awaited where
 * bytes come faster than they are read. Times are milliseconds since the epoch.
 */
export class Observer {
  readonly #terminal: number;
  readonly #observed: (observation: Observation) => void;
  readonly #reader: ShellReader;
  readonly #decoder = new TextDecoder();
  readonly #ahead = new TypedAhead();
  readonly #hands = new Hands();
  readonly #output = new Gathered((bytes) => this.#queue(this.#shown, () => this.#prints(bytes)), WAITS);
  #shown = 0;
  #work: Promise<unknown> = Promise.resolve();
  #time = 0;
  #running = false;
  #commands = 0;
  #opener = 0;
  #begun: Begun | undefined;
  /** Commands that are over, and that the observer has not told yet. */
  #over: Come[] = [];
  #last: Observation | undefined;
  #within: string[] = [];
  #home = "";
  #folder: string | undefined;

  /**
   * @param observed gets each command when it is over, and when it is {@link look looked at} and has shown something new
   * @param before how many commands the terminal's earlier shells have had: numbers of commands are not used again
   */
  constructor(terminal: number, observed: (observation: Observation) => void, before = 0) {
    this.#terminal = terminal;
    this.#observed = observed;
    this.#commands = before;
    const begins = (step: CapturedStep) => this.#begins(step);
    this.#reader = new ShellReader(terminal, TERMINAL, { acts: () => {}, remarks: () => {}, begins });
  }

  /** The terminal shows this. */
  shows(part: Uint8Array | Mark, time: number): Promise<void> {
    if (!(part instanceof Uint8Array)) return this.#next(time, () => this.#marks(part));
    this.#shown = time;
    return this.#output.add(part);
  }

  /** These keys are sent to the terminal. @param clicked the step whose command a click types, or labnote */
  types(bytes: Uint8Array, hand: Hand, time: number, clicked?: string): Promise<void> {
    return this.#next(time, async () => {
      const keys = keysIn(bytes);
      this.#hands.type(keys, hand, clicked);
      if (this.#running && this.#reader.prompted?.prompt === undefined) this.#ahead.type(bytes);
      for (const key of keys) await this.#take({ type: "key", key });
    });
  }

  /** The terminal has ended: with a status, or without one when the connection broke. */
  closes(exit: number | null, time: number): Promise<void> {
    return this.#next(time, async () => {
      await this.#take({ type: "closed", exit, why: "" });
      const last = this.#last;
      if (this.#begun !== undefined) this.#ends(exit === null ? "lost" : "ended");
      else if (exit === null && last?.state === "ended" && last.prompt === undefined)
        this.#tell({ ...last, state: "lost", exit: undefined, ended: time });
      this.#running = false;
    });
  }

  /** Looks at the command that runs now. It should be called when the terminal has been quiet for a moment. */
  look(time: number): Promise<void> {
    return this.#next(time, async () => {
      const now = this.#reader.look();
      const begun = this.#begun;
      if (now === undefined || begun === undefined || begun.steps[0]?.command !== now.command) return;
      const state = now.prompt === undefined ? "running" : "prompted";
      this.#tell(await this.#observation({ begun, state, nextPrompt: now.prompt, lines: now.lines }));
    });
  }

  /** The prompt at which what runs waits for a command, as far as all that was shown is read. */
  get nested(): string | undefined {
    return this.#running ? this.#reader.prompted?.prompt : undefined;
  }

  /** Does this when all before it is done. */
  #next(time: number, work: () => Promise<void>): Promise<void> {
    this.#output.flush();
    return this.#queue(time, work);
  }

  /** Does this when all that is queued is done, and tells the commands that are over by it. */
  #queue(time: number, work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(async () => {
      this.#time = time;
      await work();
      for (let come = this.#over.shift(); come !== undefined; come = this.#over.shift()) {
        const observation = await this.#observation(come);
        // To read it took a while, and to judge it takes another one: keys may have come meanwhile.
        await othersTurn();
        this.#tell(observation);
      }
    });
    this.#work = done.catch(() => {});
    return done;
  }

  /** Tells an observation, unless it is the same as the last one. */
  #tell(observation: Observation): void {
    const { command, state, output, nextPrompt } = observation;
    const last = this.#last;
    const same = last?.command === command && last.state === state && last.output === output;
    this.#last = observation;
    if (!same || last.nextPrompt !== nextPrompt) this.#observed(observation);
  }

  #take(event: UntimedCapture): Promise<void> {
    return this.#reader.take({ time: this.#time, ...event });
  }

  async #prints(bytes: Uint8Array): Promise<void> {
    if (this.#running) this.#begun?.printed?.append(bytes);
    await this.#take({ type: "output", data: this.#decoder.decode(bytes, { stream: true }) });
  }

  async #marks(mark: Mark): Promise<void> {
    if (mark.kind === "shell") this.#home = mark.home ?? "";
    await this.#take({ type: "mark", mark });
    if (mark.kind === "start") this.#running = true;
    if (mark.kind !== "ready") return;
    this.#ends("ended");
    this.#running = false;
    this.#folder = mark.folder === undefined ? undefined : atHome(mark.folder, this.#home);
  }

  /** A command begins, or goes on below an interrupt. */
  #begins(step: CapturedStep): void {
    if (step.goesOn) {
      this.#begun?.steps.push(step);
      return;
    }
    const { prompt, typed } = step.command;
    const own = prompt === undefined;
    this.#ends(own ? "ended" : "prompted", prompt);
    this.#commands += 1;
    if (own) {
      this.#opener = this.#commands;
      this.#within = [];
    }
    this.#begun = {
      ...{ command: this.#commands, opener: this.#opener, within: [...this.#within], began: this.#time },
      ...{ folder: own ? this.#folder : undefined, steps: [step], printed: own ? new Transcript() : undefined },
      ...this.#hands.take(),
    };
    if (own || opensTerminal(typed)) this.#within.push(typed);
    else if (leavesShell(typed)) this.#within.pop();
  }

  /** The command that has begun last is over. */
  #ends(state: Observation["state"], nextPrompt?: string): void {
    const begun = this.#begun;
    if (begun === undefined) return;
    this.#begun = undefined;
    this.#over.push({ begun, state, nextPrompt, lines: begun.steps.flatMap(({ lines }) => lines) });
  }

  async #observation({ begun, state, nextPrompt, lines }: Come): Promise<Observation> {
    const { steps, printed, ...known } = begun;
    const { command } = steps[0] as CapturedStep;
    const whole = lines.includes(GAP) && nextPrompt === undefined ? await printed?.see() : undefined;
    const seen = whole?.lines ?? lines.map(textOf);
    const alone = printed === undefined || nextPrompt !== undefined ? undefined : this.#ahead.takenFrom(seen);
    const output = withoutMiddle(alone?.lines ?? seen);
    if (state !== "running" && printed !== undefined) this.#forgetAhead();
    return {
      ...known,
      terminal: this.#terminal,
      typed: command.typed,
      prompt: command.prompt,
      output: output.text,
      mixed: alone?.mixed ?? false,
      cut: output.cut || (whole === undefined ? lines.includes(GAP) : whole.cut > 0),
      exit: state === "ended" ? command.status : undefined,
      ...{ state, nextPrompt, ended: this.#time },
    };
  }

  /** What was typed ahead is read at the next prompt. Keys that the command itself has read are nobody's next command. */
  #forgetAhead(): void {
    if (!this.#ahead.any) this.#hands.forget();
    this.#ahead.clear();
  }
}

/** Nobody waits for what runs to be read: what it prints in so many milliseconds, or so many bytes of it, is read together. */
const WAITS = { wait: 100, most: 256 * 1024 };

/** So many characters of an output's beginning, and of its end, are observed: to compare more would take too long. */
const OBSERVED = 64 * 1024;

function withoutMiddle(lines: readonly string[]): { text: string; cut: boolean } {
  const text = lines.join("\n");
  if (text.length <= 2 * OBSERVED) return { text, cut: false };
  const end = text.lastIndexOf("\n", OBSERVED);
  const start = text.indexOf("\n", text.length - OBSERVED);
  const [head, tail] = [text.slice(0, Math.max(end, 0)), start === -1 ? "" : text.slice(start + 1)];
  return { text: `${head}\n${textOf(GAP)}\n${tail}`, cut: true };
}

const textOf = (line: CapturedLine): string => (line === INTERRUPT ? "^C" : line === GAP ? "[…]" : line);

/** A folder with `~` for the home folder. */
const atHome = (folder: string, home: string): string =>
  home !== "" && (folder === home || folder.startsWith(`${home}/`)) ? `~${folder.slice(home.length)}` : folder;
