import { digest } from "../../common/hash.ts";
import type { BaseChoice } from "../local/settings.ts";
import { vmRecipe } from "../vm/image/base-disk.ts";
import { readDiskImage } from "../vm/image/disk-image.ts";
import { prepareHostDisk } from "../vm/image/host-disk.ts";
import type { ResourceContext, ResourceKind } from "./resource-kind.ts";

interface Inputs {
  choice: BaseChoice;
  baked: boolean;
  /** The set-up, as text. */
  setUp: string;
}

interface State {
  /** The disk's folder. */
  image: string;
  base: string;
  mirror: string | null;
  standIns: string[];
  /** A hash of what it was made from. */
  source: string;
}

/** The disk that a lab's machines are laid over. It stays for the next lab when this one is taken down. */
export const vmDisk: ResourceKind<Inputs, State> = {
  async create(inputs, context) {
    const state = await make(inputs, context);
    return { id: state.image, state };
  },
  read: async (state) => ((await readDiskImage(state.image)) === undefined ? undefined : state),
  diff: async (state, inputs) => ({ replaces: [], updates: state.source !== (await sourceOf(inputs)) }),
  update: async (_, inputs, context) => make(inputs, context),
};

async function make(inputs: Inputs, { say, signal }: ResourceContext): Promise<State> {
  const { choice, baked, setUp } = inputs;
  const { image } = await prepareHostDisk({ base: choice, baked, setUp }, say, signal);
  const { folder, base, mirror, standIns } = image;
  return { image: folder, base, mirror, standIns, source: await sourceOf(inputs) };
}

const sourceOf = async ({ choice, baked, setUp }: Inputs): Promise<string> =>
  digest(choice, baked, setUp, await vmRecipe());
