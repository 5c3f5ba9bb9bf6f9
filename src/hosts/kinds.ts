import type { Settings } from "../common/settings.ts";
import type { Note } from "../note/note.ts";
import { dockerInventory } from "./docker/inventory.ts";
import { ec2Inventory } from "./ec2/cleanup/inventory.ts";
import type { Inventory, Sought } from "./inventory.ts";
import type { HostKind, Hosts } from "./kind.ts";

/** The kind of host that a target stands for. What a kind needs is loaded when it is asked for, and not for the others. */
export async function loadKind(target: Settings["target"]): Promise<HostKind> {
  switch (target) {
    case "container":
      return (await import("./docker/kind.ts")).containerKind;
    case "ec2":
      return (await import("./ec2/kind.ts")).ec2Kind;
    default:
      return target satisfies never;
  }
}

/** All places. */
export const INVENTORIES: readonly Inventory[] = [dockerInventory, ec2Inventory];

/** The inventories of all places that may hold what is sought. */
export const inventories = (sought: Sought): Inventory[] =>
  INVENTORIES.filter((inventory) => inventory.asked(sought) !== "no");

/** The hosts that the settings ask for: the one place in the program that knows the kinds. */
export async function createHosts(settings: Settings, note: Note): Promise<Hosts> {
  const { target } = settings;
  switch (target) {
    case "container":
      return (await import("./docker/component.ts")).createContainers(settings, note);
    case "ec2":
      // Who has hosts elsewhere does not wait for what only this one needs.
      return (await import("./ec2/component.ts")).createEc2(settings, note);
    default:
      return target satisfies never;
  }
}
