import type { HostKind } from "./kind.ts";
import { prepareHostImage } from "./prepare.ts";
import { ensureWatches } from "./watches.ts";

/** Containers on the user's own Docker Engine: they cost nothing, and nobody looks at them from outside. */
export const container: HostKind = {
  onEngine: true,
  plugins: [],
  preparations: ({ settings }) => [
    { title: "Host image", ensure: async (say, signal) => (await prepareHostImage(settings, say, signal)).base },
    ...(settings.students.length > 1
      ? [{ title: "Kernel", ensure: () => ensureWatches(settings.students.length) }]
      : []),
  ],
};
