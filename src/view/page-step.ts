import type { Bindings } from "../note/bindings.ts";
import { compareStep } from "../note/index.ts";
import type { StepRecord } from "../record/record.ts";
import { type Content, Html, html } from "./page-html.ts";
import type { ShownStep } from "./page-model.ts";
import { differingWords, outputRows, type Row, type Word } from "./page-rows.ts";
import type { Words } from "./words.ts";

/** The links from a failing step to its neighbours. */
export interface Neighbours {
  previous: string | undefined;
  next: string | undefined;
}

/** Lines where the note takes any are folded away from this number on. */
const FOLDED = 9;
/** A line that a narrow screen cannot show whole: what holds it scrolls, and so can be reached by keys. */
const NARROW = 40;

const signs = { passed: "✓", failed: "✗", skipped: "–" } as const;

/** A step's or a section's outcome, as a sign with its name. */
export const mark = (outcome: StepRecord["outcome"], words: Words): Html =>
  html`<span class="mark ${outcome}" role="img" aria-label="${words.outcome[outcome]}">${signs[outcome]}</span>`;

/** One step: what was typed, what came, how long it took, whether it held. */
export function stepHtml(shown: ShownStep, neighbours: Neighbours | undefined, words: Words): Html {
  const { id, record } = shown;
  return html`<article class="step ${record.outcome}" id="${id}">
<div class="head">${mark(record.outcome, words)}${typedHtml(shown, words)}<p class="meta">${facts(shown, words)}<a class="link" href="#${encodeURIComponent(id)}" aria-label="${words.link} ${id}">#</a></p></div>
${bodyHtml(shown, words)}${whyHtml(shown, neighbours, words)}</article>
`;
}

function typedHtml({ record, step, typed }: ShownStep, words: Words): Html {
  if (record.kind === "file")
    return html`<p class="typed"><span class="kind">${words.file}</span> <code>${typed}</code></p>`;
  if (record.kind === "http")
    return html`<p class="typed"><span class="kind">${words.request}</span> <code>${typed}</code></p>`;
  if (typed === "") return html`<p class="typed"><span class="kind">${words.goesOn}</span></p>`;
  const prompt = (step?.kind === "command" ? step.prompt : undefined) ?? "$";
  const [first = "", ...others] = typed.split("\n");
  return html`<pre class="typed"><code><span class="prompt">${prompt} </span>${first}${others.map(
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

function bodyHtml({ record, step, bindings }: ShownStep, words: Words): Content {
  if (record.kind === "file") return linesHtml(record.expected, "file", words.file);
  if (record.output === null)
    return record.expected.length > 0 && linesHtml(record.expected, "planned", words.expected);
  const rows = outputRows(step, record.output, bindings, record.outcome === "passed");
  return [
    rows.length > 0 && scrolling(rowsHtml(rows, bindings, words), widest(rows), "output", words.seen),
    record.cut > 0 && html`<p class="cut">${words.cut(record.cut)}</p>`,
  ];
}

const linesHtml = (lines: readonly string[], kind: string, label: string): Html =>
  scrolling(html`<pre>${lines.join("\n")}</pre>`, Math.max(...lines.map(({ length }) => length)), kind, label);

const scrolling = (content: Content, width: number, kind: string, label: string): Html =>
  html`<div class="${kind}"${width > NARROW && html` tabindex="0" role="group" aria-label="${label}"`}>${content}</div>`;

const widest = (rows: readonly Row[]): number =>
  rows.reduce(
    (most, row) =>
      Math.max(most, "seen" in row ? row.seen.length : 0, "expected" in row ? row.expected.text.length : 0),
    0,
  );

/** Neighbours of one kind are one block of text; a long one where the note takes any lines is folded away. */
function rowsHtml(rows: readonly Row[], bindings: Bindings, words: Words): Content {
  const runs: { folds: boolean; rows: Row[] }[] = [];
  for (const row of rows) {
    const folds = row.kind === "any";
    const last = runs.at(-1);
    if (last?.folds === folds) last.rows.push(row);
    else runs.push({ folds, rows: [row] });
  }
  return runs.map((run) => {
    const block = blockHtml(run.rows, bindings, words);
    return run.folds && run.rows.length >= FOLDED
      ? html`<details><summary>${words.folded(run.rows.length)}</summary>${block}</details>`
      : block;
  });
}

function blockHtml(rows: readonly Row[], bindings: Bindings, words: Words): Html[] {
  const blocks: Html[] = [];
  let plain: string[] = [];
  const flush = () => {
    if (plain.length > 0) blocks.push(html`<pre>${plain.join("\n")}</pre>`);
    plain = [];
  };
  for (const row of rows) {
    if (row.kind === "held" || row.kind === "any") plain.push(row.seen);
    else {
      flush();
      blocks.push(differenceHtml(row, bindings, words));
    }
  }
  flush();
  return blocks;
}

function differenceHtml(
  row: Extract<Row, { kind: "extra" | "missing" | "other" }>,
  bindings: Bindings,
  words: Words,
): Html {
  if (row.kind === "extra") return html`<div class="diff">${seenLine(row.seen, words.extra)}</div>`;
  if (row.kind === "missing")
    return html`<div class="diff">${expectedLine(row.expected.text, row.expected.line, words)}</div>`;
  const { expected, seen } = differingWords(row.expected.text, row.seen, bindings);
  const held = [...new Set(expected.filter(({ differs, shape }) => differs && shape !== undefined))];
  return html`<div class="diff">${expectedLine(wordsHtml(expected, "del"), row.expected.line, words)}${seenLine(
    wordsHtml(seen, "ins"),
    words.seen,
  )}${held.map(
    ({ text, shape }) =>
      html`<p class="held"><code>${text}</code> ${words.heldTo}: ${words.shapes[shape?.name ?? ""] ?? shape?.name}</p>`,
  )}</div>`;
}

const expectedLine = (content: Content, line: number, words: Words): Html =>
  html`<p class="expected"><span class="side">− ${words.expected} ${words.line(line)}</span> <code>${content}</code></p>`;

const seenLine = (content: Content, label: string): Html =>
  html`<p class="seen"><span class="side">+ ${label}</span> <code>${content}</code></p>`;

/** Words that differ, with what stands between two of them, are one mark. */
function wordsHtml(words: readonly Word[], tag: "del" | "ins"): Html {
  const name = new Html(tag);
  return html`${words.map(({ text, differs }) => (differs ? html`<${name}>${text}</${name}>` : text))}`;
}

function whyHtml({ record, step, bindings }: ShownStep, neighbours: Neighbours | undefined, words: Words): Content {
  if (record.reason === null) return false;
  const match =
    step !== undefined && step.kind !== "file" && record.outcome === "failed" && record.output !== null
      ? compareStep(step, record.output, bindings)
      : undefined;
  const bound = match?.holds === false ? match.bound : undefined;
  return html`<div class="why">
${bound !== undefined && html`<p>${words.bound(bound.sample, bound.value, bound.line)}</p>`}<p lang="en">${record.reason}</p>
${
  neighbours !== undefined &&
  html`<p class="neighbours">${neighbours.previous !== undefined && html`<a href="#${encodeURIComponent(neighbours.previous)}">↑ ${words.previousFailure}</a>`}${neighbours.next !== undefined && html`<a href="#${encodeURIComponent(neighbours.next)}">↓ ${words.nextFailure}</a>`}</p>`
}</div>`;
}
