import type { ResourceKind } from "./resource-kind.ts";

interface Inputs {
  /** Hours until a host ends by itself; without them it does not. */
  hours?: number;
}

/**
 * The hours that a lab's hosts are made with. The first number is kept for as long as the lab is there, whatever it changes to, since hosts
 * whose user data change are made anew; what is up is extended instead. Whether there is an end at all is another matter: that is the hosts'.
 */
export const lifetime: ResourceKind<Inputs, Inputs> = {
  // As they came: a property may be missing from what the engine is told, but not be undefined.
  create: async (inputs) => ({ id: "lifetime", state: inputs }),
  diff: async (state, inputs) => ({
    replaces: [],
    updates: (state.hours === undefined) !== (inputs.hours === undefined),
  }),
  update: async (_, inputs) => inputs,
};
