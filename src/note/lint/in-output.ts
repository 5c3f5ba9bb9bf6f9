import { directiveOf } from "../console/directives.ts";
import { isSecondPrompt } from "../console/lexer.ts";
import { opensTerminal } from "../console/openers.ts";
import { showsText } from "../console/shows-text.ts";
import type { CommandStep } from "../note.ts";
import { meantBy } from "../page/slips.ts";
import { question } from "./questions.ts";
import { inOutput, type LintRule, linesOf } from "./rule.ts";

/** The line right below what is typed, if it must be seen. */
function firstBelow(step: CommandStep) {
  const [first] = linesOf(step);
  const below = step.line + (step.typed?.split("\n").length ?? 0);
  return step.typed !== undefined && first?.line === below ? first : undefined;
}

const hasOpened = ({ typed = "", prompt, ending }: CommandStep): boolean =>
  opensTerminal(typed) || prompt !== undefined || ending.kind === "prompt";

/** A shell's prompt at a line's start, and what is typed there: only forms that outputs hardly have. */
const shellPrompts: readonly RegExp[] = [
  // (venv) $, (base) mina@lab:~$
  /^\s*(\([\w.-]+\)\s+(?:[\w.-]+@[\w.-]+:\S*)?[#$])\s+[\w./]/,
  // mina@lab:~$, [root@lab ~]#, mina@lab app %
  /^\s*([\w.-]+@[\w.-]+:[^\s#$]*\s?[#$])\s+[\w./]/,
  /^\s*(\[[\w.-]+@[\w.-]+ [^\]]+\]\s?[#$])\s+[\w./]/,
  /^\s*([\w.-]+@[\w.-]+ \S+ %)\s+[\w./]/,
  // node1$, controlplane $
  /^([A-Za-z][\w-]*\s?\$)\s+[a-z./]/,
  /^((?:❯|➜|λ)(?:\s+~)?)\s+[\w./]/,
  /^(PS(?: [A-Z]:\\[^>]*)?>)\s+\w/,
];

/** The prompt of a line, as front matter would have it: what differs from line to line is left open. */
function shellPrompt(text: string): string | undefined {
  const prompt = shellPrompts.map((form) => form.exec(text)?.[1]).find((found) => found !== undefined);
  return prompt?.replace(/^(\[?[\w.-]+@[\w.-]+)([: ])[^\]#$%]+(?=\]?\s?[#$%]$)/, "$1$2[..]");
}

/** A program's prompt at a line's start, and what is typed there. */
const programPrompt =
  /^(?:(?:mysql|MariaDB \[[^\]]*\]|sqlite|mongosh|redis [\d.]+:\d+|127\.0\.0\.1:\d+)>|[a-z_]\w*=[#>]|>>>)\s+\S/;

/** The beginning of a terminal's sequence, as it is, or as editors and logs show it. */
const colours = /(?:\p{Cc}|␛|\^\[)\[[\d;]*m/u;

/** Keys that are not where labnote presses them: at a line's end, and before other text. */
const keys = /^\s*\^(?:[DZ](?![a-z])|P\^Q)|^\s+\^C|\^[CDZ]$/;

/** How people write that they left lines out: [...], …, (생략), ...생략... */
const leftOut =
  /^\s*(?:[[(]\s*(?:\.{3,}|…+)\s*[\])]|<…>|…+|⋮|\.{4}|(?:\.{3,}|…+)\s*[[(<]?(?:생략|중략|후략|snip|omitted|output omitted|truncated|省略)[\])>]?\s*(?:\.{3,}|…+)?|[[(<](?:생략|중략|후략|snip|omitted|output omitted|truncated|省略)[\])>])\s*$/iu;

/** What a word in brackets that is no sign of a step's end is nearly: [empt], [Running], [exit x]. */
function nearlyDirective(text: string): string | undefined {
  const [, word = "", status] = /^\s*\[([a-z]+)(?:\s+([^\]]*))?\]\s*$/i.exec(text) ?? [];
  if (word === "" || directiveOf(text) !== undefined) return undefined;
  if (word.toLowerCase() === "exit") return "[exit 1]";
  const meant = meantBy(word.toLowerCase(), ["empty", "running", "reboot"]);
  return meant === undefined || status !== undefined ? undefined : `[${meant}]`;
}

/** What may surprise in the lines that must be seen. */
export const outputRules: readonly LintRule[] = [
  {
    find: (step) => {
      const first = firstBelow(step);
      return first !== undefined && isSecondPrompt(first.text) ? [{ line: first.line, words: [] }] : [];
    },
    says: () =>
      "this line begins with > below a whole command, so it is compared as output and not typed: if that is right, write [..] in place of the >",
  },
  {
    find: inOutput((text, { typed }) => (question(text, typed ?? "") ? [text.trim()] : undefined)),
    says: (line) => `the command asks a question here, and nothing answers it: ${line}`,
  },
  {
    find: inOutput((text, step) => {
      const prompt = hasOpened(step) ? undefined : shellPrompt(text);
      return prompt === undefined ? undefined : [JSON.stringify(prompt)];
    }),
    says: (prompt) =>
      `this looks like a typed line, but is compared as output: if it is typed, write prompt: ${prompt} in the front matter; if not, write [..] in place of its first sign`,
  },
  {
    find: inOutput((text) => (programPrompt.test(text) ? [] : undefined)),
    says: () =>
      "this looks typed into a program, but is compared as output: labnote types into shells only, so give the program its input in the command",
  },
  {
    find: (step) => {
      const first = firstBelow(step);
      const comments = linesOf(step).every(({ text }) => text.trim() === "" || /^\s*#(?:\s|$)/.test(text));
      return first !== undefined && comments && !showsText.test(step.typed ?? "")
        ? [{ line: first.line, words: [] }]
        : [];
    },
    says: () =>
      "this looks like a comment, but is compared as output, since no command stands below it: write it above a command, or [..] in place of the # if it is output",
  },
  {
    find: inOutput((text) => (keys.test(text) ? [/\^(?:P\^Q|[A-Z])/.exec(text)?.[0] ?? ""] : undefined)),
    says: (pressed) =>
      `labnote does not press ${pressed} here, but compares it as output: to press it, write it on a line of its own; if it is output, write [..] in place of it`,
  },
  {
    find: (step) => {
      const end = step.expected.findIndex((item) => "keys" in item && item.keys === "^D");
      const [first] = step.expected.slice(0, Math.max(end, 0));
      return first !== undefined && /^(?:sudo )?(?:cat|tee)(?=\s|$)/.test(step.typed ?? "") && "text" in first
        ? [{ line: first.line, words: [] }]
        : [];
    },
    says: () =>
      "the lines above ^D look typed into the command, but are compared as output: write the file in a block with file=, or a here-document (<<END)",
  },
  {
    find: inOutput((text) => (colours.test(text) ? [] : undefined)),
    says: () => "colours are pasted here, which labnote does not see: delete them",
  },
  {
    find: inOutput((text) => (leftOut.test(text) ? [text.trim()] : undefined)),
    says: (line) => `${line} is compared as text: only ... alone on a line stands for lines that are left out`,
  },
  {
    find: inOutput((text) => {
      const meant = nearlyDirective(text);
      return meant === undefined ? undefined : [text.trim(), meant];
    }),
    says: (line, meant) => `${line} is compared as text: is ${meant} meant?`,
  },
];
