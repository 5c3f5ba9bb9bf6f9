import { join } from "node:path";
import { ensureProgram } from "../src/common/packages.ts";
import type { Preparation } from "../src/hosts/kind.ts";
import { prepareHostDisk } from "../src/hosts/vm/image/host-disk.ts";
import { accelerationInWords } from "../src/hosts/vm/machine/acceleration.ts";
import { closeNetwork } from "../src/hosts/vm/machine/network.ts";
import { ensureQemu } from "../src/hosts/vm/machine/programs.ts";
import { findBrowser } from "../src/pages/pictures/browser.ts";
import { prepareCloud } from "./aws/cloud/prepare.ts";
import { CHROMIUM } from "./browser/chromium.ts";

const ROOT = join(import.meta.dirname, "..");
const inModules = (path: string) => join(ROOT, "node_modules", path);

/** A part of `npm test`, that can be run by itself. */
export interface Part {
  name: string;
  /** One line, for people. */
  what: string;
  /** A program for Node with its arguments, which counts as one test; or jest, which counts its tests itself and takes more arguments. */
  runs: { program: readonly string[] } | Jest;
  /** Whether it makes real labs, and so needs what `npm start` sets up. */
  lab: boolean;
  /** What it needs besides. */
  needs?: readonly Preparation[];
}

interface Jest {
  /** In `test/`. */
  folders: readonly string[];
  /** How many files run side by side, as jest takes it. */
  workers: string;
}

/** Labs wait for their hosts most of the time. */
const LAB_WORKERS = "3";

/** What Node runs for a part. */
export function commandOf({ runs }: Pick<Part, "runs">): string[] {
  if ("program" in runs) return [...runs.program];
  return [
    ...["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
    ...[inModules("jest/bin/jest.js"), `--rootDir=${ROOT}`, `--maxWorkers=${runs.workers}`],
    ...runs.folders.map((folder) => `--testMatch=${ROOT}/test/${folder}/**/*.test.ts`),
  ];
}

/** Debian's where there is none. */
const BROWSER: Preparation = {
  title: "Browser",
  ensure: async (say, signal) => findBrowser() ?? (await ensureProgram(CHROMIUM, say, signal)),
};

/** As `npm start` gets it, with the disks that the machines are laid over. */
const VIRTUAL_MACHINES: Preparation = {
  title: "QEMU",
  async ensure(say, signal) {
    const version = await ensureQemu(say, signal);
    await closeNetwork(say, signal);
    return version;
  },
  followedBy: [
    {
      title: "Disk",
      async ensure(say, signal) {
        const { image, found } = await prepareHostDisk({ base: "auto", baked: true, newLab: true }, say, signal);
        return `${image.base}, ${accelerationInWords(found)}`;
      },
    },
  ],
};

export const PARTS: readonly Part[] = [
  {
    name: "types",
    what: "types (tsc)",
    runs: { program: [inModules("typescript/bin/tsc"), "--project", ROOT] },
    lab: false,
  },
  {
    name: "lint",
    what: "lint and format (biome)",
    runs: { program: [inModules("@biomejs/biome/bin/biome"), "ci", ROOT] },
    lab: false,
  },
  // A worker for each core; jest's own choice leaves one of two idle.
  { name: "unit", what: "unit tests", runs: { folders: ["unit"], workers: "100%" }, lab: false },
  {
    name: "browser",
    what: "pages in a real browser",
    runs: { folders: ["browser"], workers: "1" },
    lab: false,
    needs: [BROWSER],
  },
  {
    name: "lab",
    what: "lab tests, on real hosts; minutes",
    runs: { folders: ["lab"], workers: LAB_WORKERS },
    lab: true,
    needs: [BROWSER],
  },
  {
    name: "vm",
    what: "virtual machines, started for real; a quarter of an hour",
    runs: { folders: ["vm"], workers: LAB_WORKERS },
    lab: true,
    needs: [VIRTUAL_MACHINES],
  },
  {
    name: "aws",
    what: "the EC2 target against moto, on real hosts; minutes",
    runs: { folders: ["aws"], workers: LAB_WORKERS },
    lab: true,
    needs: [{ title: "AWS for the tests", ensure: prepareCloud }],
  },
];

/** The parts that make labs, as one part: what one file leaves idle while it waits for its hosts, another uses. */
export function together(parts: readonly Part[]): Part[] {
  const labs = parts.filter(({ lab }) => lab);
  if (labs.length < 2) return [...parts];
  const one: Part = {
    name: labs.map(({ name }) => name).join(" "),
    what: labs.map(({ what }) => what).join("\n== "),
    runs: { folders: labs.flatMap(({ runs }) => ("folders" in runs ? runs.folders : [])), workers: LAB_WORKERS },
    lab: true,
    needs: labs.flatMap(({ needs = [] }) => needs),
  };
  return [...parts.filter(({ lab }) => !lab), one];
}

export interface Tally {
  passed: number;
  failed: number;
}

/** What of jest's JSON report counts. */
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that could not be run at all. */
  numRuntimeErrorTestSuites: number;
}

/** How a part went; one that failed has at least one failure, also where its report has none. */
export function tallyOf(exitCode: number | null, report?: JestReport): Tally {
  const passed = report?.numPassedTests ?? (exitCode === 0 ? 1 : 0);
  const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0);
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((all, { passed }) => all + passed, 0),
  failed: tallies.reduce((all, { failed }) => all + failed, 0),
});

export const lastLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`;

/** A test run in which nothing ran has shown nothing. */
export const succeeded = ({ passed, failed }: Tally): boolean => failed === 0 && passed > 0;

/** Which parts the arguments name, all when they name none; what follows the names is jest's. */
export function choose(args: readonly string[]): { parts: Part[]; rest: string[] } {
  const names = PARTS.map(({ name }) => name);
  const end = args.findIndex((arg) => !names.includes(arg));
  const [chosen, rest] = end === -1 ? [args, []] : [args.slice(0, end), args.slice(end)];
  return { parts: PARTS.filter(({ name }) => chosen.length === 0 || chosen.includes(name)), rest: [...rest] };
}
