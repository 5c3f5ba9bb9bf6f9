import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { LabError } from "../../common/errors.ts";
import type { Settings } from "../../common/settings.ts";
import { makeKey } from "../ssh-keys.ts";
import { type Identity, plainUserData, SET_UP_FILE } from "../user-data.ts";

/** Bytes that EC2 takes as user data, before base64. */
const LIMIT = 16_384;

/** MiB: instances of the free tier have 1 GiB of memory, too little to build images. */
const SWAP = 1024;

/** The identity of a host on EC2: it always asks Docker Hub itself, and always makes swap. */
export type Ec2Identity = Omit<Identity, "mirror" | "swap">;

/**
 * All user data of a host on EC2, as EC2 takes them: gzipped, which cloud-init understands, and in base64.
 *
 * @param setUp cloud-config as text.
 * @throws LabError when they are larger than EC2 takes
 */
export function ec2UserData(setUp: string, identity: Ec2Identity): string {
  const gzipped = gzipSync(plainUserData(setUp, { ...identity, mirror: null, swap: SWAP }), { level: 9 });
  if (gzipped.length > LIMIT) {
    throw new LabError(
      `The user data of ${identity.hostname} are ${gzipped.length} bytes when compressed, and EC2 takes ${LIMIT}`,
      {
        place: { file: relative(process.cwd(), SET_UP_FILE) },
        remedy: `make the set-up shorter by ${gzipped.length - LIMIT} bytes or more: the host can download what is long`,
      },
    );
  }
  return gzipped.toString("base64");
}

/**
 * Refuses a set-up that will not fit, before anything is made. It tries with keys that it throws away.
 *
 * @throws LabError as {@link ec2UserData} does, for the student with the longest name
 */
export async function requireFit(
  setUp: string,
  { students, hours }: Pick<Settings, "students" | "hours">,
): Promise<void> {
  const hostname = students.reduce((longest, name) => (name.length > longest.length ? name : longest), "");
  const [hostKey, loginKey] = await Promise.all([makeKey(), makeKey()]);
  ec2UserData(setUp, { hostname, hostKey, loginKey: loginKey.public, hours });
}
