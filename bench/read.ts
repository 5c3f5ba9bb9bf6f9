import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { $ } from "zx";
import { LabError } from "../src/common/errors.ts";
import { CHECKOUT } from "../src/common/paths.ts";
import { type Figure, sum } from "./measure.ts";
import { type CommandPlace, countPage } from "./read/count.ts";
import { type Row, timed } from "./row.ts";

/** What `check --guess --json` says of a page, as far as it is counted. */
interface ReadPage {
  file: string;
  steps?: readonly { kind: string; line: number; typed: string }[];
}

/** What was counted in the pages of a course, and how much of it labnote reads as that. */
interface Tally {
  pages: number;
  refused: number;
  commands: Record<CommandPlace, number>;
  found: Record<CommandPlace, number>;
  outputs: number;
  /** Outputs that labnote would type. */
  typed: number;
}

/** Other people's courses: what a count that shares nothing with labnote's reader finds in them, and what the reader does. */
export const read: Row = {
  name: "read",
  what: "what check --guess reads of the courses in --pages FOLDER, a folder for each; nothing is made",
  async measure({ pages, say, signal }) {
    if (pages === undefined)
      throw new LabError("The row read has no pages", { remedy: "name a folder with --pages FOLDER" });
    const folder = resolve(pages);
    let said = "";
    say("the pages are read");
    const seconds = await timed(async () => {
      // It ends with 1 where a page is refused, which is counted.
      const options = { cwd: CHECKOUT, nothrow: true, quiet: true, signal };
      said = (await $(options)`${process.execPath} scripts/check.ts --guess --json ${folder}`).stdout;
    });
    say("they are counted");
    const courses = new Map<string, Tally>();
    for (const line of said.split("\n").filter((each) => each.startsWith("{"))) {
      const page = JSON.parse(line) as ReadPage;
      const [course = ""] = relative(folder, page.file).split("/");
      const tally = courses.get(course) ?? nothing();
      courses.set(course, tally);
      add(tally, page, await readFile(page.file, "utf8"));
    }
    for (const [course, tally] of courses) say(`${course}: ${inWords(tally)}`);
    return { ratios: [], figures: figuresOf([...courses.values()], seconds) };
  },
};

const nothing = (): Tally => ({
  ...{ pages: 0, refused: 0, outputs: 0, typed: 0 },
  commands: { prompt: 0, shell: 0, bare: 0 },
  found: { prompt: 0, shell: 0, bare: 0 },
});

/** A command is found where a step begins at its line. */
function add(tally: Tally, { steps }: ReadPage, text: string): void {
  const begun = new Set(steps?.filter(({ kind, typed }) => kind === "command" && typed !== "").map(({ line }) => line));
  const { commands, others } = countPage(text);
  tally.pages += 1;
  if (steps === undefined) tally.refused += 1;
  for (const { place, line } of commands) {
    tally.commands[place] += 1;
    if (begun.has(line)) tally.found[place] += 1;
  }
  for (const [line, other] of others) {
    if (other !== "output") continue;
    tally.outputs += 1;
    if (begun.has(line)) tally.typed += 1;
  }
}

const inWords = ({ pages, refused, commands, found, outputs, typed }: Tally): string =>
  [
    `${pages} pages, ${refused} refused`,
    `${found.prompt} of ${commands.prompt} commands behind prompts`,
    `${found.shell} of ${commands.shell} in a shell's blocks`,
    `${typed} of ${outputs} lines of output taken for commands`,
  ].join("; ");

function figuresOf(tallies: readonly Tally[], seconds: number): Figure[] {
  const total = (count: (tally: Tally) => number): number => sum(tallies.map(count));
  const missed = (place: CommandPlace): number =>
    (100 * total(({ commands, found }) => commands[place] - found[place])) / total(({ commands }) => commands[place]);
  const wrong = (100 * total(({ typed }) => typed)) / total(({ outputs }) => outputs);
  const each = (1000 * seconds) / total(({ pages }) => pages);
  return [
    { what: "commands behind prompts that are missed", values: [missed("prompt")], unit: "%", bound: 5 },
    { what: "commands in a shell's blocks that are missed", values: [missed("shell")], unit: "%", bound: 5 },
    { what: "lines of output that are taken for commands", values: [wrong], unit: "%", bound: 1 },
    { what: "a page, read and guessed", values: [each], unit: "ms", bound: 50 },
  ];
}
