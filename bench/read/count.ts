import { type CountedBlock, codeBlocks } from "./blocks.ts";
import { isProgram, isSurelyProgram } from "./programs.ts";
import { programAt, type TypedAt, typedAt, unprompted } from "./typed-at.ts";
import { unfinished } from "./unfinished.ts";

/**
 * Where a command stands: behind a prompt, whatever the block is called; without a prompt in a block that is called after a shell; without one in a block that is
 * called after nothing.
 */
export type CommandPlace = "prompt" | "shell" | "bare";

export interface CountedCommand {
  place: CommandPlace;
  /** Its first and its last line in the file. */
  line: number;
  last: number;
  /** What is typed, without prompts; lines are joined by newlines. */
  text: string;
}

/**
 * What a line of a code block is that begins no command:
 * - `output`: printed by a command; also what stands in a block of a shell and can be told to be no command.
 * - `file`: in a block that has no command: of another language, a diagram, a file.
 * - `rest`: goes on a command.
 * - `comment`: from a `#` on.
 * - `apart`: in a script that begins with `#!`, or a session of a database, a REPL, PowerShell or cmd.
 * - `unclear`: a person would have to know more to say what it is: a word that may be a program's name, the form of a command
 *   (`docker run [OPTIONS] IMAGE`), a line without a prompt among lines with one.
 */
export type Other = "output" | "file" | "rest" | "comment" | "apart" | "unclear";

export interface Count {
  commands: CountedCommand[];
  /** By the line of the file. Blank lines are not in it. */
  others: Map<number, Other>;
}

const SHELLS =
  /^(bash|sh|shell|zsh|ksh|fish|ash|dash|console|terminal|shell-?session|sh-session|bash-session|cli|cmdline|shellscript|execute|term\d*|command|commandline|terminal-session|ssh)$/;
const WINDOWS =
  /^(powershell|ps1|ps|pwsh|cmd|bat|batch|dos|batchfile|winbatch|pwsh-session|powershell-session|ps1con|doscon)$/;
