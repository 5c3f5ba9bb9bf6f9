import { npm } from "../common/advice.ts";
import { notAllowed, type Settings, withValue } from "../common/settings.ts";
import type { Note } from "../note/note.ts";
import { dockerInventory } from "./docker/inventory.ts";
import { ec2Inventory } from "./ec2/cleanup/inventory.ts";
import { INSTANCE } from "./ec2/pulumi-state.ts";
import { EC2_HOURS, ec2Readers } from "./ec2/settings.ts";
import type { Inventory, Teardown } from "./inventory.ts";
import type { HostKind, Hosts, RegisteredKind } from "./kind.ts";
import { localReaders } from "./local/settings.ts";
import { TYPES } from "./urns.ts";
import { vmInventory } from "./vm/inventory.ts";

/** All kinds of host, one row each; the first is the default. Tests pass other rows to the functions below. */
export const KINDS: readonly RegisteredKind[] = [
  {
    target: "container",
    hours: null,
    readers: localReaders,
    resourceType: TYPES.containerHost,
    inventory: dockerInventory,
    load: async () => (await import("./docker/kind.ts")).containerKind,
  },
  {
    target: "vm",
    hours: null,
    readers: localReaders,
    resourceType: TYPES.vmHost,
    inventory: vmInventory,
    load: async () => (await import("./vm/kind.ts")).vmKind,
  },
  {
    target: "ec2",
    hours: EC2_HOURS,
    readers: ec2Readers,
    resourceType: INSTANCE,
    inventory: ec2Inventory,
    load: async () => (await import("./ec2/kind.ts")).ec2Kind,
  },
];

/**
 * The kind of host that the setting `target` chooses.
 *
 * @throws LabError when no kind has that name
 */
export async function loadKind(target: string, kinds = KINDS): Promise<HostKind> {
  const row = kinds.find((kind) => kind.target === target);
  if (row !== undefined) return row.load();
  const allowed = kinds.map((kind) => kind.target).join(" or ");
  throw notAllowed("target", target, allowed, withValue(npm("start", "--set", "target=VALUE")));
}

/** In the Pulumi program: the hosts that the settings ask for. */
export async function createHosts(settings: Settings, note: Note, kinds = KINDS): Promise<Hosts> {
  return (await loadKind(settings.target, kinds)).create(settings, note);
}

/** Whether a resource of that type is a host itself. */
export const isHost = (type: string, kinds = KINDS): boolean => kinds.some(({ resourceType }) => resourceType === type);

/** The kind of host that teardown uses for a setting `target`. A wrong value gives the default: teardown must work with wrong settings. */
export const targetOrDefault = (target: string, kinds = KINDS): string =>
  (kinds.find((kind) => kind.target === target) ?? kinds[0])?.target ?? "";

/** The inventories that teardown has to ask. */
export const inventoriesFor = (teardown: Teardown, kinds = KINDS): Inventory[] =>
  kinds.map(({ inventory }) => inventory).filter((inventory) => inventory.asked(teardown) !== "no");
