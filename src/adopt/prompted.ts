import { readTokens } from "../note/console/lexer.ts";
import { type OuterPrompted, promptLike } from "../note/console/prompts.ts";
import type { FenceLine } from "../note/markdown.ts";
import { readingOf } from "./commands/command-line.ts";
import { neededEnd } from "./commands/endings.ts";
import { type DraftStep, ROOT_PROMPT } from "./draft.ts";

/** Prompts of programs that labnote cannot follow, and what they are. */
const foreign: readonly { form: RegExp; why: string }[] = [
  { form: /^\s*(?:PS\b.*|(?:PS\s?)?[A-Z]:\\.*)>$/, why: "its prompt is one of Windows" },
  { form: /(?:>>>|In \[\d+\]:|[\w)\]]>|[=-][#>])$/, why: "its prompt is that of a program that is no shell" },
];

/** Prompts that only containers show: with an id for the host, or those of busybox and of bash without settings. */
const inContainer = /^(?:[\w.-]+@[0-9a-f]{12}:|\[[\w.-]+@[0-9a-f]{12} |[~/]\S*\s?[#$]$|(?:ba)?sh-[\d.]+[#$]$)/;

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
 * @param shell whether the fence says that it is a session; else one command at least must be a known one
 * @returns why it cannot be a session of labnote's; `undefined` where no line has a prompt
 */
export function readPrompted(given: readonly FenceLine[], shell: boolean): PromptedBlock | { why: string } | undefined {
  const lines = withShellEnd(given.filter(({ text }, at) => !(isUpper(text) && given[at + 1]?.text.startsWith("$"))));
  const signs = lines.map(({ text }) => promptLike(text));
  const plain = signs.some((sign) => sign !== undefined && /[$❯➜λ▶»→]/.test(sign.prompt));
  const outer = (text: string): OuterPrompted | undefined => {
    const sign = promptLike(text);
    if (sign === undefined || isForeign(sign.prompt) !== undefined || inContainer.test(sign.prompt)) return undefined;
    const prompt = sign.prompt.trim();
    // A `#` alone is a comment, unless what stands behind it is a command and no other prompt is in the block.
    if (prompt === "#" && plain) return undefined;
    const sure = /[$@]/.test(prompt) || (shell && /^[❯➜λ]/.test(prompt));
    return sure || isTyped(sign.typed) ? { prompt, typed: sign.typed, root: prompt.endsWith("#") } : undefined;
  };
  // A block may go on in a shell that a block above it has opened.
  const first = signs.find((sign) => sign !== undefined && sign.typed !== "");
  const goesOn = first !== undefined && inContainer.test(first.prompt);
  const { tokens } = readTokens(lines, { any: goesOn, bare: false }, outer);
  const prompts = tokens.filter((token) => token.kind === "prompt");
  // A prompt at the end shows only that the command above it has ended.
  const heads = prompts.filter(({ typed }, at) => at < prompts.length - 1 || typed.trim() !== "");
  if (!heads.some(({ typed }) => typed.trim() !== "" && (shell || isTyped(typed.split("\n")[0] ?? "")))) {
    const why = signs
      .map((sign) => (sign === undefined ? undefined : isForeign(sign.prompt)))
      .find((each) => each !== undefined);
    return why === undefined ? undefined : { why };
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
  const dropped = prompts.length > heads.length ? prompts.at(-1)?.line : undefined;
  const rest = above.filter(({ line }) => line !== dropped).map(({ text }) => text);
  // What stands below the last command is its output, or blank.
  if (last !== undefined && above.length > 0)
    steps[steps.length - 1] = {
      ...last,
      below: [...last.below, ...rest],
      raw: [...last.raw, ...above.map(({ text }) => text)],
    };
  const signsSeen = new Set(heads.flatMap(({ line, prompt }) => (prompt === undefined ? [signAt(lines, line)] : [])));
  signsSeen.delete("$");
  return { steps, above: lines.slice(0, starts[0]), prompts: [...signsSeen] };
}

/** The upper of two lines of a prompt, as on Play with Docker: `[node1] (local) root@192.168.0.8 ~`. */
const isUpper = (text: string): boolean => /^\[[\w-]+\] \(\w+\) [\w-]+@\S+ \S*$/.test(text.trimEnd());

/** A container's plain shell is one only where its `exit` follows: if commands are typed at its `#` and no `exit` is, one is added. */
function withShellEnd(lines: readonly FenceLine[]): readonly FenceLine[] {
  const opened = lines.findIndex(({ text }) => neededEnd(promptLike(text)?.typed ?? "", undefined)?.kind === "shell");
  const inside = opened === -1 ? [] : lines.slice(opened + 1);
  const typed = inside.filter(({ text }) => /^# \S/.test(text) && isTyped(text.slice(2)));
  if (typed.length === 0 || inside.some(({ text }) => /^# exit\s*$/.test(text))) return lines;
  return [...lines, { line: (lines.at(-1)?.line ?? 0) + 1, text: "# exit" }];
}

const signAt = (lines: readonly FenceLine[], line: number): string =>
  promptLike(lines.find((each) => each.line === line)?.text ?? "")?.prompt ?? "$";

const isTyped = (text: string): boolean => text !== "" && readingOf(text, "code").kind === "command";

const isForeign = (prompt: string): string | undefined => foreign.find(({ form }) => form.test(prompt))?.why;
