import { placeholder } from "./placeholder.ts";

/** A shorter value may be a part of any text. */
const SHORTEST = 4;
/** A shorter beginning of a secret may be the beginning of any word. */
const BEGINNING = 8;
/** Where a reason cuts a long line. */
const CUT = "…";

/**
 * A text of a reason without the secrets in it: as words, and the beginning of one where a line was cut. Neither a form nor a value can tell
 * such a beginning.
 *
 * @param values the secret values, each with what it is, in words
 */
export function withoutValues(told: string, values: ReadonlyMap<string, string>): string {
  const forms = [...values].flatMap(([form, what]) => (form.length < SHORTEST ? [] : [{ form, what }]));
  const whole = forms
    .toSorted((a, b) => b.form.length - a.form.length)
    .reduce((text, { form, what }) => text.replace(asWord(form), () => placeholder(what)), told);
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

/** How many characters of a secret's beginning stand at a text's end; 0 where they may be something else. */
function overlap(text: string, secret: string): number {
  for (let length = Math.min(text.length, secret.length); length >= BEGINNING; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return length;
  return 0;
}
