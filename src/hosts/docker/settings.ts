import { oneOf, type Settings, yesOrNo } from "../../common/settings.ts";

const BASES = ["auto", "ubuntu", "debian", "debian13"] as const;

/** What the user wants hosts to be made from; `auto` is Ubuntu, or Debian 12 where Docker Hub does not answer. */
export type BaseChoice = (typeof BASES)[number];

/** The settings of container hosts alone. */
export interface DockerSettings extends Settings {
  base: BaseChoice;
  /** Whether hosts start from an image in which the set-up is done. */
  baked: boolean;
}

export const dockerReaders = { base: oneOf(...BASES), baked: yesOrNo };
