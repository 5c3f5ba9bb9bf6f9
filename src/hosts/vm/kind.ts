import type { Check, HostKind } from "../kind.ts";
import { ofSite, type Site } from "../labels.ts";
import type { LocalSettings } from "../local/settings.ts";
import { planVmBase } from "./image/base-disk.ts";
import { findDisk } from "./image/builds.ts";
import { prepareHostDisk } from "./image/host-disk.ts";
import { accelerationInWords, knownAcceleration } from "./machine/acceleration.ts";
import { closeNetwork, whyNotClosed } from "./machine/network.ts";
import { machineProcesses } from "./machine/processes.ts";
import { ensureQemu, howToInstall, qemuVersion } from "./machine/programs.ts";
import { allMachines } from "./machine/store.ts";
import { freeMemory, memoryShortage } from "./memory.ts";

/** Virtual machines on the user's own machine, under QEMU. They cost nothing, and a note's root is root in its machine alone. */
export const vmKind: HostKind<LocalSettings> = {
  plugins: [],
  async needsEngine(plan, signal) {
    const newLab = plan === undefined || !(await hasMachines(plan.site));
    const base = await planVmBase(plan?.settings.base ?? "auto", newLab, signal);
    return base.needsEngine && (await findDisk(await base.diskName())) === undefined;
  },
  preparations: ({ settings, site }) => [
    {
      title: "QEMU",
      async ensure(say, signal) {
        const version = await ensureQemu(say, signal);
        const open = await closeNetwork(say, signal);
        return open === undefined ? version : `${version}; ${openness(open)}`;
      },
      followedBy: [
        {
          title: "Disk",
          async ensure(say, signal) {
            const { base, baked } = settings;
            const newLab = base === "auto" && !(await hasMachines(site));
            const { image, found } = await prepareHostDisk({ base, baked, newLab }, say, signal);
            return `${image.base}, ${accelerationInWords(found)}`;
          },
        },
      ],
    },
    { title: "Memory", ensure: () => ensureMemory(settings, site) },
  ],
  // Commands have no use for the Pulumi SDK that the program needs.
  create: async (settings, note) => (await import("./component.ts")).createVms(settings, note),
  checks: async () => [await qemuCheck()],
};

/** Said before the first machine is started. */
const openness = (why: string): string =>
  `from inside a machine, root reaches what listens on this machine's loopback, because ${why}`;

const hasMachines = async (site: Site): Promise<boolean> =>
  (await allMachines()).some(({ owner, maker }) => maker === undefined && ofSite(site)(owner));

/** @throws LabError when the hosts that are not up yet do not fit */
async function ensureMemory({ students, memory }: LocalSettings, site: Site): Promise<string> {
  const mine = (await allMachines()).filter(
    ({ owner }) => ofSite(site)(owner) && students.includes(owner.student ?? ""),
  );
  const up = await Promise.all(mine.map(async ({ id }) => (await machineProcesses(id)).length > 0));
  const missing = students.length - up.filter(Boolean).length;
  const free = await freeMemory();
  const lacking = memoryShortage(missing, memory, free, students.length - missing);
  if (lacking !== undefined) throw lacking;
  return `${(free / 1024).toFixed(1)} GiB free`;
}

async function qemuCheck(): Promise<Check> {
  const name = "QEMU";
  const version = await qemuVersion();
  if (version === undefined) return { name, state: "missing", seen: "not installed", how: howToInstall() };
  const [found, open] = await Promise.all([knownAcceleration(), whyNotClosed()]);
  const words = [
    version,
    ...(found === undefined ? [] : [accelerationInWords(found)]),
    ...(open === undefined ? [] : [openness(open)]),
  ];
  return { name, state: "ok", seen: words.join("; ") };
}
