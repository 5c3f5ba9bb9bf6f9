import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Certificate, classCertificate, readCertificate } from "../../class/cards/certificate.ts";
import { writeClassFiles } from "../../class/export/write-class-files.ts";
import { CLASS_LOG } from "../../class/progress/log.ts";
import { type RunningClass, serveClass } from "../../class/serve/class.ts";
import { type Advice, advice, commandLine, npm } from "../../common/advice.ts";
import { describe, Interrupted, LabError } from "../../common/errors.ts";
import { FOLDER, recordsFolder, stateFolder } from "../../common/paths.ts";
import { readSettings } from "../../common/settings.ts";
import { readStackConfig } from "../../common/stack-config.ts";
import { timeLeft } from "../../hosts/expiry.ts";
import type { Host } from "../../hosts/host.ts";
import { KINDS } from "../../hosts/kinds.ts";
import { findHosts, hostsUp } from "../../lab/find.ts";
import { holdLab } from "../../lab/hold.ts";
import { loadExercises, loadText } from "../../note/load.ts";
import type { Note } from "../../note/note.ts";
import { Redactor, secretsOf } from "../../record/redact/redactor.ts";
import type { LabConsole } from "../console.ts";
import { addressesOf, type ListenOptions, type ListenPlan, listenPlan } from "./listen.ts";
import { classHosts } from "./own-host.ts";

/** What `npm run class` is given. */
export interface ClassCommand extends ListenOptions {
  stack: string;
  /** The name of the host that is the teacher's own. */
  teacher?: string;
  /** A file for the cards. */
  cards?: string;
}

/** The folder of a lab's class, for its links and its certificate. */
const dataOf = (stack: string): string => join(stateFolder(), "classes", stack);

/**
 * Serves a class on the hosts of a lab until it is interrupted, or the lab is no more.
 *
 * @returns the command's status
 * @throws {LabError} when the lab is not up, or the class cannot be served
 */
export async function holdClass(options: ClassCommand, console: LabConsole, signal: AbortSignal): Promise<0> {
  const { stack } = options;
  const settings = readSettings(await readStackConfig(FOLDER, stack), KINDS);
  const note = await loadExercises(settings.note);
  const all = await findHosts(stack, console.warn, signal);
  const { own, hosts } = classHosts(all, options.teacher);
  const plan = listenPlan(options, all, undefined, await addressesOf(options.listen));
  const data = dataOf(stack);
  await using _held = await holdLab(stack, commandLine(npm("class"), stack), {
    say: console.warn,
    signal,
    folder: data,
  });
  const certificate = await certificateFor(options, plan, data, console);
  const markdown = await loadText(note.file);
  const records = recordsFolder(stack);
  const secrets = [...all.map(({ loginKey }) => loginKey), ...secretsOf(console.env)];
  const running = await serveClass({
    ...{ note, markdown, hosts, own, data, records },
    listen: { address: plan.address, name: plan.name, port: plan.port, tls: certificate, teachFrom: plan.teachFrom },
    redactor: new Redactor({ secrets, note: markdown }),
    fingerprint: certificate?.fingerprint,
    exists: () => isUp(stack, signal),
    trouble: (_host, error) => console.warn(describe(error, stack)),
    warn: (about) => console.warn(describe(about, stack)),
    failed: (error) => console.warn(describe(error, stack)),
  });
  let links: "class" | undefined;
  let why: string | undefined;
  try {
    if (options.cards !== undefined) await writeCards(options.cards, running);
    console.print(opening(running, note, plan, { ...options, own }));
    const stopped = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined);
      signal.addEventListener("abort", () => resolve(undefined), { once: true });
    });
    why = await Promise.race([running.over, stopped]);
    links = linksToEnd(why, signal.reason);
  } finally {
    // After a defect, the next start goes on with the same links.
    await running.end(links);
  }
  const { csv, folder } = await writeClassFiles(records, { progress: running.progress(), markdown, hosts });
  console.print(`A page for each student to take home is in ${folder}, and a table of all steps is ${csv}.`);
  console.print(parting(why, links));
  console.print(`ended: ${counted(running)}: ${join(records, CLASS_LOG)}`);
  return 0;
}

