import { LabError } from "../src/common/errors.ts";
import type { Host } from "../src/hosts/host.ts";
import type { Connection } from "../src/hosts/ssh/connection.ts";
import { connect } from "../src/hosts/ssh/openssh.ts";
import { Bindings } from "../src/note/compare/bindings.ts";
import type { CommandStep, HttpStep, Note } from "../src/note/note.ts";
import { inEnglish } from "../src/record/reasons/words.ts";
import { bootOf, newBoot } from "../src/run/boot.ts";
import { runHttpStep } from "../src/run/http-step.ts";
import { FETCH, STATUS, scriptsOf } from "./script.ts";

/** Milliseconds for a host to be back. */
const REBOOT = 120_000;
/** Milliseconds between two tries of a page; the runner's own pace. */
const RETRY = 500;

/**
 * Does a note's commands on a host by bash scripts over SSH: one, and one more for each reboot. Nothing is compared, but each command has
 * to end with the status that the note has, and each page to be there: or the scripts would have done something else.
 *
 * @returns the seconds that it took, connecting included
 */
export async function byScript(host: Host, note: Note, signal: AbortSignal): Promise<number> {
  const steps = new Map(note.sections.flatMap((section) => section.steps).map((step) => [step.line, step]));
  const started = performance.now();
  const remote = await connect(host, signal);
  try {
    const [first, ...others] = scriptsOf(note);
    const seen = { ...(await play(remote, host, first as string, steps, signal)) };
    for (const script of others) {
      await newBoot(remote, seen.boot, REBOOT, signal);
      seen.boot = (await play(remote, host, script, steps, signal)).boot;
    }
    return (performance.now() - started) / 1000;
  } finally {
    await remote.close();
  }
}

type Steps = ReadonlyMap<number, Note["sections"][number]["steps"][number]>;

/** Runs one script to its end. @returns the boot that it ran in */
async function play(remote: Connection, host: Host, script: string, steps: Steps, signal: AbortSignal) {
  const boot = await bootOf(remote, signal);
  const wrong = Promise.withResolvers<never>();
  let said = "";
  const line = (text: string) => {
    const [word, number, status] = text.split(" ");
    const step = steps.get(Number(number));
    if (word === STATUS && (step as CommandStep).exit !== undefined && Number(status) !== (step as CommandStep).exit)
      wrong.reject(
        new LabError(`By script, the command of line ${number} ended with ${status}:\n${said.slice(-2000)}`),
      );
    if (word === FETCH)
      page(step as HttpStep, host, signal).then(
        () => channel.write("\n"),
        (error: unknown) => wrong.reject(error),
      );
  };
  let rest = "";
  const decoder = new TextDecoder();
  const channel = remote.hold(`exec 2>&1\n${script}`, (data) => {
    const text = decoder.decode(data, { stream: true });
    said = (said + text).slice(-8192);
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const each of lines) line(each);
  });
  const stop = () => wrong.reject(signal.reason);
  signal.addEventListener("abort", stop);
  try {
    const end = await Promise.race([channel.closed, wrong.promise]);
    if (end.exit !== undefined && end.exit !== 0)
      throw new LabError(`The script ended with ${end.exit}:\n${said.slice(-2000)}`);
    return { boot };
  } finally {
    signal.removeEventListener("abort", stop);
    await channel.close();
  }
}

/** Asks for a page until it is there. */
async function page(step: HttpStep, host: Host, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + (step.within ?? 0);
  for (;;) {
    const { reasons } = await runHttpStep(step, host, Bindings.none, signal);
    if (reasons.length === 0) return;
    if (performance.now() > deadline)
      throw new LabError(`By script, the page of line ${step.line}: ${inEnglish(reasons)}`);
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
}
