import { oneOf, reject, type SettingReader, type Settings, yesOrNo } from "../../common/settings.ts";

const BASES = ["auto", "ubuntu", "debian"] as const;

/** What the user wants hosts to be made from; `auto` is Ubuntu, or Debian where its images cannot be reached. */
export type BaseChoice = (typeof BASES)[number];

/** The settings that hosts on the user's own machine share. */
export interface LocalSettings extends Settings {
  base: BaseChoice;
  /** Whether hosts start from an image in which the set-up is done. */
  baked: boolean;
  /** MiB of a host's memory. */
  memory: number;
  /** Processors that a host has. */
  cpus: number;
  /** GiB of a host's disk. A container has no disk of its own, so this does nothing for it. */
  disk: number;
}

/** The size of a host where the user says `auto`, in the units of {@link LocalSettings}. */
export const AUTO_SIZE = { memory: 2048, cpus: 2, disk: 10 };

/** How a size is written. */
interface Size {
  /** What `auto` means, in the unit in which it is written. */
  auto: number;
  form: RegExp;
  least: number;
  most: number;
  /** In words, with its unit. */
  number: string;
  /** What is allowed where hosts are not on this machine. */
  elsewhere: string;
}

const MIB_OF_GIB = 1024;
const WHOLE = /^\d{1,4}$/;
const BY_TYPE = "auto on EC2, where instanceType says it";

const memory = size({
  ...{ auto: AUTO_SIZE.memory / MIB_OF_GIB, form: /^\d{1,3}(\.\d{1,3})?$/, least: 0.5, most: 256 },
  ...{ number: "a number of GiB", elsewhere: BY_TYPE },
});
const cpus = size({
  ...{ auto: AUTO_SIZE.cpus, form: WHOLE, least: 1, most: 64 },
  ...{ number: "a whole number", elsewhere: BY_TYPE },
});
const disk = size({
  ...{ auto: AUTO_SIZE.disk, form: WHOLE, least: 5, most: 1000 },
  ...{ number: "a whole number of GiB", elsewhere: "auto on EC2, where labnote chooses its size" },
});

/** Of all kinds of host on the user's own machine; these kinds share the values, too, so that `container` and `vm` can be changed for each other. */
export const localReaders = {
  base: oneOf(...BASES),
  baked: yesOrNo,
  memory: (value, chosen) => Math.round(memory(value, chosen) * MIB_OF_GIB),
  cpus,
  disk,
} satisfies { [key: string]: SettingReader };

/** Reads a size. One that would have no effect is refused: the user would believe that the host has it. */
function size({ auto, form, least, most, number, elsewhere }: Size): SettingReader<number> {
  return (value, chosen) => {
    if (value === "auto") return auto;
    if (chosen === false) return reject(elsewhere);
    const read = form.test(value) ? Number(value) : Number.NaN;
    return read >= least && read <= most ? read : reject(`auto, or ${number} from ${least} to ${most}`);
  };
}
