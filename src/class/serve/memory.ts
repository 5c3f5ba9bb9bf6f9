import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * V8's options for what is read once and runs for hours. Nearly all that a terminal's output leads to is garbage at once. V8 would make more room for
 * it, up to 128 MB, when many print together, and keep it; and it would let garbage grow to several times of what is in use. With half as much room
 * for garbage, a flood has V8 collect ten times a second. Each row of an emulator has ten times its size outside of V8's heap.
 */
const OPTIONS = ["--semi-space-growth-factor=1", "--heap-growing-percent=60", "--expose-gc"];

/** Has this process keep little more memory than it uses, from now on: what its start has left is given back. */
export function spareMemory(): void {
  for (const option of OPTIONS) setFlagsFromString(option);
  const collect = runInNewContext("gc") as NodeJS.GCFunction;
  // Only the last resort makes the room for what is new as small as it was at first.
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
