import { anyOf, wholeWord } from "./shapes/shape.ts";
import type { KnownWords } from "./shapes.ts";

/** A word of the note that stands for a value of the run, and the line of the note that bound it. */
export interface Binding {
  sample: string;
  value: string;
  line: number;
  /** Whether the first digits of the word stand for the first digits of the value. */
  abbreviated?: true;
}

/** From so many digits on, two ids that begin alike are one. */
const ENOUGH = 7;

/**
 * What the note's ids, addresses and names stand for in a run. Immutable, so a failed try changes nothing.
 * One to one: no two words stand for the same value. Of words that can be abbreviated, the first digits stand for the first digits of the
 * value, whichever of the two is bound first.
 */
export class Bindings {
  static readonly none = new Bindings(new Map(), new Map());

  readonly #bySample: ReadonlyMap<string, Binding>;
  readonly #byValue: ReadonlyMap<string, Binding>;

  private constructor(bySample: ReadonlyMap<string, Binding>, byValue: ReadonlyMap<string, Binding>) {
    this.#bySample = bySample;
    this.#byValue = byValue;
  }

  /** What a word of the note stands for: a word that is bound, or the first digits of exactly one. */
  of(sample: string): Binding | undefined {
    return this.#bySample.get(sample) ?? this.#beginning(sample);
  }

  all(): Binding[] {
    return [...this.#bySample.values()];
  }

  /** These bindings and one more, or the earlier binding that forbids it. */
  bind(sample: string, value: string, line: number, abbreviated = false): Bindings | Binding {
    const bound = this.#bySample.get(sample) ?? this.#byValue.get(value);
    if (bound !== undefined) return bound.sample === sample && bound.value === value ? this : bound;
    const other = abbreviated ? this.#abbreviated().find((one) => !agree(one, { sample, value, line })) : undefined;
    // A reader knows the word that the note has in this place.
    if (other !== undefined) return other.sample.startsWith(sample) ? (this.#beginning(sample) ?? other) : other;
    const fresh: Binding = abbreviated ? { sample, value, line, abbreviated } : { sample, value, line };
    return new Bindings(new Map([...this.#bySample, [sample, fresh]]), new Map([...this.#byValue, [value, fresh]]));
  }

  #abbreviated(): Binding[] {
    return this.all().filter(({ abbreviated }) => abbreviated);
  }

  /** As many digits of the value as the word has; more, where another value begins with these. */
  #beginning(word: string): Binding | undefined {
    if (!/^[0-9a-z]{2,}$/.test(word)) return undefined;
    const all = this.#abbreviated();
    const begun = all
      .filter(({ sample }) => sample.startsWith(word))
      .toSorted((a, b) => b.sample.length - a.sample.length);
    const [longest] = begun;
    if (longest === undefined || begun.some(({ sample }) => !longest.sample.startsWith(sample))) return undefined;
    const others = all.filter(({ value }) => !related(value, longest.value));
    let { length } = word;
    while (others.some(({ value }) => value.startsWith(longest.value.slice(0, length)))) length += 1;
    return { sample: word, value: longest.value.slice(0, length), line: longest.line, abbreviated: true };
  }
}

/** Whether one of two words begins the other. */
const related = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** Whether two ids begin alike in the note where they do in the run. Few digits may do so by chance in the run. */
function agree(one: Binding, other: Binding): boolean {
  if (related(one.sample, other.sample)) return related(one.value, other.value);
  const known = Math.min(one.value.length, other.value.length, one.sample.length, other.sample.length);
  return known < ENOUGH || !related(one.value, other.value);
}

/**
 * What the run types for a line of the note: every whole word that is bound is replaced by its value, the longest first; so are the first
 * digits of a bound id, where there are at least 7 of them or the section knows them.
 */
export function substitute(typed: string, bindings: Bindings, known: KnownWords = new Map()): string {
  const bound = bindings.all().map(({ sample }) => sample);
  if (bound.length === 0) return typed;
  const short = typed.match(/(?<![\p{L}\p{N}_])[0-9a-z]{2,64}(?![\p{L}\p{N}_])/gu) ?? [];
  const begun = short.filter((word) => word.length >= ENOUGH || known.has(word));
  const words = new RegExp(wholeWord(anyOf([...new Set([...bound, ...begun])])), "gu");
  return typed.replace(words, (word) => bindings.of(word)?.value ?? word);
}
