import { INVENTORIES } from "./host/inventories.ts";
import { adopt, type StackState } from "./stack.ts";

/**
 * What a stack's state knows, made whole before anything is done with it: what an update that was killed made, and could not write down any more, is
 * in it from now on, and is kept or taken away in order with the rest.
 *
 * @throws LabError when the things that it knows are out of reach with the credentials at hand, or a place cannot be asked
 */
export async function wholeState(state: StackState, signal: AbortSignal): Promise<StackState> {
  const { known, pending } = state;
  for (const place of INVENTORIES) await place.requireReach?.(known, signal);
  if (pending.length === 0) return state;
  const made = await Promise.all(INVENTORIES.map((place) => place.made?.(pending, known, signal) ?? []));
  return adopt(state, made.flat());
}
