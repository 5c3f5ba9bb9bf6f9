import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { $, which } from "zx";
import { poll } from "../../common/abort.ts";
import { LabError } from "../../common/errors.ts";
import { aptInstall, hasApt } from "../../common/packages.ts";
import { DATA_FOLDER } from "../../common/paths.ts";
import type { Say } from "../../common/progress.ts";
import { DockerError, type DockerFault, docker } from "../../hosts/engine/cli.ts";

/** A Docker Engine that answers. */
export interface Engine {
  version: string;
  cgroupVersion: string;
  operatingSystem: string;
  /** Where it keeps its data; on macOS and Windows that is inside a virtual machine. */
  dataFolder: string;
}

/** The facts of a machine that decide how it gets a Docker Engine. */
export interface EngineFacts {
  /** The engine, or why it does not answer. */
  engine: Engine | DockerFault;
  /** Where the client looks for it: `unix:///var/run/docker.sock`. */
  endpoint: string;
  platform: NodeJS.Platform;
  root: boolean;
  /** Whether the distribution is Debian, Ubuntu or one like them. */
  apt: boolean;
  /** Whether the program dockerd is there. */
  dockerd: boolean;
  systemd: boolean;
}

/** What to do about the engine. */
export type EnginePlan =
  | { do: "use"; engine: Engine }
  | { do: "start"; install: boolean; by: "systemd" | "dockerd" }
  | { do: "refuse"; error: LabError };

const ANSWER_MS = 10_000;
const START_MS = 60_000;
const POLL_MS = 200;
const DEFAULT_ENDPOINT = "unix:///var/run/docker.sock";
/** Where an engine listens when a distribution starts it. */
const DEFAULT_ENDPOINTS = [DEFAULT_ENDPOINT, "unix:///run/docker.sock"];

/** How the machine gets an engine. If labnote cannot get one here, the error says what the user can do. */
export function planEngine(sight: EngineFacts): EnginePlan {
  const { engine, endpoint } = sight;
  if (!isLocal(endpoint)) {
    return refuse(`Docker is set to an engine elsewhere, ${endpoint}, and a lab's ports would be there too`, {
      remedy: "unset DOCKER_HOST, or choose this machine's engine with `docker context use default`",
    });
  }
  if (typeof engine === "object") return { do: "use", engine };
  if (engine === "no-rights") {
    return refuse("This user may not use the Docker Engine", {
      remedy: "join the group (sudo usermod -aG docker $USER), log in again, and run this again; or run it with sudo",
    });
  }
  if (engine === "no-engine" && !DEFAULT_ENDPOINTS.includes(endpoint) && sight.platform === "linux") {
    return refuse(`No Docker Engine answers at ${endpoint}, which Docker is set to`, {
      remedy:
        "start the engine there; or unset DOCKER_HOST and run `docker context use default` for this machine's own",
    });
  }
  if (engine !== "no-engine" && engine !== "no-client")
    return refuse(`The Docker Engine at ${endpoint} gives no usable answer`, {
      remedy: "run `docker info`, and mend what it reports",
    });
  if (sight.platform !== "linux") {
    return refuse(engine === "no-client" ? "Docker is not installed" : "The Docker Engine is not running", {
      remedy: "install and start Docker Desktop, or Colima (brew install docker colima && colima start)",
    });
  }
  const install = !sight.dockerd || engine === "no-client";
  if (!sight.root) {
    return refuse(install ? "The Docker Engine is not installed" : "The Docker Engine is not running", {
      remedy: !install
        ? "start it (sudo systemctl start docker), and run this again"
        : sight.apt
          ? "install it (sudo apt-get install docker.io), join the group (sudo usermod -aG docker $USER), and log in again"
          : "install it as https://docs.docker.com/engine/install/ says",
    });
  }
  if (install && !sight.apt) {
    return refuse("The Docker Engine is not installed, and labnote can install it on Debian and Ubuntu only", {
      remedy: "install it as https://docs.docker.com/engine/install/ says",
    });
  }
  return { do: "start", install, by: sight.systemd ? "systemd" : "dockerd" };
}

const refuse = (what: string, options: { remedy: string }): EnginePlan => ({
  do: "refuse",
  error: new LabError(what, options),
});

/** Whether ports that the engine publishes on the loopback are on this machine. */
const isLocal = (endpoint: string): boolean =>
  /^(unix|npipe|fd):/.test(endpoint) || /^tcp:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|\/|$)/.test(endpoint);

