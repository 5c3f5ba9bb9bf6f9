import { withoutQuoted } from "./shell-syntax.ts";

/** Where the shell is that a command opens for what is typed next: on the host (or on one that it logs in to), or in a container. */
export type Opened = "host" | "container";

/** A program that opens a shell, if the words behind it say so. */
interface Opener {
  /** How many words it takes that are no options: at least, and at most. What stands behind these is a command that it runs. */
  least?: number;
  most: number;
  /** Options that have their value in the next word. */
  values?: RegExp;
  /** Options with which it opens no shell. */
  ends?: RegExp;
  /** Options without which it opens no shell. */
  needs?: RegExp;
  /** Whether the command behind its words gets the terminal, and so may open a shell itself. */
  runs?: true;
}

const shell: Opener = { most: 0, ends: /^-\w*[cn]\w*$|^--(?:version|help)/ };

const openers: Readonly<Record<string, Opener>> = {
  ...Object.fromEntries(["bash", "sh", "zsh", "dash", "ash", "ksh", "fish", "csh"].map((name) => [name, shell])),
  sudo: {
    most: 0,
    values: /^-\w*[ugpChrtDRU]$/,
    needs: /^-\w*[is]|^--(?:login|shell)$/,
    ends: /^-[lvVKk]$/,
    runs: true,
  },
  su: { most: 1, values: /^-[sgGw]$|^--(?:shell|group)$/, ends: /^-\w*c|^--(?:command|version|help)/ },
  newgrp: { most: 1, ends: /^-c/ },
  ssh: { least: 1, most: 1, values: /^-[BbcDEeFIiJLlmOopRSWw]$/, ends: /^-\w*[NfTVGQ]/, runs: true },
  chroot: { least: 1, most: 1, ends: /^--(?:version|help)/, runs: true },
  nsenter: { most: 0, values: /^-[tSG]$|^--(?:target|setuid|setgid)$/, runs: true },
  unshare: { most: 0, values: /^-[SGR]$|^--(?:setuid|setgid|root)$/, runs: true },
};

/** What may stand before a program in a command. */
const prefix = /^(?:(?:[A-Za-z_]\w*=\S*|exec|env|command|time)\s+)+/;

/** Which shell a command opens, which takes what is typed next; `undefined` where it opens none. Its last simple command decides. */
export function shellOpenedBy(command: string): Opened | undefined {
  const last = withoutQuoted(command)
    .split(/&&|\|\||[;\n]/)
    .at(-1) as string;
  // What reads from or writes into something else has no terminal.
  const words = /[|<>&]/.test(last) ? [] : last.trim().replace(prefix, "").split(/\s+/);
  if (opensShell(words)) return "host";
  return opensContainer(command) ? "container" : undefined;
}

/** Whether a command opens a shell that takes what is typed next. */
export const opensTerminal = (command: string): boolean => shellOpenedBy(command) !== undefined;

function opensShell([name = "", ...words]: readonly string[]): boolean {
  const program = name.slice(name.lastIndexOf("/") + 1);
  const opener = Object.hasOwn(openers, program) ? openers[program] : undefined;
  if (opener === undefined) return false;
  const { options, operands, command } = taken(words, opener);
  if (options.some((option) => opener.ends?.test(option)) || operands.length < (opener.least ?? 0)) return false;
  if (command.length > 0) return opener.runs === true && opensShell(command);
  return opener.needs === undefined || options.some((option) => opener.needs?.test(option));
}

/** A program's options, its other words, and the command behind them. Options stand also behind the last of the other words. */
function taken(words: readonly string[], { values, most }: Opener) {
  const options: string[] = [];
  const operands: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (word.startsWith("-")) {
      options.push(word);
      if (values?.test(word)) at += 1;
    } else if (operands.length === most) return { options, operands, command: words.slice(at) };
    else operands.push(word);
  }
  return { options, operands, command: [] };
}

/** Whether a command opens a terminal in a container: `-it`, `-i -t`, `attach`, and Docker's commands that do so by themselves. */
function opensContainer(command: string): boolean {
  const words = command.split(/\s+/);
  if (words.includes("attach") || words.includes("--attach")) return true;
  const long = (name: string): boolean => words.some((word) => word === name || word === `${name}=true`);
  const flags = words.filter((word) => /^-[a-zA-Z]+$/.test(word)).join("");
  const detached = words.some((word) => /^-[itP]*d[itP]*$/.test(word)) || long("--detach");
  const interactive = flags.includes("i") || long("--interactive");
  const tty = flags.includes("t") || long("--tty") || words.includes("start");
  const compose = words.findIndex((word) => /(?:^|-)compose$/.test(word));
  const byItself = compose !== -1 && words.slice(compose).some((word) => word === "exec" || word === "run");
  return ((interactive && tty) || byItself) && !detached;
}
