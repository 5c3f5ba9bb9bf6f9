import { link, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../errors.ts";
import { readIfThere } from "../files.ts";
import { runs } from "../processes.ts";
import { stateFolder } from "./paths.ts";

/**
 * Lets one command at a time change a lab of this checkout. The hold ends with the process, however that ends.
 *
 * @param command the npm command that asks, for whoever comes second.
 * @throws LabError that names the command which is at work.
 */
export async function holdLab(
  stack: string,
  command: string,
  folder: string = stateFolder(),
): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${stack}.at-work`);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${process.pid} ${command}`);
  try {
    while (!(await linked(draft, file))) {
      const { pid, other } = /^(?<pid>\d+) (?<other>.+)$/.exec((await readIfThere(file)) ?? "")?.groups ?? {};
      if (pid !== undefined && (await runs(Number(pid), "node"))) {
        throw new LabError(`${other} (process ${pid}) is at work on the lab ${stack}`, {
          remedy: `wait until it ends, or stop it: kill -INT ${pid}`,
        });
      }
      await rm(file, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
