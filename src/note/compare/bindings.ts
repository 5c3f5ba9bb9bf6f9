import { notInWord } from "./shapes.ts";

/** A word of the note that stands for a value of the run, and the line of the note that bound it. */
export interface Binding {
  sample: string;
  value: string;
  line: number;
}

/**
 * What the note's ids, addresses and names stand for in a run. Immutable, so a failed try changes nothing.
 * One to one: no two words stand for the same value. The first 12 digits of a 64-digit id stand for the first 12 digits of its value.
 */
export class Bindings {
  static readonly none = new Bindings(new Map(), new Map());

  readonly #bySample: ReadonlyMap<string, Binding>;
  readonly #byValue: ReadonlyMap<string, Binding>;

  private constructor(bySample: ReadonlyMap<string, Binding>, byValue: ReadonlyMap<string, Binding>) {
    this.#bySample = bySample;
    this.#byValue = byValue;
  }

  /** What a word of the note stands for, if it is bound. */
  of(sample: string): Binding | undefined {
    return this.#bySample.get(sample);
  }

  all(): Binding[] {
    return [...this.#bySample.values()];
  }

  /** These bindings and one more, or the earlier binding that forbids it. */
  bind(sample: string, value: string, line: number): Bindings | Binding {
    const heads = isLongId(sample) ? [{ sample: head(sample), value: head(value), line }] : [];
    const wanted = [{ sample, value, line }, ...heads];
    const earlier = wanted.map((one) => this.#conflict(one)).find((binding) => binding !== undefined);
    if (earlier !== undefined) return earlier;
    const fresh = wanted.filter((one) => !this.#bySample.has(one.sample));
    if (fresh.length === 0) return this;
    return new Bindings(
      new Map([...this.#bySample, ...fresh.map((one) => [one.sample, one] as const)]),
      new Map([...this.#byValue, ...fresh.map((one) => [one.value, one] as const)]),
    );
  }

  #conflict({ sample, value }: Binding): Binding | undefined {
    const bound = this.#bySample.get(sample) ?? this.#byValue.get(value);
    return bound === undefined || (bound.sample === sample && bound.value === value) ? undefined : bound;
  }
}

const isLongId = (word: string): boolean => /^[0-9a-f]{64}$/.test(word);
const head = (id: string): string => id.slice(0, 12);

/** What the run types for a line of the note: every whole word that is bound is replaced by its value, the longest first. */
export function substitute(typed: string, bindings: Bindings): string {
  const samples = bindings.all().map(({ sample }) => sample);
  if (samples.length === 0) return typed;
  // The dots of addresses are the only characters of samples that have a meaning in a regular expression.
  const longestFirst = samples.sort((a, b) => b.length - a.length).map((sample) => sample.replaceAll(".", "\\."));
  const words = new RegExp(`${notInWord.before}(?:${longestFirst.join("|")})${notInWord.after}`, "gu");
  return typed.replace(words, (word) => bindings.of(word)?.value ?? word);
}
