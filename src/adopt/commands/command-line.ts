import { missingInput } from "../../note/console/shell-syntax.ts";
import { mayBeCommand } from "../../note/page/command-like.ts";
import { commandWords, knownCommands } from "../../note/page/known-commands.ts";
import { maskPlaceholders } from "./placeholders.ts";
import { alone, freeText, morePrograms, moreWords, subcommands, withArguments, withoutWords } from "./programs.ts";
import { type ShellWord, shellWords, simpleCommands } from "./shell-words.ts";
import { retype } from "./typography.ts";

/** What a line says, as far as the line alone shows it. */
export type Reading =
  /** It is typed. `changed` has what an editor had put in it. */
  | { kind: "command"; typed: string; changed: readonly string[] }
  /** It may be typed; `why` says what speaks against it. */
  | { kind: "maybe"; why: string }
  | { kind: "prose" };

/** Where a line stands. In code, a name alone shows a command; in prose, words may only look like one. */
export type Surroundings = "prose" | "code";

const prose: Reading = { kind: "prose" };

/**
 * Whether a line is a command: its first word is a known one, and the rest is no sentence.
 *
 * @param text the line; in code, a command's further lines, too
 * @param known programs that the page itself installs or makes
 */
export function readingOf(text: string, where: Surroundings, known: ReadonlySet<string> = new Set()): Reading {
  const prompted = /^\s*\$\s+(?=\S)/.exec(text)?.[0] ?? "";
  const { text: retyped, changed } = retype(text.slice(prompted.length).trim());
  const [line = ""] = retyped.replace(/\\\n\s*/g, " ").split("\n");
  const masked = maskPlaceholders(line);
  const around = prompted === "" ? where : "code";
  if (!mayBeCommand(line)) return prose;
  const [words] = simpleCommands(masked);
  const head = words?.[0]?.text;
  if (words === undefined || head === undefined)
    return around === "code" && onlyAssigns.test(line) ? { kind: "command", typed: retyped, changed } : prose;
  const status = statusOf(head, masked, words, around, known);
  if (status !== undefined) return status;
  const remark = freeText.has(head) ? undefined : remarkIn(masked, line, around);
  if (remark !== undefined && "kind" in remark) return remark;
  if (remark !== undefined && line === retyped) {
    const typed = `${remark.command.trimEnd()} # ${remark.text}`;
    return { kind: "command", typed, changed: [...changed, "words behind it, which are a comment now"] };
  }
  const against = sentenceIn(masked, head, around);
  if (against !== undefined) return against;
  const missing = missingInput(retyped);
  if (missing !== undefined) return { kind: "maybe", why: `a shell would wait for ${missing}` };
  return { kind: "command", typed: retyped, changed };
}

const onlyAssigns = /^(?:export\s+)?[A-Za-z_]\w*=(?:\$\(.*\)|"[^"]*"|'[^']*'|[^\s;&|<>()]*)$/;

