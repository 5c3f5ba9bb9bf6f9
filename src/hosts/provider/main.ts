/**
 * The Pulumi provider `labnote`. It makes what every kind of host needs (a lab's id, its lifetime, SSH keys), and hosts that are containers or
 * virtual machines.
 * Pulumi's engine starts it (`plugins` in Pulumi.yaml).
 */
import { main, type Provider } from "@pulumi/pulumi/provider/index.js";
import { endWithEngine } from "../../../toolchain/engine-watch.ts";
import { show } from "../../../toolchain/show.ts";
import { plain } from "../../../toolchain/values.ts";
import { describe } from "../../common/errors.ts";
import { TYPES, typeOfUrn } from "../urns.ts";
import { containerHost } from "./container-host.ts";
import { hostImage } from "./host-image.ts";
import { keyPair } from "./key-pair.ts";
import { lab } from "./lab.ts";
import { lifetime } from "./lifetime.ts";
import type { ResourceContext, ResourceKind } from "./resource-kind.ts";
import { vmDisk } from "./vm-disk.ts";
import { vmHost } from "./vm-host.ts";

// biome-ignore lint/suspicious/noExplicitAny: the engine sends each kind the inputs and states of that kind.
const kinds: { [type: string]: ResourceKind<any, any> } = {
  [TYPES.lab]: lab,
  [TYPES.keyPair]: keyPair,
  [TYPES.hostImage]: hostImage,
  [TYPES.containerHost]: containerHost,
  [TYPES.vmDisk]: vmDisk,
  [TYPES.vmHost]: vmHost,
  [TYPES.lifetime]: lifetime,
};

const stopping = new AbortController();
const underWay = new Set<Promise<unknown>>();

/** Stops all work, and waits until it has cleaned up. */
async function stop(): Promise<void> {
  stopping.abort();
  await Promise.allSettled(underWay);
}

/** The stack that a resource belongs to. A URN begins with `urn:pulumi:` and the stack's name. */
const stackOf = (urn: string): string | undefined => urn.split("::")[0]?.split(":").at(-1);

/** Calls `act` with a resource's kind; the engine gets an error in words for people. */
async function withKind<T>(
  urn: string,
  act: (kind: ResourceKind<unknown, unknown>, context: ResourceContext) => Promise<T>,
): Promise<T> {
  const type = typeOfUrn(urn);
  const kind = kinds[type];
  if (kind === undefined) throw new Error(`labnote has no resource ${type}`);
  const work = act(kind, { signal: stopping.signal, say: (line) => show(urn, line) });
  underWay.add(work);
  try {
    return await work;
  } catch (error) {
    const told = new Error(describe(error, stackOf(urn)), { cause: error });
    // The SDK would print the stack beside the message.
    told.stack = "";
    throw told;
  } finally {
    underWay.delete(work);
  }
}

const provider: Provider = {
  version: "0.1.0",
  create: (urn, inputs) =>
    withKind(urn, async (kind, context) => {
      const { id, state } = await kind.create(plain(inputs), context);
      return { id, outs: state };
    }),
  read: (id, urn, props) =>
    withKind(urn, async (kind, context) => {
      if (kind.read === undefined) return { id, props };
      const state = await kind.read(plain(props), context);
      return state === undefined ? { id: "", props: {} } : { id, props: state };
    }),
  diff: (_, urn, state, inputs) =>
    withKind(urn, async (kind) => {
      const { replaces, updates } = (await kind.diff?.(plain(state), plain(inputs))) ?? {
        replaces: [],
        updates: false,
      };
      // The name is free only when the old resource is gone.
      return { changes: updates || replaces.length > 0, replaces, deleteBeforeReplace: true };
    }),
  update: (_, urn, state, inputs) =>
    withKind(urn, async (kind, context) => ({
      outs: (await kind.update?.(plain(state), plain(inputs), context)) ?? state,
    })),
  delete: (_, urn, state) => withKind(urn, async (kind) => kind.delete?.(plain(state))),
  cancel: stop,
};

endWithEngine(stop);
await main(provider, process.argv.slice(2));
