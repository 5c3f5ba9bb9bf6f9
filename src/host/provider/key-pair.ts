import { secret } from "../../../toolchain/values.ts";
import { makeKey } from "../keys.ts";
import type { Kind } from "./kind.ts";

/** An SSH key, made once; its private half is encrypted in the state. */
export const keyPair: Kind<object, object> = {
  async create() {
    const key = await makeKey();
    return { id: key.public, state: { publicKey: key.public, privateKey: secret(key.private) } };
  },
};
