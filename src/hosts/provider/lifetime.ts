import type { ResourceKind } from "./resource-kind.ts";

interface Inputs {
  /** Hours until a host ends by itself; without them, it does not end. */
  hours?: number;
}

/**
 * The hours that a lab's hosts are made with. The first value is kept, because a change of user data would replace the hosts; running hosts are
 * extended over SSH. A change between "ends" and "never ends" does replace them.
 */
export const lifetime: ResourceKind<Inputs, Inputs> = {
  // The inputs as they came: in the state that the engine gets, a property may be missing, but not undefined.
  create: async (inputs) => ({ id: "lifetime", state: inputs }),
  diff: async (state, inputs) => ({
    replaces: [],
    updates: (state.hours === undefined) !== (inputs.hours === undefined),
  }),
  update: async (_, inputs) => inputs,
};
