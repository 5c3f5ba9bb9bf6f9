import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { version as SDK_VERSION } from "@pulumi/pulumi/version.js";
import { coerce, gte, major, valid } from "semver";
import { $, type ProcessOutput, which } from "zx";
import { inOneLine, LabError } from "../../common/errors.ts";
import { CACHE_FOLDER, CHECKOUT, COMPILED_FOLDER } from "../../common/paths.ts";
import type { Say } from "../../common/progress.ts";
import { download } from "./download.ts";
import { installFolder } from "./install-folder.ts";
import { releaseHere } from "./releases.ts";

/** A Pulumi that can run labnote's program. */
export interface Pulumi {
  /** The folder that holds `bin/pulumi`, as Pulumi's Automation API wants it. */
  root: string;
  version: string;
  /** What the CLI needs in its environment: where its plugins are, and what makes it quick. */
  env: { readonly [name: string]: string };
  /** What it is and where it came from, in a few words. */
  description: string;
}

/** The provider of @pulumi/command, which every lab uses. */
const COMMAND = { name: "command", version: "1.2.1" };
const COMMAND_FOLDER = `resource-${COMMAND.name}-v${COMMAND.version}`;
const TOOLCHAIN = join(CHECKOUT, "toolchain");
const PROBE_MS = 10_000;
const PLUGIN_MS = 60_000;
const UNPACK_MS = 5 * 60_000;
const BUILD_MS = 60 * 60_000;

/** Where a user's own Pulumi keeps its plugins and its login. */
export const userPulumiHome = (env: NodeJS.ProcessEnv = process.env): string =>
  env.PULUMI_HOME || join(homedir(), ".pulumi");

/** What a Pulumi CLI is, as far as it decides whether it will do. */
export interface FoundCli {
  path: string;
  version: string;
  /** Whether there is a language host for Node.js beside it or on PATH. */
  languageHost: boolean;
  /** Whether the user's plugins hold the command provider; it can be had when there is a network. */
  commandPlugin: boolean;
}

/** Why a CLI cannot run labnote's program; `undefined` if it can, given its plugins. */
export function whyUnusable(cli: FoundCli, wanted: string = SDK_VERSION): string | undefined {
  if (valid(cli.version) === null || major(cli.version) !== major(wanted) || !gte(cli.version, wanted))
    return `${cli.path} is version ${cli.version}, and ${wanted} or a newer one of the same major version is needed`;
  if (!cli.languageHost) return `${cli.path} has no pulumi-language-nodejs beside it`;
  if (basename(dirname(cli.path)) !== "bin") return `${cli.path} is in no folder named bin`;
  return undefined;
}

/** What of Pulumi is on this machine; looks, and changes nothing. */
export interface PulumiFacts {
  /** One that can be used as it is: that on PATH, else the one that labnote installed. */
  ready: Pulumi | undefined;
  /** The one on PATH, or why it is not to be used. */
  onPath: FoundCli | { refused: string };
  /** Where labnote installs its own. */
  own: string;
}

export async function inspectPulumi(): Promise<PulumiFacts> {
  const own = join(CACHE_FOLDER, "pulumi", `${SDK_VERSION}-${await toolchainHash()}`);
  const onPath = await cliOnPath();
  if ("path" in onPath && onPath.commandPlugin) return { ready: usersOwn(onPath), onPath, own };
  return { ready: existsSync(own) ? await installed(own) : undefined, onPath, own };
}

/**
 * The Pulumi CLI: the one on PATH if it will do, else the one that labnote installed, else one that it installs now from
 * the best source that answers: the official download, or the Go module of the same version.
 *
 * @throws LabError that says of every source why it would not do.
 */
export async function ensurePulumi(progress: Say, signal: AbortSignal = new AbortController().signal): Promise<Pulumi> {
  const { ready, onPath, own } = await inspectPulumi();
  if (ready !== undefined) return ready;
  const theirs = "refused" in onPath ? onPath : await withCommandPlugin(onPath, progress, signal);
  if (!("refused" in theirs)) return usersOwn(theirs);
  await installFolder(own, (draft) => install(draft, [theirs.refused], progress, signal));
  return await installed(own);
}

