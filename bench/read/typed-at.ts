import { isProgram, isSurelyProgram } from "./programs.ts";

/** A line that shows a prompt. */
export interface TypedAt {
  /** `root` is `# ` alone at a line's start, which may be a comment. `other` is no POSIX shell's: PowerShell, cmd, `> `, a database, a REPL. */
  at: "shell" | "root" | "other";
  /** What is typed; "" at an empty prompt. */
  typed: string;
}

/** `(venv) ` and `[manager1] (local) `, before a prompt. */
const BEFORE = String.raw`(?:\([\w .\-\/:|]+\) ?|\[[\w.\-]+\] \(local\) )?`;
const WORD = String.raw`[\w.\-]+`;

/** Prompts that no other line of a terminal looks like. */
const SHELLS = [
  // $ ls
  /^\$(?:\s+(?!\d+(?:[.,\s]|$))(.*))?$/,
  // mina@lab:~/src$ ls, root@73588180c437:/# ls, mina@lab ~ % ls, [root@lab ~]# ls, mina@lab$ls
  new RegExp(String.raw`^${BEFORE}\[?${WORD}@${WORD}(?:[: ] ?[^\]$#%>@:]{0,80})?\]? ?[$#%❯➜](?![\w{(])\s*(.*)$`),
  new RegExp(String.raw`^${BEFORE}\[?${WORD}@${WORD}(?:[: ] ?[~\/][^\s\]$#%>@:]{0,80})?\]?[$#](.*)$`),
  // [node1 ~]$ ls
  new RegExp(String.raw`^${BEFORE}\[${WORD} [^\]]{0,60}\] ?[$#](?:\s*(.*))$`),
  // Minas-MacBook:src mina$ ls
  new RegExp(String.raw`^${BEFORE}[\w.\-'’]+:[~\/\w][^\s$]* ${WORD}\$ (.*)$`),
  // node1$ ls, controlplane $ ls, (venv) $ ls, bash-5.1$ ls, ~/src$ ls, lab:~$ ls
  new RegExp(String.raw`^${BEFORE}(?:[\w.\-]*:)?[\w.\-~\/]* ?\$ (?!\d)(.*)$`),
  // ➜  src git:(main) ✗ ls
  /^(?:\S+ )?➜\s+\S+(?:\s+git:\([^)]*\))?(?:\s+✗)?\s+(.*)$/,
  /^(?:\S+ ){0,3}[❯λ](?:\s+(.*))?$/,
];

/** Prompts that are believed only if a known program stands behind them. */
const BELIEVED = [
  // $docker ps
  /^\$(.*)$/,
  // / # ls, /app # ls, lab ~ # ls, bash-5.1# ls, lab:/# ls, (kind-worker)# ls, container# ls
  /^(?:[\w.-]+ )?(?:\/\S*|~\S*) ?# ?(.*)$/,
  /^[\w.-]+# (.*)$/,
  /^(?:(?:ba)?sh-[\d.]+|[\w.-]+:[~/]\S*|[\w.-]*\d|\([\w.-]+\)) ?# (.*)$/,
  // % ls
  /^(?:[\w.@-]+ )?(?:[~/]\S* )?% (.*)$/,
  // ➜ ls, lab==>ls
  /^➜\s+(.*)$/,
  /^\S{1,30}\s?(?:==>|🚩\s*>)\s*(.*)$/u,
];

