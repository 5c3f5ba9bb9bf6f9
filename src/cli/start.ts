import { commandLine, npm } from "../common/advice.ts";
import { describe, LabError } from "../common/errors.ts";
import { FOLDER, recordsFolder } from "../common/paths.ts";
import type { Say } from "../common/progress.ts";
import { readSettings, type SettingChanges } from "../common/settings.ts";
import { assignments, fullKey, keepSettings, readStackConfig } from "../common/stack-config.ts";
import type { KnownResource } from "../hosts/inventory.ts";
import { KINDS, loadKind } from "../hosts/kinds.ts";
import { thisSite } from "../hosts/labels.ts";
import { stackOptions } from "../lab/find.ts";
import { holdLab } from "../lab/hold.ts";
import type { Pulumi } from "../lab/pulumi/cli.ts";
import { openStack, type Stack } from "../lab/pulumi/stack.ts";
import { readState, wholeState } from "../lab/pulumi/state.ts";
import { setUpMachine } from "../lab/setup/prerequisites.ts";
import { bringUp, extendHosts } from "../lab/up.ts";
import { loadExercises } from "../note/load.ts";
import { sayNotices } from "./check/notices.ts";
import type { LabConsole } from "./console.ts";
import { openPage, opensPage } from "./open-page.ts";
import { agree, onTerminal } from "./prompt.ts";
import { showResults } from "./results.ts";

/** What `npm start` is given. */
export interface StartOptions extends SettingChanges {
  stack: string;
  /** Whether what costs money is agreed to beforehand. */
  yes: boolean;
  /** Whether the page is opened in a browser; `undefined` where there is a desktop. */
  open: boolean | undefined;
}

/** What `start` does to the world, as far as it is Pulumi's and the machine's. */
export interface StartEdges {
  /** The folder with the settings of labs. */
  root: string;
  /** The folder of a lab's records. */
  records(stack: string): string;
  loadKind: typeof loadKind;
  holdLab: typeof holdLab;
  setUpMachine: typeof setUpMachine;
  openStack(name: string, pulumi: Pulumi, say: Say, signal: AbortSignal): Promise<Stack>;
  /** What the state has of the lab. */
  known(stack: Stack, signal: AbortSignal): Promise<readonly KnownResource[]>;
  bringUp: typeof bringUp;
  extendHosts: typeof extendHosts;
  showResults: typeof showResults;
  openPage: typeof openPage;
  platform: NodeJS.Platform;
}

export const edgesOfStart: StartEdges = {
  root: FOLDER,
  records: recordsFolder,
  loadKind,
  holdLab,
  setUpMachine,
  openStack: async (name, pulumi, say, signal) => openStack(await stackOptions(name, pulumi, say, signal)),
  known: async (stack, signal) => (await wholeState(await readState(stack), signal)).known,
  bringUp,
  extendHosts,
  showResults,
  openPage,
  platform: process.platform,
};

/**
 * The settings to change, with the note that is named beside them.
 *
 * @throws {LabError} when the settings name one, too
 */
export function withNote(set: readonly string[], note: string | undefined): readonly string[] {
  if (note === undefined) return set;
  const other = assignments(set).find(([key]) => key === fullKey("note"));
  if (other === undefined) return [...set, `note=${note}`];
  throw new LabError(`Two notes are named: ${note} and ${other[1]}`, { remedy: "name one of them" });
}

/**
 * Makes a lab, or brings it in line with its settings, and has the note run on every host of it.
 *
 * @returns the command's status
 * @throws {LabError} when no host ran the note
 */
export async function startLab(
  { stack: name, set, unset, yes, open }: StartOptions,
  console: LabConsole,
  signal: AbortSignal,
  edges: StartEdges = edgesOfStart,
): Promise<0 | 1> {
  const given = { set, unset };
  const say = console.print;
  const settings = readSettings(await readStackConfig(edges.root, name, given), KINDS, given);
  await using _alone = await edges.holdLab(name, commandLine(npm("start"), name), { say, signal });
  // At once: advice to change one setting may then leave out the others.
  await keepSettings(edges.root, name, given);
  const note = await loadExercises(settings.note);
  sayNotices(note, console);
  const kind = await edges.loadKind(settings.target);
  const plan = { settings, note, site: { ...thisSite(), stack: name } };
  const withPulumi = (pulumi: Pulumi, say: Say, signal: AbortSignal): Promise<Stack> =>
    edges.openStack(name, pulumi, say, signal);
  const needs = {
    engine: await kind.needsEngine(plan, signal),
    plugins: kind.plugins,
    preparations: kind.preparations(plan),
  };
  const stack = await edges.setUpMachine({ ...needs, withPulumi }, signal);
  const estimate = await kind.estimate?.(plan, () => edges.known(stack, signal), signal);
  if (estimate !== undefined) {
    const asker = { yes, terminal: onTerminal(), console, withYes: npm("start", "--yes") };
    await agree(estimate, asker, signal);
  }
  const records = edges.records(name);
  const outcome = await edges
    .bringUp({ stack, kind, settings, note, records, say, signal })
    .finally(() => edges.extendHosts(stack, kind, plan, say, signal));
  const context = { note, stack: name, students: settings.students, records };
  const takeDown = `Take it down: ${commandLine(npm("down"), name)}`;
  const { status, page } = await edges.showResults(outcome, context, console, takeDown);
  const { watched, env } = console;
  if (page !== undefined && opensPage({ asked: open, watched, env, platform: edges.platform }))
    await edges.openPage(page).catch((error: unknown) => {
      // Nobody asked for it, and its address is shown.
      if (open) console.warn(describe(error, name));
    });
  return status;
}
