import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Advice } from "../../../common/advice.ts";
import { LabError } from "../../../common/errors.ts";
import { readIfExists } from "../../../common/files.ts";
import { CACHE_FOLDER } from "../../../common/paths.ts";

/** What went wrong when a machine was started, found by the words of QEMU and of what gives it its network. */
export type MachineFault = "port-taken" | "disk-full" | "no-memory" | "disk-gone" | "other";

/** A machine that could not be started. */
export class MachineError extends LabError {
  readonly fault: MachineFault;

  constructor(fault: MachineFault, what: string, options: { remedy?: Advice | string; cause?: unknown }) {
    super(what, options);
    this.fault = fault;
  }
}

/** The words by which labnote recognizes a fault; the first row that matches counts. From the sources of QEMU 7.2 to 10 and passt. */
const SIGNS: readonly { fault: MachineFault; words: RegExp; remedy: string }[] = [
  {
    fault: "port-taken",
    words: /failed to bind|address already in use|could not set up host forwarding/i,
    remedy: "run this again: other ports will be chosen",
  },
  {
    fault: "disk-full",
    words: /no space left on device|disk quota exceeded/i,
    remedy: "make room on the disk that holds labnote's folders, then run this again",
  },
  {
    fault: "no-memory",
    words: /cannot set up guest memory|cannot allocate memory/i,
    remedy: "end other programs, or give each host less memory (the setting memory), then run this again",
  },
  {
    fault: "disk-gone",
    words: /could not open (backing|kernel) file|could not open '.*': no such file/i,
    remedy: "run this again: the disk is made anew",
  },
];

/** That a machine could not be started. @param words what its programs said */
export function machineFailure(name: string, words: string): MachineError {
  const { fault, remedy } = SIGNS.find((sign) => sign.words.test(words)) ?? {
    fault: "other" as const,
    remedy: undefined,
  };
  return new MachineError(fault, `The virtual machine ${name} could not be started`, {
    cause: new Error(words),
    remedy,
  });
}

/** Where the logs of machines are kept that failed, since the machines' own folders go. */
const failedFolder = (): string => join(CACHE_FOLDER, "machines", "failed");

/** Lines of a log that are shown; all of them are kept. */
const SHOWN = 15;

/**
 * That a machine did not come up.
 *
 * @param how in words: `ended while it booted`
 * @param logs what is shown and kept: the console, and what QEMU said
 */
export async function bootFailure(name: string, how: string, logs: readonly string[]): Promise<LabError> {
  const texts = await Promise.all(logs.map(async (log) => (await readIfExists(log)) ?? ""));
  const whole = texts.join("\n").replaceAll("\r", "");
  await mkdir(failedFolder(), { recursive: true });
  const kept = join(failedFolder(), `${name}.log`);
  await writeFile(kept, whole, { mode: 0o600 });
  const end = whole.trimEnd().split("\n").slice(-SHOWN).join("\n");
  return new LabError(`The virtual machine ${name} ${how}`, {
    cause: new Error(`the end of its console:\n${end}`),
    remedy: `read the whole log (${kept}), then run this again`,
  });
}
