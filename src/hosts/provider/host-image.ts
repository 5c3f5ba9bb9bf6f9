import { digest } from "../../common/hash.ts";
import { type HostImage, recipe } from "../docker/base-image.ts";
import { prepareHostImage } from "../docker/host-image.ts";
import { hasImage } from "../engine/cli.ts";
import type { BaseChoice } from "../local/settings.ts";
import type { ResourceContext, ResourceKind } from "./resource-kind.ts";

interface Inputs {
  choice: BaseChoice;
  baked: boolean;
  /** The set-up, as text. */
  setUp: string;
}

interface State extends HostImage {
  /** A hash of what it was made from. */
  source: string;
}

/** The image that a lab's hosts start from. It stays for the next lab when this one is taken down. */
export const hostImage: ResourceKind<Inputs, State> = {
  async create(inputs, context) {
    const state = await make(inputs, context);
    return { id: state.image, state };
  },
  read: async (state, { signal }) => ((await hasImage(state.image, signal)) ? state : undefined),
  diff: async (state, inputs) => ({ replaces: [], updates: state.source !== (await sourceOf(inputs)) }),
  update: async (_, inputs, context) => make(inputs, context),
};

async function make(inputs: Inputs, { say, signal }: ResourceContext): Promise<State> {
  const { choice, baked, setUp } = inputs;
  const made = await prepareHostImage({ base: choice, baked, setUp }, say, signal);
  return { ...made, source: await sourceOf(inputs) };
}

const sourceOf = async ({ choice, baked, setUp }: Inputs): Promise<string> =>
  digest(choice, baked, setUp, await recipe());
