import type { Say } from "../../common/progress.ts";
import { sanitizeLine } from "../../common/sanitize.ts";
import type { RunEvent } from "../../record/events.ts";
import { type Reason, sameReasons } from "../../record/reasons/reason.ts";
import { inEnglish } from "../../record/reasons/words.ts";
import type { StepRecord } from "../../record/record.ts";
import { placesOf, typedLine } from "../../record/summary.ts";
import type { Display, Making, NotRunReason } from "./display.ts";

/** Of the output of a step that failed, so many of its last lines are shown: the record has all of it. */
const LINES = 40;

const SIGNS = { passed: "✔", failed: "✖", skipped: "–" } as const;

/** Shows a run in lines that stay: a line a step, and the output of a step that failed. */
export class PlainDisplay implements Display {
  readonly #hosts: ReadonlyMap<string, { prefix: string; places: readonly string[]; reasons: readonly Reason[] }>;
  readonly #say: Say;

  /** @param say shows a line; its reader may not know which of several hosts it is about, so the line names the host */
  constructor(hosts: readonly string[], say: Say) {
    const width = Math.max(0, ...hosts.map(({ length }) => length));
    this.#say = say;
    this.#hosts = new Map(
      hosts.map((name) => [
        name,
        { prefix: hosts.length > 1 ? `${name.padEnd(width)} | ` : "", places: [], reasons: [] },
      ]),
    );
  }

  making(host: string, making: Making): void {
    if (making === "begun") this.#say(`❯ ${host}`);
    else if (making === "failed") this.#say(`✖ ${host}: could not be made`);
    else this.#say(`✔ ${host}: ${making}`);
  }

  run(name: string, event: RunEvent): void {
    const host = this.#hosts.get(name);
    if (host === undefined) return;
    switch (event.type) {
      case "run-started":
        host.places = placesOf(event.steps);
        this.#say(`✔ ${name}: ready`);
        break;
      case "section-started":
        host.reasons = [];
        this.#say(`${host.prefix}❯ ${sanitizeLine(event.title)}`);
        break;
      case "step-ended": {
        const told = event.step.outcome === "skipped" && sameReasons(event.step.reasons, host.reasons);
        host.reasons = event.step.reasons;
        const lines = stepLines(host.places[event.index] ?? event.step.section, event.step, told);
        for (const line of lines) this.#say(`${host.prefix}${line}`);
        break;
      }
    }
  }

  async end(_reason: NotRunReason): Promise<void> {}
}

/**
 * A step that has ended, in lines: what was typed, and where it failed what it printed.
 *
 * @param told whether the line above has the same reasons
 */
export function stepLines(place: string, step: StepRecord, told = false): string[] {
  const { outcome, typed, entered, seconds, output, reasons } = step;
  const why = inEnglish(reasons);
  const head = `${SIGNS[outcome]} ${place} ${typedLine(entered ?? typed)}`;
  if (outcome === "skipped") return [told || why === "" ? head : `${head}: ${sanitizeLine(why)}`];
  const took = seconds === null ? head : `${head} ${seconds.toFixed(2)} s`;
  if (outcome === "passed") return [took];
  const printed = (output ?? "").trim() === "" ? why : (output ?? "");
  const lines = printed.replace(/\s+$/, "").split(/\r?\n/).map(sanitizeLine);
  const more = lines.length - LINES;
  const shown = more > 0 ? [`… ${more} more lines, in the record …`, ...lines.slice(-LINES)] : lines;
  return [took, ...shown.map((line) => `    ${line}`)];
}
