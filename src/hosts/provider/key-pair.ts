import { secret } from "../../../toolchain/values.ts";
import { makeKey } from "../ssh-keys.ts";
import type { ResourceKind } from "./resource-kind.ts";

/** An SSH key, made once; its private half is encrypted in the state. */
export const keyPair: ResourceKind<object, object> = {
  async create() {
    const key = await makeKey();
    return { id: key.public, state: { publicKey: key.public, privateKey: secret(key.private) } };
  },
};
