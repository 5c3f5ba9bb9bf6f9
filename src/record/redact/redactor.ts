import type { RunEvent } from "../events.ts";
import { type Reason, withTexts } from "../reasons/reason.ts";
import type { RunRecord, StepRecord } from "../record.ts";
import { type Secret, secretsIn } from "./detector.ts";
import { withoutEscapes } from "./escapes.ts";
import { possibleSecretStart } from "./held-back.ts";
import { isRedacted, withPlaceholders } from "./placeholder.ts";
import { withoutValues } from "./reason.ts";

/** What is secret in a run, and what is not. */
export interface RedactionContext {
  /** Values that are secret everywhere: keys and tokens of the lab and of the user's computer. */
  secrets: readonly string[];
  /** The note's text. It is public, so its words stay. */
  note: string;
}

/** Environment variables that have secret values. */
const VARIABLES = [
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "GH_TOKEN",
  "GITHUB_TOKEN",
  "NPM_TOKEN",
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE",
];

/** The secret values in an environment. */
export const secretsOf = (env: NodeJS.ProcessEnv): string[] => VARIABLES.flatMap((name) => env[name] ?? []);

/** A shorter value may be any word. */
const SHORTEST = 12;
/** How many of the values that were found in a run are looked for in the rest of it. */
const REMEMBERED = 1000;
/** How many characters of a line are kept to tell what follows them: `aws_secret_access_key = `. */
const CONTEXT = 1024;

/** Output that is held back, since it may be the start of a secret, and the part of its line that was already emitted. */
interface Pending {
  event: Extract<RunEvent, { data: string }>;
  held: string;
  line: string;
}

/**
 * Takes secrets out of a run's events before the recorder keeps them: known ones, those with a known form, and each that was found once,
 * wherever it comes again. What may be the start of a secret is held back until more comes, in bounded memory.
 */
export class Redactor {
  readonly #note: string;
  /** The secret values, each with what it is, in words. */
  readonly #values = new Map<string, string>();
  /** Those of them that were found in the run. */
  readonly #found = new Set<string>();
  #known: RegExp | undefined;
  /** By the step's index. */
  readonly #pending = new Map<number, Pending>();

  constructor({ secrets, note }: RedactionContext) {
    this.#note = note;
    this.know(secrets.flatMap(linesOf).filter((line) => line.length >= SHORTEST));
  }

  /** These values are secret from now on, also where they are so short that they could be a word. */
  know(values: readonly string[]): void {
    for (const value of values) this.#values.set(value, "secret");
    this.#look();
  }

