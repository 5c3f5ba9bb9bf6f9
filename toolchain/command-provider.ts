/**
 * The provider `pulumi-resource-command`, serving `command:local:Command` of @pulumi/command to the same contract as
 * the official one, with three differences that a long command needs: it runs in a process group of its own, which
 * ends as a whole when the update is cancelled; an error shows the end of the output, not all of it; and no secret
 * input is ever shown.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { main, type Provider } from "@pulumi/pulumi/provider/index.js";
import { COMMAND } from "./command-package.ts";
import { endWithEngine } from "./engine-watch.ts";
import { show } from "./show.ts";
import { plain, secret, secretStrings } from "./values.ts";

const TYPE = "command:local:Command";
const PATIENCE_MS = 10_000;
const TAIL_CHARACTERS = 4096;

interface Inputs {
  create?: string;
  update?: string;
  delete?: string;
  dir?: string;
  environment?: { [name: string]: string };
  interpreter?: string[];
  stdin?: string;
  logging?: "stdout" | "stderr" | "stdoutAndStderr" | "none";
  addPreviousOutputInEnv?: boolean;
  triggers?: unknown[];
}
interface Output {
  stdout: string;
  stderr: string;
}
type Props = { [name: string]: unknown };

const cancelled = new AbortController();
const running = new Set<ChildProcess>();

/** Ends every process group that was started here: asks it to end, and kills it after ten seconds. */
async function stopAll(): Promise<void> {
  cancelled.abort();
  const groups = [...running];
  const gone = Promise.all(groups.map((group) => once(group, "close")));
  for (const group of groups) signalGroup(group, "SIGTERM");
  await Promise.race([gone, delay(PATIENCE_MS, undefined, { ref: false })]);
  for (const group of groups) signalGroup(group, "SIGKILL");
}

function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): void {
  if (leader.pid === undefined) return;
  try {
    process.kill(-leader.pid, signal);
  } catch (error) {
    // ESRCH: the group ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Runs one command of a resource to its end. */
async function run(urn: string, command: string, props: Props, previous?: Output): Promise<Output> {
  const inputs = plain(props) as Inputs;
  const hidden = secretStrings(props);
  const hide = (text: string) => hidden.reduce((shown, value) => shown.replaceAll(value, "[secret]"), text);
  const [program = "/bin/sh", ...first] = inputs.interpreter?.length ? inputs.interpreter : ["/bin/sh", "-c"];
  if (cancelled.signal.aborted) throw new Error(`not run, because the update was cancelled: ${hide(command)}`);

  const child = spawn(program, [...first, command], {
    cwd: inputs.dir,
    detached: true,
    env: { ...process.env, ...inputs.environment, ...previousOutput(inputs, previous) },
  });
  running.add(child);
  let shown = Promise.resolve();
  child.stdin.on("error", () => {}); // A command may end without reading its input.
  child.stdin.end(inputs.stdin ?? "");

  const both: string[] = [];
  const collect = (name: "stdout" | "stderr") => {
    const chunks: string[] = [];
    const stream = child[name].setEncoding("utf8");
    stream.on("data", (chunk) => {
      chunks.push(chunk);
      both.push(chunk);
    });
    const logging = inputs.logging ?? "stdoutAndStderr";
    if (logging === name || logging === "stdoutAndStderr")
      createInterface({ input: stream.pipe(new PassThrough()) }).on("line", (line) => {
        shown = show(urn, hide(line));
      });
    return () => chunks.join("").replace(/\n$/, "");
  };
  const stdout = collect("stdout");
  const stderr = collect("stderr");

  const [status, signal] = await once(child, "close")
    .catch((error) => {
      throw new Error(`could not be run in ${inputs.dir ?? process.cwd()}: ${hide(command)}\n${error.message}`);
    })
    .finally(() => running.delete(child));
  await shown;
  if (status === 0) return { stdout: stdout(), stderr: stderr() };
  const end = cancelled.signal.aborted ? "was cancelled" : `ended with ${signal ?? `exit status ${status}`}`;
  const tail = hide(both.join("").trimEnd()).slice(-TAIL_CHARACTERS);
  throw new Error(`${end}: ${hide(command)}${tail === "" ? "" : `\n${tail}`}`);
}

function previousOutput(inputs: Inputs, previous?: Output): { [name: string]: string } {
  if (previous === undefined || inputs.addPreviousOutputInEnv === false) return {};
  return {
    ...(previous.stdout === "" ? {} : { PULUMI_COMMAND_STDOUT: previous.stdout }),
    ...(previous.stderr === "" ? {} : { PULUMI_COMMAND_STDERR: previous.stderr }),
  };
}

/** What the state keeps: the inputs, secrets still marked, and the output, secret as soon as an input is. */
function state(props: Props, { stdout, stderr }: Output): Props {
  const keep = secretStrings(props).length > 0 ? secret : (value: unknown) => value;
  return { ...props, stdout: keep(stdout), stderr: keep(stderr) };
}

const outputOf = (props: Props): Output => ({ stdout: "", stderr: "", ...(plain(props) as Partial<Output>) });

/** A command as it stands in the inputs of a resource, if that has one. */
function commandOf(props: Props, ...names: ("create" | "update" | "delete")[]): string | undefined {
  const inputs = plain(props) as Inputs;
  return names.map((name) => inputs[name]).find((command) => command !== undefined);
}

function changes(olds: Props, news: Props): string[] {
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  for (const output of ["stdout", "stderr"]) names.delete(output);
  return [...names].filter((name) => !isDeepStrictEqual(plain(olds[name]), plain(news[name])));
}

const provider: Provider = {
  version: COMMAND.version,
  async check(urn, _olds, news: Props) {
    const failures = ["assetPaths", "archivePaths"]
      .filter((property) => news[property] !== undefined)
      .map((property) => ({ property, reason: "labnote's own command provider serves no assets" }));
    if (!urn.includes(`::${TYPE}::`) && !urn.includes(`$${TYPE}::`))
      failures.push({ property: "", reason: `labnote's own command provider serves ${TYPE} only` });
    return { inputs: news, failures };
  },
  async diff(_id, _urn, olds: Props, news: Props) {
    const changed = changes(olds, news);
    return { changes: changed.length > 0, replaces: changed.filter((name) => name === "triggers") };
  },
  async create(urn, props: Props) {
    const command = commandOf(props, "create");
    const output = command === undefined ? { stdout: "", stderr: "" } : await run(urn, command, props);
    return { id: `${urn.split("::").at(-1)}${randomBytes(4).toString("hex")}`, outs: state(props, output) };
  },
  async update(_id, urn, olds: Props, news: Props) {
    const command = commandOf(news, "update", "create");
    const before = outputOf(olds);
    return { outs: state(news, command === undefined ? before : await run(urn, command, news, before)) };
  },
  async delete(_id, urn, props: Props) {
    const command = commandOf(props, "delete");
    if (command !== undefined) await run(urn, command, props, outputOf(props));
  },
  cancel: stopAll,
};

endWithEngine(stopAll);
await main(provider, process.argv.slice(2));
