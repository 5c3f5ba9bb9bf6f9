import type { EC2Client } from "@aws-sdk/client-ec2";

/** Properties by their names in @pulumi/aws. */
export type Props = { [name: string]: unknown };

/** What a resource may use while it works. */
export interface Context {
  ec2: EC2Client;
  /** Aborts when the engine asks to stop: waits end then, and what AWS was already asked for stays. */
  signal: AbortSignal;
}

/** A resource whose inputs changed. */
export interface Changing<Inputs, State> {
  id: string;
  state: State;
  inputs: Inputs;
}

/** What a change of an input does: it needs another resource in place of this one, or is made on the one that is there. */
export type Change<Inputs, State> =
  | "replaces"
  | ((changing: Changing<Inputs, State>, context: Context) => Promise<unknown>);

/** A kind of resource of @pulumi/aws, as far as it is served. */
export interface Kind<Inputs, State> {
  /**
   * Every input that is served, by its path (`metadataOptions.httpTokens`), and what its change does, as the official provider has it.
   * An input that has no row is refused.
   */
  inputs: { [path: string]: Change<Inputs, State> };
  /** Why inputs that are all served will still not do; `undefined` if they will. */
  refusal?(inputs: Inputs): string | undefined;
  /** Asks AWS for it. What comes after its id belongs into `settle`, so that a failure there leaves it in the state. */
  create(inputs: Inputs, context: Context): Promise<string>;
  /** Makes it what the inputs say, and waits until it can be used. */
  settle?(id: string, inputs: Inputs, context: Context): Promise<void>;
  /** What AWS says that it is, inputs under their own names included; `undefined` when it is gone. */
  read(id: string, context: Context): Promise<State | undefined>;
  /** Takes it away, and waits until it is gone. One that is gone already is no failure. */
  delete(id: string, context: Context): Promise<void>;
}
