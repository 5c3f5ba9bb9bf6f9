import { join } from "node:path";
import { ensureProgram } from "../src/common/packages.ts";
import type { Preparation } from "../src/hosts/kind.ts";
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
  /** A program for Node with its arguments. */
  command: readonly string[];
  /** Whether it is jest, which counts its tests itself and takes more arguments; other parts count as one test. */
  jest: boolean;
  /** Whether it makes real labs, and so needs what `npm start` sets up. */
  lab: boolean;
  /** What it needs besides. */
  needs?: readonly Preparation[];
}

/** Two files at a time: each waits for hosts most of its time. */
const LAB_WORKERS = "--maxWorkers=2";

const jest = (folder: string, ...more: string[]) => [
  "--experimental-vm-modules",
  "--disable-warning=ExperimentalWarning",
  inModules("jest/bin/jest.js"),
  `--rootDir=${ROOT}`,
  `--testMatch=${ROOT}/test/${folder}/**/*.test.ts`,
  ...more,
];

/** Debian's where there is none. */
const BROWSER: Preparation = {
  title: "Browser",
  ensure: async (say, signal) => findBrowser() ?? (await ensureProgram(CHROMIUM, say, signal)),
};

export const PARTS: readonly Part[] = [
  {
    name: "types",
    what: "types (tsc)",
    command: [inModules("typescript/bin/tsc"), "--project", ROOT],
    jest: false,
    lab: false,
  },
  {
    name: "lint",
    what: "lint and format (biome)",
    command: [inModules("@biomejs/biome/bin/biome"), "ci", ROOT],
    jest: false,
    lab: false,
  },
  // A worker for each core; jest's own choice leaves one of two idle.
  { name: "unit", what: "unit tests", command: jest("unit", "--maxWorkers=100%"), jest: true, lab: false },
  {
    name: "browser",
    what: "pages in a real browser",
    command: jest("browser", "--runInBand"),
    jest: true,
    lab: false,
    needs: [BROWSER],
  },
  {
    name: "lab",
    what: "lab tests, on real hosts; minutes",
    command: jest("lab", LAB_WORKERS),
    jest: true,
    lab: true,
    needs: [BROWSER],
  },
  {
    name: "aws",
    what: "the EC2 target against moto, on real hosts; minutes",
    command: jest("aws", LAB_WORKERS),
    jest: true,
    lab: true,
    needs: [{ title: "AWS for the tests", ensure: prepareCloud }],
  },
];

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
