import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { CheckedEvent } from "../../../../../src/class/progress/events.ts";
import { refOf } from "../../../../../src/class/progress/tell.ts";
import { loadNote } from "../../../../../src/note/load.ts";
import { CHECKS, type Note } from "../../../../../src/note/note.ts";
import { BotTerminal } from "./bot-terminal.ts";
import { type Act, acts, type Change, Pupil } from "./pupil.ts";

const folder = join(import.meta.dirname, "../../../../../notes");
const notes = await Promise.all(
  ["ch01-docker-basics", "ch02-docker-images", "git-basics", "linux-processes"].map(async (name) => {
    const note = await loadNote(join(folder, `${name}.md`));
    return [name, note] as const;
  }),
);
const [[, chapter]] = notes as [readonly [string, Note]];

const right: Omit<CheckedEvent, "step" | "of"> = {
  ...{ type: "checked", output: null, cut: 0, exit: null, seconds: 0, reasons: [], learnt: [] },
};

/** The files and requests up to a step are as the note has them. */
function looks(pupil: Pupil, id: string, end: number): void {
  const steps = pupil.note.sections.find((section) => section.id === id)?.steps ?? [];
  for (const [place, step] of steps.entries())
    if (place < end && (step.kind !== "command" || step.terminal === CHECKS))
      pupil.takes({ ...right, ...refOf(step, place) });
}

/** Types a command of the note, or what goes on of one. */
class Typist {
  readonly pupil: Pupil;
  readonly #last = new Map<string, Change>();

  constructor(pupil: Pupil) {
    this.pupil = pupil;
  }

