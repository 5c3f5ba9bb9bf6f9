import { $ } from "zx";
import { withTimeout } from "../../common/abort.ts";
import type { Advice } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { programLine } from "../../common/processes.ts";

/** What went wrong between labnote and the engine, found by the words of the client and the engine. */
export type DockerFault =
  | "no-client"
  | "no-engine"
  | "no-rights"
  | "engine-died"
  | "disk-full"
  | "name-taken"
  | "port-taken"
  | "not-found"
  | "in-use"
  | "timeout"
  | "interrupted"
  | "other";

/** A docker command that failed, with the engine's own words as its cause. */
export class DockerError extends LabError {
  readonly fault: DockerFault;

  constructor(fault: DockerFault, what: string, options: { remedy?: Advice | string; cause?: unknown }) {
    super(what, options);
    this.fault = fault;
  }
}

interface Sign {
  fault: DockerFault;
  words: RegExp;
  remedy?: Advice | string;
}

/**
 * The words by which labnote recognizes a fault; the first row that matches counts. Taken from the sources of docker/cli and moby, 20.10 to 28.
 */
const signs: readonly Sign[] = [
  {
    fault: "no-client",
    words: /docker: (command )?not found/,
    remedy: "install Docker Engine (Docker Desktop on macOS and Windows), then run this again",
  },
  {
    fault: "no-rights",
    words:
      /permission denied while trying to connect|dial unix .*: permission denied|\/docker\.sock: .*permission denied/i,
    remedy: "join the docker group (sudo usermod -aG docker $USER) and log in again, or run this as root",
  },
  {
    fault: "no-engine",
    words:
      /cannot connect to the docker daemon|error during connect|failed to connect to the docker API|is the docker daemon running/i,
    remedy: "start Docker (Docker Desktop, or: sudo systemctl start docker), then run this again",
  },
  {
    fault: "disk-full",
    words: /no space left on device|disk quota exceeded/i,
    remedy: "make room on the disk that holds Docker's data (docker system df shows what uses it), then run this again",
  },
  { fault: "name-taken", words: /the container name .* is already in use/i },
  {
    fault: "port-taken",
    words: /port is already allocated|address already in use|ports are not available/i,
    remedy: "run this again: other ports will be chosen",
  },
  { fault: "not-found", words: /no such (container|image|volume|network|object)|network \S+ not found/i },
  { fault: "in-use", words: /is (using|being used)|image has dependent child images|volume is in use/i },
  {
    fault: "engine-died",
    // "Error response from daemon" means that the engine is alive and that some other connection broke.
    words:
      /^(?!Error response from daemon).*(unexpected EOF|: EOF$|connection reset by peer|broken pipe|server closed the (idle )?connection)/im,
    remedy: "check the engine (docker info; its log), start it if it is down, then run this again",
  },
];

/** The fault that standard error shows. */
export const dockerFaultOf = (stderr: string): Pick<Sign, "fault" | "remedy"> =>
  signs.find(({ words }) => words.test(stderr)) ?? { fault: "other" };

/** Options of a docker command. */
export interface DockerOptions {
  /** Sent on standard input; standard input is empty without it. */
  input?: string | Buffer;
  /** Milliseconds; a minute by default. */
  timeout?: number;
  signal?: AbortSignal;
}

/**
 * Runs the docker client, which knows the user's context and credentials, and returns what it printed, without the last newline.
 * @throws DockerError with the engine's words and, for some faults, a remedy
 */
export async function docker(args: readonly string[], options: DockerOptions = {}): Promise<string> {
  const { input = "", timeout = 60_000, signal } = options;
  const what = programLine(["docker", ...args]);
  if (signal?.aborted) throw interrupted(what);
  const stop = withTimeout(signal, timeout);
  const shell = $({ quiet: true, nothrow: true, input, signal: stop, env: quietClient() });
  const running = shell`docker ${args}`;
  // If the input could not be sent, the exit status shows it.
  running.stdin.on("error", () => {});
  const { exitCode, stdout, stderr } = await running;
  if (exitCode === 0) return stdout.replace(/\n$/, "");
  if (signal?.aborted) throw interrupted(what);
  const words = lastLines(stderr || stdout);
  if (stop.aborted) {
    throw new DockerError("timeout", `${what} did not end within ${timeout / 1000} s`, {
      remedy: "check that the engine answers (docker info), then run this again",
      cause: words === "" ? undefined : new Error(words),
    });
  }
  const { fault, remedy } = dockerFaultOf(stderr);
  throw new DockerError(fault, `${what} failed`, { remedy, cause: new Error(words || `exit ${exitCode}`) });
}

/** The error of a command that labnote stopped because its result is not needed any more. */
export const interrupted = (what: string) => new DockerError("interrupted", `${what} was interrupted`, {});

/** Keeps hints and colours out of the client's words. Asks for English, also of the shell, which reports a missing client. */
const quietClient = () => ({ ...process.env, DOCKER_CLI_HINTS: "false", NO_COLOR: "1", LC_ALL: "C" });

const lastLines = (text: string): string => text.trim().split("\n").slice(-12).join("\n");

/** Whether the engine has an image of this name. */
export async function hasImage(name: string, signal?: AbortSignal): Promise<boolean> {
  return (await unlessMissing(docker(["image", "inspect", "--format", "{{.Id}}", name], { signal }))) !== undefined;
}

/** What a command printed; `undefined` if it failed because what it names is not there. Other failures are thrown. */
export async function unlessMissing(command: Promise<string>): Promise<string | undefined> {
  try {
    return await command;
  } catch (error) {
    if (error instanceof DockerError && error.fault === "not-found") return undefined;
    throw error;
  }
}

/** Names an image that is complete. If another process was first, its image is as good: this one is removed. */
export async function nameImage(id: string, name: string): Promise<void> {
  await docker((await hasImage(name)) ? ["rmi", id] : ["tag", id, name]);
}

/**
 * For the `catch` of a docker command: throws an error that says what labnote was doing, with the failure as its cause. Faults that explain
 * themselves (no room, no rights, …) and interruptions are thrown as they are.
 */
export const failed =
  (what: string, remedy: string) =>
  (cause: unknown): never => {
    if (cause instanceof DockerError && cause.fault !== "other" && cause.fault !== "timeout") throw cause;
    throw new LabError(what, { cause, remedy });
  };
