import { sanitize } from "../common/sanitize.ts";

/** Text that is HTML already. Nothing else gets into a page without being escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What stands in a {@link html} template: text is escaped, lists are joined, `false` and `undefined` are nothing. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/** A piece of HTML. Whatever is put into it that is no {@link Html} is text, in elements and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  let text = strings[0] as string;
  for (const [index, value] of values.entries()) text += render(value) + strings[index + 1];
  return new Html(text);
}

function render(content: Content): string {
  if (content === undefined || content === false) return "";
  if (content instanceof Html) return content.text;
  return typeof content === "object" ? content.map(render).join("") : escapeHtml(String(content));
}

/** What is typed at a shell and what programs print, as an attribute: no voice of another language reads it, nobody translates it. */
export const CODE = new Html(' lang="en" translate="no"');

/** The language of an element as an attribute, where what is around it is in another. */
export const langHtml = (language: string, around: string): Content =>
  primary(language) !== primary(around) && html` lang="${language}"`;

const primary = (language: string): string | undefined => language.toLowerCase().split("-")[0];

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text as it may stand in an element or a quoted attribute. What controls a terminal or turns the direction of writing would make
 * a reader see another text than there is, so it is shown as its code point.
 */
const escapeHtml = (text: string): string => sanitize(text).replace(/[&<>"']/g, (sign) => entities[sign] as string);
