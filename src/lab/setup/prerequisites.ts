import { ensureProgram, SSH } from "../../common/packages.ts";
import type { Say } from "../../common/progress.ts";
import type { HostKind, Preparation } from "../../hosts/kind.ts";
import { ensurePulumi, type Pulumi } from "../pulumi/cli.ts";
import { ensurePlugin, titleOf } from "../pulumi/plugins.ts";
import { ensureEngine } from "./docker-engine.ts";
import { setUp } from "./tasks.ts";

/** What this lab needs beside what every lab needs. */
export interface Needs<T> {
  /** Whether this machine's Docker Engine is needed. */
  engine: boolean;
  /** The Pulumi plugins of the kind of its hosts. */
  plugins: HostKind["plugins"];
  /** What the kind must have, or know, before the first resource. */
  preparations: readonly Preparation[];
  /** Opens the lab's stack as soon as Pulumi is there. */
  withPulumi: (pulumi: Pulumi, say: Say, signal: AbortSignal) => Promise<T>;
}

/**
 * Gets everything that a lab needs, on this machine and elsewhere, side by side.
 *
 * @returns what `withPulumi` returned.
 * @throws LabError or LabErrors of all that could not be had; Interrupted.
 */
export async function setUpMachine<T>(
  { engine, plugins, preparations, withPulumi }: Needs<T>,
  signal?: AbortSignal,
): Promise<T> {
  const found = Promise.withResolvers<Pulumi>();
  const result = Promise.withResolvers<T>();
  const pulumi: Preparation = {
    title: "Pulumi",
    async ensure(say, signal) {
      const pulumi = await ensurePulumi(say, signal);
      found.resolve(pulumi);
      result.resolve(await withPulumi(pulumi, say, signal));
      return pulumi.description;
    },
    followedBy: plugins.map((plugin) => ({
      title: titleOf(plugin),
      ensure: async (say, signal) => ensurePlugin(plugin, await found.promise, say, signal),
    })),
  };
  const ssh: Preparation = {
    title: "OpenSSH client",
    ensure: (say, signal) => ensureProgram(SSH, say, signal),
  };
  const dockerEngine: Preparation = {
    title: "Docker Engine",
    async ensure(say, signal) {
      const { version, cgroupVersion } = await ensureEngine(say, signal);
      return `${version}, cgroup v${cgroupVersion}`;
    },
    followedBy: preparations,
  };
  await setUp([pulumi, ssh, ...(engine ? [dockerEngine] : preparations)], signal);
  return result.promise;
}
