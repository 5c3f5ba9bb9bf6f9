import type { Say } from "../../common/progress.ts";

/** What a resource may use while it works. */
export interface ResourceContext {
  /** Aborts when the engine asks to stop. */
  signal: AbortSignal;
  /** Shows a line beside the resource. */
  say: Say;
}

/**
 * A kind of resource. Inputs and states are plain values here; each kind wraps the secrets in its state.
 * Errors are LabErrors; a create that fails leaves nothing behind.
 */
export interface ResourceKind<Inputs, State> {
  create(inputs: Inputs, context: ResourceContext): Promise<{ id: string; state: State }>;
  /** The state as it is now, or `undefined` when the thing is gone. Without this function, the recorded state counts as true. */
  read?(state: State, context: ResourceContext): Promise<State | undefined>;
  /** How the state must change for the inputs. Without this function, it never changes. */
  diff?(state: State, inputs: Inputs): Promise<ResourceDiff>;
  update?(state: State, inputs: Inputs, context: ResourceContext): Promise<State>;
  /** Without this function, there is nothing to delete. */
  delete?(state: State): Promise<void>;
}

/** What a change of inputs needs. */
export interface ResourceDiff {
  /** The inputs whose change needs a new resource in place of this one. */
  replaces: string[];
  /** Whether an update in place is needed. */
  updates: boolean;
}