/** Looks at the machine, and changes nothing. */
export async function inspectEngine(): Promise<EngineFacts> {
  const [engine, endpoint, aptHere, dockerd] = await Promise.all([
    askEngine(),
    engineEndpoint(),
    hasApt(),
    dockerdPath(),
  ]);
  return {
    engine,
    endpoint,
    platform: process.platform,
    root: process.getuid?.() === 0,
    apt: aptHere,
    dockerd: dockerd !== undefined,
    systemd: existsSync("/run/systemd/system"),
  };
}

async function askEngine(): Promise<Engine | DockerFault> {
  const ask = (command: string, format: string) => docker([command, "--format", format], { timeout: ANSWER_MS });
  const info = ask("info", "{{.CgroupVersion}}\t{{.OperatingSystem}}\t{{.DockerRootDir}}");
  // `version` says why an engine does not answer; `info` of an older client (Debian 12's) does not.
  info.catch(() => {});
  try {
    const version = await ask("version", "{{.Server.Version}}");
    const [cgroupVersion = "", operatingSystem = "", dataFolder = ""] = (await info).split("\t");
    return { version, cgroupVersion, operatingSystem, dataFolder };
  } catch (error) {
    if (error instanceof DockerError) return error.fault;
    throw error;
  }
}

async function engineEndpoint(): Promise<string> {
  if (process.env.DOCKER_HOST) return process.env.DOCKER_HOST;
  const format = "{{.Endpoints.docker.Host}}";
  const told = await docker(["context", "inspect", "--format", format]).catch(() => "");
  return told || DEFAULT_ENDPOINT;
}

/** Debian keeps dockerd in a folder that is only on root's PATH. */
async function dockerdPath(): Promise<string | undefined> {
  return (await which("dockerd", { nothrow: true })) ?? ["/usr/sbin/dockerd", "/usr/bin/dockerd"].find(existsSync);
}

/**
 * A Docker Engine: the one that answers. If none does, root on Debian and Ubuntu gets one started, and installed from the distribution
 * first if it is missing; `say` says both. It goes on running afterwards.
 *
 * @throws LabError that says why there is no engine, and what the user can do.
 */
export async function ensureEngine(say: Say, signal?: AbortSignal): Promise<Engine> {
  const plan = planEngine(await inspectEngine());
  if (plan.do === "use") return plan.engine;
  if (plan.do === "refuse") throw plan.error;
  if (plan.install) {
    say("installing docker.io from the distribution, system-wide");
    await aptInstall(["docker.io"], say, signal);
  }
  say("starting the Docker Engine");
  const started = plan.by === "systemd" ? await startBySystemd() : await startDockerd();
  const until = (engine: Engine | DockerFault) => typeof engine === "object" || started.ended();
  const engine = await poll(askEngine, { until, every: POLL_MS, within: START_MS, signal });
  if (typeof engine === "object") return engine;
  throw new LabError("The Docker Engine was started, but does not answer", {
    cause: new Error(await started.log()),
    remedy: "mend what the log says, and run this again",
  });
}

/** An engine that is starting. */
interface Starting {
  ended: () => boolean;
  /** The end of its log. */
  log: () => Promise<string>;
}

async function startBySystemd(): Promise<Starting> {
  const { exitCode } = await $({ quiet: true, nothrow: true, timeout: START_MS })`systemctl start docker`;
  return {
    ended: () => exitCode !== 0,
    log: async () =>
      (await $({ quiet: true, nothrow: true, timeout: ANSWER_MS })`journalctl --unit docker --lines 8 --no-pager`)
        .stdout,
  };
}

/** For machines without an init system, such as containers: starts dockerd itself, with a log file. */
async function startDockerd(): Promise<Starting> {
  const dockerd = await dockerdPath();
  if (dockerd === undefined) throw new LabError("The program dockerd is not there, although docker.io was installed");
  await mkdir(DATA_FOLDER, { recursive: true });
  const logFile = join(DATA_FOLDER, "dockerd.log");
  const output = await open(logFile, "w");
  const engine = spawn(dockerd, [], { detached: true, stdio: ["ignore", output.fd, output.fd] });
  let ended = false;
  engine.once("error", () => {
    ended = true;
  });
  engine.once("exit", () => {
    ended = true;
  });
  engine.unref();
  await output.close();
  return {
    ended: () => ended,
    log: async () => `${logFile}: ${(await readFile(logFile, "utf8")).trim().split("\n").slice(-5).join("\n")}`,
  };
}
