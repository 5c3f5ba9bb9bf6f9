import { totalmem } from "node:os";
import { LabError } from "../../common/errors.ts";
import { readIfExists } from "../../common/files.ts";

/** What QEMU takes beside a machine's own memory, in MiB. Up to 150 were counted. */
const OVERHEAD = 200;
/** The least that a host works with, in MiB, which is the least that the setting takes. */
const LEAST = 512;
/** What is taken to be free where the system does not say: macOS gives programs what its caches hold. */
const FREE_PART = 0.75;

/** The memory, in MiB, that programs may still take on this machine. */
export async function freeMemory(): Promise<number> {
  const [, kilobytes] = /^MemAvailable:\s+(\d+) kB$/m.exec((await readIfExists("/proc/meminfo")) ?? "") ?? [];
  return kilobytes === undefined ? (totalmem() / 2 ** 20) * FREE_PART : Number(kilobytes) / 1024;
}

/**
 * The error for so many new hosts on a machine with so much free memory; `undefined` when they fit.
 *
 * @param memory of each host, in MiB
 * @param free in MiB
 * @param up hosts of the lab that run already: students are counted with them
 */
export function memoryShortage(hosts: number, memory: number, free: number, up = 0): LabError | undefined {
  if (hosts * (memory + OVERHEAD) <= free) return undefined;
  const fits = Math.floor(free / (memory + OVERHEAD));
  const each = Math.floor(free / hosts) - OVERHEAD;
  const smaller =
    each >= LEAST ? `give each less (the setting memory: ${Math.floor((each / 1024) * 10) / 10}), or ` : "";
  return new LabError(
    `${hosts === 1 ? "One new host does" : `${hosts} new hosts do`} not fit into this machine's memory: each takes ${gib(memory + OVERHEAD)} GiB, and ${gib(free)} GiB are free`,
    {
      remedy: `${smaller}${fits + up === 0 ? "end other programs" : `make no more than ${fits + up} (the setting students)`}`,
    },
  );
}

const gib = (mebibytes: number): string => (mebibytes / 1024).toFixed(1);
