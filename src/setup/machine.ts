import { ensureEngine } from "./engine.ts";
import { ensureProgram, SSH } from "./programs.ts";
import { ensurePulumi, type Pulumi } from "./pulumi.ts";
import { type SetupTask, setUp } from "./tasks.ts";

/**
 * Has everything that any lab needs of this machine, side by side.
 *
 * @param withEngine what follows as soon as the engine answers: the images that a lab is made from.
 * @throws LabError or LabErrors of all that could not be had.
 */
export async function setUpMachine(withEngine: readonly SetupTask[], signal?: AbortSignal): Promise<Pulumi> {
  const pulumi = Promise.withResolvers<Pulumi>();
  await setUp(
    [
      {
        title: "Pulumi",
        async ensure(progress, signal) {
          const found = await ensurePulumi(progress, signal);
          pulumi.resolve(found);
          return found.description;
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
  return pulumi.promise;
}
