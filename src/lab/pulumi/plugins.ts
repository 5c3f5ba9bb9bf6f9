import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { which } from "zx";
import { LabError } from "../../common/errors.ts";
import type { Say } from "../../common/progress.ts";
import type { ProviderPlugin } from "../../hosts/kind.ts";
import { endOfOutput, quietly } from "./quiet.ts";

/** Milliseconds: the largest plugin is some 200 MB when compressed. */
const INSTALL_MS = 20 * 60_000;

/** Where a user's own Pulumi keeps its plugins and its login. */
export const userPulumiHome = (env: NodeJS.ProcessEnv = process.env): string =>
  env.PULUMI_HOME || join(homedir(), ".pulumi");

/** Where Pulumi keeps a plugin, in its home. */
export const pluginFolder = ({ name, version }: ProviderPlugin, home: string): string =>
  join(home, "plugins", `resource-${name}-v${version}`);

/**
 * Where a plugin is, in a few words; `undefined` when it is not there.
 *
 * @param env of the CLI that will use it.
 */
export async function inspectPlugin(
  plugin: ProviderPlugin,
  env: { readonly [name: string]: string },
): Promise<string | undefined> {
  // Pulumi takes the one on PATH, and does not ask for its version.
  const onPath = await which(`pulumi-resource-${plugin.name}`, { nothrow: true });
  if (onPath !== null) return onPath;
  const folder = pluginFolder(plugin, env.PULUMI_HOME ?? userPulumiHome());
  // Pulumi puts this mark beside a plugin that it has only a part of.
  return existsSync(folder) && !existsSync(`${folder}.partial`) ? plugin.version : undefined;
}

/**
 * Has a plugin, or lets Pulumi's CLI get it from its publisher.
 *
 * @param pulumi the CLI: the folder that holds `bin/pulumi`, and what it needs in its environment.
 * @returns what it is, in a few words.
 */
export async function ensurePlugin(
  plugin: ProviderPlugin,
  { root, env }: { root: string; env: { readonly [name: string]: string } },
  say: Say,
  signal: AbortSignal,
): Promise<string> {
  const found = await inspectPlugin(plugin, env);
  if (found !== undefined) return found;
  const { name, version } = plugin;
  const cli = join(root, "bin", "pulumi");
  const run = quietly({
    timeout: INSTALL_MS,
    signal,
    env: { ...env },
  })`${cli} plugin install resource ${name} ${version}`;
  say(`downloading the plugin ${name} ${version}`);
  for await (const line of createInterface({ input: run.stderr })) say(line);
  const done = await run;
  if (done.exitCode === 0) return `${version}, downloaded`;
  throw new LabError(`${cli} could not get its plugin ${name} ${version}`, {
    cause: endOfOutput(done),
    remedy: `see that this machine reaches https://get.pulumi.com and https://api.github.com, and run this again; or put a pulumi-resource-${name} of that version on PATH`,
  });
}

/** What messages call a plugin: `Pulumi plugin aws`. */
export const titleOf = ({ name }: ProviderPlugin): string => `Pulumi plugin ${name}`;
