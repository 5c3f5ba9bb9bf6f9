import type { HostKind } from "../kind.ts";
import { prepareHostImage } from "./host-image.ts";
import { ensureInotify } from "./inotify.ts";

/** Containers on the user's own Docker Engine: they cost nothing, and nobody looks at them from outside. */
export const containerKind: HostKind = {
  onEngine: true,
  plugins: [],
  preparations: ({ settings }) => [
    { title: "Host image", ensure: async (say, signal) => (await prepareHostImage(settings, say, signal)).base },
    ...(settings.students.length > 1
      ? [{ title: "Kernel", ensure: () => ensureInotify(settings.students.length) }]
      : []),
  ],
};
