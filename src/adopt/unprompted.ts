import { isSecondPrompt } from "../note/console/lexer.ts";
import { isExit } from "../note/console/prompts.ts";
import { missingInput, ShellInput } from "../note/console/shell-syntax.ts";
import type { FenceLine } from "../note/markdown.ts";
import { endsOutput, mayBeCommand } from "../note/page/command-like.ts";
import { looksTyped } from "../note/page/looks-typed.ts";
import { readingOf } from "./commands/command-line.ts";
import { neededEnd } from "./commands/endings.ts";
import { retype } from "./commands/typography.ts";
import { barePrompt, type DraftStep } from "./draft.ts";

/** How a block without prompts reads: its steps, or the first line that may be a command or not. */
export type UnpromptedBlock =
  | { kind: "steps"; steps: readonly DraftStep[] }
  | { kind: "unsure"; line: number; why: string }
  | { kind: "none" };

/** A line that is hardly a command: a table, an id, a sentence that a program prints. */
const printed =
  /^\s*(?:[A-Z][\w'’-]*(?:\s|:|!|,|\.|$)|[A-Z_]{2,}|\d|[-+|=*<([{"'/%]|[0-9a-f]{12,}|total \d|[dl-][rwx-]{9}|\S+(?: \S+)* {3,}\S|[\w.-]+:(?:\s|$)|\p{Script=Hangul})/u;

