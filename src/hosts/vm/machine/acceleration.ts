import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { cpus, release } from "node:os";
import { join } from "node:path";
import { readIfExists, replaceFile } from "../../../common/files.ts";
import { digest } from "../../../common/hash.ts";
import { CACHE_FOLDER } from "../../../common/paths.ts";
import { singleFlight } from "../../../common/processes.ts";
import type { Say } from "../../../common/progress.ts";
import type { FoundAcceleration } from "../../host.ts";
import type { DiskImage } from "../image/disk-image.ts";
import { waitForConsole } from "./console.ts";
import { MachineError } from "./failure.ts";
import { qemuVersion } from "./programs.ts";
import type { Acceleration } from "./store.ts";
import { withThrowAway } from "./throw-away.ts";

/** Accelerated, a kernel begins within a second. Where acceleration only seems to be there, it never does. In milliseconds. */
const TRIAL_MS = 20_000;
/** What a kernel writes when it begins, and systemd when it does. */
const BEGUN = /Linux version|systemd\[1\]/;

/**
 * How machines are run here. An accelerator that can be opened proves nothing: a kernel is started with it. What was found is kept until
 * QEMU, the kernel or the processor of this machine is another.
 */
export const findAcceleration = (
  image: DiskImage,
  say: Say = () => {},
  signal?: AbortSignal,
): Promise<FoundAcceleration> => findOnce("acceleration", image, say, signal);

const findOnce = singleFlight(
  async (_key: string, image: DiskImage, say: Say, signal: AbortSignal | undefined): Promise<FoundAcceleration> => {
    const known = await knownAcceleration();
    if (known !== undefined) return known;
    const found = await tryAcceleration(image, say, signal);
    await mkdir(join(CACHE_FOLDER, "machines"), { recursive: true });
    await replaceFile(KEPT(), JSON.stringify({ ...found, machine: await thisMachine() }));
    return found;
  },
);

const KEPT = (): string => join(CACHE_FOLDER, "machines", "acceleration.json");

/** What was found before; `undefined` when nothing was, or something of this machine is another since. */
export async function knownAcceleration(): Promise<FoundAcceleration | undefined> {
  const text = await readIfExists(KEPT());
  if (text === undefined) return undefined;
  const { machine, ...found } = JSON.parse(text) as FoundAcceleration & { machine: string };
  return machine === (await thisMachine()) ? found : undefined;
}

const thisMachine = async (): Promise<string> =>
  digest(await qemuVersion(), release(), cpus()[0]?.model, (await candidate()).because);

async function tryAcceleration(
  image: DiskImage,
  say: Say,
  signal: AbortSignal | undefined,
): Promise<FoundAcceleration> {
  const { acceleration, because } = await candidate();
  if (acceleration === "emulation") return { acceleration, because };
  say(`trying whether ${WORDS[acceleration]} works here`);
  try {
    const userData = "#cloud-config\n{}\n";
    const spec = { image, userData, acceleration, size: 10 };
    const console = await withThrowAway(
      "trial",
      spec,
      (machine) => waitForConsole(machine, BEGUN, TRIAL_MS, signal),
      signal,
    );
    if (BEGUN.test(console)) return { acceleration };
    return {
      acceleration: "emulation",
      because: `a kernel does not start with ${WORDS[acceleration]} within ${TRIAL_MS / 1_000} s`,
    };
  } catch (error) {
    // A disk without room says nothing of acceleration.
    if (signal?.aborted || !(error instanceof MachineError) || error.fault !== "other") throw error;
    return { acceleration: "emulation", because: `QEMU does not start with ${WORDS[acceleration]}` };
  }
}

/** What may work here, by a look alone. */
async function candidate(): Promise<FoundAcceleration> {
  if (process.platform === "darwin") return { acceleration: "hvf" };
  try {
    await access("/dev/kvm", constants.R_OK | constants.W_OK);
    return { acceleration: "kvm" };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return {
      acceleration: "emulation",
      because: missing ? "/dev/kvm is missing" : "this user may not open /dev/kvm (sudo usermod -aG kvm $USER)",
    };
  }
}

const WORDS: { readonly [acceleration in Acceleration]: string } = {
  kvm: "KVM",
  hvf: "HVF",
  emulation: "emulation",
};

/** What was found, and what it costs, for people. */
export const accelerationInWords = ({ acceleration, because }: FoundAcceleration): string =>
  because === undefined ? WORDS[acceleration] : `emulated, five to ten times slower: ${because}`;