/** What the first words say against a command; `undefined` where they are those of one. */
function statusOf(
  head: string,
  line: string,
  words: readonly ShellWord[],
  where: Surroundings,
  known: ReadonlySet<string>,
): Reading | undefined {
  if (where === "prose" && words.length === 1 && isData.test(head)) return prose;
  const path = (where === "code" ? /^(?:\.{1,2}|~)\/\S/ : /^\.{1,2}\/\S/).test(head);
  const sudo = /^sudo\s/.test(line);
  const isWord = (commandWords.has(head) || moreWords.has(head)) && !freeText.has(head);
  const takes = subcommands.get(head);
  if (
    !path &&
    !sudo &&
    !isWord &&
    !knownCommands.has(head) &&
    !morePrograms.has(head) &&
    !freeText.has(head) &&
    takes === undefined &&
    !known.has(head)
  )
    return prose;
  const rest = words.slice(1).map(({ text }) => text);
  const options = rest.filter((text) => text.startsWith("-"));
  const [sub] = rest.filter((text) => !text.startsWith("-"));
  if (takes !== undefined && (sub === undefined ? options.length === 0 : !takes.has(sub) && options.length === 0))
    return sub === undefined && alone.has(head) ? undefined : prose;
  const named = [head, ...rest].join(" ");
  if (withArguments.some((form) => form.test(named)))
    return where === "code" ? { kind: "maybe", why: "what it works on is left out" } : prose;
  if (where === "code" || path || sudo) return undefined;
  // A name at the beginning of a sentence in another script.
  if (isForeign(words[1]) && !alone.has(head) && !freeText.has(head)) return prose;
  if (rest.length === 0 && shellWords(line).length === 1) {
    if (alone.has(head)) return undefined;
    return known.has(head) ? { kind: "maybe", why: "it is one word, and may be a name" } : prose;
  }
  if (!isWord || takes !== undefined) return undefined;
  return /(?:^|\s)-{1,2}[A-Za-z]|[/|$=~<>{}"']|&&|\.\w/.test(line.slice(head.length)) ? undefined : prose;
}

/** A file by its path that is hardly a program. */
const isData = /^\.{1,2}\/.*\.(?!(?:sh|bash|py|rb|pl|js|mjs|out|run|bin)$)[a-z]\w{1,4}$/;

/** Words that stand in sentences and seldom, without quotes, in commands. */
const sentenceWords = new Set(
  `is are was were be been being has have had does do did can could will would shall should may might must the an this that these those
  it its you your we our they their he she which what when where while because so than then also of from into onto about with without
  shows show lists displays prints creates runs starts stops removes pulls builds uses means gives lets makes command commands option options
  or to with by as if on`.split(/\s+/),
);

/** What makes a line a sentence, or a command that is not whole. */
function sentenceIn(line: string, head: string, where: Surroundings): Reading | undefined {
  const words = shellWords(line).filter(({ kind }) => kind === "word");
  if (words.some(({ text, quoted }) => !quoted && /^(?:\.{3}|…)$/.test(text)))
    return { kind: "maybe", why: "a part of it is left out" };
  if (where === "code") return undefined;
  if (/^(?:명령|커맨드|옵션)/.test(words[1]?.text ?? "")) return prose;
  const said = words.slice(1).find(({ quoted, text }) => !quoted && sentenceWords.has(text.replace(/[.,:;!?]$/, "")));
  if (said !== undefined)
    return freeText.has(head) ? { kind: "maybe", why: `"${said.text}" may make it a sentence` } : prose;
  const last = words.at(-1);
  const ends = last !== undefined && !last.quoted && !freeText.has(head) && endOfSentence.test(last.text);
  const glued = words.some(({ text, quoted }) => !quoted && /[A-Za-z0-9]\p{Script=Hangul}/u.test(text));
  return ends || glued ? prose : undefined;
}

const endOfSentence = /^(?:\p{L}[\p{L}\p{N}._-]*)?\p{L}[.:?!,;]$|^:$/u;

/**
 * Words of another script than a shell's at a line's end: a remark behind the command. The line may be a sentence instead, or the word an
 * argument; then the reading says so.
 */
function remarkIn(
  masked: string,
  line: string,
  where: Surroundings,
): { command: string; text: string } | Reading | undefined {
  const words = shellWords(masked);
  let at = words.length;
  while (at > 1 && isForeign(words[at - 1])) at -= 1;
  const first = words[at];
  if (first === undefined) return undefined;
  // The mask is as long as what it hides.
  const [command, text] = [line.slice(0, first.at), line.slice(first.at)];
  if (where === "prose" && sentenceEnd.test(text)) return prose;
  const named = words
    .slice(0, at)
    .map((word) => word.text)
    .join(" ");
  if (withoutWords.some((form) => form.test(named))) return { command, text };
  if (words.length - at > 1 && !namesFiles.test(named)) return { command, text };
  return where === "code" ? undefined : { kind: "maybe", why: `"${text}" may be a remark, or belong to the command` };
}

/** How Korean sentences end, and how they go on behind a command's name. */
const sentenceEnd = /(?:다|요|오|까|죠|자|음)[.!?]*$|^(?:명령|커맨드|옵션)|^(?:을|를|은|는|이|가|로|으로|에서)(?:\s|$)/;
/** Commands whose arguments are names that a person chooses, in any script. */
const namesFiles = /^(?:mkdir|cd|cat|touch|ls|cp|mv|rm|grep|git)\b/;

const isForeign = (word: ShellWord | undefined): boolean =>
  word?.kind === "word" && !word.quoted && /^(?:(?!\p{Script=Latin})[\p{L}\p{M}])+[.,!?]?$/u.test(word.text);
