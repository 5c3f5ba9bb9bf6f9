import type { FenceLine } from "../note/markdown.ts";
import type { CodePart, Part } from "./page.ts";

const extensions =
  `bash bat c cc cfg cnf conf config cpp cs css csv dockerfile dockerignore env erb ex exs go gradle h hbs hcl hpp html ini
  ipynb java js json jsx kt less log lua md mjs ml php pl plist ps1 properties py r rb repo rs rst scala scss service sh socket sql svg swift
  tf tfvars timer tmpl toml tpl ts tsx txt vue xml yaml yml zsh`.split(/\s+/);

const fileName = new RegExp(
  String.raw`(?:\.?/)?(?:[\w.-]+/)*(?:[\w.-]*[\w-]\.(?:${extensions.join("|")})|(?:Docker|Make|Jenkins|Vagrant|Proc|Gem|Pip|Rake|Brew|Container)file(?:\.[\w-]+)?|\.(?:env|gitignore|dockerignore|bashrc|profile|gitattributes|npmrc|editorconfig))`,
);
const onlyName = new RegExp(`^["'(\\[<]?(${fileName.source})["')\\]>]?\\s*[:：]?$`);
const anyName = new RegExp(String.raw`(?<![\w./-])(${fileName.source})(?![\w/-]|\.\w)`, "g");

/** The name of a file, if a text is one and nothing else. */
export const asFileName = (text: string): string | undefined => {
  const [, name] = onlyName.exec(text.trim()) ?? [];
  return name === undefined || name.startsWith("/") ? undefined : name.replace(/^\.\//, "");
};

/** A file's name, and where the page says it. */
export interface NamedFile {
  name: string;
  /** "the line above it", "its first line", …, in words. */
  where: string;
}

/**
 * The file that a block of code shows, where the page says its name: in the fence, as all of the line or heading above, in the block's first
 * line, or as the one file of a sentence right above that says to make it.
 *
 * @param above the part before the block, if only blank lines stand between them
 */
export function namedFile(code: CodePart, above: Part | undefined): NamedFile | undefined {
  const [, inMeta] = /(?:title|filename|file_?name|name|path)=["']?([^"'\s}]+)/i.exec(code.meta) ?? [];
  const [word = ""] = code.info.trim().split(/[\s{]/);
  const [, inLanguage] = /^\w+:(\S+)$/.exec(word) ?? [];
  const language = /[/.]/.test(word) ? word : "";
  for (const [text, where] of [
    [inMeta, "the fence"],
    [inLanguage, "the fence"],
    [language, "the fence"],
    [above === undefined ? undefined : ownText(above), "the line above it"],
    [commentIn(code.lines[0]), "its first line"],
  ] as const) {
    const name = text === undefined ? undefined : asFileName(text);
    if (name !== undefined) return { name, where };
  }
  const said = above?.kind === "paragraph" ? saidIn(above.plain, code.language) : undefined;
  return said === undefined ? undefined : { name: said, where: "the sentence above it" };
}

const ownText = (part: Part): string | undefined =>
  part.kind === "paragraph" ? part.plain : part.kind === "heading" ? part.title : undefined;

/** The text of a comment, in the forms of most languages. */
function commentIn(line: FenceLine | undefined): string | undefined {
  const [, text] = /^\s*(?:#|\/\/|--|;+|<!--|\/\*+|%)\s*(\S+)\s*(?:-->|\*\/)?\s*$/.exec(line?.text ?? "") ?? [];
  return text;
}

const toMake =
  /\b(?:create|creating|make|write|save|paste|called|named|name it|contents? of|following (?:content|code))\b|만들|만듭|만든|작성|저장|생성|내용/i;

/** What a sentence says of a file that there is already: the block below it shows a part. */
const toChange =
  /\b(?:add|append|change|edit|modify|open|replace|update|uncomment|back to)\b|추가|수정|변경|바꾸|바꿔/i;

function saidIn(sentence: string, language: string): string | undefined {
  const names = new Set([...sentence.matchAll(anyName)].map(([, name = ""]) => name.replace(/^\.\//, "")));
  const [name] = names;
  if (name === undefined || names.size > 1 || name.startsWith("/")) return undefined;
  if (!toMake.test(sentence) || toChange.test(sentence)) return undefined;
  return fits(name, language) ? name : undefined;
}

/** Endings of files, by the language of a fence; others are their own ending. */
const endings: Readonly<Record<string, string>> = {
  python: "py",
  py: "py",
  python3: "py",
  javascript: "js",
  js: "js|mjs|jsx",
  typescript: "ts|tsx",
  yaml: "ya?ml",
  yml: "ya?ml",
  ruby: "rb",
  rust: "rs",
  golang: "go",
  html: "html|hbs|tpl|erb",
  docker: "dockerfile",
  dockerfile: "dockerfile",
  shell: "sh",
  bash: "sh|bash|bashrc|profile|env",
  sh: "sh|env",
  conf: "conf|cnf|cfg",
  nginx: "conf",
  ini: "ini|cfg|conf|service|socket|timer|repo",
  toml: "toml",
  json: "json",
  markdown: "md",
  makefile: "makefile",
  make: "makefile",
};

/** Whether a file of that name may hold code of that language. */
function fits(name: string, language: string): boolean {
  const own = language.toLowerCase();
  if (own === "" || own === "text" || own === "plaintext") return true;
  const ending = endings[own] ?? own.replace(/[^\w]/g, "");
  return (
    new RegExp(`(?:^|[./])(?:${ending})$`, "i").test(name.toLowerCase()) ||
    (ending === "dockerfile" && /dockerfile/i.test(name))
  );
}

/** The language that a fence of a file gets if it has none. */
export function languageOf(name: string): string {
  if (/dockerfile/i.test(name)) return "dockerfile";
  if (/makefile/i.test(name)) return "makefile";
  const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
  const known = Object.entries({
    python: "py",
    javascript: "js",
    typescript: "ts",
    yaml: "yml",
    ruby: "rb",
    rust: "rs",
  });
  return (
    known.find(([, each]) => each === ending)?.[0] ??
    (extensions.includes(ending) && !name.startsWith(".") ? ending : "text")
  );
}

const instruction =
  /^\s*(?:FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)\s/;

/** How many of a block's first lines are a whole Dockerfile; 0 where it does not begin as one. Comments and blank lines at its end are not its own. */
export function dockerfileLines(lines: readonly FenceLine[]): number {
  let end = 0;
  let goesOn = false;
  let from = false;
  for (const [index, { text }] of lines.entries()) {
    if (!goesOn && (text.trim() === "" || /^\s*#/.test(text))) continue;
    if (!goesOn && !instruction.test(text)) break;
    if (!goesOn && !from && !/^\s*(?:FROM|ARG)\s/.test(text)) return 0;
    from ||= /^\s*FROM\s/.test(text);
    goesOn = /\\\s*$/.test(text);
    end = index + 1;
  }
  return from ? end : 0;
}

/** Whether lines are a part of a file: something is left out, or the first line belongs to one that is not there. */
export const isExcerpt = (lines: readonly FenceLine[]): boolean =>
  /^\s+\S/.test(lines[0]?.text ?? "") ||
  lines.some(({ text }) =>
    /^\s*(?:#|\/\/|--|<!--)?\s*(?:\.{3,}|…|\[\.{3}\]|\.\.\.생략\.\.\.|\(생략\)|중략)\s*(?:-->)?\s*$/.test(text),
  );
