import { Listr, type ListrRendererValue, type ListrTask, type ListrTaskWrapper } from "listr2";
import { sanitizeLine, stripEscapes } from "../../common/sanitize.ts";
import { promptSign } from "../../note/console/prompts.ts";
import type { Section, Step } from "../../note/note.ts";
import type { RunEvent } from "../../record/events.ts";
import type { StepRecord } from "../../record/record.ts";
import { placesOf, typedLine } from "../../record/summary.ts";
import type { Display, Making, NotRunReason } from "./display.ts";

/** How many of a task's latest lines stand below it. */
const LINES = 10;

const MAKINGS = { made: "made", unchanged: "unchanged", failed: "could not be made" } as const;

/** Shows the run of one host on a terminal: a line for the host and one for each section, and below the one that runs what happens there. */
export class HostDisplay implements Display {
  /** Its lines, for tests. */
  readonly list: Listr;
  readonly #shown: Promise<unknown>;
  readonly #host = new Stage("host");
  readonly #sections: Map<string, { stage: Stage; steps: readonly Step[] }>;
  #steps: readonly StepRecord[] = [];
  #places: readonly string[] = [];
  #current: Stage | undefined;

  constructor(name: string, sections: readonly Section[], renderer: ListrRendererValue = "default") {
    this.#sections = new Map(
      sections.map(({ id, title, steps }) => [id, { stage: new Stage(title, steps.length), steps }]),
    );
    const below = this.#stages.map((stage) => stage.task);
    const task: ListrTask = {
      title: name,
      task: (_context, task) => task.newListr(below, { concurrent: false, exitOnError: false }),
    };
    this.list = new Listr([task], {
      exitOnError: false,
      registerSignalListeners: false,
      renderer,
      // The caller says once, in the end, what failed.
      rendererOptions: { collapseSubtasks: false, showSkipMessage: false, showErrorMessage: false },
    });
    this.#shown = this.list.run();
    // The code that waits for the end gets the error, which may come earlier.
    this.#shown.catch(() => {});
  }

  get #stages(): Stage[] {
    return [this.#host, ...[...this.#sections.values()].map(({ stage }) => stage)];
  }

  making(_host: string, making: Making): void {
    if (making === "begun") return;
    if (making === "failed") this.#host.fail(MAKINGS.failed);
    else this.#host.note(MAKINGS[making]);
  }

  run(_host: string, event: RunEvent): void {
    switch (event.type) {
      case "run-started":
        this.#steps = event.steps;
        this.#places = placesOf(event.steps);
        this.#host.note("ready");
        this.#host.end();
        break;
      case "section-started":
        this.#current = this.#sections.get(event.section)?.stage;
        break;
      case "step-started":
        for (const line of this.#typed(event)) this.#current?.say(line);
        break;
      case "output":
        this.#current?.write(event.data);
        break;
      case "step-ended": {
        const { typed, entered, outcome } = event.step;
        if (outcome === "failed") this.#current?.say(`✖ ${this.#places[event.index]} ${typedLine(entered ?? typed)}`);
        this.#current?.did(outcome);
        break;
      }
      case "section-ended":
        this.#current?.end();
        break;
      case "run-ended":
        this.#host.end();
        break;
    }
  }

  /** What is typed, at its prompt. A program's own prompt is in what the terminal shows. */
  #typed({ index, entered }: Extract<RunEvent, { type: "step-started" }>): string[] {
    const step = this.#steps[index];
    if (step === undefined) return [];
    if (step.kind !== "command") return [step.typed];
    const before = this.#steps.findIndex(({ section }) => section === step.section);
    const inNote = this.#sections.get(step.section)?.steps[index - before];
    const isNested = inNote?.kind === "command" && inNote.prompt !== undefined;
    if (entered === null || isNested) return [];
    return entered.split("\n").map((line, at) => `${at === 0 ? promptSign(step.root) : "> "}${line}`);
  }

  async end(reason: NotRunReason): Promise<void> {
    if (reason === "unchanged" && this.#current === undefined) {
      this.#host.note(reason);
      this.#host.end();
    }
    for (const stage of this.#stages) stage.skip(reason);
    await this.#shown;
  }
}

/** One line of the display. It waits for the outcome. */
class Stage {
  readonly #title: string;
  readonly #total: number;
  readonly #outcome = Promise.withResolvers<{ failed?: string; skipped?: string }>();
  #shown: Pick<ListrTaskWrapper<unknown, never, never>, "title" | "output"> | undefined;
  #early: string[] = [];
  #line = "";
  #note = "";
  #done = 0;
  #failures = 0;
  #skipped = false;

  /** @param total of its steps */
  constructor(title: string, total = 0) {
    this.#title = title;
    this.#total = total;
  }

  get task(): ListrTask {
    return {
      title: this.#title,
      rendererOptions: { outputBar: LINES },
      task: async (_context, task) => {
        this.#shown = task;
        for (const line of this.#early.splice(0)) this.say(line);
        if (this.#note !== "") this.note(this.#note);
        const { failed, skipped } = await this.#outcome.promise;
        if (skipped !== undefined) task.skip(skipped);
        if (failed !== undefined) throw new Error(`${this.#title}: ${failed}`);
      },
    };
  }

  /** Takes text as it came from the host. Shows whole lines, without escape sequences. */
  write(data: string): void {
    const lines = (this.#line + data).split("\n");
    this.#line = lines.pop() ?? "";
    for (const line of lines) {
      const text = stripEscapes(line.replace(/\r$/, "")).split("\r").at(-1) ?? "";
      if (text.trim() !== "") this.say(text);
    }
  }

  say(line: string): void {
    if (this.#shown === undefined) this.#early.push(line);
    else this.#shown.output = sanitizeLine(line);
  }

  /** One of its steps has ended. A skipped one was not run, or not to its end. */
  did(outcome: StepRecord["outcome"]): void {
    if (outcome === "skipped") this.#skipped = true;
    else this.#done += 1;
    if (outcome === "failed") this.#failures += 1;
    this.note(`${this.#done}/${this.#total}${this.#failures > 0 ? `, ${this.#failures} failed` : ""}`);
  }

  /** Sets the text behind the title. */
  note(text: string): void {
    this.#note = text;
    if (this.#shown !== undefined) this.#shown.title = `${this.#title} (${text})`;
  }

  fail(failed: string): void {
    this.#outcome.resolve({ failed });
  }

  /** Ends with the outcome of its steps. */
  end(): void {
    if (this.#failures > 0) this.fail(`${this.#failures} failed`);
    else this.#outcome.resolve(this.#skipped ? { skipped: "interrupted" } : {});
  }

  skip(skipped: string): void {
    this.#outcome.resolve({ skipped });
  }
}