/**
 * Whether the links of a class end with its server: after Ctrl-C, and when the lab is no more. Who closes a window, or restarts a machine, has not
 * ended the class.
 *
 * @param why the class is over by itself
 * @param reason why the server was stopped
 */
export const linksToEnd = (why: string | undefined, reason: unknown): "class" | undefined =>
  why !== undefined || (reason instanceof Interrupted && reason.by === "SIGINT") ? "class" : undefined;

function parting(why: string | undefined, links: "class" | undefined): Advice | string {
  if (why !== undefined) return `The class has ended: ${why}.`;
  return links === "class"
    ? advice`The class has ended. The hosts are still there; ${npm("down")} removes them.`
    : advice`The server was stopped, and the class has not ended: its links hold. ${npm("class")} goes on with it.`;
}

/** Whether a lab has hosts; also where that cannot be known now, as while another command is at work on it. */
const isUp = (stack: string, signal: AbortSignal): Promise<boolean> =>
  hostsUp(stack, () => {}, signal).then(
    (hosts) => hosts.length > 0,
    () => true,
  );

async function certificateFor(
  { cert, key }: ClassCommand,
  { address, name = address, secure }: ListenPlan,
  data: string,
  console: LabConsole,
): Promise<Certificate | undefined> {
  if (!secure) return undefined;
  return cert === undefined || key === undefined
    ? classCertificate(data, name, console.warn)
    : readCertificate(cert, key, name);
}

const linkTo = ({ url }: RunningClass, token: string, path = ""): string => `${url}/${path}#${token}`;

async function writeCards(file: string, running: RunningClass): Promise<void> {
  try {
    // The links let people in.
    await writeFile(file, running.cards(), { mode: 0o600 });
  } catch (cause) {
    throw new LabError(`The cards could not be written to ${file}`, {
      cause,
      remedy: "name a file in a folder of yours",
    });
  }
}

/** "3 students, 45 of 363 steps done". */
function counted({ seats, progress }: RunningClass): string {
  const { note, students } = progress();
  const steps = note.sections.reduce((all, section) => all + section.steps.length, 0);
  const states = seats.all
    .flatMap(({ student }) => [...(students.get(student)?.sections.values() ?? [])])
    .flatMap((section) => section.steps);
  const done = states.filter(({ state }) => state === "done").length;
  const count = seats.all.length;
  return `${count} ${count === 1 ? "student" : "students"}, ${done} of ${count * steps} steps done`;
}

/** What the teacher has to know: every link, and how it ends. */
function opening(
  running: RunningClass,
  note: Note,
  { open, secure, teachFrom }: ListenPlan,
  { cards, own }: ClassCommand & { own: Host | undefined },
): string {
  const { seats, ends } = running;
  const width = Math.max(...seats.all.map(({ student }) => seats.nameOf(student).length));
  const rows = seats.all.map(({ student }) => {
    const { token, code } = seats.linkOf(student);
    return `  ${seats.nameOf(student).padEnd(width)}  ${linkTo(running, token)}  or ${running.url} and the code ${code}`;
  });
  return [
    `The class is open: ${note.frontMatter.title ?? note.file}`,
    "",
    "The board, for the teacher alone:",
    `  ${linkTo(running, seats.teacherToken, "board")}`,
    ...(teachFrom.length === 0 ? [] : [`  It opens on this computer, and from ${teachFrom.join(", ")}.`]),
    ...(own === undefined
      ? []
      : [`  ${own.name} is your own host: the board has its terminal, which you can show to all.`]),
    "A link a student. Each opens that student's terminals, so give it to nobody else:",
    ...rows,
    "One link for all, who take a free seat under their name:",
    `  ${linkTo(running, seats.classToken)}`,
    "",
    ...(cards === undefined ? [] : [`The cards to print are in ${cards}.`]),
    ...(open && !secure ? ["This is http: anybody on the network can read what is typed and shown."] : []),
    ...(ends === undefined ? [] : [`The lab ${timeLeft(ends, new Date())}.`]),
    "Ctrl-C ends the class, and its links with it.",
  ].join("\n");
}
