import type { StepOutcome } from "../../record/record.ts";
import { type Html, html, langHtml } from "../html.ts";
import type { PageHeading } from "../note-html.ts";
import type { Words } from "../translations.ts";
import { type ShownStep, worse } from "./model.ts";
import { mark } from "./step.ts";

/** An entry of the contents: a heading of the page. */
export interface Entry {
  heading: Pick<PageHeading, "id" | "depth" | "title">;
  /** The worst outcome of the steps below it; `undefined` if there are none. */
  outcome: StepOutcome | undefined;
}

/** The deepest level of headings in the contents. */
const DEEPEST = 4;

/** The steps below a heading are those up to the next heading of the same or a higher level. */
export function entriesOf(headings: readonly PageHeading[], steps: readonly ShownStep[]): Entry[] {
  const entries: Entry[] = [];
  const above: Entry[] = [];
  const places = [
    ...headings.filter(({ depth }) => depth <= DEEPEST).map((heading) => ({ line: heading.line, heading })),
    ...steps.map(({ record: { line, outcome } }) => ({ line, outcome })),
  ].sort((a, b) => a.line - b.line);
  for (const place of places) {
    if ("outcome" in place) for (const entry of above) entry.outcome = worse(entry.outcome, place.outcome);
    else {
      const entry = { heading: place.heading, outcome: undefined };
      while ((above.at(-1)?.heading.depth ?? 0) >= entry.heading.depth) above.pop();
      above.push(entry);
      entries.push(entry);
    }
  }
  return entries;
}

/** The contents of the page, with outcomes. The headings are in the note's language. */
export function contentsHtml(entries: readonly Entry[], language: string, words: Words): Html {
  return html`<nav id=":contents" aria-label="${words.contents}">
<h2>${words.contents}</h2>
<ul>
${entries.map(
  ({ heading: { id, depth, title }, outcome }) =>
    html`<li class="depth${depth}"><a href="#${encodeURIComponent(id)}"><span${langHtml(language, words.language)}>${title}</span>${outcome && mark(outcome, words)}</a></li>
`,
)}</ul>
</nav>`;
}