  types({ section, step, change, goesOn, place }: Act) {
    looks(this.pupil, section, place);
    const key = `${section}:${step.terminal}`;
    const whole = goesOn === undefined ? change : { ...this.#last.get(key), ...change };
    const verdicts = this.pupil.shows(whole);
    if (goesOn === undefined)
      this.#last.set(key, { ...whole, command: this.pupil.command, opener: this.pupil.command });
    return verdicts;
  }
}

/** Of each step of a note, its state. */
const statesOf = (pupil: Pupil) => pupil.note.sections.flatMap(({ id }) => pupil.states(id));

describe("a student who types a whole note in order", () => {
  test.each(notes)("does each of its steps, and none differs: %s", (_name, note) => {
    const pupil = new Pupil(note);
    const typist = new Typist(pupil);
    for (const act of acts(note)) {
      const done = typist.types(act).filter(({ kind }) => kind === "done");
      expect(done).toMatchObject([{ section: act.section, place: act.place, how: "typed" }]);
    }
    for (const { id, steps } of note.sections) looks(pupil, id, steps.length);
    expect(statesOf(pupil).filter((state) => state !== "done")).toEqual([]);
    expect(pupil.verdicts.filter(({ kind }) => kind === "differs")).toEqual([]);
  });

  test("has done all 121 steps of the chapter, with its files and requests", () => {
    expect(chapter.sections.flatMap(({ steps }) => steps)).toHaveLength(121);
  });

  test.each(notes)("does each of its commands, read from the bytes of the terminals: %s", async (_name, note) => {
    const pupil = new Pupil(note);
    const terminals = new Map<string, BotTerminal>();
    for (const { section, step, place, change, goesOn } of acts(note)) {
      pupil.page = section;
      const key = `${section}:${step.terminal}`;
      const { commands } = pupil.progress;
      const terminal =
        terminals.get(key) ??
        new BotTerminal(step.terminal, (seen) => pupil.sees(seen), commands.get(step.terminal) ?? 0);
      terminals.set(key, terminal);
      const keys = step.expected.some((item) => "keys" in item);
      await (goesOn === undefined ? terminal.does(change) : terminal.goesOn({ ...change, output: goesOn }, keys));
      // A host that boots again has new shells.
      if (step.ending.kind === "reboot") terminals.delete(key);
      expect([section, place + 1, pupil.states(section)[place]]).toEqual([section, place + 1, "done"]);
    }
    expect(pupil.verdicts.filter(({ kind }) => kind === "differs")).toEqual([]);
  });
});

/** Numbers between 0 and 1 that look random, and are the same at each run. */
function* numbers(seed: number): Generator<number> {
  for (let now = seed; ; ) {
    now = (now * 1103515245 + 12345) & 0x7fffffff;
    yield now / 0x7fffffff;
  }
}

interface Tally {
  typed: number;
  /** Steps that were credited, and not typed. */
  wrong: { typed: string | undefined; credited: string | undefined }[];
  open: number;
  differs: number;
}

/** Types a note several times, each time without some of its steps. */
function withGaps(note: Note, share: number, rounds: number): Tally {
  const random = numbers(7);
  const tally: Tally = { typed: 0, wrong: [], open: 0, differs: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const pupil = new Pupil(note);
    const typist = new Typist(pupil);
    const left = new Set<string>();
    for (const act of acts(note)) {
      const { section, step, place, change, goesOn } = act;
      const key = `${section}:${step.terminal}`;
      if (goesOn === undefined) left.delete(key);
      if (goesOn === undefined ? random.next().value < share : left.has(key)) {
        left.add(key);
        // Somehow the student has come into the shell.
        if (step.ending.kind === "prompt" && step.prompt === undefined)
          pupil.shows({ typed: "./into", state: "prompted", exit: undefined, ...nextOf(change) });
        continue;
      }
      tally.typed += 1;
      const verdicts = typist.types(act);
      const done = verdicts.flatMap((verdict) => (verdict.kind === "done" ? [verdict] : []));
      for (const { section: of, place: at } of done) {
        if (of === section && at === place) continue;
        const credited = note.sections.find(({ id }) => id === of)?.steps[at];
        tally.wrong.push({ typed: step.typed, credited: credited?.kind === "command" ? credited.typed : undefined });
      }
      if (done.length === 0) tally.open += 1;
      if (verdicts.some(({ kind }) => kind === "differs")) tally.differs += 1;
    }
  }
  return tally;
}

const nextOf = ({ nextPrompt }: Change): Change => (nextPrompt === undefined ? {} : { nextPrompt });

describe("a student who leaves out steps", () => {
  test.each([0.1, 0.3])(
    "does no step of the chapter that was left out, and few that were typed are not seen: %p of them",
    (share) => {
      const { typed, wrong, open, differs } = withGaps(chapter, share, 8);
      expect(typed).toBeGreaterThan(500);
      expect(wrong).toEqual([]);
      expect(open / typed).toBeLessThan(0.05);
      expect(differs / typed).toBeLessThan(0.005);
    },
  );

  test.each(notes)("may do one that was left out only by the very same command: %s", (_name, note) => {
    const { wrong, typed } = withGaps(note, 0.5, 5);
    expect(wrong.filter((each) => each.typed !== each.credited)).toEqual([]);
    expect(wrong.length / typed).toBeLessThan(0.02);
  });
});

/** What people type to look around. */
const looksAround: readonly Change[] = [
  {
    typed: "ls -la",
    output: "total 8\ndrwxr-xr-x 2 ubuntu ubuntu 4096 Nov 24 06:15 .\ndrwxr-xr-x 8 ubuntu ubuntu 4096 Nov 24 06:15 ..",
  },
  { typed: "pwd", output: "/home/ubuntu" },
  { typed: "history | tail -3", output: "  12  ls\n  13  pwd\n  14  history | tail -3" },
  { typed: "docker --version", output: "Docker version 20.10.24+dfsg1, build 297e128" },
  { typed: "docker images -a", output: "REPOSITORY   TAG       IMAGE ID       CREATED       SIZE" },
  { typed: "docker ps -l", output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES" },
  { typed: "git --help", output: "usage: git [-v | --version] [-h | --help]" },
  { typed: "git log --oneline -1", output: "1f0d2c3 Something else" },
  { typed: "clear" },
  { typed: "man docker" },
  { typed: "cat /etc/os-release", output: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"' },
  { typed: "whatever", output: "bash: whatever: command not found", exit: 127 },
];

test.each(notes)(
  "a student who looks around between all steps still does each, and nothing else: %s",
  (_name, note) => {
    const pupil = new Pupil(note);
    const typist = new Typist(pupil);
    let at = 0;
    for (const act of acts(note)) {
      // In the shell of a container, one looks around there.
      if (act.step.prompt === undefined && act.goesOn === undefined) {
        const look = looksAround[at++ % looksAround.length] as Change;
        expect([look.typed, pupil.shows({ ...look, folder: act.change.folder })]).toEqual([
          look.typed,
          [{ kind: "nothing" }],
        ]);
      }
      typist.types(act);
      expect(pupil.states(act.section)[act.place]).toBe("done");
    }
  },
);
