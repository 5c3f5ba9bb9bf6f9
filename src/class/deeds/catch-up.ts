import { LabError } from "../../common/errors.ts";
import type { Bindings } from "../../note/compare/bindings.ts";
import type { Section } from "../../note/note.ts";

import { resetHost } from "../../run/reset.ts";
import { SectionRun } from "../../run/section.ts";
import type { StepResult } from "../../run/step-result.ts";
import { learntFrom } from "../progress/judge/verdict.ts";
import { type SectionProgress, stepAt, stepId } from "../progress/state.ts";
import { keptOf, refOf } from "../progress/tell.ts";
import { besidesOwn } from "./besides-own.ts";
import { SeenHost } from "./class-shells.ts";
import type { DeedHost } from "./deed-host.ts";
import { type PlannedDeed, planSection } from "./plan.ts";
import { errorSaid, saidOf } from "./said.ts";
import { deedWords } from "./words.ts";

/** Where a student is brought, and how. */
export interface CatchUpRequest {
  /** The id of the step at which the student stands afterwards: all before it is done. */
  until: string;
  /** `forward`: what is missing is typed, with the ids that the student has. `anew`: the host is reset, and all of it is typed. */
  how: "forward" | "anew";
}

/**
 * Types into terminals that the student sees what is missing up to a step, as a run does. Each step must hold before the next one is typed. The
 * student goes on in these terminals.
 *
 * @returns why it stopped, in the language of the page; `null` when the student is there
 */
export async function catchUp(deed: DeedHost, request: CatchUpRequest, signal: AbortSignal): Promise<string | null> {
  const { note } = deed;
  const words = deedWords(note.frontMatter.language);
  const goal = stepAt(note, request.until);
  if (goal === undefined) return words.noStep(request.until);
  if (signal.aborted) return words.stopped;
  deed.append({ type: "catch-up", ...request });
  try {
    if (request.how === "anew") {
      await resetHost(deed.remote, deed.host, note, signal);
      for (const { id } of note.sections) deed.append({ type: "again", section: id });
    }
    return await new CatchUp(deed, request.how === "anew", signal).to(goal.section, goal.place);
  } catch (error) {
    if (signal.aborted) return words.stopped;
    if (!(error instanceof LabError)) throw error;
    return errorSaid(note, error);
  } finally {
    deed.release();
  }
}

/** One student's way to a step. */
class CatchUp {
  readonly #deed: DeedHost;
  readonly #seen: SeenHost;
  readonly #anew: boolean;
  readonly #signal: AbortSignal;

  constructor(deed: DeedHost, anew: boolean, signal: AbortSignal) {
    this.#deed = deed;
    this.#seen = new SeenHost(deed);
    this.#anew = anew;
    this.#signal = signal;
  }

  /** @param place of the step of that section at which the student stands then */
  async to(goal: Section, place: number): Promise<string | null> {
    const { sections } = this.#deed.note;
    const at = sections.indexOf(goal);
    for (const [index, section] of sections.slice(0, at + 1).entries()) {
      const why = await this.#section(section, index === at ? place : section.steps.length, index === at);
      if (why !== null) return why;
    }
    return null;
  }

  /** @param stays whether the student goes on in its terminals */
  async #section(section: Section, until: number, stays: boolean): Promise<string | null> {
    const plan = planSection(section, this.#progress(section), until);
    if (plan.steps.length === 0 && !stays) return null;
    const { bindings } = plan;
    const kept = !this.#anew;
    const first = plan.steps.map(({ step }) => step).find((step) => step.kind === "command");
    const run = new SectionRun(this.#seen, section, () => {}, this.#signal, {
      ...{ bindings, kept },
      ...(first !== undefined ? { first } : stays ? {} : { first: null }),
    });
    let open = false;
    try {
      await run.ready;
      const why = await this.#steps(run, section, plan.steps, bindings);
      open = stays || why !== null;
      return why;
    } finally {
      this.#seen.step = undefined;
      if (!open) await run.close();
    }
  }

  async #steps(run: SectionRun, section: Section, planned: readonly PlannedDeed[], before: Bindings) {
    let bindings = before;
    for (const deed of planned) {
      const { step, place, why } = deed;
      this.#signal.throwIfAborted();
      this.#seen.step = stepId(section.id, place);
      const started = performance.now();
      const tried = await run.step(step, place);
      const result = this.#anew ? tried : besidesOwn(step, tried);
      const seconds = Math.round(performance.now() - started) / 1000;
      await this.#deed.settled();
      if (result.reasons.length > 0 && (why !== "hole" || result.endsRun !== undefined))
        return saidOf(this.#deed.note, step, place, result.reasons);
      if (result.reasons.length > 0) continue;
      run.knows(result.bindings);
      this.#credit(section, deed, result, { seconds, before: bindings });
      bindings = result.bindings;
    }
    return null;
  }

  /** Tells of a step that holds, if what its terminal has shown does not tell of it: a file, a request, a command that went on. */
  #credit(section: Section, { step, place }: PlannedDeed, result: StepResult, { seconds, before }: Credit): void {
    if (this.#progress(section).steps[place]?.state === "done") return;
    const { output, exit, bindings } = result;
    const learnt = learntFrom(before, bindings);
    const ref = refOf(step, place);
    const how = "caught up";
    this.#deed.append({ type: "checked", ...ref, how, ...keptOf(output), exit, seconds, reasons: [], learnt });
  }

  #progress({ id }: Section): SectionProgress {
    return this.#deed.progress().sections.get(id) as SectionProgress;
  }
}

/** What is known of a step beside its result. */
interface Credit {
  seconds: number;
  /** The bindings before it. */
  before: Bindings;
}
