import { readTokens } from "../note/console/lexer.ts";
import { type OuterPrompted, outerPrompts } from "../note/console/prompts.ts";
import type { FenceLine } from "../note/markdown.ts";
import { mayBeComments } from "../note/page/likely-typed.ts";
import { readingOf } from "./commands/command-line.ts";
import { neededEnd } from "./commands/endings.ts";
import { type DraftStep, ROOT_PROMPT } from "./draft.ts";

/** How lines begin that are typed into what labnote cannot follow. */
const foreign: readonly { form: RegExp; why: string }[] = [
  { form: /^\s*(?:PS(?:\s[^>]*)?>|(?:PS\s?)?[A-Z]:\\[^>]*>)/, why: "its prompt is one of Windows" },
  {
    form: /^\s*(?:>>>|In \[\d+\]:|(?:mysql|sqlite|mongosh?|redis|test|scala|node|ghci|ftp|sftp)>|MariaDB \[[^\]]*\]>|[\d.]+:\d+>|irb\(.*?>|\w+[=-][>#]|iex\(\d+\)>)(?:\s|$)/,
    why: "its prompt is that of a program that is no shell",
  },
];

/** Prompts that only containers show: with an id for the host, or those of busybox and of bash without settings. */
const inContainer =
  /^(?:[\w.-]+@[0-9a-f]{12}:|\[[\w.-]+@[0-9a-f]{12} |[~/][^\s#$]*\s?[#$](?:\s|$)|(?:ba)?sh-[\d.]+[#$](?:\s|$))/;

/** How a block with prompts reads. */
export interface PromptedBlock {
  steps: readonly DraftStep[];
  /** Lines above the first prompt. */
  above: readonly FenceLine[];
  /** The other prompts that stand in it in place of `$`, without what is typed. */
  prompts: readonly string[];
}

/**
 * Reads a block in which prompts show what is typed.
 *
 * @param prompts the page's prompts beside `$`, as `check --guess` finds them
 * @returns why it cannot be a session of labnote's; `undefined` where no line has a prompt
 */
export function readPrompted(
  given: readonly FenceLine[],
  prompts: readonly string[],
): PromptedBlock | { why: string } | undefined {
  const why = (text: string): string | undefined => foreign.find(({ form }) => form.test(text))?.why;
  const own = outerPrompts(prompts);
  const outer = (text: string): OuterPrompted | undefined =>
    why(text) !== undefined || inContainer.test(text) ? undefined : own(text);
  const single = given.filter(({ text }, at) => !(isUpper(text) && given[at + 1]?.text.startsWith("$")));
  const lines = withShellEnd(single, outer);
  // A block may go on in a shell that a block above it has opened.
  const begin = lines.find(({ text }) => inContainer.test(text) || outer(text) !== undefined);
  const goesOn = begin !== undefined && inContainer.test(begin.text);
  const { tokens } = readTokens(lines, { any: goesOn, bare: false }, outer);
  const shown = tokens.filter((token) => token.kind === "prompt");
  // A prompt at the end shows only that the command above it has ended.
  const heads = shown.filter(({ typed }, at) => at < shown.length - 1 || typed.trim() !== "");
  if (!heads.some(({ typed }) => typed.trim() !== "") || mayBeComments(lines, prompts)) {
    const [other] = lines.flatMap(({ text }) => why(text) ?? []);
    return other === undefined ? undefined : { why: other };
  }
  const starts = heads.map(({ line }) => lines.findIndex((each) => each.line === line));
  const outputs = new Set(tokens.flatMap((token) => (token.kind === "prompt" ? [] : [token.line])));
  const steps: DraftStep[] = [];
  let above: FenceLine[] = [];
  for (const [index, head] of heads.entries()) {
    const start = starts[index] as number;
    const end = starts[index + 1] ?? lines.length;
    const typedLines = head.typed.split("\n").length;
    const own = lines.slice(start, end);
    const under = own.slice(typedLines);
    // Comments above the next prompt are no output, and go with that.
    const cut = under.findLastIndex(({ line, text }) => outputs.has(line) && text.trim() !== "") + 1;
    const others = own.slice(1, typedLines);
    steps.push({
      line: head.line,
      above: above.map(({ text }) => text),
      prompt: head.prompt ?? (head.root ? ROOT_PROMPT : "$"),
      typed: [head.typed.split("\n")[0] ?? "", ...others.map(({ text }) => text)],
      changed: [],
      below: under.slice(0, cut).map(({ text }) => text),
      raw: [...above, ...own.slice(0, typedLines + cut)].map(({ text }) => text),
    });
    above = under.slice(cut);
  }
  const last = steps.at(-1);
  const dropped = shown.length > heads.length ? shown.at(-1)?.line : undefined;
  const rest = above.filter(({ line }) => line !== dropped).map(({ text }) => text);
  // What stands below the last command is its output, or blank.
  if (last !== undefined && above.length > 0)
    steps[steps.length - 1] = {
      ...last,
      below: [...last.below, ...rest],
      raw: [...last.raw, ...above.map(({ text }) => text)],
    };
  const signs = new Set(
    lines
      .filter(({ line }) => heads.some((head) => head.line === line && head.prompt === undefined))
      .map(({ text }) => outer(text)?.prompt ?? "$"),
  );
  signs.delete("$");
  return { steps, above: lines.slice(0, starts[0]), prompts: [...signs] };
}

/** The upper of two lines of a prompt, as on Play with Docker: `[node1] (local) root@192.168.0.8 ~`. */
const isUpper = (text: string): boolean => /^\[[\w-]+\] \(\w+\) [\w-]+@\S+ \S*$/.test(text.trimEnd());

/** A container's plain shell is one only where its `exit` follows: if commands are typed at its `#` and no `exit` is, one is added. */
function withShellEnd(
  lines: readonly FenceLine[],
  outer: (text: string) => OuterPrompted | undefined,
): readonly FenceLine[] {
  const opened = lines.findIndex(({ text }) => neededEnd(outer(text)?.typed ?? "", undefined)?.kind === "shell");
  const inside = opened === -1 ? [] : lines.slice(opened + 1);
  const typed = inside.filter(({ text }) => /^# \S/.test(text) && readingOf(text.slice(2), "code").kind === "command");
  if (typed.length === 0 || inside.some(({ text }) => /^# exit\s*$/.test(text))) return lines;
  return [...lines, { line: (lines.at(-1)?.line ?? 0) + 1, text: "# exit" }];
}
