import { outerPrompts } from "../console/prompts.ts";
import type { FenceLine } from "../markdown.ts";
import { endsOutput } from "./command-like.ts";
import { isKnownCommand, isSurelyCommand } from "./known-commands.ts";

/** A line that looks typed at a shell's prompt. */
export interface LikelyTyped {
  /** The prompt as front matter would have it: what differs from line to line is `[..]`. `$` needs no front matter. */
  prompt: string;
  typed: string;
  /** Whether other lines begin so, too: it is a prompt if it comes again. */
  rare: boolean;
}

/** A form of a shell's prompt: what stands before what is typed, and when it is one. */
interface Form {
  form: RegExp;
  /** What front matter would have, of the parts of the form; the parts as they stand without it. */
  general?(...parts: string[]): string;
  /** Whether what stands behind it is typed. Without it, anything is that begins as a command does. */
  takes?(typed: string): boolean;
  rare?: true;
}

const form = (text: TemplateStringsArray, ...parts: string[]): RegExp => new RegExp(String.raw(text, ...parts), "u");

const beginsAsCommand = (typed: string): boolean =>
  /^[\w./~(["'`!:$\\{-]/.test(typed) && !/^\d+(?:[.,]\d+)?(?:\s|$)/.test(typed);

/** Blanks, and what an environment puts before a prompt: (venv), [manager1] (local). */
const BEFORE = String.raw`\s*(?:\([\w .:/|-]+\) ?|\[[\w.-]+\] \(local\) )?`;
/** No container: the name of one is 12 hexadecimal digits, and its prompt is a nested one. */
const USER = String.raw`[\w.-]+@(?![0-9a-f]{12}\b)[\w.-]+`;

const withFolder = (before = "", sign = ""): string => `${before}[..]${sign}`;

const forms: readonly Form[] = [
  // $ ls, (venv) $ ls
  { form: form`^(${BEFORE}\$) (.*)$` },
  // user@host:~/app$ ls, [user@host app]# ls, user@host ~ % ls
  { form: form`^(${BEFORE}\[?${USER}[: ])[^#$%>❯]{0,80}?(\]?\s?[#$%>❯])\s+(.*)$`, general: withFolder },
  { form: form`^(${BEFORE}\[?${USER}\]?\s?[#$%>❯])\s+(.*)$` },
  // [node1 ~]$ ls
  { form: form`^(${BEFORE}\[[\w.-]+ )[^\]]{0,60}(\]\s?[#$])\s+(.*)$`, general: withFolder },
  // host:~/app$ ls, host:app mina$ ls
  { form: form`^(${BEFORE}[\w.’'-]*:)[~/][^\s#$%>]*(\s?[#$])\s+(.*)$`, general: withFolder },
  { form: form`^(\s*[\w.’'-]+:)[~/\w][^\s#$%>]*( [\w.-]+\$)\s+(.*)$`, general: withFolder },
  // host ~/app # ls
  { form: form`^(\s*[\w.-]+ )[~/]\S*(\s?[#$%])\s+(.*)$`, general: withFolder, takes: isSurelyCommand },
  // ~/app $ ls
  { form: form`^(${BEFORE}~)[^\s#$%]*(\s?[$%])\s+(.*)$`, general: withFolder },
  // node1$ ls, controlplane $ ls, node1# ls, (kind-worker)# ls
  { form: form`^(${BEFORE}[A-Za-z][\w.-]*\$)\s+(.*)$` },
  { form: form`^(${BEFORE}[A-Za-z][\w.-]* [$%])\s+(.*)$`, takes: isSurelyCommand },
  { form: form`^(\s*(?:\([\w.-]+\)|[A-Za-z][\w.-]*) ?#)\s+(.*)$`, takes: isSurelyCommand },
  // the signs of starship and oh-my-zsh, with a folder and a branch before what is typed
  {
    form: form`^(\s*[➜❯λ])\s+\S+\s+git:\([^)]*\)(\s+✗)?\s+(.*)$`,
    general: (sign = "", dirty = "") => `${sign} [..] git:([..])${dirty}`,
  },
  { form: form`^(\s*[➜❯λ▶»])\s+(.*)$`, takes: isKnownCommand },
  { form: form`^(\s*➜\s+[\w~./-]+)\s+(.*)$`, takes: isKnownCommand },
  { form: form`^(\s*[❯λ])\s+(.*)$` },
  // PS C:\Users\mina> dir, C:\Users\mina> dir
  {
    form: form`^(\s*(?:PS )?)[A-Z]:\\[^>]*(>)\s+(.*)$`,
    general: (shell = "", sign = "") => `${shell}[..]:\\[..]${sign}`,
  },
  { form: form`^(\s*PS>)\s+(.*)$` },
  { form: form`^(\s*(?:ba|z|k)?sh(?:-[\d.]+)?\$)\s+(.*)$` },
  // Comments, outputs and quotes begin so, too.
  { form: form`^(\s*[#%>])\s+(.*)$`, takes: isSurelyCommand },
  // any other words with a sign of a prompt
  { form: form`^(\s*[\w[(][^#$%>❯»:"'=]{0,40}[^#$%>❯»:"'=-][#$%>❯»])\s+(.*)$`, takes: isSurelyCommand, rare: true },
];

/** Reads a line as one that is typed at a shell of the page; `undefined` where it does not look so. It decides on the line alone. */
export function likelyTyped(text: string): LikelyTyped | undefined {
  for (const { form, general, takes = beginsAsCommand, rare = false } of forms) {
    const parts = form
      .exec(text)
      ?.slice(1)
      .map((part) => part ?? "");
    const typed = parts?.pop();
    if (parts === undefined || typed === undefined || !takes(typed) || (rare && isKnownCommand(text))) continue;
    return { prompt: (general?.(...parts) ?? parts.join("")).replace(/^\s+/, " "), typed, rare };
  }
  return undefined;
}

/** Prompts that comments, outputs or quotes begin with, too. */
export const isDoubtful = (prompt: string): boolean => /^\s*[#%>]$/.test(prompt);

/** Whether a line begins with a prompt, and not with a longer word. */
export const beginsWith = (prompt: string, text: string): boolean => `${text.trim()} `.startsWith(`${prompt.trim()} `);

/**
 * Whether the lines of a block that begin with `#`, `%` or `>` may be comments or quotes, whichever of these is a prompt of the page: one of them
 * names no command, or a command stands beside them without a prompt. Where a block has another prompt, too, they are what they are elsewhere.
 */
export function mayBeComments(lines: readonly FenceLine[], prompts: readonly string[]): boolean {
  const doubtful = prompts.filter(isDoubtful);
  const isTyped = outerPrompts(prompts.filter((prompt) => !isDoubtful(prompt)));
  const beginsSo = (text: string): boolean => doubtful.some((prompt) => beginsWith(prompt, text));
  const texts = lines.map(({ text }) => text);
  if (!texts.some(beginsSo) || texts.some((text) => isTyped(text) !== undefined)) return false;
  return texts.some((text) => (beginsSo(text) ? likelyTyped(text) === undefined : endsOutput(text)));
}