const OTHERS = [
  /^PS(?: ?[A-Z]:[^>]*| [^>]{0,60}|)> ?(.*)$/,
  /^[A-Z]:\\?[^>]{0,80}>\s?(.*)$/,
  /^(?:>>>|In \[\d+\]:|jshell>|scala>|irb\S*[>*]|iex\S*>|ghci>|julia>|ftp>|sftp>|cqlsh>|hbase\S*>|hive>|spark-sql>|gdb>|\(gdb\)|redis>|nix-repl>)(?:\s+(.*))?$/,
  /^(?:mysql|sqlite|MariaDB \[[^\]]*\]|mongo|test|admin|cqlsh:\w+|rs\d?:\w+|[\d.]+:\d+|[\w.-]+:\d+)> ?(.*)$/,
  /^[\w-]+[=(][#>]\s(.*)$/,
];

/**
 * What a line of code shows as typed behind a prompt. Whether `# ` is root's prompt or begins a comment depends on the lines around it, and is left to
 * the caller; so is a `> ` at a line's start.
 */
export function typedAt(line: string): TypedAt | undefined {
  for (const pattern of OTHERS) {
    const found = pattern.exec(line);
    if (found !== null) return { at: "other", typed: (found[1] ?? "").trim() };
  }
  for (const pattern of SHELLS) {
    const found = pattern.exec(line);
    if (found !== null) return { at: "shell", typed: (found[1] ?? "").trim() };
  }
  for (const pattern of BELIEVED) {
    const typed = pattern.exec(line)?.[1];
    if (typed !== undefined && isProgram(programAt(typed))) return { at: "shell", typed: typed.trim() };
  }
  const root = /^# (.*)$/.exec(line)?.[1];
  return root === undefined ? undefined : { at: "root", typed: root.trim() };
}

/** The word that names the program of a command: behind assignments, and `sudo` or `time` with their options. */
export function programAt(typed: string): string {
  const words = typed.trim().split(/\s+/);
  const first = words.findIndex((word, index) => {
    if (/^[A-Za-z_]\w*=/.test(word) || /^(sudo|time|nohup)$/.test(word)) return false;
    return !(word.startsWith("-") && words.slice(0, index).includes("sudo"));
  });
  return words[first] ?? words[0] ?? "";
}

/** Whether a line reads as prose: only words of letters, none of them an option, a path or a sign of the shell. */
const isProse = (line: string): boolean =>
  /[.:!?]$/.test(line) ? /^[A-Za-z]+(?: [\w',()-]+){2,}[.:!?]$/.test(line) : /^[a-z]+(?: [a-z']+){3,}$/.test(line);

/** A program that tells its version or a table's row that begins with a program's name. */
const IS_TOLD = /^\S+ (?:version )?v?\d+\.\d+|^\S+(?: {2,}\S+){2,}|^\S+\s+\d+\/\d+\s/;

/**
 * What a line without a prompt is, by its first word:
 * - `command`: it begins with a known program, a path of one (`./run.sh`), an assignment or a word of the shell.
 * - `unknown`: its first word may name a program.
 * - `unclear`: it may be more than one thing, as a path alone or the form of a command (`docker run [OPTIONS] IMAGE`).
 * - `none`: surely no command.
 */
export function unprompted(line: string): "command" | "unknown" | "unclear" | "none" {
  const trimmed = line.trim();
  const program = programAt(trimmed);
  if (/^(\.{1,2}|~|\$\{?\w+\}?)?\/[\w.-][\w.\-/]*$/.test(program))
    return program.startsWith("/") && trimmed === program ? "unclear" : "command";
  if (/^(export |declare |local )?[A-Za-z_]\w*\+?=(?!=|\s)/.test(trimmed)) return "command";
  if (/^(function )?[\w-]+ ?\(\) ?\{?$/.test(trimmed) || /^[.!:] \S/.test(trimmed)) return "command";
  if (/^(\[|\[\[|\(|\{) \S/.test(trimmed)) return "unclear";
  if (isProgram(program) && !(IS_TOLD.test(trimmed) && !/^(sleep|cd)\b/.test(trimmed))) {
    if (/(?:^|\s)\[[A-Z][A-Z_ ]*[^\]]*\]|\.\.\.\]?$/.test(trimmed)) return "unclear";
    return isSurelyProgram(program) || !isProse(trimmed) ? "command" : "unclear";
  }
  if (!/^[a-z][\w.+-]*$/.test(program)) return "none";
  return IS_TOLD.test(trimmed) || isProse(trimmed) ? "none" : "unknown";
}
