import { poll } from "../../common/abort.ts";
import { shellQuote } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { Bindings } from "../../note/compare/bindings.ts";
import type { FileStep, HttpStep, Section } from "../../note/note.ts";
import { errorReason, type Reason } from "../../record/reasons/reason.ts";
import { answerTo } from "../../run/http-step.ts";
import { SectionRun } from "../../run/section.ts";
import {
  checkedCommand,
  checkedFile,
  checkedRequest,
  checksOf,
  isCheck,
  uncheckedCommand,
  unseenStep,
} from "../progress/checks.ts";
import type { CheckedEvent } from "../progress/events.ts";
import type { SectionProgress } from "../progress/state.ts";
import { unseenHost } from "./class-shells.ts";
import type { DeedHost } from "./deed-host.ts";

/** Milliseconds within which all files of a section are to be read. */
const READING = 30_000;
/** Milliseconds between two requests for a page. */
const AGAIN = 500;
/** Bytes beyond its content in the note that are read of a file. */
const MORE = 4096;
/** Stands for a file that is not there: no base64. */
const NONE = "-";

/**
 * Looks at the files, the requests and the checks of a section, as a student has them, and tells what each has come to. The student's terminals
 * see nothing of it.
 */
export async function checkSection(deed: DeedHost, id: string, signal: AbortSignal): Promise<void> {
  const section = deed.note.sections.find((one) => one.id === id);
  if (section === undefined) return;
  await Promise.all([checkFiles(deed, section, signal), checkRequests(deed, section, signal)]);
  await typeChecks(deed, section, signal);
}

const progressOf = (deed: DeedHost, { id }: Section): SectionProgress =>
  deed.progress().sections.get(id) as SectionProgress;

/** Tells of the files of a section that are as in the note, and nothing of the others: the student may be at work on them. */
export async function lookAtFiles(deed: DeedHost, id: string, signal: AbortSignal): Promise<void> {
  const section = deed.note.sections.find((one) => one.id === id);
  const looked = section === undefined ? [] : await lookedAt(deed, section, signal);
  for (const { event, isDue } of looked.filter(holds)) if (isDue) deed.append(event);
}

/** A file that was looked at. */
interface LookedFile {
  path: string;
  event: CheckedEvent;
  /** Whether its step is open, and what the file has may be for it. */
  isDue: boolean;
}

const holds = ({ event }: LookedFile): boolean => event.reasons.length === 0;

/** A note may write a file several times: what it holds now tells of one of these steps, and nothing against the others. */
async function checkFiles(deed: DeedHost, section: Section, signal: AbortSignal): Promise<void> {
  for (const [, ofPath] of Map.groupBy(await lookedAt(deed, section, signal), ({ path }) => path)) {
    const due = ofPath.filter(({ isDue }) => isDue);
    const told = ofPath.some(holds) ? due.filter(holds) : due.slice(0, 1);
    for (const { event } of told) deed.append(event);
  }
}

/** What each file of a section has come to, if any of them is open. */
async function lookedAt(deed: DeedHost, section: Section, signal: AbortSignal): Promise<LookedFile[]> {
  const isDone = (place: number) => progressOf(deed, section).steps[place]?.state === "done";
  const all = section.steps.flatMap((step, place) =>
    step.kind === "file" ? [{ step, place, done: isDone(place) }] : [],
  );
  if (all.every(({ done }) => done)) return [];
  const files = all.map(({ step }) => step);
  const contents = await readFiles(deed, files, signal).catch((error: unknown) => unseen(error, signal));
  // A file that is to be as it was before is for the later step only when the student has come to that.
  const isDue = ({ step, place, done }: (typeof all)[number]) =>
    !done &&
    (isDone(place - 1) ||
      all.every((one) => one.place >= place || one.step.path !== step.path || one.step.content !== step.content));
  return all.map((one, at) => ({
    ...{ path: one.step.path, isDue: isDue(one) },
    event: Array.isArray(contents)
      ? checkedFile(one.step, one.place, contents[at])
      : unseenStep(one.step, one.place, [contents]),
  }));
}

