import { appendFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { PhrasingContent, RootContent, TableRow } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { LabError } from "../../common/errors.ts";
import { stripEscapes } from "../../common/sanitize.ts";
import type { HostResult } from "../../lab/outcome.ts";
import { allPassed, failedSteps } from "../../lab/outcome.ts";
import type { Note } from "../../note/note.ts";
import { inEnglish } from "../../record/reasons/words.ts";

type Environment = { readonly [name: string]: string | undefined };

/** How many failed steps are shown, and how many characters of a reason: GitHub refuses a summary of more than 1 MiB. */
const STEPS = 100;
const CHARACTERS = 500;

/**
 * Adds the result of a run to the summary that GitHub Actions shows of the job; does nothing elsewhere.
 *
 * @throws {LabError} when it cannot be written
 */
export async function addJobSummary(
  results: readonly HostResult[],
  note: Note,
  env: Environment = process.env,
): Promise<void> {
  const file = env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    await appendFile(file, jobSummary(results, note, env));
  } catch (cause) {
    throw new LabError(`The summary of the job could not be written to ${file}`, { cause });
  }
}

/** The result of a run, as Markdown: a row for each host, and a row for each step that failed on any of them. */
export function jobSummary(results: readonly HostResult[], note: Note, env: Environment): string {
  const failed = failedSteps(results);
  const hosts = results.map(({ name, record }) => {
    const { passed, failed, skipped } = record?.counts ?? { passed: 0, failed: 0, skipped: 0 };
    const outcome = [record?.outcome ?? "not run", inEnglish(record?.reasons ?? [])].filter(Boolean).join(": ");
    return [text(name), text(shortened(outcome)), ...[passed, failed, skipped].map((count) => text(String(count)))];
  });
  const steps = failed
    .slice(0, STEPS)
    .map(({ step, hosts, why }) => [
      linked(`${step.section}, line ${step.line}`, urlOf(note.file, step.line, env)),
      code(step.typed.split("\n")[0] ?? ""),
      text(shortened(hosts.join(", "))),
      text(shortened(why)),
    ]);
  const title = `${allPassed(results) ? "✔" : "✖"} ${note.frontMatter.title ?? note.file}`;
  const children: RootContent[] = [
    { type: "heading", depth: 3, children: [text(title)] },
    table(["Host", "Outcome", "Passed", "Failed", "Skipped"], hosts),
    ...(steps.length === 0 ? [] : [table(["Step", "Typed", "Host", "Why"], steps)]),
    ...(failed.length > STEPS ? [paragraph(`and ${failed.length - STEPS} more`)] : []),
  ];
  return `${toMarkdown({ type: "root", children }, { extensions: [gfmToMarkdown()] })}\n`;
}

/** The URL of a line of the note on GitHub. It shows the source, since the rendered page has no lines. */
function urlOf(file: string, line: number, env: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env;
  if (!server || !repository || !commit) return undefined;
  const path = relative(env.GITHUB_WORKSPACE ?? process.cwd(), resolve(file))
    .split("/")
    .map(encodeURIComponent);
  return `${server}/${repository}/blob/${commit}/${path.join("/")}?plain=1#L${line}`;
}

function shortened(words: string): string {
  const line = stripEscapes(words).replaceAll(/\s+/g, " ").trim();
  return line.length > CHARACTERS ? `${line.slice(0, CHARACTERS)} …` : line;
}

type Cell = PhrasingContent | PhrasingContent[];

const text = (value: string): PhrasingContent => ({ type: "text", value });
/** HTML, since code in Markdown cannot have `\|` in a table. */
const code = (value: string): PhrasingContent[] => [
  { type: "html", value: "<code>" },
  text(value),
  { type: "html", value: "</code>" },
];
const linked = (words: string, url: string | undefined): PhrasingContent =>
  url === undefined ? text(words) : { type: "link", url, children: [text(words)] };
const paragraph = (words: string): RootContent => ({ type: "paragraph", children: [text(words)] });
const row = (cells: readonly Cell[]): TableRow => ({
  type: "tableRow",
  children: cells.map((cell) => ({ type: "tableCell", children: Array.isArray(cell) ? cell : [cell] })),
});
const table = (head: readonly string[], rows: readonly Cell[][]): RootContent => ({
  type: "table",
  children: [row(head.map(text)), ...rows.map(row)],
});
