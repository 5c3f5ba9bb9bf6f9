import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { extendAll, timeLeft } from "./deadline.ts";
import { describe, Interrupted, LabError, LabErrors, messageOf } from "./errors.ts";
import type { Host } from "./host/host.ts";
import type { HostKind, Plan } from "./host/kind.ts";
import type { Note } from "./note/note.ts";
import type { Settings } from "./settings.ts";
import { PulumiError, type Stack, withoutResult } from "./stack.ts";
import { type HostResult, watch } from "./watch.ts";

/** What is brought up. */
export interface UpdateOptions {
  stack: Stack;
  settings: Settings;
  note: Note;
  /** The folder of this stack's records. */
  records: string;
  signal: AbortSignal;
}

/**
 * Brings the lab up: hosts, ready, and the note run on each, shown as it goes.
 *
 * @returns what came of the note; a step that failed is told in its host's record.
 * @throws LabErrors when something else failed, with what failed for which host.
 */
export async function update({ stack, settings, note, records, signal }: UpdateOptions): Promise<HostResult[]> {
  const engine = new EngineErrors();
  let failed: PulumiError | undefined;
  const results = await watch({ hosts: settings.students, sections: note.sections, records }, async (progress) => {
    try {
      await withoutResult(stack).up({
        continueOnError: true,
        parallel: settings.parallel,
        signal,
        onEvent: (event) => {
          progress.engine(event);
          engine.hear(event);
        },
      });
      return "unchanged";
    } catch (error) {
      if (!(error instanceof PulumiError)) throw error;
      failed = error;
      return signal.aborted ? "interrupted" : "not run";
    }
  });
  if (failed === undefined) return results;
  if (signal.aborted)
    throw new Interrupted("Interrupted", { remedy: "npm start goes on from here, npm run down takes the lab down" });
  const told = new Set(results.filter(({ record }) => record?.outcome === "failed").map(({ name }) => name));
  const problems = engine.problems(told);
  if (problems.length > 0) throw new LabErrors("The lab is not whole", problems);
  if (told.size === 0) throw failed;
  return results;
}

/** What the engine says went wrong, by resource. */
class EngineErrors {
  readonly #said = new Map<string, string[]>();

  hear({ diagnosticEvent }: EngineEvent): void {
    if (diagnosticEvent?.severity !== "error") return;
    const name = diagnosticEvent.urn?.split("::")[3];
    // What concerns no resource, or the stack as a whole, only says that there are errors.
    if (name === undefined || diagnosticEvent.urn?.includes("::pulumi:pulumi:Stack::")) return;
    // The engine marks colours in its own way: <{%reset%}>.
    const text = diagnosticEvent.message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
    this.#said.set(name, [...(this.#said.get(name) ?? []), text]);
  }

  problems(except: ReadonlySet<string>): LabError[] {
    return [...this.#said]
      .filter(([name]) => !except.has(name))
      .map(([name, texts]) => new LabError(`${name}: ${texts.join("\n")}`));
  }
}

/**
 * Lets the hosts that are up end by themselves only so many hours from now, as the settings say. A host that cannot be told keeps the end
 * that it has.
 *
 * @returns what to tell of it, each a line.
 */
export async function putOffEnd(stack: Stack, kind: HostKind, plan: Plan, signal: AbortSignal): Promise<string[]> {
  const { hours } = plan.settings;
  if (hours === null) return [];
  const hosts: Host[] = (await stack.outputs()).hosts?.value ?? [];
  const extended = await extendAll(hosts, hours, signal);
  const ends = extended.flatMap(({ end }) => (end instanceof Date ? end : []));
  const failures = extended.flatMap(({ host, end }) =>
    end instanceof LabError ? `${host.name} ends when it was to end before: ${describe(end)}` : [],
  );
  const last = ends.toSorted((a, b) => a.getTime() - b.getTime()).at(-1);
  if (last === undefined) return failures;
  try {
    await kind.announceEnd?.(plan, last, signal);
  } catch (error) {
    signal.throwIfAborted();
    failures.push(`The tags of the lab still tell its former end: ${messageOf(error)}`);
  }
  return [`The lab ${timeLeft(last, new Date())}.`, ...failures];
}
