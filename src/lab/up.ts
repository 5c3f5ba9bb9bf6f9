import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { advice, npm } from "../common/advice.ts";
import { describe, Interrupted, LabError, messageOf } from "../common/errors.ts";
import type { Say } from "../common/progress.ts";
import type { Settings } from "../common/settings.ts";
import { extendAll, timeLeft } from "../hosts/expiry.ts";
import type { Host } from "../hosts/host.ts";
import type { HostKind, Plan } from "../hosts/kind.ts";
import { nameOfUrn, studentOf, typeOfUrn } from "../hosts/urns.ts";
import type { Note } from "../note/note.ts";
import { type LabOutcome, outcomeOf, type Problem } from "./outcome.ts";
import { EngineProgress } from "./progress.ts";
import { PulumiError, remedyForPulumi, type Stack, withoutResult } from "./pulumi/stack.ts";
import { watch } from "./watch.ts";

/** The lab to bring up. */
export interface UpdateOptions {
  stack: Stack;
  /** Knows the error messages of the provider that makes the hosts. */
  kind: Pick<HostKind, "remedyFor">;
  settings: Settings;
  note: Note;
  /** The folder of this stack's records. */
  records: string;
  /** Shows progress where nobody watches a terminal. */
  say: Say;
  signal: AbortSignal;
}

/**
 * Brings the lab up: makes the hosts, waits until they are ready, runs the note on each, and shows how it goes.
 *
 * @returns the results of the note, and what else failed, for which host. A step that failed stands in its host's record.
 * @throws LabErrors when no host ran the note; Interrupted.
 */
export async function bringUp({
  stack,
  kind,
  settings,
  note,
  records,
  say,
  signal,
}: UpdateOptions): Promise<LabOutcome> {
  const engine = new EngineErrors(kind);
  let broken: PulumiError | undefined;
  const watched = { hosts: settings.students, sections: note.sections, records, ofClass: settings, say };
  const {
    results,
    problems: unread,
    failed,
  } = await watch(watched, async (display) => {
    const progress = new EngineProgress(settings.students, display);
    try {
      await withoutResult(stack).up({
        continueOnError: true,
        parallel: settings.parallel,
        signal,
        onEvent: (event) => {
          progress.hear(event);
          engine.hear(event);
        },
      });
      return "unchanged";
    } catch (error) {
      if (!(error instanceof PulumiError)) throw error;
      broken = error;
      return signal.aborted ? "interrupted" : "not run";
    }
  });
  if (broken === undefined) return outcomeOf("The lab is not whole", results, unread);
  if (signal.aborted)
    throw new Interrupted("Interrupted", {
      remedy: advice`${npm("start")} goes on from here, ${npm("down")} takes the lab down`,
    });
  const problems = [...unread, ...engine.problems(settings.students, failed)];
  if (problems.length > 0 || failed.size > 0) return outcomeOf("The lab is not whole", results, problems);
  throw engine.ofProgram ?? broken;
}

/** The type of the resource that runs the note on a host. */
const NOTE_RUN = "command:local:Command";

/** The errors that the engine reports, by resource. */
class EngineErrors {
  readonly #kind: Pick<HostKind, "remedyFor">;
  readonly #said = new Map<string, string[]>();
  /** The error with which the Pulumi program itself ended. */
  ofProgram: LabError | undefined;

  constructor(kind: Pick<HostKind, "remedyFor">) {
    this.#kind = kind;
  }

  hear({ diagnosticEvent }: EngineEvent): void {
    if (diagnosticEvent?.severity !== "error") return;
    const { urn } = diagnosticEvent;
    // A message without a resource only says that there are errors.
    if (urn === undefined) return;
    // The engine has its own marks for colours: <{%reset%}>.
    const text = diagnosticEvent.message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
    if (typeOfUrn(urn) === "pulumi:pulumi:Stack") this.ofProgram ??= this.#told(text);
    else this.#said.set(urn, [...(this.#said.get(urn) ?? []), text]);
  }

  /** @param failed students whose records say already that their run of the note failed */
  problems(students: readonly string[], failed: ReadonlySet<string>): Problem[] {
    return [...this.#said]
      .filter(([urn]) => !(typeOfUrn(urn) === NOTE_RUN && failed.has(nameOfUrn(urn))))
      .map(([urn, texts]) => ({
        host: studentOf(urn, students),
        error: this.#told(`${nameOfUrn(urn)}: ${texts.join("\n")}`),
      }));
  }

  #told(words: string): LabError {
    return new LabError(words, { remedy: this.#kind.remedyFor?.(words) ?? remedyForPulumi(words) });
  }
}

/**
 * Puts off the end of the hosts that are up, to as many hours from now as the settings say, and says when that is. A host that cannot be
 * extended keeps its end. A failure here is said, and hides no other error.
 */
export async function extendHosts(
  stack: Stack,
  kind: HostKind,
  plan: Plan,
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  const { hours } = plan.settings;
  if (hours === null || signal.aborted) return;
  try {
    const hosts: Host[] = (await stack.outputs()).hosts?.value ?? [];
    const extended = await extendAll(hosts, hours, signal);
    const ends = extended.flatMap(({ end }) => (end instanceof Date ? end : []));
    const last = ends.sort((a, b) => b.getTime() - a.getTime())[0];
    if (last !== undefined) say(`\nThe lab ${timeLeft(last, new Date())}.`);
    for (const { host, end } of extended)
      if (end instanceof LabError)
        say(`${host.name} could not be extended; it still ends at the old time. ${describe(end, plan.site.stack)}`);
    if (last !== undefined) await kind.announceEnd?.(plan, last, signal);
  } catch (error) {
    if (!signal.aborted) say(`Could not update the end of every resource of the lab: ${messageOf(error)}`);
  }
}
