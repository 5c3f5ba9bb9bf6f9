import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { LocalWorkspaceOptions, Stack } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { LabError } from "../../common/errors.ts";
import { DATA_FOLDER } from "../../common/paths.ts";
import { stackName } from "../../common/stack-config.ts";
import { loadLazily } from "./lazy-modules.ts";

export type { Stack };

export interface StackOptions {
  /** The project's folder. */
  root: string;
  name: string;
  /** The CLI: the folder that holds `bin/pulumi`, and its version. */
  pulumi: { root: string; version: string };
  /** Whether the state's files show that the stack is there. */
  known: boolean;
  /** What the CLI needs to find its state and its plugins. A variable that is `undefined` is removed from its environment. */
  env: { readonly [name: string]: string | undefined };
}

/**
 * What Pulumi requires to turn functions into text, which labnote never has it do. To load that takes two thirds of the time. Pulumi brings a
 * compiler of its own for users who have none.
 */
const UNUSED = ["typescript", "./vendor/typescript@3.8.3/typescript.js", "@npmcli/arborist"];

/** To load it takes a while, in which other things can be asked: so it is loaded when a stack is wanted. */
const automation = () => {
  const pulumi = createRequire(import.meta.url).resolve("@pulumi/pulumi/typescript-shim.js");
  for (const name of UNUSED) loadLazily(name, pulumi);
  return import("@pulumi/pulumi/automation/index.js");
};

/** The stack of that name in the project's own folder, made when it is not there yet. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const found = await findStack(options);
  if (found !== undefined) return found;
  const { LocalWorkspace } = await automation();
  return LocalWorkspace.createStack(
    { stackName: options.name, workDir: options.root },
    await workspaceOptions(options),
  );
}

/** The stack of that name, if there is one. For commands that make none. */
export async function findStack(options: StackOptions): Promise<Stack | undefined> {
  const name = stackName(options.name);
  const { LocalWorkspace, Stack } = await automation();
  const workspace = await LocalWorkspace.create({ workDir: options.root, ...(await workspaceOptions(options)) });
  // Every later call names its stack. To select it would only ask the CLI whether it is there, which takes a fifth of a second.
  if (options.known) Object.assign(workspace, { selectStack: async () => {} });
  try {
    return await Stack.select(name, workspace);
  } catch (error) {
    if (error instanceof PulumiError && error.stderr.includes("no stack named")) return undefined;
    throw error;
  }
}

/**
 * The same stack, for an `up` or `destroy` whose result is not read. To put a result together, Pulumi would start its CLI up to three more
 * times: a quarter of the time in which an update finds nothing changed.
 */
export const withoutResult = (stack: Stack): Stack =>
  Object.assign(Object.create(stack), { outputs: async () => ({}), info: async () => undefined });

/** What the user can do about a failure of Pulumi's own, by its words; `undefined` where nothing is known. */
export const remedyForPulumi = (words: string): string | undefined =>
  /no space left on device/i.test(words)
    ? `make room on the disk that holds ${DATA_FOLDER}, then run this again`
    : undefined;

/** What the Pulumi CLI said when it failed. */
export class PulumiError extends LabError {
  readonly code: number;
  readonly stderr: string;

  constructor(args: readonly string[], result: { code: number; stdout: string; stderr: string }) {
    const words = result.stderr.trim() || result.stdout.trim();
    super(`\`pulumi ${args.slice(0, 2).join(" ")}\` failed with status ${result.code}`, {
      cause: words.split("\n").slice(-20).join("\n") || undefined,
      remedy: remedyForPulumi(words),
    });
    this.code = result.code;
    this.stderr = result.stderr;
  }
}

/** Without `PulumiCommand.get`, which would run the CLI once more to ask for its version. */
async function workspaceOptions({ pulumi, env }: StackOptions): Promise<LocalWorkspaceOptions> {
  const { PulumiCommand } = await automation();
  const cli = join(pulumi.root, "bin", "pulumi");
  const parts = {
    command: cli,
    version: new SemVer(pulumi.version),
    // Pulumi's own `run` leaves the CLI in our process group. A terminal's Ctrl-C would then reach it beside the interrupt that we send,
    // and two interrupts mean "stop at once" to the engine, which leaves things behind.
    run: runInOwnGroup(cli),
  };
  return {
    pulumiCommand: Object.assign(Object.create(PulumiCommand.prototype), parts),
    // The `run` above gets them as they are.
    envVars: { ...env } as { [name: string]: string },
  };
}

/**
 * Starts the CLI and asks it to stop, once, when standard input ends: labnote closes it to interrupt the CLI, and the kernel closes it when
 * labnote dies. The CLI then stops in good order, unless it prints first: when labnote is dead nobody reads that, and SIGPIPE ends it at once. (Not
 * by SIGINT: a shell lets its background processes ignore that.)
 */
const LEASH = `exec 3<&0 </dev/null
"$@" 3<&- & cli=$!
{ read -r _ <&3; kill -TERM "$cli"; } >/dev/null 2>&1 &
exec 3<&-
wait "$cli"`;

const runInOwnGroup =
  (cli: string) =>
  async (
    args: string[],
    cwd: string,
    env: { [name: string]: string },
    onOutput?: (text: string) => void,
    onError?: (text: string) => void,
    signal?: AbortSignal,
  ) => {
    const child = spawn("sh", ["-c", LEASH, "sh", cli, ...args, "--non-interactive"], {
      cwd,
      env: { ...process.env, ...env },
      detached: true,
    });
    const interrupt = () => child.stdin.end();
    child.stdin.on("error", () => {}); // It may have ended first.
    signal?.addEventListener("abort", interrupt, { once: true });
    if (signal?.aborted) interrupt();
    const [stdout, stderr, code] = await Promise.all([
      collect(child.stdout, onOutput),
      collect(child.stderr, onError),
      new Promise<number>((resolve, reject) => {
        child.once("error", (cause) => reject(new LabError(`${cli} could not be started`, { cause })));
        child.once("exit", (status) => {
          interrupt();
          resolve(status ?? 1);
        });
      }),
    ]).finally(() => signal?.removeEventListener("abort", interrupt));
    if (code !== 0) throw new PulumiError(args, { code, stdout, stderr });
    return { code, stdout, stderr };
  };

async function collect(stream: Readable, tell?: (text: string) => void): Promise<string> {
  let all = "";
  for await (const text of stream.setEncoding("utf8")) {
    all += text;
    tell?.(text);
  }
  return all;
}
