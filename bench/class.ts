import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AtWork, byClass, bySsh, byWetty, type ClassAtWork, type ServerAtWork } from "./class/at-work.ts";
import { type Attacked, underAttack } from "./class/attacks.ts";
import { type CaughtUp, timeCatchUp } from "./class/catch-up.ts";
import { perStudent, SCALES, type Scaled, scaled } from "./class/scale.ts";
import { startUsersHost } from "./class/users-host.ts";
import { installWetty } from "./class/wetty.ts";
import type { Figure, Measured } from "./measure.ts";
import type { Row } from "./row.ts";

/** Students of a class, each with one terminal. */
const STUDENTS = 30;

/** Milliseconds more that nobody feels who types. */
const UNFELT = 20;
/** What one student does to a class. */
const ATTACKS = [
  ["forks", "forks without end"],
  ["memory", "takes all memory"],
  ["messages", "sends a million messages"],
] as const;

/** What is compared: a class, plain ssh, and a server of terminals that is no class. */
interface Sides {
  ours: ClassAtWork[];
  ssh: AtWork[];
  wetty: ServerAtWork[];
  attacked: Attacked[];
  caughtUp: CaughtUp[];
}

/** A class of thirty at work, and ones of ten to three hundred. */
export const classRow: Row = {
  name: "class",
  what: "a class of 30 at work, against plain ssh and wetty, and classes of 10 to 300; half an hour and 4 GB",
  async measure({ repetitions, say, signal }) {
    await using folder = await mkdtempDisposable(join(tmpdir(), "labnote-bench-"));
    say("installing wetty");
    await installWetty(folder.path, signal);
    const sides: Sides = { ours: [], ssh: [], wetty: [], attacked: [], caughtUp: [] };
    const students = Array.from({ length: STUDENTS }, (_, at) => `student-${at + 1}`);
    say(`a host with ${STUDENTS} users`);
    await using users = await startUsersHost(students, signal);
    const seen = <Side extends object>(name: string, side: Side[], values: Side) => {
      const rounded = Object.entries(values).map(([what, value]) => `${what} ${value.toFixed(2)}`);
      say(`${name}: ${rounded.join(", ")}`);
      side.push(values);
    };
    const turns = [
      async () => seen("a class", sides.ours, await byClass(users)),
      async () => seen("plain ssh", sides.ssh, await bySsh(users)),
      async () => seen("wetty", sides.wetty, await byWetty(users, folder.path)),
    ];
    for (let done = 0; done < repetitions; done += 1) {
      for (const side of done % 2 === 0 ? turns : turns.toReversed()) {
        signal.throwIfAborted();
        await side();
      }
    }
    for (let done = 0; done < repetitions; done += 1) {
      seen("under attack", sides.attacked, await underAttack(signal));
      seen("caught up", sides.caughtUp, await timeCatchUp(signal));
    }
    const classes: Scaled[][] = SCALES.map(() => []);
    for (let done = 0; done < repetitions; done += 1) {
      for (const [at, count] of SCALES.entries()) {
        signal.throwIfAborted();
        seen(`a class of ${count}`, classes[at] as Scaled[], await scaled(count));
      }
    }
    return told(sides, classes);
  },
};

function told({ ours, ssh, wetty, attacked, caughtUp }: Sides, classes: readonly Scaled[][]): Measured {
  const of = (name: keyof ClassAtWork) => ours.map((each) => each[name]);
  const each = (values: readonly number[]) => values.map((value) => value / STUDENTS);
  return {
    ratios: [
      {
        what: "a class: MB for each terminal, against wetty",
        ...{ ours: each(of("memory")), theirs: each(wetty.map(({ memory }) => memory)), unit: "MB", bound: 2 },
      },
      {
        what: "a class: a key's sign at the page, p99 with 30 at work, against plain ssh",
        ...{ ours: of("echo"), theirs: ssh.map(({ echo }) => echo), unit: "ms", bound: 1.5, slack: 5 },
      },
      {
        what: "a class: the same of 28 while one floods and one makes noise, against before",
        ...{ ours: of("flooded"), theirs: of("quiet"), unit: "ms", bound: 2 },
      },
      {
        what: "a class: 7 MB of output until they are drawn, with nobody else there, against wetty",
        ...{ ours: of("much"), theirs: wetty.map(({ much }) => much), bound: 1.3 },
      },
      {
        what: "a class: a prompt behind a command that does nothing, against plain ssh",
        ...{ ours: of("prompt"), theirs: ssh.map(({ prompt }) => prompt), unit: "ms", bound: 1, slack: 5 },
      },
      ...ATTACKS.map(([name, what]) => ({
        what: `a class: a key's sign, p99, while another student ${what}, against before`,
        ours: attacked.map((each) => each[name]),
        theirs: attacked.map(({ quiet }) => quiet),
        ...{ unit: "ms" as const, bound: 2, slack: UNFELT },
      })),
      {
        what: "a class: a student caught up with half of the chapter, against `npm run note -- --until`",
        ...{ ours: caughtUp.map(({ one }) => one), theirs: caughtUp.map(({ note }) => note), bound: 1.1 },
      },
      {
        what: "a class: five students caught up at once, against five of `npm run note -- --until`",
        ...{ ours: caughtUp.map(({ five }) => five), theirs: caughtUp.map(({ notes }) => notes), bound: 1.1 },
      },
      {
        what: "a class: five students caught up at once, against one; each host has a fifth of the processors",
        ours: caughtUp.map(({ sharedFive }) => sharedFive),
        theirs: caughtUp.map(({ sharedOne }) => sharedOne),
        bound: 2.5,
      },
      ...perStudent(classes),
    ],
    figures: [
      { what: "a class: a flood's prompt behind Ctrl-C", values: of("interrupted"), unit: "s", bound: 1 },
      { what: "a class: a command's end until the board has it, p95", values: of("told"), unit: "ms", bound: 300 },
      { what: "a class: a terminal that the teacher opens, drawn, p95", values: of("paint"), unit: "ms", bound: 200 },
      {
        what: "a class: what a student sees until the teacher sees it, p95",
        values: of("watched"),
        unit: "ms",
        bound: 200,
      },
      { what: "a class: 30 lines cut, until all is drawn", values: of("back"), unit: "s", bound: 2 },
      { what: "a class: the server killed, until 30 pages have a prompt", values: of("again"), unit: "s", bound: 5 },
      { what: "wetty: a key's sign, p99 with 30 at work", values: wetty.map(({ echo }) => echo), unit: "ms" },
      // How many hosts can do much at once is a matter of the machine's processors.
      {
        what: "a class: five students caught up at once, of one",
        values: caughtUp.map(({ five, one }) => (100 * five) / one),
        unit: "%",
      },
      ...classes.flatMap(ofScale),
    ],
  };
}

function ofScale(scales: readonly Scaled[]): Figure[] {
  const of = `a class of ${scales[0]?.students}`;
  return [
    { what: `${of}: the server's memory`, values: scales.map(({ memory }) => memory), unit: "MB" },
    {
      what: `${of}: the processor's time for 5 commands of each`,
      values: scales.map(({ processor }) => processor),
      unit: "s",
    },
    { what: `${of}: KB a second to a board`, values: scales.map(({ board }) => board), unit: "KB" },
  ];
}
