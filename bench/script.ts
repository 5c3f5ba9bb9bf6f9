import { shellQuote } from "../src/common/advice.ts";
import { type PatternPiece, split } from "../src/note/compare/shapes.ts";
import { opensTerminal } from "../src/note/console/openers.ts";
import type { CommandStep, FileStep, HttpStep, Note, Section, Step } from "../src/note/note.ts";

/** What a script says between the outputs, each on a line of its own: a step's status, or a page that is to be fetched from outside. */
export const STATUS = "@@status";
export const FETCH = "@@fetch";

/** Seconds between two tries of what may not hold yet; the runner's own pace. */
const RETRY = 0.5;

/**
 * A note's commands as bash scripts, as one would write them who wants them done and compares nothing. One script, and one more for each
 * reboot in it: the last command of all but the last takes the host down.
 *
 * What a note's ids stand for is taken from the outputs of the commands that print them. At {@link FETCH} a script waits for a line on its standard input.
 *
 * @throws {Error} for what has no plain equivalent; the chapter has none of it
 */
export function scriptsOf(note: Note): string[] {
  const parts = [HEAD];
  for (const { text, reboots } of note.sections.flatMap(sectionScripts)) {
    parts.push(`${parts.pop()}${text}`);
    if (reboots) parts.push(`${HEAD}${ENGINE_IS_UP}`);
  }
  return parts;
}

/** The surroundings that a student has, and no input but what is asked for. */
const HEAD = `exec 3<&0 </dev/null
. /etc/profile
export LANG=C.UTF-8
set -a
status() { printf '\\n${STATUS} %s %s\\n' "$1" "$?"; }
fetch() { printf '\\n${FETCH} %s\\n' "$1"; read -r _ <&3; }
`;

const ENGINE_IS_UP = "until docker version > /dev/null 2>&1; do sleep 0.1; done\n";

interface Piecewise {
  text: string;
  /** Ends with the host going down. */
  reboots: boolean;
}

function sectionScripts(section: Section): Piecewise[] {
  const folder = `~/${shellQuote(section.id)}`;
  const script = new SectionScript(section);
  const done: Piecewise[] = [{ text: `rm -rf -- ${folder}\nmkdir -- ${folder}\ncd -- ${folder}\n`, reboots: false }];
  for (let at = 0; at < section.steps.length; ) {
    const { text, taken, reboots } = script.take(at);
    done.push({ text, reboots });
    if (reboots) done.push({ text: `cd -- ${folder}\n`, reboots: false });
    at += taken;
  }
  return [...done, { text: script.end(), reboots: false }];
}

/** The words of one section that differ at every run, and the shell variables that hold what they are in this one. */
class SectionScript {
  readonly #steps: readonly Step[];
  /** Words that are typed somewhere. */
  readonly #typed: ReadonlySet<string>;
  readonly #variables = new Map<string, string>();
  /** Terminals in which something was left running. */
  readonly #running = new Set<number>();

  constructor({ steps }: Section) {
    this.#steps = steps;
    const typed = steps.flatMap((step) => (step.kind === "command" ? words(step.typed ?? "") : []));
    this.#typed = new Set(typed.map(({ text }) => text));
  }