/** What Node has compiled once it need not compile again: a quarter of the time of an update in which nothing changed. */
const compiledOnce = () => ({ NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || COMPILED_FOLDER });

/** With the user's own plugins and home. */
const usersOwn = ({ path, version }: FoundCli): Pulumi => ({
  root: dirname(dirname(path)),
  version,
  env: compiledOnce(),
  description: `${version}, ${path}`,
});

const installed = async (folder: string): Promise<Pulumi> => ({
  root: folder,
  version: SDK_VERSION,
  env: {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CREDENTIALS_PATH: process.env.PULUMI_CREDENTIALS_PATH || userPulumiHome(),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...compiledOnce(),
  },
  description: `${SDK_VERSION}, ${await readFile(join(folder, "source"), "utf8")}`,
});

async function cliOnPath(): Promise<FoundCli | { refused: string }> {
  const path = await which("pulumi", { nothrow: true });
  if (path === null) return { refused: "no pulumi is on PATH" };
  const said = await $({ quiet: true, nothrow: true, timeout: PROBE_MS, env: quietCli() })`${path} version`;
  if (said.exitCode !== 0) return { refused: `${path} does not run: ${said.stderr.trim() || said.message}` };
  const beside = join(dirname(await realpath(path)), "pulumi-language-nodejs");
  const cli: FoundCli = {
    path,
    version: said.stdout.trim().replace(/^v/, ""),
    languageHost: existsSync(beside) || (await which("pulumi-language-nodejs", { nothrow: true })) !== null,
    commandPlugin: existsSync(join(userPulumiHome(), "plugins", COMMAND_FOLDER)),
  };
  const refused = whyUnusable(cli);
  return refused === undefined ? cli : { refused };
}

/** A CLI with the plugin that it lacks, or why it stays without. */
async function withCommandPlugin(
  cli: FoundCli,
  progress: Say,
  signal: AbortSignal,
): Promise<FoundCli | { refused: string }> {
  const { path } = cli;
  progress(`${path} gets its ${COMMAND.name} plugin`);
  const { name, version } = COMMAND;
  const run = $({ quiet: true, nothrow: true, timeout: PLUGIN_MS, signal, env: quietCli() });
  const got = await run`${path} plugin install resource ${name} ${version}`;
  if (got.exitCode === 0) return cli;
  return { refused: `${path} could not get its plugin ${name} ${version}: ${lastWords(got)}` };
}

/** The end of what a program that failed said. */
const lastWords = ({ stderr, message }: ProcessOutput): string =>
  stderr.trim().split("\n").slice(-5).join("\n") || message;