const OUTPUTS = /^(output|error|out|stdout|stderr|results?|log|logs)$/;
/** No language, or one that says only that nothing is to be coloured. */
const UNNAMED = /^(|text|txt|plain|plaintext|none|nohighlight|docker|linux|code|raw|text-plain)$/;
/** A block of another kind, by its first line: YAML, a Dockerfile, JSON, XML, a unit or an ini file, a diff. */
const FILES =
  /^(---$|[\w.-]+:(\s|$)(?!.*[$#] )|\{$|\[$|\[[\w. -]+\]$|<[?!]?\w|FROM \S+|ARG \w+=|diff --git|@@ |import |package |-----BEGIN)/;

/** Opens a root's or a container's shell, in which `# ` may be a prompt. */
const OPENS_ROOT =
  /^sudo\s+(-i|-s|su\b|bash|sh|unshare|chroot|nsenter)|^su\b|\b(exec|run|attach|debug)\b.*(\b(a|ba)?sh|-it?\b.*|-ti\b.*)$/;
/** Prints what a file has, or text: what stands below may look like anything. */
const SHOWS_TEXT =
  /^(sudo )?(cat|less|more|head|tail|grep|history|echo|printf|man|bat|sed|awk|git (diff|show|log)|diff|curl|kubectl (logs|describe|get)|docker (logs|history))\b|--help|\bcat /;

/**
 * Counts the commands, outputs and other lines of a page, as a person who looks at its source tells them apart. It is made to hold a reader against it, so it shares
 * nothing with one.
 *
 * A block in which a line shows a shell's prompt is a session: what stands behind prompts is typed, with the lines that go it on, `# …` is a
 * comment, and what else stands there is output. `# ` is root's prompt where every such line of a block without another prompt names a program and
 * no line without it does, and below a command that opens a shell.
 * A block without a prompt that is called after a shell has commands at its lines, as {@link unprompted} tells them; so has one that is called after
 * nothing, if it begins with a command.
 */
export function countPage(text: string): Count {
  const count: Count = { commands: [], others: new Map() };
  for (const block of codeBlocks(text)) new BlockCount(block, count).take();
  return count;
}

class BlockCount {
  readonly #language: string;
  readonly #kind: CountedBlock["kind"];
  readonly #first: number;
  readonly #lines: readonly string[];
  readonly #count: Count;

  constructor({ kind, language, line, lines }: CountedBlock, count: Count) {
    this.#kind = kind;
    this.#language = language;
    this.#first = line;
    const indents = lines.filter((each) => each !== "").map((each) => each.length - each.trimStart().length);
    const common = Math.min(...indents);
    this.#lines = lines.map((each) => each.slice(common).trimEnd());
    this.#count = count;
  }

  take(): void {
    const shown = this.#shown();
    const what = this.#what(shown);
    if (what === "prompt") this.#session(shown);
    else if (what === "shell" || what === "bare") this.#unprompted(what);
    else this.#all(what);
  }

  /** What the block has: commands in their place, or lines of one kind. */
  #what(shown: readonly (TypedAt | undefined)[]): CommandPlace | Other {
    const text = this.#lines.filter((line) => line !== "" && !/^#(?!!)/.test(line));
    const first = this.#lines.find((line) => line !== "") ?? "";
    if (WINDOWS.test(this.#language) || first.startsWith("#!")) return "apart";
    if (shown.some((at) => at?.at === "shell" && at.typed !== "")) return "prompt";
    if (shown.some((at) => at?.at === "other")) return "apart";
    if (FILES.test(text[0] ?? "")) return "file";
    if (/^> /.test(first) && isSurelyProgram(programAt(first.slice(2)))) return "apart";
    if (OUTPUTS.test(this.#language)) return "output";
    if (this.#kind === "indented") return "file";
    if (SHELLS.test(this.#language)) return "shell";
    const begins = UNNAMED.test(this.#language) && unprompted(text[0] ?? "") === "command";
    return begins ? "bare" : "file";
  }

  /** The prompts of the lines. Root's `# ` is a shell's, where the whole block shows that it is one. */
  #shown(): (TypedAt | undefined)[] {
    const shown = this.#lines.map((line) => this.#promptAt(line));
    const isEnglish = (typed: string) => /^[\x20-\x7e]*$/.test(typed.replace(/\s#.*/, ""));
    const prompts = shown.filter((at) => at !== undefined);
    const roots = prompts.filter((at) => at.at === "root");
    const commands = roots.filter((at) => isSurelyProgram(programAt(at.typed)));
    const isRoots =
      this.#namesShell() &&
      roots.length === prompts.length &&
      commands.some((at) => isEnglish(at.typed)) &&
      commands.length >= roots.filter((at) => isEnglish(at.typed)).length &&
      !this.#lines.some((line) => !line.startsWith("#") && isSurelyProgram(programAt(line)));
    return isRoots ? shown.map((at) => (at && commands.includes(at) ? { ...at, at: "shell" } : undefined)) : shown;
  }

  #namesShell(): boolean {
    return SHELLS.test(this.#language) || UNNAMED.test(this.#language);
  }

  /** In a block of another language, only `$ ` and prompts with a host are believed. */
  #promptAt(line: string): TypedAt | undefined {
    const indent = line.length - line.trimStart().length;
    const at = typedAt(line.trimStart());
    // Help texts show what they tell of further to the right.
    if (indent > 3 && !(at?.at === "shell" && isProgram(programAt(at.typed)))) return undefined;
    if (at === undefined || this.#namesShell() || OUTPUTS.test(this.#language)) return at;
    return /^(\$ |\[?[\w.-]+@)/.test(line.trimStart()) && at.at === "shell" ? at : undefined;
  }

  #session(shown: readonly (TypedAt | undefined)[]): void {
    /** Whether `# ` is a prompt by now. */
    let root = false;
    let above: Other | "command" = "comment";
    let last = "";
    for (let index = 0; index < this.#lines.length; ) {
      const line = this.#lines[index] as string;
      const at = shown[index];
      if (line === "") {
        if (above === "output" && !SHOWS_TEXT.test(last)) above = "comment";
        index += 1;
        continue;
      }
      const isPrompt =
        at !== undefined && (at.at !== "root" || (root && isSurelyProgram(programAt(at.typed)) && above !== "output"));
      if (isPrompt && at.at === "other") {
        above = this.#other(index, "apart");
        index += 1;
      } else if (isPrompt) {
        if (at.typed === "" || /^(#|\.\.\.|\^|Ct(r)?l\b)/.test(at.typed)) {
          above = this.#other(index, "comment");
          index += 1;
          continue;
        }
        const end = this.#command("prompt", index, at.typed, shown);
        root ||= OPENS_ROOT.test(at.typed);
        last = at.typed;
        above = "command";
        index = end;
      } else {
        const stray =
          !SHOWS_TEXT.test(last) &&
          above !== "output" &&
          isSurelyProgram(programAt(line)) &&
          unprompted(line) === "command";
        above = this.#other(index, /^\s*#/.test(line) ? "comment" : stray ? "unclear" : "output");
        index += 1;
      }
    }
  }

  /**
   * A block without a prompt. In one that is called after a shell, the first line is a command, too, if it begins with a word that may name a
   * program, and so is a line below a command that has an option.
   */
  #unprompted(place: CommandPlace): void {
    const first = this.#lines.findIndex((line) => line !== "" && !/^\s*#/.test(line));
    let above: Other | "command" = "command";
    for (let index = 0; index < this.#lines.length; ) {
      const line = this.#lines[index] as string;
      const kind = unprompted(line);
      const believed = place === "shell" && (index === first || (above === "command" && / --?[a-z]/.test(line)));
      if (line === "") index += 1;
      else if (kind === "command" || (kind === "unknown" && believed)) {
        above = "command";
        index = this.#command(place, index, line.trim(), []);
      } else if (/^\s*#/.test(line)) this.#other(index++, "comment");
      else if (above === "command" && index > first && /^\s*(\||&&)/.test(line)) this.#other(index++, "rest");
      else above = this.#other(index++, kind === "none" ? "output" : "unclear");
    }
  }

  /** Counts a command that begins at an index, and returns the index of the line below its last one. */
  #command(place: CommandPlace, index: number, typed: string, shown: readonly (TypedAt | undefined)[]): number {
    const lines = [typed];
    let end = index + 1;
    while (unfinished(lines) && end < this.#lines.length) {
      const next = this.#lines[end] as string;
      // `$ ` stands before each line of a command, too, if the line above ends in a backslash.
      const broken = /\\\s*$/.test(lines.at(-1) as string);
      if (shown[end]?.at === "shell" && !broken && !/<</.test(lines.join("\n"))) break;
      const prompt = broken ? /^\s*(?:> ?|\$ )/ : /^\s*> ?/;
      lines.push(place === "prompt" ? next.replace(prompt, "") : next);
      end += 1;
    }
    // What is never finished is a sign that stands for itself, as in `echo don't`.
    if (unfinished(lines) && !/\\\s*$/.test(typed)) {
      lines.length = 1;
      end = index + 1;
    }
    while (lines.length > 1 && lines.at(-1)?.trim() === "") {
      lines.pop();
      end -= 1;
    }
    this.#count.commands.push({
      place,
      line: this.#first + index,
      last: this.#first + end - 1,
      text: lines.join("\n"),
    });
    for (let rest = index + 1; rest < end; rest += 1) if (this.#lines[rest] !== "") this.#other(rest, "rest");
    return end;
  }

  #other(index: number, other: Other): Other {
    this.#count.others.set(this.#first + index, other);
    return other;
  }

  /** Counts all lines as one thing; but in a file of no language, a line that begins with a program's name may be typed. */
  #all(other: Other): void {
    for (const [index, line] of this.#lines.entries()) {
      const unclear = other === "file" && UNNAMED.test(this.#language) && isSurelyProgram(programAt(line));
      if (line !== "") this.#other(index, unclear ? "unclear" : other);
    }
  }
}