  /** The events to keep in place of this one: with what was held back before it, or none while this one is held back. */
  take(event: RunEvent): RunEvent[] {
    switch (event.type) {
      case "output":
      case "echo":
        return this.#stream(event);
      case "step-started":
        return [{ ...event, entered: this.#maybe(event.entered) }];
      case "step-ended": {
        const released = this.#release(event.index);
        return [...released, { ...event, step: this.#step(event.step) }];
      }
      case "step-retried":
        return [...this.#release(event.index), event];
      case "run-ended":
        return [...this.end(), { ...event, reasons: this.#reasons(event.reasons) }];
      case "section-ended":
        return [...this.end(), event];
      default:
        return [event];
    }
  }

  /** The events that are still held back. */
  end(): RunEvent[] {
    return [...this.#pending.keys()].flatMap((index) => this.#release(index));
  }

  /** The values that turned out to be secret in the run. What was kept before may have them. */
  get found(): string[] {
    return [...this.#found];
  }

  /** A record without the secrets that are known by now. */
  record(record: RunRecord): RunRecord {
    return { ...record, reasons: this.#reasons(record.reasons), steps: record.steps.map((step) => this.#step(step)) };
  }

  /** A whole text without its secrets. */
  text(text: string): string {
    return withPlaceholders(text, 0, this.#secretsIn(text));
  }

  /** A reason quotes the output, but without the words that show that a value is secret. So the output's secrets are taken out of it. */
  #step(step: StepRecord): StepRecord {
    const output = step.output ?? "";
    const secrets = this.#secretsIn(output);
    const values = new Map(this.#values);
    for (const { start, end, what } of secrets) values.set(output.slice(start, end), what);
    return {
      ...step,
      output: step.output === null ? null : withPlaceholders(output, 0, secrets),
      entered: this.#maybe(step.entered),
      nextPrompt: this.#maybe(step.nextPrompt),
      reasons: this.#reasons(step.reasons, values),
    };
  }

  #reasons(reasons: readonly Reason[], values = this.#values): Reason[] {
    return reasons.map((reason) => withTexts(reason, (text) => withoutValues(this.text(text), values)));
  }

  #maybe(text: string | null): string | null {
    return text === null ? null : this.text(text);
  }

  #stream(event: Pending["event"]): RunEvent[] {
    const before = this.#pending.get(event.index);
    const same = before?.event.type === event.type;
    const released = before === undefined || same ? [] : this.#release(event.index);
    const line = same ? before.line : "";
    const all = (same ? before.held : "") + event.data;
    const safe = all.length - possibleSecretStart(all);
    this.#pending.set(event.index, {
      event,
      held: all.slice(safe),
      line: lineOf(line + withoutEscapes(all.slice(0, safe)).text),
    });
    return [...released, ...this.#told(event, line, all.slice(0, safe))];
  }

  #release(index: number): RunEvent[] {
    const pending = this.#pending.get(index);
    this.#pending.delete(index);
    return pending === undefined ? [] : this.#told(pending.event, pending.line, pending.held);
  }

  #told(event: Pending["event"], line: string, data: string): RunEvent[] {
    return data === ""
      ? []
      : [{ ...event, data: withPlaceholders(line + data, line.length, this.#secretsIn(line + data)) }];
  }

  /** Searches the text as a terminal shows it, and as it is: a title that is sent to the terminal is text, too. */
  #secretsIn(text: string): Secret[] {
    const seen = withoutEscapes(text);
    const shown = this.#secretsOf(seen.text).map(({ start, end, what }) => ({
      start: seen.at(start),
      end: seen.at(end - 1) + 1,
      what,
    }));
    return seen.text === text ? shown : [...shown, ...this.#secretsOf(text)];
  }

  #secretsOf(text: string): Secret[] {
    const known = this.#known === undefined ? [] : text.matchAll(this.#known).toArray();
    const secrets: Secret[] = known.map(({ index, 0: value }) => ({
      start: index,
      end: index + value.length,
      what: this.#values.get(value) ?? "secret",
    }));
    for (const secret of secretsIn(text)) {
      const value = withoutEscapes(text.slice(secret.start, secret.end)).text.replaceAll("\r", "");
      if (isRedacted(value) || this.#note.includes(value)) continue;
      this.#remember(value, secret.what);
      secrets.push(secret);
    }
    return secrets;
  }

  #remember(value: string, what: string): void {
    const fresh = linesOf(value).filter((line) => line.length >= SHORTEST && !this.#values.has(line));
    if (fresh.length === 0 || this.#found.size > REMEMBERED) return;
    for (const line of fresh) {
      this.#values.set(line, what);
      this.#found.add(line);
    }
    this.#look();
  }

  #look(): void {
    const longestFirst = [...this.#values.keys()].sort((a, b) => b.length - a.length);
    if (longestFirst.length > 0)
      this.#known = new RegExp(longestFirst.map((line) => RegExp.escape(line)).join("|"), "g");
  }
}

/** A value of several lines may also be shown line by line, and without what stands before its lines. */
function linesOf(value: string): string[] {
  const lines = value.trim().split(/\n|\\n/);
  return lines.length === 1 ? lines : lines.flatMap((line) => /[\w+/=]+(?=\r?$)/.exec(line)?.[0] ?? []);
}

/** The last line of a text, its last characters only. */
const lineOf = (text: string): string => text.slice(text.lastIndexOf("\n") + 1).slice(-CONTEXT);
