import * as pulumi from "@pulumi/pulumi";
import type { Note } from "../../note/note.ts";
import type { Hosts } from "../kind.ts";
import { createLocalHosts } from "../local/component.ts";
import type { LocalSettings } from "../local/settings.ts";
import { ContainerHost, HostImageResource } from "../pulumi-resources.ts";
import { TYPES } from "../urns.ts";
import { hostOf } from "./container.ts";

/** A container host on the user's own Docker Engine for each student. */
export function createContainers(settings: LocalSettings, note: Note): Hosts {
  const { base: choice, baked, memory, cpus } = settings;
  return createLocalHosts(TYPES.container, settings, note, (setUp) => {
    const { image, mirror, base, standIns } = new HostImageResource("image", { choice, baked, setUp });
    return {
      mirror,
      makeHost(inputs, keys, parent) {
        const { student: name } = inputs;
        const { machine } = new ContainerHost(name, { ...inputs, image, memory, cpus }, { parent });
        return pulumi.output({ name, machine, ...keys, base, standIns }).apply(hostOf);
      },
    };
  });
}
