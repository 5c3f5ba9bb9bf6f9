import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { $, which } from "zx";
import { LabError } from "../../common/errors.ts";
import type { Say } from "../../common/progress.ts";
import type { ProviderPlugin } from "../../hosts/kind.ts";
import { type Pulumi, userPulumiHome } from "./cli.ts";

/** Milliseconds: the largest plugin is some 200 MB when compressed. */
const INSTALL_MS = 20 * 60_000;

/**
 * Where a plugin is, in a few words; `undefined` when it is not there.
 *
 * @param env of the CLI that will use it.
 */
export async function inspectPlugin(
  { name, version }: ProviderPlugin,
  env: { readonly [name: string]: string },
): Promise<string | undefined> {
  // Pulumi takes the one on PATH, whatever its version.
  const onPath = await which(`pulumi-resource-${name}`, { nothrow: true });
  if (onPath !== null) return onPath;
  const folder = join(env.PULUMI_HOME ?? userPulumiHome(), "plugins", `resource-${name}-v${version}`);
  // Pulumi's mark of one that it has not yet got all of.
  return existsSync(folder) && !existsSync(`${folder}.partial`) ? version : undefined;
}

/**
 * Has a plugin, or gets it from where its publisher keeps it.
 *
 * @returns what it is, in a few words.
 */
export async function ensurePlugin(
  plugin: ProviderPlugin,
  pulumi: Pick<Pulumi, "root" | "env">,
  say: Say,
  signal: AbortSignal,
): Promise<string> {
  const seen = await inspectPlugin(plugin, pulumi.env);
  if (seen !== undefined) return seen;
  const { name, version } = plugin;
  const cli = join(pulumi.root, "bin", "pulumi");
  const run = $({
    quiet: true,
    nothrow: true,
    timeout: INSTALL_MS,
    signal,
    env: { ...process.env, ...pulumi.env, PULUMI_SKIP_UPDATE_CHECK: "true", NO_COLOR: "1" },
  })`${cli} plugin install resource ${name} ${version}`;
  say(`downloading ${version}`);
  for await (const line of createInterface({ input: run.stderr })) say(line);
  const { exitCode, stderr, message } = await run;
  if (exitCode === 0) return `${version}, downloaded`;
  throw new LabError(`Pulumi's ${titleOf(plugin)} plugin ${version} could not be had`, {
    cause: stderr.trim().split("\n").slice(-5).join("\n") || message,
    remedy: `see that https://get.pulumi.com and https://api.github.com are reached from here, and run this again; or put a pulumi-resource-${name} of that version on PATH`,
  });
}

/** A provider's name as its publisher writes it. */
export const titleOf = ({ name }: ProviderPlugin): string => name.toUpperCase();
