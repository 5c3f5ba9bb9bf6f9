import { ensureEngine } from "./engine.ts";
import { ensureProgram, SSH } from "./programs.ts";
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
        async ensure(progress, signal) {
          const pulumi = await ensurePulumi(progress, signal);
          result.resolve(await withPulumi(pulumi));
          return pulumi.description;
        },
      },
      { title: "OpenSSH client", ensure: (progress, signal) => ensureProgram(SSH, progress, signal) },
      {
        title: "Docker Engine",
        async ensure(progress, signal) {
          const { version, cgroupVersion } = await ensureEngine(progress, signal);
          return `${version}, cgroup v${cgroupVersion}`;
        },
        followedBy: withEngine,
      },
    ],
    signal,
  );
  return result.promise;
}
