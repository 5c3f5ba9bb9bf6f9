import { commandLine, DEFAULT_STACK, type LabCommand, npm } from "../../common/advice.ts";
import { inWords } from "../../record/reasons/words.ts";
import { copyButton } from "../copy-button.ts";
import { CODE, type Content, type Html, html, langHtml } from "../html.ts";
import type { Words } from "../translations.ts";
import { type DiffRow, isDiffRow } from "./lines/rows.ts";
import { differingWords, type Word } from "./lines/word-diff.ts";
import { examine, type ShownSection, type ShownStep } from "./model.ts";
import { mark } from "./step.ts";

/** From this number on, failures are folded. */
const SHOWN = 10;
/** The most signs of a line of output in the list. */
const LONGEST = 60;

/** The steps that failed, each as a line that links to it, and the commands that help; nothing if none failed. */
export function failuresHtml(sections: readonly ShownSection[], language: string, words: Words): Content {
  const failures = sections.flatMap((section) =>
    section.steps
      .filter(({ record }) => record.outcome === "failed")
      .map((step) => failureHtml(step, section, langHtml(language, words.language), words)),
  );
  const first = sections.find(({ counts }) => counts.failed > 0);
  if (first === undefined) return false;
  const more = failures.slice(SHOWN);
  const { help } = words;
  return html`<div class="failures" role="group" aria-label="${words.failures}">
<ul>
${failures.slice(0, SHOWN)}</ul>
${more.length > 0 && html`<details><summary>${words.moreFailures(more.length)}</summary>\n<ul>\n${more}</ul></details>\n`}${
  help !== undefined &&
  html`<dl class="help">
${helpHtml(help.again(first.id), npm("note", "--only", first.id), words)}${helpHtml(help.accept, npm("accept"), words)}</dl>
`
}</div>
`;
}

/** One failure: its section, its command, and in a few words what is wrong. */
function failureHtml(shown: ShownStep, { title }: ShownSection, lang: Content, words: Words): Html {
  return html`<li><a href="#${encodeURIComponent(shown.id)}">${mark("failed", words)} <span class="place"${lang}>${title}</span> <code${CODE}>${shown.typed.split("\n")[0] || words.goesOn}</code> <span class="wrong">${wrongHtml(shown, words)}</span></a></li>
`;
}

/** What the record says, or else the first difference from the note that one can see: a blank line shows nothing. */
function wrongHtml(shown: ShownStep, words: Words): Content {
  const { rows = [], reasons } = examine(shown);
  const [reason] = reasons;
  if (reason !== undefined) {
    const said = inWords(reason, words.reasons);
    return "why" in reason ? short(said) : said;
  }
  const differences = rows.filter(isDiffRow);
  const row = differences.find((each) => !isBlank(each)) ?? differences[0];
  return row !== undefined && differenceHtml(row, shown, words);
}

const isBlank = (row: DiffRow): boolean =>
  row.kind === "missing" ? row.expected.text.trim() === "" : row.kind === "extra" && row.seen.trim() === "";

function differenceHtml(row: DiffRow, { bindings }: ShownStep, words: Words): Content {
  if (row.kind === "missing") return [`${words.missing}: `, html`<del${CODE}>${short(row.expected.text)}</del>`];
  if (row.kind === "extra") return [`${words.extra}: `, html`<ins${CODE}>${short(row.seen)}</ins>`];
  const { expected, seen } = differingWords(row.expected, row.seen, bindings);
  const [wanted, shown] = [firstOf(expected), firstOf(seen)];
  return [
    wanted !== "" && html`<del${CODE}>${short(wanted)}</del>`,
    wanted !== "" && shown !== "" && " → ",
    shown !== "" && html`<ins${CODE}>${short(shown)}</ins>`,
  ];
}

/** The first words that differ, with the blanks between them. */
function firstOf(line: readonly Word[]): string {
  const from = line.findIndex(({ differs }) => differs);
  if (from === -1) return "";
  const rest = line.slice(from);
  const end = rest.findIndex(({ text, differs }) => !differs && text.trim() !== "");
  return rest
    .slice(0, end === -1 ? undefined : end)
    .map(({ text }) => text)
    .join("")
    .trim();
}

const short = (text: string): string =>
  [...text].length > LONGEST ? `${[...text].slice(0, LONGEST).join("")}…` : text;

/** A command with a button that copies it. */
function helpHtml(label: string, command: LabCommand, words: Words): Html {
  const line = commandLine(command, DEFAULT_STACK);
  return html`<div><dt>${label}</dt><dd><code${CODE}>${line}</code> ${copyButton(line, line, words)}</dd></div>
`;
}
