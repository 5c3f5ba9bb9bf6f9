import type { HostRecord } from "../../record/record.ts";
import { CODE, type Content, type Html, html, langHtml } from "../html.ts";
import { barOf, type WantedPicture } from "../pictures/plan.ts";
import type { Words } from "../translations.ts";
import type { ShownStep } from "./model.ts";
import { isWide } from "./step.ts";

/** A picture of the note: its words, and the steps that it shows. */
interface Figure {
  title: string;
  steps: readonly ShownStep[];
}

/** The pictures of each step that is in some. */
export function figuresOf(
  pictures: readonly WantedPicture[],
  all: readonly ShownStep[],
): ReadonlyMap<ShownStep, readonly Figure[]> {
  const figures = pictures.map(({ title, steps }): Figure => ({ title, steps: steps.flatMap((at) => all[at] ?? []) }));
  return new Map(all.map((step) => [step, figures.filter(({ steps }) => steps.includes(step))]));
}

/** Steps of a block that stand together: in the window of the pictures that show them, or in none. */
export interface StepGroup {
  steps: readonly ShownStep[];
  figures: readonly Figure[];
}

/** The groups of a block: a step stands with the one above it if one picture shows both, or none shows either. */
export function groupsOf(steps: readonly ShownStep[], figures: ReadonlyMap<ShownStep, readonly Figure[]>): StepGroup[] {
  const groups: { steps: ShownStep[]; figures: readonly Figure[] }[] = [];
  for (const step of steps) {
    const own = figures.get(step) ?? [];
    const last = groups.at(-1);
    const above = figures.get(last?.steps.at(-1) as ShownStep) ?? [];
    const goesOn = own.length === 0 ? above.length === 0 : own.some((figure) => above.includes(figure));
    if (last === undefined || !goesOn) groups.push({ steps: [step], figures: own });
    else {
      last.steps.push(step);
      last.figures = [...new Set([...last.figures, ...own])];
    }
  }
  return groups;
}

/** What a figure needs of its page. */
interface FigurePage {
  host: HostRecord;
  /** The note's language; the words may be in another. */
  language: string;
  words: Words;
}

/**
 * Steps in the window that a picture of them has: of a terminal, or of a browser for what a web server answered. The words of a picture
 * stand below its last step, and lead to its first one where the window has others, too.
 *
 * @param content the HTML of the steps
 */
export function figureHtml(
  { steps, figures }: StepGroup,
  content: Content,
  { host, language, words }: FigurePage,
): Html {
  const [{ record }] = steps as readonly [ShownStep];
  const isPage = record.kind === "http";
  const captions = figures.filter((figure) => steps.includes(figure.steps.at(-1) as ShownStep));
  return html`<figure class="picture${steps.some(isWide) && " wide"}"><div class="block ${isPage ? "browser" : "terminal"}"${langHtml(words.language, language)}>
${!isPage && html`<p class="window"${CODE}>${barOf(host, record)}</p>\n`}${content}</div>${
    captions.length > 0 &&
    html`<figcaption>${captions.map((figure, index) => [index > 0 && html`<br>`, captionHtml(figure, steps)])}</figcaption>`
  }</figure>
`;
}

const captionHtml = ({ title, steps }: Figure, all: readonly ShownStep[]): Content =>
  steps.length < all.length ? html`<a href="#${encodeURIComponent(steps[0]?.id ?? "")}">${title}</a>` : title;
