import { stripVTControlCharacters } from "node:util";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { DefaultRenderer, ListrTask, ListrTaskWrapper, SimpleRenderer } from "listr2";
import type { Section } from "./note/note.ts";
import type { StepRecord } from "./record/record.ts";
import type { RunEvent } from "./run/events.ts";

type Task = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;

/** How many of the latest lines stand below the task they belong to, on a terminal. */
const LINES = 10;

/**
 * Shows an update of the lab while it goes: a task for each host, below it its making and each section of the note.
 * It learns everything from events, those of Pulumi's engine and those of the runs, and may be told them in any order.
 */
export class LabProgress {
  readonly #hosts: Map<string, HostProgress>;

  constructor(hosts: readonly string[], sections: readonly Section[]) {
    this.#hosts = new Map(hosts.map((name) => [name, new HostProgress(name, sections, hosts.length > 1)]));
  }

  /** To be run by listr2 beside the update itself; they end with {@link end} at the latest. */
  get tasks(): ListrTask[] {
    return [...this.#hosts.values()].map((host) => host.task);
  }

  engine(event: EngineEvent): void {
    const said = event.resourcePreEvent ?? event.resOutputsEvent ?? event.resOpFailedEvent;
    if (said === undefined) return;
    const { urn, op } = said.metadata;
    const [type, name] = [urn.split("::")[2]?.split("$").at(-1), urn.split("::")[3]];
    const host = this.#hosts.get(name ?? "");
    if (host === undefined || !type?.endsWith("Host")) return;
    if (event.resOpFailedEvent !== undefined) host.made("could not be made", false);
    else if (event.resOutputsEvent !== undefined)
      host.made(op === "same" || op === "refresh" ? "unchanged" : "made", true);
  }

  run(host: string, event: RunEvent): void {
    this.#hosts.get(host)?.run(event);
  }

  /** Nothing more will come: whatever still waits was not run, for that reason. */
  end(reason: string): void {
    for (const host of this.#hosts.values()) host.end(reason);
  }
}

class HostProgress {
  readonly #host: Stage;
  readonly #name: string;
  readonly #sections: Map<string, Stage>;
  readonly #totals: Map<string, number>;
  #steps: readonly StepRecord[] = [];
  #current: Stage | undefined;
  #done = 0;
  #whole = false;

  constructor(name: string, sections: readonly Section[], several: boolean) {
    this.#name = name;
    const prefix = several ? `${name} | ` : "";
    this.#host = new Stage("host", prefix);
    this.#sections = new Map(sections.map(({ id, title }) => [id, new Stage(title, prefix)]));
    this.#totals = new Map(sections.map(({ id, steps }) => [id, steps.length]));
  }

  get task(): ListrTask {
    const stages = [this.#host, ...this.#sections.values()];
    return {
      title: this.#name,
      task: (_context, task) =>
        task.newListr(
          stages.map((stage) => stage.task),
          { concurrent: false, exitOnError: false },
        ),
    };
  }

  run(event: RunEvent): void {
    switch (event.type) {
      case "run-started":
        this.#host.pass("ready");
        this.#steps = event.steps;
        break;
      case "section-started":
        this.#current = this.#sections.get(event.section);
        this.#done = 0;
        break;
      case "step-started": {
        const step = this.#steps[event.index];
        if (step?.kind === "command") this.#current?.say(`$ ${step.typed}`);
        else if (step !== undefined) this.#current?.say(step.typed);
        break;
      }
      case "output":
        this.#current?.write(event.data);
        break;
      case "step-ended": {
        const { step } = event;
        this.#done += 1;
        if (step.outcome === "failed")
          this.#current?.sayFailed(`line ${step.line}: ${step.typed.split("\n")[0]}: ${step.reason}`);
        this.#current?.note(`${this.#done}/${this.#totals.get(step.section) ?? "?"}`);
        break;
      }
      case "section-ended":
        this.#current?.end();
        this.#current = undefined;
        break;
    }
  }

  /** It is there, or failed to be; whether it is ready shows when the note begins. */
  made(how: string, whole: boolean): void {
    if (whole) this.#host.note(how);
    else this.#host.fail(how);
    this.#whole = whole;
  }

  end(reason: string): void {
    if (this.#whole) this.#host.pass(reason);
    for (const stage of [this.#host, ...this.#sections.values()]) stage.skip(reason);
  }
}

/** One line of the display, that waits until it is told how things went. */
class Stage {
  readonly #title: string;
  readonly #prefix: string;
  readonly #outcome = Promise.withResolvers<{ note?: string; failed?: string; skipped?: string }>();
  #shown: Task | undefined;
  #early: string[] = [];
  #line = "";
  #note = "";
  #failures = 0;

  constructor(title: string, prefix: string) {
    this.#title = title;
    this.#prefix = prefix;
  }

  get task(): ListrTask {
    return {
      title: `${this.#prefix}${this.#title}`,
      rendererOptions: { outputBar: LINES },
      task: async (_context, task) => {
        this.#shown = task as Task;
        for (const line of this.#early.splice(0)) this.say(line);
        const { note, failed, skipped } = await this.#outcome.promise;
        const suffix = note ?? this.#note;
        if (suffix !== "") task.title = `${this.#prefix}${this.#title} (${suffix})`;
        if (skipped !== undefined) task.skip(`${this.#prefix}${this.#title}: ${skipped}`);
        if (failed !== undefined) throw new Error(`${this.#prefix}${this.#title}: ${failed}`);
      },
    };
  }

  /** Text as it came from the host; whole lines are shown, without what moves a cursor. */
  write(data: string): void {
    const lines = (this.#line + data).split("\n");
    this.#line = lines.pop() ?? "";
    for (const line of lines) {
      const text = stripVTControlCharacters(line.replace(/\r$/, "")).split("\r").at(-1) ?? "";
      if (text.trim() !== "") this.say(text);
    }
  }

  say(line: string): void {
    if (this.#shown === undefined) this.#early.push(line);
    else this.#shown.output = `${this.#prefix}${line}`;
  }

  sayFailed(line: string): void {
    this.#failures += 1;
    this.say(`✖ ${line}`);
  }

  /** What stands behind its title from now on. */
  note(text: string): void {
    this.#note = text;
    if (this.#shown !== undefined) this.#shown.title = `${this.#prefix}${this.#title} (${text})`;
  }

  pass(note: string): void {
    this.#outcome.resolve({ note });
  }

  fail(failed: string): void {
    this.#outcome.resolve({ failed });
  }

  /** As its steps went. */
  end(): void {
    this.#outcome.resolve(this.#failures === 0 ? {} : { failed: `${this.#failures} failed` });
  }

  skip(skipped: string): void {
    this.#outcome.resolve({ skipped });
  }
}
