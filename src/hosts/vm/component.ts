import * as pulumi from "@pulumi/pulumi";
import type { Note } from "../../note/note.ts";
import type { Hosts } from "../kind.ts";
import { createLocalHosts } from "../local/component.ts";
import type { LocalSettings } from "../local/settings.ts";
import { VmDisk, VmHost } from "../pulumi-resources.ts";
import { TYPES } from "../urns.ts";
import { hostOfVm } from "./host-of.ts";

/** A virtual machine for each student. */
export function createVms(settings: LocalSettings, note: Note): Hosts {
  const { base: choice, baked, memory, cpus, disk } = settings;
  return createLocalHosts(TYPES.vm, settings, note, (setUp) => {
    const { image, mirror, base, standIns } = new VmDisk("disk", { choice, baked, setUp });
    return {
      mirror,
      makeHost(inputs, keys, parent) {
        const { student: name } = inputs;
        const { machine, acceleration } = new VmHost(name, { ...inputs, image, memory, cpus, disk }, { parent });
        return pulumi.output({ name, machine, acceleration, ...keys, base, standIns }).apply(hostOfVm);
      },
    };
  });
}