/** A wide gap between words, and not before a comment. */
const columns = /\S {3,}[^\s#\\]/;

/** Signs that stand in commands, and seldom in what they print. */
const shellSigns = /\s-{1,2}[A-Za-z]|[|<>&;$]|\S\/\S/;

/** A comment that shows what is printed: `# => hello`. */
const shown = /^\s*#\s*(?:=>|->|→|⇒|>>|(?:output|result|출력|결과)\s*[:：])\s?(.*)$/i;
const comment = /^\s*(?:#(?!!)|\/\/\s)/;

/** What some lines of a block are. A command is known if its first word is. */
type Item =
  | {
      kind: "command";
      line: number;
      own: readonly string[];
      typed: readonly string[];
      changed: readonly string[];
      known: boolean;
    }
  | { kind: "output" | "printed" | "comment" | "blank" | "unsure"; line: number; own: readonly string[]; why: string };

/** What a block without prompts says of itself: that a shell takes it, that it is code, or nothing. */
export type BlockKind = "shell" | "code" | "prose";

/**
 * Reads a block in which nothing shows what is typed: each whole command is, if its first word is a known one. Lines below it that cannot be
 * commands are its output. Where a line may be both, nothing of the block is read. In a shell's block, lines are what the reader of notes
 * takes them for, so programs that nobody knows are typed, too.
 *
 * @param known programs that the page itself installs
 */
export function readUnprompted(
  lines: readonly FenceLine[],
  where: BlockKind,
  known: ReadonlySet<string>,
): UnpromptedBlock {
  if (lines[0]?.text.startsWith("#!")) return { kind: "none" };
  const items = itemsOf(lines, where, known);
  const substance = items.find(({ kind }) => kind !== "blank" && kind !== "comment");
  if (substance === undefined || (substance.kind !== "command" && where === "prose")) return { kind: "none" };
  const open = items.find((item) => item.kind === "unsure" && item.why !== "");
  if (!items.some(({ kind }) => kind === "command"))
    return open?.kind === "unsure" ? { kind: "unsure", line: open.line, why: open.why } : { kind: "none" };
  if (substance.kind === "command" && !substance.known && !looksTyped(lines))
    return { kind: "unsure", line: substance.line, why: "its first word is no known command" };
  const steps: DraftStep[] = [];
  let above: string[] = [];
  for (const item of items) {
    const last = steps.at(-1);
    const direct = above.every((text) => text.trim() === "");
    if (item.kind === "command") {
      const { line, own, typed, changed } = item;
      steps.push({ line, above, prompt: "$", typed, changed, below: [], raw: [...above, ...own] });
      above = [];
    } else if (item.kind === "blank" || item.kind === "comment") {
      above.push(...item.own);
    } else if (
      last !== undefined &&
      direct &&
      item.kind !== "unsure" &&
      (above.length === 0 || last.below.length > 0)
    ) {
      const text = item.kind === "output" ? [shown.exec(item.own[0] ?? "")?.[1] ?? ""] : item.own;
      steps[steps.length - 1] = {
        ...last,
        below: [...last.below, ...above, ...text],
        raw: [...last.raw, ...above, ...item.own],
      };
      above = [];
    } else if (item.kind === "output") above.push(...item.own);
    else {
      const why = last === undefined ? "its first word is no known command" : "it may be a command, or an output";
      return { kind: "unsure", line: item.line, why: item.why || why };
    }
  }
  return { kind: "steps", steps: withRemarks(withShells(steps), above) };
}

function itemsOf(lines: readonly FenceLine[], where: BlockKind, known: ReadonlySet<string>): Item[] {
  const items: Item[] = [];
  // A here-document's end may stand at the line's beginning only.
  const indents = lines.flatMap(({ text }) => (text.trim() === "" ? [] : [text.search(/[^ ]/)]));
  const indent = indents.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  const texts = lines.map(({ text }) => text.slice(indent));
  for (let at = 0; at < lines.length; ) {
    const item = itemAt(lines, at, wholeCommand(texts, at), items.at(-1), where, known);
    items.push(item);
    at += item.own.length;
  }
  return items;
}

/** @param above what stands above: below what is printed, a line in columns is, too */
function itemAt(
  lines: readonly FenceLine[],
  at: number,
  command: readonly string[],
  above: Item | undefined,
  where: BlockKind,
  known: ReadonlySet<string>,
): Item {
  const { line, text } = lines[at] as FenceLine;
  const inOutput = above?.kind === "printed";
  const alone = (kind: Exclude<Item["kind"], "command">, why = ""): Item => ({ kind, line, own: [text], why });
  if (text.trim() === "") return alone("blank");
  if (shown.test(text)) return alone("output");
  if (comment.test(text)) return alone("comment");
  if (inOutput && columns.test(text)) return alone("printed");
  const own = lines.slice(at, at + command.length).map((each) => each.text);
  const reading = readingOf(command.join("\n"), where === "prose" ? "prose" : "code", known);
  if (reading.kind === "command") {
    const typed = command.length > 1 ? continued(command) : [reading.typed];
    return { kind: "command", line, own, typed, changed: reading.changed, known: true };
  }
  if (barePrompt.test(text)) return alone("printed");
  if (where !== "shell" && printed.test(text)) return alone("printed");
  if (where === "shell" && reading.kind === "prose") {
    if (inOutput ? !endsOutput(text) : !mayBeCommand(text)) return alone("printed");
    if (above?.kind === "command" && !shellSigns.test(text)) return alone("unsure");
    const { text: retyped, changed } = retype(command.join("\n").trim());
    const typed = command.length > 1 ? continued(command) : [retyped];
    return { kind: "command", line, own, typed, changed, known: false };
  }
  return alone("unsure", reading.kind === "maybe" ? reading.why : "");
}

/** A command has so many lines at most: where a shell waits for more than that, it waits for what never comes. */
const LONGEST = 500;

/** The lines of a command, up to where a shell would run it; one line, if that never comes. */
function wholeCommand(texts: readonly string[], at: number): string[] {
  const input = new ShellInput();
  for (let end = at; end < Math.min(texts.length, at + LONGEST); end += 1) {
    input.add(texts[end] ?? "");
    if (input.waitsFor === undefined) return texts.slice(at, end + 1);
  }
  return texts.slice(at, at + 1);
}

/** A command of several lines as a session shows it: with `> ` where a shell would show it, but not in a here-document or in quotes. */
function continued(lines: readonly string[]): string[] {
  const [first = "", ...others] = lines;
  const open = missingInput(first) ?? "";
  const plain = /here-document|closing ['"`]/.test(open) && !others.some(isSecondPrompt);
  return [
    first.trimStart(),
    ...others.map((line, index) => (plain || /\\$/.test(lines[index] ?? "") ? line : `> ${line}`)),
  ];
}

/** Steps between a command that opens a shell and the `exit` that leaves it have that shell's prompt. */
function withShells(steps: readonly DraftStep[]): DraftStep[] {
  const all = [...steps];
  for (let at = 0; at < all.length; at += 1) {
    const end = neededEnd((all[at] as DraftStep).typed.join("\n"), undefined);
    if (end?.kind !== "shell") continue;
    const exit = all.findIndex(({ typed }, index) => index > at && isExit(typed.join("\n")));
    if (exit === -1) continue;
    for (let inside = at + 1; inside <= exit; inside += 1)
      all[inside] = { ...(all[inside] as DraftStep), prompt: end.prompt };
    at = exit;
  }
  return all;
}

/**
 * Comments go above a command: one that stands right below its command, with nothing right below it, is about that command. At a block's end,
 * labnote would read it as output.
 */
function withRemarks(steps: readonly DraftStep[], rest: readonly string[]): DraftStep[] {
  const all = steps.map((step) => ({ ...step, above: [...step.above] }));
  for (const [index, step] of all.entries()) {
    const next = all[index + 1];
    if (next === undefined) step.above.push(...rest.filter((text) => comment.test(text)));
    else {
      const end = next.above.findIndex((text) => !comment.test(text));
      const about = end > 0 && next.above[end]?.trim() === "" ? end : 0;
      step.above.push(...next.above.splice(0, about));
    }
  }
  return all.map((step) => ({ ...step, above: step.above.map(asComment) }));
}

/** A comment as labnote reads it: `#` and a blank at the line's start. */
const asComment = (text: string): string =>
  comment.test(text)
    ? text
        .trimStart()
        .replace(/^(?:\/\/|(#+))\s?/, (_, signs = "#") => `${signs} `)
        .trimEnd()
    : text;
