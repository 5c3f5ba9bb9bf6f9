import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Learnt, learn } from "../../accept/learn/learn.ts";
import { recordedNote } from "../../accept/recorded-steps.ts";
import { writeNote } from "../../accept/save-note.ts";
import { commandLine, labName, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { recordsFolder } from "../../common/paths.ts";
import type { Say } from "../../common/progress.ts";
import { PROJECT, readSettings } from "../../common/settings.ts";
import { forgetSettings, readStackConfig } from "../../common/stack-config.ts";
import { KINDS } from "../../hosts/kinds.ts";
import { thisSite } from "../../hosts/labels.ts";
import { takeDown } from "../../lab/down.ts";
import { holdLab } from "../../lab/hold.ts";
import { loadExercises } from "../../note/load.ts";
import type { Note, Step } from "../../note/note.ts";
import { readNote } from "../../note/read.ts";
import { findRun } from "../../record/read.ts";
import type { StepRecord } from "../../record/record.ts";
import { chosenSections } from "../../run/request.ts";
import type { LabConsole } from "../console.ts";
import { edgesOfStart, startLab } from "../start.ts";
import { type askForAnswer, leftOver, showChange } from "./review.ts";

/** What `npm run accept -- --twice` is given. */
export interface TwiceOptions {
  stack: string;
  only?: string;
  yes: boolean;
}

/** What it does to the world beside the note. */
export interface TwiceEdges {
  root: string;
  records(stack: string): string;
  ask: typeof askForAnswer;
  startLab: typeof startLab;
  /** Takes the lab of the two runs down, with its settings. */
  remove(stack: string, console: LabConsole): Promise<void>;
}

export const edgesOfTwice = (root: string, ask: typeof askForAnswer): TwiceEdges => ({
  root,
  records: recordsFolder,
  ask,
  // The report comes once, when both runs are over.
  startLab: (options, console, signal) =>
    startLab(options, console, signal, { ...edgesOfStart, showResults: async () => ({ status: 0, page: undefined }) }),
  // Also after Ctrl-C: nothing of it may stay.
  remove: async (stack, console) => {
    const { signal } = new AbortController();
    const held = { say: console.print, signal };
    await using _alone = await holdLab(stack, commandLine(npm("down"), stack), held);
    await takeDown({ ...thisSite(), stack }, () => {}, signal);
    await forgetSettings(root, stack);
  },
});

/** So often two runs are made, at most. Each time they may type a word for the first time that differs at every run. */
const ROUNDS = 3;

/**
 * Runs a note twice, each time on a new host of a lab of its own, and writes into it what differs at every run.
 *
 * @returns the command's status
 * @throws {LabError} when the note could not be run
 */
export async function acceptTwice(
  { stack, only, yes }: TwiceOptions,
  console: LabConsole,
  signal: AbortSignal,
  edges: TwiceEdges,
): Promise<0 | 1> {
  const configuration = await readStackConfig(edges.root, stack);
  const { note: file } = readSettings(configuration, KINDS);
  const note = await loadExercises(file);
  chosenSections(note, { only });
  const text = await readFile(file, "utf8");
  const lab = new TwoRunsLab(stack, configuration, basename(file), edges, console, signal);
  const learnt = await learnFrom({ text, file, only, yes }, lab, console.print);
  const steps = changedSteps(note, readNote(learnt.text, file));
  if (learnt.varies.length > 0) console.print(`\nThese words differ at every run: ${learnt.varies.join(", ")}`);
  if (learnt.text === text) console.print(`\n${file} holds for both runs: there is nothing to learn`);
  else {
    console.print(`\n${showChange(file, text, learnt.text)}`);
    const answer = yes ? "yes" : await edges.ask("Accept all of it? (y yes, n no) ", signal);
    if (answer !== "yes") throw new LabError(`${file} stays as it is`);
    await writeNote(edges.records(stack), {
      time: new Date().toISOString(),
      file,
      host: lab.host,
      steps: steps.map(({ section, line }) => ({ section, line })),
      before: text,
      after: learnt.text,
    });
  }
  if (learnt.left.length > 0) console.print(`\n${leftOver(file, learnt.left)}`);
  console.print(`\naccepted: ${steps.length} steps, ${learnt.left.length} left: ${file}`);
  return learnt.left.length === 0 ? 0 : 1;
}

async function learnFrom(
  { text, file, only, yes }: { text: string; file: string; only: string | undefined; yes: boolean },
  lab: TwoRunsLab,
  say: Say,
): Promise<Learnt> {
  const varies: string[] = [];
  for (let round = 1, now = text; ; round += 1) {
    say("The first of two runs, each on a new host:");
    const first = await lab.run(now, yes || round > 1);
    say("\nThe second run:");
    const second = await lab.run(now, true);
    const learnt = learn(now, file, [first, second], only);
    varies.push(...learnt.varies);
    if (!learnt.again || round === ROUNDS) return { ...learnt, varies };
    say(
      `\nThe runs typed words of the note in place of their own (${learnt.varies.join(", ")}). Both are made again.\n`,
    );
    now = learnt.text;
  }
}

/** A lab beside the user's own, made for each run and taken down after it. */
class TwoRunsLab {
  readonly #stack: string;
  readonly #set: readonly string[];
  readonly #name: string;
  readonly #edges: TwiceEdges;
  readonly #console: LabConsole;
  readonly #signal: AbortSignal;
  /** The host of the last run. */
  host = "";

  constructor(
    stack: string,
    configuration: { readonly [key: string]: string },
    name: string,
    edges: TwiceEdges,
    console: LabConsole,
    signal: AbortSignal,
  ) {
    this.#stack = `${stack.slice(0, 24)}-twice`;
    const own = Object.entries(configuration).filter(([, value]) => value !== "");
    this.#set = own.flatMap(([key, value]) =>
      [`${PROJECT}:note`, `${PROJECT}:students`].includes(key) ? [] : [`${key}=${value}`],
    );
    this.#name = name;
    this.#edges = edges;
    this.#console = console;
    this.#signal = signal;
  }

  /** Runs a text as the note on a new host, and returns its steps. */
  async run(text: string, yes: boolean): Promise<readonly StepRecord[]> {
    const folder = await mkdtemp(join(tmpdir(), "labnote-twice-"));
    const file = join(folder, this.#name);
    try {
      await writeFile(file, text);
      const set = [...this.#set, `note=${file}`];
      await this.#edges.startLab({ stack: this.#stack, set, unset: [], yes, open: false }, this.#console, this.#signal);
      return await this.#recorded(file);
    } finally {
      await rm(folder, { recursive: true, force: true });
      await this.#edges.remove(this.#stack, this.#console);
    }
  }

  async #recorded(file: string): Promise<readonly StepRecord[]> {
    const { students } = readSettings(await readStackConfig(this.#edges.root, this.#stack), KINDS);
    const found = await findRun(this.#edges.records(this.#stack), students);
    if (found === undefined) throw new LabError(`There is no record of a run in ${labName(this.#stack)}`);
    this.host = found.record.host.name;
    const note = await loadExercises(file);
    return recordedNote(note, found.record, note.sections).steps;
  }
}

/** The steps of a note that say something else in another version of it, which has the same steps. */
function changedSteps(one: Note, other: Note): Step[] {
  const told = (step: Step | undefined) =>
    step === undefined || step.kind === "file"
      ? ""
      : JSON.stringify(step.expected.map((item) => ("keys" in item ? null : item.text)));
  const steps = other.sections.flatMap((section) => section.steps);
  return one.sections.flatMap((section) => section.steps).filter((step, at) => told(step) !== told(steps[at]));
}
