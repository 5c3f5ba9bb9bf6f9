import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { advice, labName, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import type { Say } from "../../common/progress.ts";
import { sanitizeLine } from "../../common/sanitize.ts";
import { type Inventory, labsOf } from "../inventory.ts";
import { LABEL, ofSite, orphaned } from "../labels.ts";
import { TYPES } from "../urns.ts";
import { disksFolder, type KeptDisk, keptDisks, removeDrafts } from "./image/builds.ts";
import { readDiskImage } from "./image/disk-image.ts";
import { removeMachine } from "./machine/machine.ts";
import { endProcesses, type Process, processesWith } from "./machine/processes.ts";
import { allMachines, folderOf, machinesFolder, type StoredMachine } from "./machine/store.ts";
import { removeAbandonedMachines } from "./machine/throw-away.ts";

/** The user's own virtual machines. What is left of a lab is removed: nobody else uses it. */
export const vmInventory: Inventory = {
  asked({ known, target }) {
    if (target === "vm" || known.some(({ type }) => type === TYPES.vmHost)) return "must";
    return existsSync(machinesFolder()) || existsSync(disksFolder()) ? "may" : "no";
  },

  async prove({ site, known, all }, say) {
    const labs = labsOf(known);
    const problems = await sweepMachines(
      ({ owner, maker }) => maker === undefined && ofSite(site, labs)(owner),
      labs,
      say,
    );
    if (all)
      problems.push(
        ...(await sweepMachines(
          ({ owner, maker }) => maker === undefined && orphaned(site.machine)(owner),
          new Set(),
          say,
        )),
      );
    await removeAbandonedMachines();
    await removeDrafts();
    const disks = await keptDisks();
    if (!all) {
      const report = [`Nothing of ${labName(site.stack)} is left: no virtual machine, no disk of one, no process.`];
      return { report: problems.length > 0 ? [] : report, problems, kept: disks.map(diskInWords) };
    }
    const used = await usedDisks();
    for (const { folder } of disks) if (!used.has(folder)) await rm(folder, { recursive: true, force: true });
    return { report: problems.length > 0 ? [] : [reportOf(used)], problems, kept: [], used: [...used] };
  },
};

const reportOf = (used: ReadonlySet<string>): string =>
  used.size === 0
    ? "No virtual machine of labnote is left, and no disk."
    : `Kept, because machines of other labs use them: ${[...used].join(", ")}.`;

const diskInWords = ({ folder, bytes }: KeptDisk): string =>
  `disk ${basename(folder)} (${(bytes / 1e9).toFixed(1)} GB)`;

/** The folders of the disks that machines which are still there are laid over, directly or through another. */
async function usedDisks(): Promise<Set<string>> {
  const used = new Set<string>();
  for (const { image } of await allMachines()) {
    used.add(image);
    for (const below of (await readDiskImage(image))?.over ?? []) used.add(dirname(below));
  }
  return used;
}

/**
 * Removes machines that Pulumi did not, and looks again.
 *
 * @param labs whose processes are ended even if the folder of their machine is gone
 * @returns what is still there
 */
async function sweepMachines(
  mine: (machine: StoredMachine) => boolean,
  labs: ReadonlySet<string>,
  say: Say,
): Promise<LabError[]> {
  for (const { name, owner } of (await allMachines()).filter(mine)) {
    await removeMachine(name);
    say(`Removed virtual machine ${name} of the lab ${sanitizeLine(owner.lab)}, which no state knew.`);
  }
  await endProcesses(() => strays(labs));
  const left = [
    ...(await allMachines()).filter(mine).map(({ name }) => folderOf(name)),
    ...(await strays(labs)).map(({ pid }) => `process ${pid}`),
  ];
  if (left.length === 0) return [];
  return [
    new LabError(`Not everything is gone: ${left.join(", ")}`, {
      remedy: advice`end these processes, then run ${npm("down")} again`,
    }),
  ];
}

/** The processes of machines of these labs. */
async function strays(labs: ReadonlySet<string>): Promise<Process[]> {
  const found = await Promise.all([...labs].map((lab) => processesWith(`-name ${LABEL}-${lab}-`)));
  return found.flat();
}