/** The content of each file; `undefined` of one that is not there. What a container has written there, root can read. */
async function readFiles(
  { remote }: DeedHost,
  files: readonly FileStep[],
  signal: AbortSignal,
): Promise<(string | undefined)[]> {
  const script = files
    .map(({ section, path, content }) => {
      const file = `~/${shellQuote(section)}/${shellQuote(path)}`;
      // A little more than can be right is enough to tell where it is not.
      const most = Buffer.byteLength(content) + MORE;
      return `if [ -f ${file} ]; then { head -c ${most} -- ${file} 2> /dev/null || sudo -n head -c ${most} -- ${file}; } | base64 -w 0; echo; else echo ${NONE}; fi`;
    })
    .join("\n");
  const { stdout } = await remote.run(script, { timeout: READING, signal });
  const lines = stdout.split("\n");
  return files.map((_, at) => (lines[at] === NONE ? undefined : Buffer.from(lines[at] ?? "", "base64").toString()));
}

async function checkRequests(deed: DeedHost, section: Section, signal: AbortSignal): Promise<void> {
  for (const [place, step] of section.steps.entries())
    if (step.kind === "http" && isNext(section, progressOf(deed, section), place))
      deed.append(await checkRequest(deed, section, step, place, signal));
}

/**
 * Whether a step is open, and the student has come to it: no command stands between it and the last step that is done. What the page of a later
 * step shows comes of the commands before it.
 */
function isNext({ steps }: Section, { steps: progress }: SectionProgress, place: number): boolean {
  const last = progress.findLastIndex(({ state }) => state === "done");
  const between = steps.slice(last + 1, place);
  return progress[place]?.state !== "done" && between.every((step) => step.kind !== "command" || isCheck(step));
}

async function checkRequest(deed: DeedHost, section: Section, step: HttpStep, place: number, signal: AbortSignal) {
  const look = async (): Promise<CheckedEvent> => {
    const started = performance.now();
    const answer = await answerTo(step, deed.host, signal);
    const seconds = secondsSince(started);
    return "reason" in answer
      ? unseenStep(step, place, [answer.reason])
      : checkedRequest(
          step,
          place,
          answer.status,
          { output: answer.text, exit: undefined, seconds },
          progressOf(deed, section),
        );
  };
  return poll(look, { until: ({ reasons }) => reasons.length === 0, every: AGAIN, within: AT_MOST, signal });
}

/** Milliseconds for which a page is asked for again: a server that has just begun. The student waits. */
const AT_MOST = 3000;

/** Types the checks one after the other into a shell of their own, as a run does. */
async function typeChecks(deed: DeedHost, section: Section, signal: AbortSignal): Promise<void> {
  const progress = progressOf(deed, section);
  const checks = checksOf(section, progress);
  if (checks.length === 0) return;
  const [bindings = Bindings.none] = progress.worlds;
  const run = new SectionRun(unseenHost(deed), section, () => {}, signal, { bindings, kept: true, first: null });
  try {
    for (const { step, place, unbound } of checks) {
      if (unbound.length > 0) {
        deed.append(uncheckedCommand(step, place, unbound));
        continue;
      }
      const started = performance.now();
      const { output, exit, reasons } = await run.step(step, place);
      const seconds = secondsSince(started);
      const event = checkedCommand(
        step,
        place,
        { output, exit: exit ?? undefined, seconds },
        progressOf(deed, section),
      );
      // What did not end, or could not be typed, has no lines that would tell why.
      deed.append(reasons.length > 0 && exit === null ? unseenStep(step, place, reasons) : event);
    }
  } finally {
    await run.close();
  }
}

const secondsSince = (started: number): number => Math.round(performance.now() - started) / 1000;

/** Why nothing could be looked at; what is no bad luck is thrown on. */
function unseen(error: unknown, signal: AbortSignal): Reason {
  signal.throwIfAborted();
  if (error instanceof LabError) return errorReason("unseen", error);
  throw error;
}

/** Whether the step that was done is the last one of a section that a student types: then its checks are due. */
export function isLastTyped({ steps }: Section, { steps: progress }: SectionProgress): boolean {
  const looked = (place: number) => {
    const step = steps[place];
    return step === undefined || step.kind !== "command" || isCheck(step);
  };
  return progress.every(({ state }, place) => state === "done" || looked(place));
}
