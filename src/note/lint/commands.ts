import { unquoted } from "./rule.ts";

/** What a simple command has to do with a section's folder and shell. Paths are as they are written. */
export interface SimpleCommand {
  /** Files and folders that must be there. */
  names: readonly string[];
  /** Files and folders that it makes. */
  makes: readonly string[];
  /** Variables that it sets. */
  sets: readonly string[];
  /** The folder that it changes to; "" for the home folder. */
  enters: string | undefined;
}

/** Paths with more parts than this are no student's. */
const DEEPEST = 20;

/** Where a shell is, from its section's folder on. */
export class Folder {
  /** The names of the folders down to it; `undefined` when it is elsewhere. */
  #parts: readonly string[] | undefined = [];

  /** The path of a word from the section's folder on; `undefined` where it is no path in it. */
  pathOf(word: string): string | undefined {
    const parts = this.#resolved(word);
    return parts === undefined || parts.length > DEEPEST ? undefined : parts.join("/");
  }

  enter(word: string): void {
    this.#parts = this.#resolved(word);
  }

  #resolved(word: string): readonly string[] | undefined {
    if (this.#parts === undefined || !/^[\p{L}\p{N}._+@/-]+$/u.test(word) || /^[/-]/.test(word)) return undefined;
    const parts = [...this.#parts];
    for (const part of word.split("/")) {
      if (part === "..") {
        if (parts.pop() === undefined) return undefined;
      } else if (part !== "." && part !== "") parts.push(part);
    }
    return parts;
  }
}

/** Commands whose words are files and folders. */
const readers = new Set(
  "cat cd ls rm rmdir cp mv chmod chown head tail less more grep wc sort uniq source . sh bash python python3 node stat diff du tree tar nano vi vim".split(
    " ",
  ),
);

/** Commands that take files by their usual names from the folder that they are in. */
const takes: readonly { form: RegExp; unless?: RegExp; names: readonly string[] }[] = [
  { form: /^docker (?:(?:image|buildx) )?build /, unless: /\s(?:-f|--file)\b|\s-$|:\/\//, names: ["Dockerfile"] },
  {
    form: /^docker(?: |-)compose (?!version|ls\b)/,
    unless: /\s(?:-f|--file)\b/,
    names: ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"],
  },
  { form: /^make\b/, unless: /\s-[fC]/, names: ["Makefile"] },
  { form: /^npm (?:ci|install|start|test|run)\b/, unless: /\s(?:-g|--global)\b/, names: ["package.json"] },
  {
    form: /^git (?:-\S+ )*(?:add|branch|checkout|commit|diff|log|merge|mv|pull|push|rebase|reset|restore|rm|show|stash|status|switch|tag)\b/,
    unless: /^git (?:-C|--git-dir)/,
    names: [".git"],
  },
];

const prefix = /^(?:(?:sudo|time|env|command)\s+(?:-[EHn]\s+)*)+/;
const assignment = /^([A-Za-z_]\w*)=/;

/** The simple commands of what is typed, in order. Words in quotes with other signs than names have are left out. */
export function commandsIn(typed: string): SimpleCommand[] {
  const plain = typed.replace(/"([\w./-]+)"|'([\w./-]+)'/g, "$1$2");
  return unquoted(plain)
    .split(/&&|\|\|?|[;\n&(){}]/)
    .flatMap((part) => {
      const bare = part.trim().replace(prefix, "");
      return bare === "" ? [] : [commandOf(bare)];
    });
}

function commandOf(text: string): SimpleCommand {
  const written = [...text.matchAll(/\d?>>?\s*(?!&)(\S+)/g)].map(([, file]) => file as string);
  const read = [...text.matchAll(/(?<!<)<\s*(?![<&(])(\S+)/g)].map(([, file]) => file as string);
  const line = text
    .replace(/\d?(?:>>?|<)\s*&?\S+/g, " ")
    .trim()
    .replace(/\s+/g, " ");
  const words = line.split(" ");
  const program = words.findIndex((word) => !assignment.test(word));
  if (program === -1) return { names: [], makes: written, sets: words.map(nameIn), enters: undefined };
  const [name = "", ...rest] = words.slice(program);
  const operands = rest.filter((word) => !word.startsWith("-"));
  const pattern = name === "grep" ? operands[0] : undefined;
  const made = madeBy(name, operands, rest);
  const usual = takes.filter(({ form, unless }) => form.test(line) && unless?.test(line) !== true);
  const others = rest
    .map((word) => word.replace(/^--?[\w-]+=/, ""))
    .filter((word) => !made.includes(word) && word !== pattern);
  return {
    names: [
      ...read,
      ...others.filter((word) => readers.has(name) || /^\.\/|^[\w-]+\.[a-z]\w*$|^(?:Docker|Make)file$/.test(word)),
      ...(name.startsWith("./") ? [name] : []),
      ...usual.flatMap(({ names }) => names),
    ],
    makes: [...written, ...made],
    sets: setBy(name, rest),
    enters: name === "cd" && operands.length < 2 ? (operands[0] ?? "~") : undefined,
  };
}

const nameIn = (word: string): string => assignment.exec(word)?.[1] ?? word;

const setBy = (name: string, words: readonly string[]): string[] => {
  if (name === "export" || name === "declare" || name === "readonly")
    return words.filter((word) => assignment.test(word)).map(nameIn);
  return name === "for" || name === "read" ? words.filter((word) => /^[A-Za-z_]\w*$/.test(word)) : [];
};

/** The files and folders that a program makes. */
function madeBy(name: string, operands: readonly string[], words: readonly string[]): string[] {
  const output = words.flatMap((word, at) => (/^(?:-o|-O|--output|-out)$/.test(word) ? (words[at + 1] ?? []) : []));
  const last = operands.at(-1);
  const [verb, ...rest] = operands;
  switch (name) {
    case "mkdir":
    case "touch":
    case "tee":
      return [...operands];
    case "cp":
    case "mv":
    case "ln":
      return last === undefined || operands.length < 2 ? [] : [last];
    case "curl":
    case "wget":
      return [...output, ...operands.filter((word) => word.includes("/")).map(baseName)];
    case "git":
      if (verb === "clone" && rest[0] !== undefined) return [rest[1] ?? baseName(rest[0]).replace(/\.git$/, "")];
      return verb === "init" ? [rest[0] === undefined ? ".git" : `${rest[0]}/.git`, ...rest] : [];
    case "python3":
    case "python":
      return words[0] === "-m" && words[1] === "venv" && last !== undefined ? [last] : [];
    case "npm":
      return verb === "init" ? ["package.json"] : [];
    default:
      return output;
  }
}

const baseName = (path: string): string => path.replace(/[/?]+$/, "").replace(/^.*\//, "");
