import { dateShapes } from "./dates.ts";
import { fileShapes } from "./files.ts";
import { generalShapes, idShapes } from "./general.ts";
import { gitShapes, sentShapes } from "./git.ts";
import { kubernetesShapes } from "./kubernetes.ts";
import { machineShapes, uptimeShapes } from "./machine.ts";
import { networkShapes } from "./network.ts";
import { processShapes } from "./processes.ts";
import type { Shape } from "./shape.ts";

/** Every shape. Where two could begin at the same place, the upper row is tried first. */
export const shapes: readonly Shape[] = [
  // Above Docker's amounts of time, which are parts of these.
  ...uptimeShapes,
  ...idShapes,
  ...dateShapes,
  ...networkShapes,
  // Above durations, which their names may look like.
  ...kubernetesShapes,
  // Above sizes and rates that are never in bytes.
  ...sentShapes,
  ...generalShapes,
  ...gitShapes,
  ...processShapes,
  ...fileShapes,
  ...machineShapes,
];
