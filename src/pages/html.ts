import { sanitize } from "../common/sanitize.ts";

/** Text that is HTML already. Everything else in a page is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value in a {@link html} template: text is escaped, lists are joined, `false` and `undefined` are left out. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/** A piece of HTML. A value that is not {@link Html} is escaped, which is safe in elements and in quoted attributes. */
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

/** The attributes of commands and output: a screen reader does not read them in the page's language, and a browser does not translate them. */
export const CODE = new Html(' lang="en" translate="no"');

/** The language of an element as an attribute, if the element around it has another language. */
export const langHtml = (language: string, around: string): Content =>
  primary(language) !== primary(around) && html` lang="${language}"`;

const primary = (language: string): string | undefined => language.toLowerCase().split("-")[0];

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text for an element or a quoted attribute. Characters that control a terminal or change the direction of text could mislead the
 * reader, so they are shown as code points.
 */
const escapeHtml = (text: string): string => sanitize(text).replace(/[&<>"']/g, (sign) => entities[sign] as string);
