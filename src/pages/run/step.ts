import { compareStep } from "../../note/compare/compare.ts";
import type { Mismatch } from "../../note/compare/mismatch.ts";
import { promptSign } from "../../note/console/prompts.ts";
import type { StepRecord } from "../../record/record.ts";
import { CODE, type Content, type Html, html } from "../html.ts";
import type { Words } from "../translations.ts";
import type { ShownStep } from "./model.ts";
import { linesHtml, rowsHtml } from "./output.ts";
import { isDiffRow, type OutputRow, outputRows } from "./rows.ts";

/** The links from a failing step to its neighbours. */
export interface Neighbours {
  previous: string | undefined;
  next: string | undefined;
}

const signs = { passed: "✓", failed: "✗", skipped: "–" } as const;

/** A step's or a section's outcome, as a sign with its name. */
export const mark = (outcome: StepRecord["outcome"], words: Words): Html =>
  html`<span class="mark ${outcome}" role="img" aria-label="${words.outcome[outcome]}">${signs[outcome]}</span>`;

/** One step: what was typed, its output, its duration and its outcome. */
export function stepHtml(shown: ShownStep, neighbours: Neighbours | undefined, words: Words): Html {
  const { id, record, step, bindings } = shown;
  const mismatch = mismatchOf(shown);
  const rows = record.output === null ? undefined : outputRows(step, record.output, bindings, mismatch);
  return html`<article class="step ${record.outcome}" id="${id}">
<div class="head">${mark(record.outcome, words)}${typedHtml(shown, words)}<p class="meta">${facts(shown, words)}<a class="link" href="#${encodeURIComponent(id)}" aria-label="${words.link} ${id}">#</a></p></div>
${bodyHtml(shown, rows, words)}${whyHtml(record, mismatch, rows, neighbours, words)}</article>
`;
}

function typedHtml({ record, step, typed }: ShownStep, words: Words): Html {
  if (record.kind === "file")
    return html`<p class="typed"><span class="kind">${words.file}</span> <code${CODE}>${typed}</code></p>`;
  if (record.kind === "http")
    return html`<p class="typed"><span class="kind">${words.request}</span> <code${CODE}>${typed}</code></p>`;
  if (typed === "") return html`<p class="typed"><span class="kind">${words.goesOn}</span></p>`;
  const prompt = (step?.kind === "command" ? step.prompt : undefined) ?? promptSign(record.root).trimEnd();
  const [first = "", ...others] = typed.split("\n");
  return html`<pre class="typed"${CODE}><code><span class="prompt">${prompt} </span>${first}${others.map(
    (line) => html`\n<span class="prompt">&gt; </span>${line}`,
  )}</code></pre>`;
}

function facts({ record, step }: ShownStep, words: Words): Content {
  const ending = step?.kind === "command" && record.outcome !== "skipped" ? step.ending.kind : "mark";
  return [
    record.terminal !== null &&
      record.terminal > 1 &&
      html`<span class="badge">${words.terminal(record.terminal)}</span>`,
    record.exit !== null && record.exit !== 0 && html`<span class="badge">${words.exit(record.exit)}</span>`,
    (ending === "running" || ending === "reboot") && html`<span class="badge">${words.endings[ending]}</span>`,
    record.seconds !== null && html`<span class="took">${words.seconds(record.seconds)}</span>`,
  ];
}

function bodyHtml({ record, bindings }: ShownStep, rows: readonly OutputRow[] | undefined, words: Words): Content {
  if (record.kind === "file") return linesHtml(record.expected, "file", words.file);
  if (rows === undefined) return linesHtml(record.expected, "planned", words.expected);
  return [rowsHtml(rows, bindings, words), record.cut > 0 && html`<p class="cut">${words.cut(record.cut)}</p>`];
}

/** Where the output differs from the note; `undefined` if it does not, or if that is unknown. */
function mismatchOf({ record, step, bindings }: ShownStep): Mismatch | undefined {
  if (step === undefined || step.kind === "file" || record.outcome !== "failed" || record.output === null)
    return undefined;
  const match = compareStep(step, record.output, bindings);
  return match.holds ? undefined : match;
}

/** The part of a failure's reason that the lines above do not show. */
function whyHtml(
  { reason }: StepRecord,
  mismatch: Mismatch | undefined,
  rows: readonly OutputRow[] = [],
  neighbours: Neighbours | undefined,
  words: Words,
): Content {
  if (reason === null) return false;
  const bound = mismatch?.bound;
  const shown = mismatch?.reason === reason && rows.some(isDiffRow);
  return html`<div class="why">
${bound !== undefined && html`<p>${words.bound(bound.sample, bound.value, bound.line)}</p>`}${
  !shown && html`<p lang="en">${reason}</p>`
}${neighbours !== undefined && neighboursHtml(neighbours, words)}
</div>`;
}

const neighboursHtml = ({ previous, next }: Neighbours, words: Words): Html =>
  html`<p class="neighbours">${
    previous !== undefined && html`<a href="#${encodeURIComponent(previous)}">↑ ${words.previousFailure}</a>`
  }${next !== undefined && html`<a href="#${encodeURIComponent(next)}">↓ ${words.nextFailure}</a>`}</p>`;
