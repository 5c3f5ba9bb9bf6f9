import { INVENTORIES } from "./host/inventories.ts";
import { adopt, readState, type Stack, type StackState } from "./stack.ts";

/**
 * Reads what a stack's state knows, before anything is done with it: what an update that was killed made, and could not write down any more, is in
 * it from now on, and is kept or taken away in order with the rest.
 *
 * @throws LabError when the things that it knows are out of reach with the credentials at hand, or a place cannot be asked
 */
export async function readWholeState(stack: Stack, signal: AbortSignal): Promise<StackState> {
  const state = await readState(stack);
  for (const place of INVENTORIES) await place.requireReach?.(state.known, signal);
  const { known, pending } = state;
  if (pending.length === 0) return state;
  const made = await Promise.all(INVENTORIES.map((place) => place.made?.(pending, known, signal) ?? []));
  return adopt(state, made.flat());
}
