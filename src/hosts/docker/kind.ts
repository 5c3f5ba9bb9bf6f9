import type { HostKind } from "../kind.ts";
import type { LocalSettings } from "../local/settings.ts";
import { prepareHostImage } from "./host-image.ts";
import { ensureInotify } from "./inotify.ts";
import { hasHosts } from "./inventory.ts";

/** Containers on the user's own Docker Engine. They cost nothing. */
export const containerKind: HostKind<LocalSettings> = {
  needsEngine: async () => true,
  plugins: [],
  preparations: ({ settings, site }) => [
    {
      title: "Host image",
      async ensure(say, signal) {
        const { base, baked } = settings;
        const newLab = base === "auto" && !(await hasHosts(site));
        return (await prepareHostImage({ base, baked, newLab }, say, signal)).base;
      },
    },
    ...(settings.students.length > 1
      ? [{ title: "Kernel", ensure: () => ensureInotify(settings.students.length) }]
      : []),
  ],
  // Commands have no use for the Pulumi SDK that the program needs.
  create: async (settings, note) => (await import("./component.ts")).createContainers(settings, note),
};
