/** What stands behind the fence that opens a block, in the forms of several renderers. */
export interface Info {
  /** The language, in lower case; "" without one. */
  language: string;
  /** The other words. */
  meta: string;
}

/** Each form up to the words behind the language. */
const forms: readonly RegExp[] = [
  // {code-block} console of MyST
  /^\{(?:code-block|code|sourcecode|prompt)\}\s*([^\s{}=,]+)(.*)$/s,
  // {.console .numberLines} of Pandoc, {console} of MyST, {bash eval=FALSE} of R Markdown
  /^\{(?:#\S+\s+)?\.?([^\s{}=,]+)(?=[\s{},])(.*)$/s,
  // console, console{1}, console,ignore of Rust's books, bash= of HackMD
  /^(?:language-)?([^\s{},=]+)(?:=\d*\+?(?=\s|$))?(?=[\s{},]|$)(.*)$/s,
];

/** Reads the words behind an opening fence. */
export function readInfo(info: string): Info {
  for (const form of forms) {
    const [whole, language = "", meta = ""] = form.exec(info) ?? [];
    if (whole !== undefined)
      return { language: language.toLowerCase(), meta: `${meta}${terminalOf(language, meta)}`.trim() };
  }
  return { language: "", meta: info };
}

/** `.term2` of Play with Docker and `execute-2` of Educates name a terminal. */
function terminalOf(language: string, meta: string): string {
  const [, number] = /^(?:\.term|execute-)([1-9])$/.exec(language) ?? [];
  return number === undefined || meta.includes("terminal=") ? "" : ` terminal=${number}`;
}

/** Whether a language is one whose blocks hold commands, unless they show that they do not. */
export const isShell = (language: string): boolean =>
  /^(?:bash|sh|shell|zsh|ksh|console|terminal|(?:ba|sh|shell)-?session|\.term\d|exec(?:ute)?|execute-\d|terminal:execute)$/.test(
    language,
  );
