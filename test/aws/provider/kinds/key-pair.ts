import {
  DeleteKeyPairCommand,
  DescribeKeyPairsCommand,
  ImportKeyPairCommand,
  type KeyPairInfo,
} from "@aws-sdk/client-ec2";
import type { Changing, Context, Kind } from "../kind.ts";
import { nameOf, refusalOfName } from "../names.ts";
import { changeTags, fromTags, specification, type Tags } from "../tags.ts";
import { takeAway, unlessGone } from "../waiting.ts";

interface Inputs {
  keyName?: string;
  keyNamePrefix?: string;
  publicKey?: string;
  tags?: Tags;
}
interface State extends Inputs {
  keyPairId?: string;
  keyType?: string;
  fingerprint?: string;
}

async function find(name: string, { ec2 }: Context): Promise<KeyPairInfo | undefined> {
  const found = await unlessGone(ec2.send(new DescribeKeyPairsCommand({ KeyNames: [name], IncludePublicKey: true })));
  return found?.KeyPairs?.[0];
}

/** Its id in Pulumi is its name; EC2 tags it by another. */
export const keyPair: Kind<Inputs, State> = {
  inputs: {
    keyName: "replaces",
    keyNamePrefix: "replaces",
    publicKey: "replaces",
    tags: ({ state, inputs }: Changing<Inputs, State>, context) =>
      changeTags([state.keyPairId ?? ""], state.tags, inputs.tags, context),
  },
  refusal: ({ keyName, keyNamePrefix }) => refusalOfName(keyName, keyNamePrefix),
  async create({ keyName, keyNamePrefix, publicKey = "", tags }, { ec2 }) {
    const { KeyName } = await ec2.send(
      new ImportKeyPairCommand({
        KeyName: nameOf(keyName, keyNamePrefix),
        PublicKeyMaterial: Buffer.from(publicKey),
        TagSpecifications: specification("key-pair", tags),
      }),
    );
    return KeyName ?? "";
  },
  async read(name, context) {
    const pair = await find(name, context);
    return (
      pair && {
        keyName: pair.KeyName,
        keyPairId: pair.KeyPairId,
        keyType: pair.KeyType,
        fingerprint: pair.KeyFingerprint,
        tags: fromTags(pair.Tags),
      }
    );
  },
  delete: (KeyName, context) => takeAway(() => context.ec2.send(new DeleteKeyPairCommand({ KeyName })), context),
};
