import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { DefaultRenderer, ListrTask, ListrTaskWrapper, SimpleRenderer } from "listr2";
import { escapeForLog, sanitizeLine, stripEscapes } from "../common/sanitize.ts";
import { isHost, KINDS } from "../hosts/kinds.ts";
import { nameOfUrn, typeOfUrn } from "../hosts/urns.ts";
import type { Section } from "../note/note.ts";
import type { RunEvent } from "../record/events.ts";
import type { StepRecord } from "../record/record.ts";

type Task = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;

/** Why something was not run: nothing had changed, the user stopped it before, or something that it needs failed. */
export type NotRunReason = "unchanged" | "interrupted" | "not run";

/** How many of a task's latest lines stand below it on a terminal. */
const LINES = 10;

/**
 * Shows an update of the lab while it runs: a task for each host, and below it one for its making and one for each section of the note.
 * It shows what the events of Pulumi's engine and of the runs say. They may come in any order.
 */
export class LabProgress {
  readonly #hosts: Map<string, HostProgress>;
  readonly #kinds: typeof KINDS;

  constructor(hosts: readonly string[], sections: readonly Section[], kinds = KINDS) {
    this.#kinds = kinds;
    this.#hosts = new Map(hosts.map((name) => [name, new HostProgress(name, sections, hosts.length > 1)]));
  }

  /** For listr2, beside the update itself. The tasks end with {@link end} at the latest. */
  get tasks(): ListrTask[] {
    return [...this.#hosts.values()].map((host) => host.task);
  }

  engine(event: EngineEvent): void {
    const said = event.resourcePreEvent ?? event.resOutputsEvent ?? event.resOpFailedEvent;
    if (said === undefined) return;
    const { urn, op } = said.metadata;
    const host = this.#hosts.get(nameOfUrn(urn));
    if (host === undefined || !isHost(typeOfUrn(urn), this.#kinds)) return;
    if (event.resOpFailedEvent !== undefined) host.made("could not be made", false);
    else if (event.resOutputsEvent !== undefined)
      host.made(op === "same" || op === "refresh" ? "unchanged" : "made", true);
  }

  run(host: string, event: RunEvent): void {
    this.#hosts.get(host)?.run(event);
  }

  /** No more events will come. What still waits was not run, for that reason. */
  end(reason: NotRunReason): void {
    for (const host of this.#hosts.values()) host.end(reason);
  }
}

/** One host: a line for its making and one for each section. In a class, one line for all of it. */
class HostProgress {
  readonly #name: string;
  readonly #host: Stage;
  readonly #sections: Map<string, { stage: Stage; title: string; total: number }>;
  #steps: readonly StepRecord[] = [];
  #current: { stage: Stage; title: string; total: number } | undefined;
  #done = 0;

  constructor(name: string, sections: readonly Section[], inClass: boolean) {
    this.#name = name;
    this.#host = inClass ? new Stage(name, `${name} | `) : new Stage("host");
    this.#sections = new Map(
      sections.map(({ id, title, steps }) => [
        id,
        inClass
          ? { stage: this.#host, title: `${title} `, total: steps.length }
          : { stage: new Stage(title), title: "", total: steps.length },
      ]),
    );
  }

  get task(): ListrTask {
    const tasks = this.#stages.map((stage) => stage.task);
    if (tasks.length === 1) return tasks[0] as ListrTask;
    const below = { concurrent: false, exitOnError: false };
    return { title: this.#name, task: (_context, task) => task.newListr(tasks, below) };
  }

  get #stages(): Stage[] {
    return [...new Set([this.#host, ...[...this.#sections.values()].map(({ stage }) => stage)])];
  }

  run(event: RunEvent): void {
    switch (event.type) {
      case "run-started":
        this.#steps = event.steps;
        this.#host.note("ready");
        if (this.#stages.length > 1) this.#host.end();
        break;
      case "section-started":
        this.#current = this.#sections.get(event.section);
        this.#done = 0;
        break;
      case "step-started": {
        const step = this.#steps[event.index];
        if (step !== undefined) this.#current?.stage.say(step.kind === "command" ? `$ ${step.typed}` : step.typed);
        break;
      }
      case "output":
        this.#current?.stage.write(event.data);
        break;
      case "step-ended": {
        const { line, typed, outcome, reason } = event.step;
        if (outcome === "skipped") {
          this.#current?.stage.sawSkipped();
          break;
        }
        this.#done += 1;
        if (outcome === "failed") this.#current?.stage.sayFailed(`line ${line}: ${typed.split("\n")[0]}: ${reason}`);
        this.#current?.stage.note(`${this.#current.title}${this.#done}/${this.#current.total}`);
        break;
      }
      case "section-ended":
        if (this.#current?.stage !== this.#host) this.#current?.stage.end();
        break;
      case "run-ended":
        this.#host.end();
        break;
    }
  }

  /** The host is there, or could not be made. It is ready when the note begins. */
  made(how: string, whole: boolean): void {
    if (whole) this.#host.note(how);
    else this.#host.fail(how);
  }

  end(reason: NotRunReason): void {
    if (reason === "unchanged" && this.#current === undefined) {
      this.#host.note(reason);
      this.#host.end();
    }
    for (const stage of this.#stages) stage.skip(reason);
  }
}

/** One line of the display. It waits for the outcome. */
class Stage {
  readonly #title: string;
  readonly #prefix: string;
  readonly #outcome = Promise.withResolvers<{ failed?: string; skipped?: string }>();
  #shown: Task | undefined;
  #early: string[] = [];
  #line = "";
  #note = "";
  #failures = 0;
  #skipped = false;

  /** @param prefix of its lines where they stand among those of other hosts */
  constructor(title: string, prefix = "") {
    this.#title = title;
    this.#prefix = prefix;
  }

  get task(): ListrTask {
    return {
      title: this.#title,
      rendererOptions: { outputBar: LINES },
      task: async (_context, task) => {
        this.#shown = task as Task;
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
    else this.#shown.output = escapeForLog(sanitizeLine(`${this.#prefix}${line}`));
  }

  sayFailed(line: string): void {
    this.#failures += 1;
    this.say(`✖ ${line}`);
  }

  /** A step was not run, or not to its end. */
  sawSkipped(): void {
    this.#skipped = true;
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
