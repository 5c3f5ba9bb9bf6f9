import { access, constants, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { $ } from "zx";
import { advice, npm, renderAdvice } from "../../common/advice.ts";
import { answers } from "../../common/download.ts";
import { hasApt, programPath, SSH } from "../../common/packages.ts";
import { CACHE_FOLDER, DATA_FOLDER } from "../../common/paths.ts";
import type { Check, HostKind, ProviderPlugin } from "../../hosts/kind.ts";
import { type Backend, inspectBackend } from "../pulumi/backend.ts";
import { inspectPulumi, type PulumiFacts } from "../pulumi/cli.ts";
import { goRefusal } from "../pulumi/install-cli.ts";
import { inspectPlugin, titleOf } from "../pulumi/plugins.ts";
import { RELEASE, releaseHere } from "../pulumi/releases.ts";
import { type EngineFacts, inspectEngine, planEngine } from "./docker-engine.ts";

/** The facts from which the checks follow. */
export interface MachineFacts {
  node: string;
  /** As npm names itself to its scripts: `npm/11.1.0 node/v24.1.0 …`. */
  npm: string | undefined;
  ssh: string | undefined;
  /** Whether this user can install packages of the distribution. */
  canInstall: boolean;
  pulumi: PulumiFacts;
  go: string | undefined;
  /** Why Pulumi's official download cannot be had; `undefined` when it can. */
  noDownload: string | undefined;
  engine: EngineFacts;
  dockerHub: boolean;
  /** Free bytes in the folders of labnote and of Docker. */
  free: readonly { folder: string; bytes: number }[];
  state: Backend;
  /** Those of labnote's folders that this user cannot write to. */
  readOnly: readonly string[];
  /** What the lab's kind of host needs: the engine or not; its plugins, and where each is; what the kind itself found. */
  needsEngine: boolean;
  plugins: readonly { plugin: ProviderPlugin; at: string | undefined }[];
  more: readonly Check[];
}

/** Bytes for a host, its images, and what an image build leaves behind. */
const ROOM_BYTES = 8e9;
const PROBE_MS = 4_000;

/** A check in words for the user of a lab. */
export interface CheckInWords extends Check {
  seen: string;
  how?: string;
}

export const checkInWords = ({ seen, how, ...check }: Check, stack: string): CheckInWords => ({
  ...check,
  seen: renderAdvice(seen, stack),
  ...(how !== undefined && { how: renderAdvice(how, stack) }),
});

/** What a machine has and lacks. `npm start` works when nothing is missing. */
export function checks(sight: MachineFacts): Check[] {
  return [
    { name: "Node.js", state: "ok", seen: sight.node },
    {
      name: "npm",
      state: sight.npm === undefined ? "note" : "ok",
      seen: sight.npm ?? "not known: npm did not start doctor",
    },
    ssh(sight),
    pulumi(sight),
    go(sight),
    ...sight.plugins.map(plugin),
    ...(sight.needsEngine ? [engine(sight), dockerHub(sight)] : []),
    ...sight.more,
    ...sight.free.map(room),
    state(sight),
  ];
}

function ssh({ ssh, canInstall }: MachineFacts): Check {
  const name = "OpenSSH client";
  if (ssh !== undefined) return { name, state: "ok", seen: ssh };
  const packages = SSH.packages.join(" ");
  return canInstall
    ? { name, state: "get", seen: advice`not installed; ${npm("start")} installs ${packages}` }
    : {
        name,
        state: "missing",
        seen: "not installed",
        how: `install it (Debian, Ubuntu: sudo apt-get install ${packages})`,
      };
}

function pulumi({ pulumi, noDownload, go }: MachineFacts): Check {
  const name = "Pulumi";
  if (pulumi.ready !== undefined) return { name, state: "ok", seen: pulumi.ready.description };
  const seen = "refused" in pulumi.onPath ? pulumi.onPath.refused : `${pulumi.onPath.path} lacks a plugin`;
  if (noDownload === undefined)
    return { name, state: "get", seen: advice`${seen}; ${npm("start")} downloads ${RELEASE.version}` };
  const refused = goRefusal(go);
  if (refused === undefined)
    return {
      name,
      state: "get",
      seen: advice`${seen}; ${npm("start")} builds ${RELEASE.version} with Go, in some minutes`,
    };
  return {
    name,
    state: "missing",
    seen: `${seen}; ${noDownload}, and ${refused}`,
    how: "install Pulumi (https://www.pulumi.com/docs/install/), or Go (https://go.dev/doc/install)",
  };
}

const go = ({ go }: MachineFacts): Check => ({
  name: "Go",
  state: "note",
  seen: `${go ?? "not installed"}; used only where Pulumi cannot be downloaded`,
});

function plugin({ plugin, at }: MachineFacts["plugins"][number]): Check {
  const name = titleOf(plugin);
  if (at !== undefined) return { name, state: "ok", seen: at };
  return { name, state: "get", seen: advice`not there; ${npm("start")} downloads ${plugin.version}` };
}

function engine({ engine }: MachineFacts): Check {
  const name = "Docker Engine";
  const plan = planEngine(engine);
  switch (plan.do) {
    case "use": {
      const { version, cgroupVersion, operatingSystem } = plan.engine;
      return { name, state: "ok", seen: `${version} on ${operatingSystem}, cgroup v${cgroupVersion}` };
    }
    case "start":
      return {
        name,
        state: "get",
        seen: advice`not running; ${npm("start")} ${plan.install ? "installs docker.io and " : ""}starts it`,
      };
    case "refuse":
      return { name, state: "missing", seen: plan.error.message, how: plan.error.remedy };
  }
}

const dockerHub = ({ dockerHub }: MachineFacts): Check => ({
  name: "Docker Hub",
  state: "note",
  seen: dockerHub ? "answers" : "does not answer: hosts are Debian, and exercise images are stand-ins",
});

function room({ folder, bytes }: { folder: string; bytes: number }): Check {
  const [name, seen] = ["Disk", `${(bytes / 1e9).toFixed(1)} GB free at ${folder}`];
  if (bytes >= ROOM_BYTES) return { name, state: "ok", seen };
  return { name, state: "missing", seen, how: `make room: ${ROOM_BYTES / 1e9} GB are needed` };
}

function state({ state, readOnly }: MachineFacts): Check {
  const name = "State";
  if (readOnly.length > 0) {
    const how = "make them writable, or set XDG_CACHE_HOME and XDG_DATA_HOME to folders that are";
    return { name, state: "missing", seen: `not writable: ${readOnly.join(", ")}`, how };
  }
  return { name, state: "ok", seen: state.folder ?? "the Pulumi backend that you are logged in to" };
}

/** Looks at everything that hosts of a kind need, side by side, and changes nothing. */
export async function inspectMachine(kind: HostKind): Promise<MachineFacts> {
  const [sshVersion, apt, pulumi, goVersion, engine, noDownload, dockerHub, state, more, needsEngine] =
    await Promise.all([
      firstLine("ssh", ["-V"]),
      hasApt(),
      inspectPulumi(),
      firstLine("go", ["env", "GOVERSION"]),
      inspectEngine(),
      whyNoDownload(),
      answers("https://registry-1.docker.io/v2/"),
      inspectBackend(),
      kind.checks?.() ?? [],
      kind.needsEngine(),
    ]);
  const plugins = kind.plugins.map(async (plugin) => ({
    plugin,
    at: await inspectPlugin(plugin, pulumi.ready?.env ?? {}),
  }));
  const kept = await Promise.all([CACHE_FOLDER, DATA_FOLDER].map(nearest));
  const docker = typeof engine.engine === "object" ? [engine.engine.dataFolder] : [];
  const free = await Promise.all([...kept.slice(0, 1), ...docker].map(freeAt));
  const writable = await Promise.all(kept.map((folder) => may(folder, constants.W_OK)));
  return {
    node: process.version,
    npm: process.env.npm_config_user_agent?.split(" ")[0],
    ssh: sshVersion,
    canInstall: process.getuid?.() === 0 && apt,
    pulumi,
    go: goVersion,
    noDownload,
    engine,
    dockerHub,
    free: free.filter((room) => room !== undefined),
    state,
    readOnly: [...new Set(kept.filter((_, index) => !writable[index]))],
    needsEngine,
    plugins: await Promise.all(plugins),
    more,
  };
}

async function firstLine(program: string, args: readonly string[]): Promise<string | undefined> {
  if ((await programPath(program)) === undefined) return undefined;
  const said = await $({ quiet: true, nothrow: true, timeout: PROBE_MS })`${program} ${args}`;
  return said.exitCode === 0 ? (said.stdout || said.stderr).trim().split("\n")[0] : undefined;
}

async function whyNoDownload(): Promise<string | undefined> {
  const release = releaseHere();
  if ("refused" in release) return release.refused;
  return (await answers(release.url)) ? undefined : "the official download does not answer";
}

/** The folder itself, or the nearest folder above it that exists. */
const nearest = async (folder: string): Promise<string> =>
  (await may(folder, constants.F_OK)) ? folder : nearest(dirname(folder));

const may = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );

async function freeAt(folder: string): Promise<{ folder: string; bytes: number } | undefined> {
  // Docker's own folder may be unreadable, or on the disk of a virtual machine.
  if (!(await may(folder, constants.F_OK))) return undefined;
  const { bavail, bsize } = await statfs(folder);
  return { folder, bytes: bavail * bsize };
}
