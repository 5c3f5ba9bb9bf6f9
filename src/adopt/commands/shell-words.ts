/** A word or an operator of a command line. */
export interface ShellWord {
  kind: "word" | "operator" | "comment";
  text: string;
  /** Its offset in the line. */
  at: number;
  /** Whether a part of it stands in quotes. */
  quoted: boolean;
}

/** A comment; an operator; or a word, with its quotes. */
const piece =
  /(?<=^|[\s;&|()])(#[^\n]*)|(&&|\|\||>>|<<<?|[;&|<>()])|((?:\$\((?:[^()]|\([^()]*\))*\)|[^\s'"\\;&|<>()]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+)/gsu;

/** The words of a command line, as a shell would split it. It knows quotes and operators, and no other syntax. */
export function shellWords(line: string): ShellWord[] {
  return [...line.matchAll(piece)].map((match) => ({
    kind: match[1] !== undefined ? "comment" : match[2] !== undefined ? "operator" : "word",
    text: match[0],
    at: match.index,
    quoted: match[3] !== undefined && /['"]/.test(match[3]),
  }));
}

/** The commands of a line: the words between `&&`, `||`, `|`, `;` and `&`, each without `sudo` and the like before it. */
export function simpleCommands(line: string): ShellWord[][] {
  const commands: ShellWord[][] = [[]];
  for (const word of shellWords(line)) {
    if (word.kind === "operator" && /^(?:&&|\|\|?|;|&)$/.test(word.text)) commands.push([]);
    else if (word.kind !== "comment") commands.at(-1)?.push(word);
  }
  return commands.map(withoutPrefix).filter((words) => words.length > 0);
}

const prefixes: readonly string[] = ["sudo", "time", "nohup", "exec", "command", "env"];

/** Takes off what only says how a command is run: `sudo -E`, `NAME=value`. */
function withoutPrefix(words: readonly ShellWord[]): ShellWord[] {
  let at = 0;
  for (; at < words.length; at += 1) {
    const text = words[at]?.text ?? "";
    const before = words.slice(0, at).some((word) => word.text === "sudo");
    if (/^[A-Za-z_]\w*=/.test(text) || prefixes.includes(text)) continue;
    if (before && /^-[a-zA-Z]+$/.test(text) && words[at - 1]?.text !== undefined) {
      // `sudo -u NAME`: the option's value is no command.
      if (/^-[ugh]$/.test(text)) at += 1;
      continue;
    }
    break;
  }
  return words.slice(at);
}