const quietCli = () => ({ ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", NO_COLOR: "1" });

/** Everything that what is installed follows from. */
async function toolchainHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum", "bin/pulumi-language-nodejs", "bin/pulumi-resource-command"])
    hash.update(await readFile(join(TOOLCHAIN, file)));
  return hash.digest("hex").slice(0, 8);
}

/**
 * Fills `folder` with `bin/` for the CLI and the language host, `home/` for the plugins, and `source` for people.
 *
 * @param reasons why other sources would not do, to be told when none does.
 */
async function install(folder: string, reasons: string[], progress: Say, signal: AbortSignal): Promise<void> {
  for (const [source, fill] of Object.entries({ downloaded: downloadCli, "built from its Go module": buildCli })) {
    try {
      await rm(join(folder, "bin"), { recursive: true, force: true });
      await mkdir(join(folder, "bin"));
      await fill(folder, progress, signal);
      await verify(join(folder, "bin", "pulumi"));
      const plugin = join(folder, "home", "plugins", COMMAND_FOLDER);
      await mkdir(plugin, { recursive: true });
      await cp(join(TOOLCHAIN, "bin", "pulumi-resource-command"), join(plugin, "pulumi-resource-command"));
      await writeFile(join(folder, "source"), source);
      return;
    } catch (error) {
      if (!(error instanceof LabError) || signal.aborted) throw error;
      reasons.push(inOneLine(error));
    }
  }
  throw new LabError(`Pulumi ${SDK_VERSION} could not be had from anywhere`, {
    cause: new Error(reasons.join("; ")),
    remedy: `install Pulumi (https://www.pulumi.com/docs/install/), or Go ${GO_SINCE} or newer to let labnote build it, and run this again`,
  });
}

async function verify(cli: string): Promise<void> {
  const said = await $({ quiet: true, nothrow: true, timeout: PROBE_MS, env: quietCli() })`${cli} version`;
  if (said.exitCode === 0 && said.stdout.trim().replace(/^v/, "") === SDK_VERSION) return;
  throw new LabError(`${cli} does not say that it is ${SDK_VERSION}`, { cause: new Error(said.stdout + said.stderr) });
}

async function downloadCli(folder: string, progress: Say, signal: AbortSignal): Promise<void> {
  const release = releaseHere();
  if ("refused" in release) throw new LabError(release.refused);
  const archive = join(folder, "pulumi.tar.gz");
  await download(release.url, archive, release.sha256, progress, signal);
  const unpacked = await $({
    quiet: true,
    nothrow: true,
    timeout: UNPACK_MS,
    signal,
  })`tar -xzf ${archive} --strip-components=1 -C ${join(folder, "bin")}`;
  await rm(archive);
  if (unpacked.exitCode !== 0)
    throw new LabError("the official download could not be unpacked", { cause: new Error(lastWords(unpacked)) });
}

/** Go fetches the toolchain that a module asks for by itself, since this version of Go. */
const GO_SINCE = "1.21.0";

/** What to build with, from what `go env GOVERSION` says (nothing, when there is no Go). */
export function goRefusal(version: string | undefined): string | undefined {
  if (version === undefined) return "it cannot be built, because Go is not installed";
  if (gte(coerce(version) ?? "0.0.0", GO_SINCE)) return undefined;
  return `it cannot be built, because ${version} is older than Go ${GO_SINCE}`;
}

/** Builds the CLI. Go's downloads and intermediate results, some 3 GB, are kept until it is done, and no longer. */
async function buildCli(folder: string, progress: Say, signal: AbortSignal): Promise<void> {
  const go = await which("go", { nothrow: true });
  const asking = $({ quiet: true, nothrow: true, timeout: PROBE_MS, signal, cwd: folder });
  const probe = go === null ? undefined : await asking`${go} env GOVERSION`;
  if (probe !== undefined && probe.exitCode !== 0)
    throw new LabError("it cannot be built, because `go env` failed", { cause: new Error(lastWords(probe)) });
  const refused = goRefusal(probe?.stdout.trim());
  if (refused !== undefined) throw new LabError(refused);
  const caches = join(CACHE_FOLDER, "go");
  const build = $({
    quiet: true,
    nothrow: true,
    timeout: BUILD_MS,
    signal,
    cwd: TOOLCHAIN,
    env: { GOMODCACHE: join(caches, "modules"), GOCACHE: join(caches, "build"), ...process.env, CGO_ENABLED: "0" },
  })`${go} build -v -modcacherw -trimpath -ldflags ${`-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${SDK_VERSION}`} -o ${join(folder, "bin", "pulumi")} github.com/pulumi/pulumi/pkg/v3/cmd/pulumi`;
  let packages = 0;
  for await (const line of createInterface({ input: build.stderr })) {
    if (line.startsWith("go: ")) progress(line.slice("go: ".length));
    else progress(`building from source, several minutes: ${++packages} packages, ${line}`);
  }
  const built = await build;
  if (built.exitCode !== 0)
    throw new LabError("it could not be built from its Go module", {
      cause: new Error(lastWords(built)),
    });
  await cp(join(TOOLCHAIN, "bin", "pulumi-language-nodejs"), join(folder, "bin", "pulumi-language-nodejs"));
  await rm(caches, { recursive: true, force: true });
}
