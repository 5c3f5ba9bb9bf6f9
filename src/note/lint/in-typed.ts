import { readKeys } from "../console/keys.ts";
import { leavesShell } from "../console/prompts.ts";
import { missingInput } from "../console/shell-syntax.ts";
import { inTyped, type LintRule, unquoted } from "./rule.ts";

/** `<container>`, `[CONTAINER ID]`, `{name}`: not a redirection, a test, a set of characters or a group of commands. */
const placeholder = new RegExp(
  [
    String.raw`<\p{L}[\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+)*>(?=$|[\s@:/.,)])`,
    String.raw`(?<=^|\s)\[(?:[A-Z]{2,}(?:[ _-][A-Z]+)*|\p{L}{2,}(?:[ _-]\p{L}{2,})+)\](?=$|\s)`,
    String.raw`(?<![\w$@{}\\])\{\p{L}[\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+)*\}(?!\})`,
  ].join("|"),
  "gmu",
);

const matches = (typed: string, form: RegExp): string[] => [...unquoted(typed).matchAll(form)].map(([text]) => text);
const codePoint = (sign: string): string =>
  `U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;

const isKeys = (typed: string): boolean => readKeys(typed)?.rest === "";

/** What may surprise in the words of a command. */
export const typedRules: readonly LintRule[] = [
  {
    find: inTyped((typed) => [missingInput(typed)].filter((open) => open !== undefined)),
    says: (open) => `the command is not finished: the shell would wait for ${open}`,
  },
  {
    find: inTyped((typed) => /[\u2018\u2019\u201c\u201d]/.exec(typed)?.slice(0, 1) ?? []),
    says: () => "the command has typographic quotes; a shell takes only ' and \"",
  },
  {
    find: inTyped((typed) => /\\[ \t]+$/m.exec(typed)?.slice(0, 1) ?? []),
    says: () => "a blank follows the \\ at a line's end, so the command does not go on in the next line",
  },
  {
    find: inTyped((typed) => /\s\^[ \t]*$/m.exec(unquoted(typed))?.slice(0, 1) ?? []),
    says: () => "the command ends in ^, with which only Windows goes on in the next line: write \\ in its place",
  },
  {
    find: inTyped((typed) => matches(typed, /(?<=^|\s)[\u2010-\u2015\u2212]+\p{L}[^\s=]*/gmu)),
    says: (option) => `${option} begins with a dash that no program takes for an option: write - or --`,
  },
  {
    find: inTyped((typed) => matches(typed, /[^\S \t\r\n\ufeff]/gu).map(codePoint)),
    says: (code) => `the command has a blank that a shell takes for a letter (${code}): write a plain blank`,
  },
  {
    find: inTyped((typed) => matches(typed, /\p{Cf}/gu).map(codePoint)),
    says: (code) => `the command has a sign that cannot be seen (${code}): delete it`,
  },
  {
    find: (step) =>
      isKeys(step.typed ?? "") && !(step.prompt !== undefined && leavesShell(step.typed ?? ""))
        ? [{ line: step.line, words: [(step.typed ?? "").trim()] }]
        : [],
    says: (keys) =>
      `labnote types the signs of ${keys} here: to press these keys, write them on a line of their own below a command`,
  },
  {
    find: inTyped((typed) => matches(typed, placeholder)),
    says: (word) => `${word} looks like a placeholder, but is typed as it stands: write the name that this note gives`,
  },
];
