import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureInotify } from "../src/hosts/docker/inotify.ts";
import { VCPUS } from "../test/aws/cloud/account.ts";
import { startCloud } from "../test/aws/cloud/cloud.ts";
import { prepareCloud } from "../test/aws/cloud/prepare.ts";
import type { Call } from "../test/aws/cloud/wire.ts";
import { USER_AGENT } from "../test/aws/provider/clients.ts";
import { ownLab } from "./lab.ts";
import type { Figure, Ratio } from "./measure.ts";
import { type Row, type RowOptions, timed } from "./row.ts";

/** Hosts of a class that is small, middling, and a whole one. */
const SIZES = [1, 10, 30] as const;
/** Of a t3.micro. */
const VCPUS_EACH = 2;

const NOTE = `# Hello

## 1 Hello

\`\`\`console
$ echo hello
hello
\`\`\`
`;

/** Of the calls for a further host among 30 to those among 10. */
const LINEAR_CALLS = 1.05;
/** Of the seconds for each host of 30 to those for each of 10; some are the same for any class, so it is less where they grow in step. */
const LINEAR_SECONDS = 1;

/** Classes on EC2's API as the tests have it: made from nothing, with nothing changed, and taken down. */
export const ec2: Row = {
  name: "ec2",
  what: "classes of 1, 10 and 30 hosts on EC2's API as the tests have it, which boot on this machine: calls and seconds for each host; 15 minutes and 3 GB",
  async measure({ repetitions, say, signal }) {
    await ensureInotify(Math.max(...SIZES));
    await prepareCloud(say, signal);
    const classes: Class[] = [];
    for (const hosts of SIZES) classes.push(await measureClass(hosts, { repetitions, say, signal }));
    return {
      ratios: [...COMMANDS.map((command) => linearCalls(command, classes)), linearSeconds(classes)],
      figures: [
        ...COMMANDS.flatMap((command) => [
          ...callFigures(command, classes),
          ...classes.map(
            ({ hosts, done }): Figure => ({
              what: `EC2, ${hosts} ${command}`,
              values: done[command].map(({ seconds }) => seconds),
              unit: "s",
            }),
          ),
        ]),
        ...classes.map(
          ({ hosts, memory }): Figure => ({
            what: `EC2, ${hosts} made: peak memory of npm start and all that it starts`,
            values: [memory],
            unit: "MB",
          }),
        ),
      ],
    };
  },
};

/** What is done with a class, one after the other. */
const COMMANDS = ["made", "unchanged", "taken down"] as const;
type Command = (typeof COMMANDS)[number];

/** A command as it went. */
interface Done {
  seconds: number;
  /** What AWS was asked meanwhile. */
  calls: readonly Call[];
}

interface Class {
  hosts: number;
  /** The most that all processes together had while it was made, in MB: the engine's, and a runner for each host that is at work. */
  memory: number;
  /** One for each time that the command was given. */
  done: { [command in Command]: readonly Done[] };
}

async function measureClass(hosts: number, { repetitions, say, signal }: RowOptions): Promise<Class> {
  await using cloud = await startCloud();
  cloud.account.quotas[VCPUS] = hosts * VCPUS_EACH;
  // Nothing may leave, and npm would ask for a newer one of itself.
  await using lab = await ownLab({ say, signal }, { ...cloud.env, npm_config_update_notifier: "false" });
  const note = join(lab.folder, "hello.md");
  await writeFile(note, NOTE);
  const settings = { target: "ec2", region: "eu-central-1", students: hosts, note };
  const set = Object.entries(settings).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
  const watched = async (command: string, ...args: string[]): Promise<Done> => {
    const before = cloud.requests.length;
    const seconds = await timed(() => lab.npm(...args));
    say(`${hosts} on EC2, ${command}: ${seconds.toFixed(1)} s`);
    return { seconds, calls: cloud.requests.slice(before) };
  };
  const start = ["start", "--stack", lab.stack, "--yes"];
  const made: Done[] = [];
  const memory = await lab.peak(async () => made.push(await watched("made", ...start, ...set)));
  const unchanged: Done[] = [];
  for (let done = 0; done < repetitions; done += 1) unchanged.push(await watched("unchanged", ...start));
  const down = [await watched("taken down", "run", "down", "--", "--stack", lab.stack)];
  return { hosts, memory, done: { made, unchanged, "taken down": down } };
}

/** The calls for a further host, from the middling class to the whole one, against those from the small one to the middling. */
function linearCalls(command: Command, classes: readonly Class[]): Ratio {
  const [small, middling, whole] = classes as [Class, Class, Class];
  const all = () => true;
  return {
    what: `EC2, ${command}: calls for a further host, among ${whole.hosts} against among ${middling.hosts}`,
    ours: further(middling, whole, command, all),
    theirs: further(small, middling, command, all),
    ...{ unit: "calls", bound: LINEAR_CALLS },
  };
}

/** With nothing changed, the seconds for each host of the whole class, against those for each of the middling one. */
function linearSeconds(classes: readonly Class[]): Ratio {
  const [, middling, whole] = classes as [Class, Class, Class];
  const each = ({ hosts, done }: Class) => done.unchanged.map(({ seconds }) => seconds / hosts);
  return {
    what: `EC2, unchanged: seconds for each host, of ${whole.hosts} against of ${middling.hosts}`,
    ...{ ours: each(whole), theirs: each(middling), bound: LINEAR_SECONDS },
  };
}

type Which = (call: Call) => boolean;

const count = ({ calls }: Done, which: Which): number => calls.filter(which).length;

/** Calls for each further host from one class to a larger one, for each time that the command was given. */
const further = (from: Class, to: Class, command: Command, which: Which): number[] =>
  to.done[command].map(
    (done, time) => (count(done, which) - count(from.done[command][time] as Done, which)) / (to.hosts - from.hosts),
  );

/** Who calls: labnote, through the SDK, or the engine, through its provider. */
const CALLERS = {
  "labnote's own": (call: Call) => !call.userAgent.includes(USER_AGENT),
  "the provider's": (call: Call) => call.userAgent.includes(USER_AGENT),
};

/** Of each caller, the calls for each host, and those that there are however many hosts there are. */
function callFigures(command: Command, classes: readonly Class[]): Figure[] {
  const [small, , whole] = classes as [Class, Class, Class];
  return Object.entries(CALLERS).flatMap(([caller, isTheirs]): Figure[] => {
    const each = further(small, whole, command, isTheirs);
    const fixed = small.done[command].map((done, time) => count(done, isTheirs) - small.hosts * (each[time] as number));
    return [
      { what: `EC2, ${command}: ${caller} calls for each host`, values: each, unit: "calls" },
      { what: `EC2, ${command}: ${caller} calls besides`, values: fixed, unit: "calls" },
    ];
  });
}
