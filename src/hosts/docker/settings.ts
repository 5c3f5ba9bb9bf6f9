import { oneOf, type Settings, yesOrNo } from "../../common/settings.ts";

/** The settings of container hosts alone. */
export interface DockerSettings extends Settings {
  base: "auto" | "ubuntu" | "debian";
  /** Whether hosts start from an image in which the set-up is done. */
  baked: boolean;
}

export const dockerReaders = { base: oneOf("auto", "ubuntu", "debian"), baked: yesOrNo };
