import type { Say } from "../../common/progress.ts";

/** What a resource may use while it works. */
export interface ResourceContext {
  /** Aborts when the engine asks to stop. */
  signal: AbortSignal;
  /** Shows a line beside the resource. */
  say: Say;
}

/**
 * A kind of resource. Inputs and states are plain values here; what in a state is secret is wrapped by the kind that knows it.
 * Errors are LabErrors; a create that fails leaves nothing behind.
 */
export interface ResourceKind<Inputs, State> {
  create(inputs: Inputs, context: ResourceContext): Promise<{ id: string; state: State }>;
  /** The state as it is now, or `undefined` when the thing is gone. Without it, the recorded state is taken to be true. */
  read?(state: State, context: ResourceContext): Promise<State | undefined>;
  /** What has to be done for the inputs; without it, nothing ever. */
  diff?(state: State, inputs: Inputs): Promise<ResourceDiff>;
  update?(state: State, inputs: Inputs, context: ResourceContext): Promise<State>;
  /** Without it there is nothing to take away. */
  delete?(state: State): Promise<void>;
}

/** What the inputs ask for that the state is not. */
export interface ResourceDiff {
  /** The inputs whose change needs another one in its place. */
  replaces: string[];
  /** That it can be mended as it is. */
  updates: boolean;
}
