import { ensureProgram, SSH } from "../programs.ts";
import { ensureEngine } from "./engine.ts";
import { ensurePulumi, type Pulumi } from "./pulumi.ts";
import { type SetupTask, setUp } from "./tasks.ts";

/** What follows on a piece of the set-up, beside the other pieces. */
export interface Following<T> {
  /** As soon as the engine answers: the images that a lab is made from. */
  withEngine: readonly SetupTask[];
  /** As soon as Pulumi is there: a part of having it. */
  withPulumi: (pulumi: Pulumi) => Promise<T>;
}

/**
 * Has everything that any lab needs of this machine, side by side.
 *
 * @returns what came of `withPulumi`.
 * @throws LabError or LabErrors of all that could not be had.
 */
export async function setUpMachine<T>({ withEngine, withPulumi }: Following<T>, signal?: AbortSignal): Promise<T> {
  const result = Promise.withResolvers<T>();
  await setUp(
    [
      {
        title: "Pulumi",
        async ensure(say, signal) {
          const pulumi = await ensurePulumi(say, signal);
          result.resolve(await withPulumi(pulumi));
          return pulumi.description;
        },
      },
      { title: "OpenSSH client", ensure: (say, signal) => ensureProgram(SSH, say, signal) },
      {
        title: "Docker Engine",
        async ensure(say, signal) {
          const { version, cgroupVersion } = await ensureEngine(say, signal);
          return `${version}, cgroup v${cgroupVersion}`;
        },
        followedBy: withEngine,
      },
    ],
    signal,
  );
  return result.promise;
}
