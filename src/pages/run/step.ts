import { promptSign } from "../../note/console/prompts.ts";
import { inWords } from "../../record/reasons/words.ts";
import type { StepRecord } from "../../record/record.ts";
import { CODE, type Content, type Html, html } from "../html.ts";
import type { Words } from "../translations.ts";
import type { OutputRow } from "./lines/rows.ts";
import { examine, type Findings, type Neighbours, type ShownStep } from "./model.ts";
import { linesHtml, rowsHtml } from "./output.ts";

/** The sign of each outcome. */
export const signs = { passed: "✓", failed: "✗", skipped: "–" } as const;

/** A step's or a section's outcome, as a sign with its name. */
export const mark = (outcome: StepRecord["outcome"], words: Words): Html =>
  html`<span class="mark ${outcome}" role="img" aria-label="${words.outcome[outcome]}">${signs[outcome]}</span>`;

/** What a page has for all its steps: its words, and which of them a replay types. */
export interface StepPage {
  words: Words;
  replayed: ReadonlySet<string>;
}

/** One step: what was typed, why it failed, its output, its duration and its outcome. */
export function stepHtml(shown: ShownStep, neighbours: Neighbours | undefined, { words, replayed }: StepPage): Html {
  const { id, record } = shown;
  const findings = examine(shown);
  return html`<article class="step ${record.outcome}${isLong(findings.rows, record) && " long"}" id="${id}"${replayed.has(id) && html` data-terminal="${record.terminal ?? 1}"`}>
<div class="head">${mark(record.outcome, words)}${typedHtml(shown, words)}<p class="meta">${facts(shown, words)}<a class="link" href="#${encodeURIComponent(id)}" title="${words.link} ${id}"></a></p></div>
${whyHtml(findings, neighbours, words)}${bodyHtml(shown, findings.rows, words)}${afterHtml(findings, neighbours, words)}</article>
`;
}

/** Whether a step has so many lines that paper may part it. */
const isLong = (rows: Findings["rows"], { expected }: StepRecord): boolean => (rows ?? expected).length >= 15;

/** Columns: from so many on, a line needs more room than the page's text. */
const WIDE = 96;

/** Whether a step has a line that needs more room than the page's text. A letter of Korean, Chinese or Japanese takes two columns. */
export const isWide = ({ record: { output, expected } }: ShownStep): boolean =>
  (output?.split("\n") ?? expected).some((line) => line.replace(TWO_COLUMNS, "$&$&").length >= WIDE);

const TWO_COLUMNS = /[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu;

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
      record.terminal !== 1 &&
      html`<span class="badge">${words.terminal(record.terminal)}</span>`,
    record.exit !== null && record.exit !== 0 && html`<span class="badge">${exitOf(record, step, words)}</span>`,
    (ending === "running" || ending === "reboot") && html`<span class="badge">${words.endings[ending]}</span>`,
    record.seconds !== null &&
      record.seconds >= NOTICED &&
      html`<span class="took">${words.seconds(record.seconds)}</span>`,
  ];
}

/** A command that the note's reader ends with Ctrl-C has that status: no number to be alarmed by. */
const exitOf = ({ exit, outcome }: StepRecord, step: ShownStep["step"], words: Words): string =>
  outcome === "passed" && exit === INTERRUPTED && step?.kind === "command" && step.expected.some((one) => "keys" in one)
    ? "Ctrl-C"
    : words.exit(exit as number);

/** Seconds: what took less was at once, and its duration tells a reader nothing. */
export const NOTICED = 0.5;

/** The status of a shell whose command ended by the signal of Ctrl-C. */
const INTERRUPTED = 130;

function bodyHtml({ record, bindings }: ShownStep, rows: readonly OutputRow[] | undefined, words: Words): Content {
  if (record.kind === "file") return linesHtml(record.expected, "file", words.file);
  if (rows === undefined) return linesHtml(record.expected, "planned", words.expected);
  return [
    rowsHtml(rows, record.outcome === "failed", bindings, words),
    record.cut > 0 && html`<p class="cut">${words.cut(record.cut)}</p>`,
  ];
}

/** Why the step failed or was skipped, as far as its lines do not show it. It stands above them. */
function whyHtml({ reasons }: Findings, neighbours: Neighbours | undefined, words: Words): Content {
  if (reasons.length === 0 || neighbours?.told) return false;
  const culprit = neighbours?.culprit;
  return html`<div class="why">${reasons.map((reason) => html`<p>${inWords(reason, words.reasons)}</p>`)}${culprit !== undefined && html`<p><a href="#${encodeURIComponent(culprit)}">↑ ${words.culprit}</a></p>`}</div>
`;
}

/** What explains the lines above it, and the links to the failures around it. */
function afterHtml({ bound }: Findings, neighbours: Neighbours | undefined, words: Words): Content {
  const said = bound !== undefined && html`<p>${words.bound(bound.sample, bound.value, bound.line)}</p>`;
  const links = neighbours !== undefined && neighboursHtml(neighbours, words);
  return (said || links) && html`<div class="after">${said}${links}</div>`;
}

const neighboursHtml = ({ previous, next }: Neighbours, words: Words): Content =>
  (previous !== undefined || next !== undefined) &&
  html`<p class="neighbours">${
    previous !== undefined && html`<a href="#${encodeURIComponent(previous)}">↑ ${words.previousFailure}</a>`
  }${next !== undefined && html`<a href="#${encodeURIComponent(next)}">↓ ${words.nextFailure}</a>`}</p>`;
