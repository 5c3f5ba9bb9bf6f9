import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { version as SDK_VERSION } from "@pulumi/pulumi/version.js";
import { gte, major, valid } from "semver";
import { which } from "zx";
import { COMMAND } from "../../../toolchain/command-package.ts";
import { Interrupted, inOneLine, LabError } from "../../common/errors.ts";
import { CACHE_FOLDER, CHECKOUT, COMPILED_FOLDER } from "../../common/paths.ts";
import type { Say } from "../../common/progress.ts";
import { installCli, placeCommandPlugin } from "./install-cli.ts";
import { installFolder } from "./install-folder.ts";
import { ensurePlugin, inspectPlugin, pluginFolder, userPulumiHome } from "./plugins.ts";
import { quietly } from "./quiet.ts";

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

const PROBE_MS = 10_000;

/** A Pulumi CLI that was found, with what decides whether it can be used. */
export interface FoundCli {
  path: string;
  version: string;
  /** Whether there is a language host for Node.js beside it or on PATH. */
  languageHost: boolean;
  /** Whether the command provider is there; else the CLI gets it when there is a network. */
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

/** What of Pulumi is on this machine. */
export interface PulumiFacts {
  /** A CLI that can be used as it is: the one on PATH, else the one that labnote installed. */
  ready: Pulumi | undefined;
  /** The CLI on PATH, or why it cannot be used. */
  onPath: FoundCli | { refused: string };
  /** Where labnote installs its own. */
  own: string;
}

/** Looks at what of Pulumi is on this machine, and changes nothing. */
export async function inspectPulumi(): Promise<PulumiFacts> {
  const own = join(CACHE_FOLDER, "pulumi", `${SDK_VERSION}-${await toolchainHash()}`);
  const onPath = await cliOnPath();
  if ("path" in onPath && onPath.commandPlugin) return { ready: usersOwn(onPath), onPath, own };
  const whole = existsSync(pluginFolder(COMMAND, join(own, "home")));
  return { ready: whole ? await installed(own) : undefined, onPath, own };
}

/**
 * The Pulumi CLI: the one on PATH if it can be used, else the one that labnote installed, else one that labnote installs now from
 * the first source that answers: the official download, or the Go module of the same version.
 *
 * @throws LabError that says why each source failed; Interrupted.
 */
export async function ensurePulumi(say: Say, signal: AbortSignal): Promise<Pulumi> {
  const { ready, onPath, own } = await inspectPulumi();
  if (ready !== undefined) return ready;
  try {
    const theirs = "refused" in onPath ? onPath : await withCommandPlugin(onPath, say, signal);
    if (!("refused" in theirs)) return theirs;
    await installFolder(own, (draft) => installCli(draft, [theirs.refused], say, signal));
    // An installed one may have the plugin of an earlier version of the package only.
    await placeCommandPlugin(own);
    return await installed(own);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Interrupted("Interrupted while Pulumi was being fetched", { cause: signal.reason });
  }
}

/** Lets Node keep what it compiled. That saves a quarter of the time of an update in which nothing changed. */
const compiledOnce = () => ({ NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || COMPILED_FOLDER });

/** The user's own CLI, with the user's plugins and home. */
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
  const said = await quietly({ timeout: PROBE_MS })`${path} version`;
  if (said.exitCode !== 0) return { refused: `${path} does not run: ${said.stderr.trim() || said.message}` };
  const beside = join(dirname(await realpath(path)), "pulumi-language-nodejs");
  const cli: FoundCli = {
    path,
    version: said.stdout.trim().replace(/^v/, ""),
    languageHost: existsSync(beside) || (await which("pulumi-language-nodejs", { nothrow: true })) !== null,
    commandPlugin: (await inspectPlugin(COMMAND, {})) !== undefined,
  };
  const refused = whyUnusable(cli);
  return refused === undefined ? cli : { refused };
}

/** The user's own CLI with the plugin that it lacked, or why it stays without. */
async function withCommandPlugin(cli: FoundCli, say: Say, signal: AbortSignal): Promise<Pulumi | { refused: string }> {
  const pulumi = usersOwn(cli);
  try {
    await ensurePlugin(COMMAND, pulumi, say, signal);
    return pulumi;
  } catch (error) {
    if (!(error instanceof LabError) || signal.aborted) throw error;
    return { refused: inOneLine(error) };
  }
}

/** A hash of all that decides what is installed. Another hash is another folder, so an installed Pulumi is never out of date. */
async function toolchainHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum", "bin/pulumi-language-nodejs", "bin/pulumi-resource-command"])
    hash.update(await readFile(join(CHECKOUT, "toolchain", file)));
  return hash.digest("hex").slice(0, 8);
}
