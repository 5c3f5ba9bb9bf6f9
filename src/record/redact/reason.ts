import { placeholder } from "./placeholder.ts";

/** What is shorter may be a part of the sentence itself. */
const SHORTEST = 4;
/** As little of a secret's beginning may be the beginning of any word. */
const BEGINNING = 8;
/** Where a reason cuts a long line. */
const CUT = "…";

/**
 * A sentence on why a step failed without the secrets that it quotes: as words, as JSON writes them, and as much of one as is left where
 * a line was cut, which neither its form nor its value tells.
 *
 * @param values what is secret, and what it is, in words
 */
export function withoutValues(reason: string, values: ReadonlyMap<string, string>): string {
  const forms = [...values].flatMap(([value, what]) =>
    value.length < SHORTEST
      ? []
      : [...new Set([value, JSON.stringify(value).slice(1, -1)])].map((form) => ({ form, what })),
  );
  const whole = forms
    .toSorted((a, b) => b.form.length - a.form.length)
    .reduce((text, { form, what }) => text.replace(asWord(form), () => placeholder(what)), reason);
  const parts = whole.split(CUT);
  return parts
    .map((part, index) => {
      if (index === parts.length - 1) return part;
      const left = forms.map(({ form, what }) => ({ length: overlap(part, form), what }));
      const { length, what } = left.reduce((longest, each) => (each.length > longest.length ? each : longest), {
        length: 0,
        what: "",
      });
      return length === 0 ? part : part.slice(0, -length) + placeholder(what);
    })
    .join(CUT);
}

const asWord = (value: string): RegExp => new RegExp(`(?<!\\w)${RegExp.escape(value)}(?!\\w)`, "g");

/** How much of a secret's beginning a text ends in; 0 where that may be something else. */
function overlap(text: string, secret: string): number {
  for (let length = Math.min(text.length, secret.length); length >= BEGINNING; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return length;
  return 0;
}