  /** The script for the step at an index, and for those that are typed into what it opens. */
  take(at: number): Piecewise & { taken: number } {
    const step = this.#steps[at] as Step;
    const one = (text: string) => ({ text, taken: 1, reboots: false });
    switch (step.kind) {
      case "file":
        return one(file(step));
      case "http":
        return one(fetched(step));
      case "command":
        if (step.typed === undefined) return one(this.#interrupt(step));
        if (step.ending.kind === "reboot") return { ...one(`${this.#real(step.typed)}\nsleep 600\n`), reboots: true };
        if (step.ending.kind === "running") return one(this.#background(step));
        if (step.ending.kind === "prompt") return this.#nested(at);
        return one(this.#command(step));
    }
  }

  end(): string {
    return [...this.#running].map(stop).join("");
  }

  /** A line of the note as it is typed in a run. */
  #real(typed: string): string {
    return split(typed)
      .map(({ text, shape }) => (shape?.binds && this.#variables.has(text) ? `$${this.#variables.get(text)}` : text))
      .join("");
  }

  #command(step: CommandStep): string {
    const typed = this.#real(step.typed as string);
    const command = opensTerminal(typed) ? inTerminal(typed) : typed;
    const captures = this.#captures(step);
    const wanted = step.exit ?? 0;
    const run = captures.length === 0 ? command : `captured=$(\n${command}\n)`;
    // Tried again for as long as the status is another; the caller's own limit ends it.
    const tried =
      step.within === undefined
        ? `${run}\nstatus ${step.line}\n`
        : `until\n${run}\n[ "$?" = ${wanted} ]; do sleep ${RETRY}; done\n(exit ${wanted})\nstatus ${step.line}\n`;
    return captures.length === 0 ? tried : `${tried}printf '%s\\n' "$captured"\n${captures.join("")}`;
  }

  /** What takes the ids of a step's output that are typed later. */
  #captures({ expected, line }: CommandStep): string[] {
    const shown = expected.flatMap((each) => ("keys" in each ? [] : words(each.text)));
    return shown.flatMap(({ text, shape }) => {
      const short = text.length === 64 ? text.slice(0, 12) : text;
      const wanted = [...new Set([text, short])].filter((word) => this.#typed.has(word) && !this.#variables.has(word));
      return wanted.map((word) => {
        const variable = `id_${this.#variables.size}`;
        this.#variables.set(word, variable);
        const found = `[[ $captured =~ ${form(text, shape?.name)} ]]`;
        return `${found} || { echo "nothing like ${text} came at line ${line}"; exit 1; }\n${variable}=\${BASH_REMATCH:0:${word.length === 12 ? 12 : 64}}\n`;
      });
    });
  }

  /** `^C`: for what a step before left running. */
  #interrupt({ terminal, expected }: CommandStep): string {
    if (!expected.some((line) => "keys" in line)) return "";
    this.#running.delete(terminal);
    return stop(terminal);
  }

  /** A job of its own process group, which can be interrupted as a terminal would. */
  #background({ typed, terminal }: CommandStep): string {
    this.#running.add(terminal);
    return `set -m\n{ ${this.#real(typed as string)}\n} & job_${terminal}=$!\nset +m\n`;
  }

  #nested(at: number): Piecewise & { taken: number } {
    const [outer, ...after] = this.#steps.slice(at) as CommandStep[];
    const end = after.findIndex(({ ending }) => ending.kind !== "prompt");
    const inner = after.slice(0, end + 1);
    const typed = inner.map((step) => step.typed).join("\n");
    const text = `${inTerminal(this.#real(outer?.typed as string))} <<'END'\n${typed}\nEND\nstatus ${inner.at(-1)?.line}\n`;
    return { text, taken: 1 + inner.length, reboots: false };
  }
}

const words = (line: string): PatternPiece[] => split(line).filter(({ shape }) => shape?.binds);

/** A word's shape, as bash knows regular expressions. */
function form(word: string, shape: string | undefined): string {
  if (shape === "address") return "([0-9]+\\.){3}[0-9]+";
  if (shape === "id" || shape === "digest") return `[0-9a-f]{${word.length}}`;
  throw new Error(`no plain way to take ${word} from an output`);
}

/** A command on a terminal of its own; `script` is of util-linux, which every such host has. */
const inTerminal = (command: string): string => `script -qec ${shellQuote(command)} /dev/null`;

const stop = (terminal: number): string => `kill -INT -- "-$job_${terminal}"; wait "$job_${terminal}" 2> /dev/null\n`;

const file = ({ path, content }: FileStep): string => {
  const folder = path.includes("/") ? `mkdir -p -- ${shellQuote(path.replace(/\/[^/]*$/, ""))}\n` : "";
  return `${folder}cat > ${shellQuote(path)} <<'END-OF-FILE'\n${content.replace(/\n?$/, "\n")}END-OF-FILE\n`;
};

const fetched = ({ line }: HttpStep): string => `fetch ${line}\n`;
