import { generalShapes } from "./general.ts";
import { gitShapes } from "./git.ts";
import { kubernetesShapes } from "./kubernetes.ts";
import { machineShapes, systemdShapes } from "./machine.ts";
import { processShapes } from "./processes.ts";
import type { Shape } from "./shape.ts";

/** Every shape. Where two could begin at the same place, the upper row is tried first. */
export const shapes: readonly Shape[] = [
  // Above Docker's amounts of time, which are parts of these.
  ...systemdShapes,
  ...generalShapes,
  ...gitShapes,
  ...processShapes,
  ...kubernetesShapes,
  ...machineShapes,
];
