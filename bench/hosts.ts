import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { HostImage } from "../src/hosts/docker/base-image.ts";
import { type ContainerSpec, createContainer, hostOf, removeContainer } from "../src/hosts/docker/container.ts";
import { prepareHostImage } from "../src/hosts/docker/host-image.ts";
import type { Host } from "../src/hosts/host.ts";
import { thisSite } from "../src/hosts/labels.ts";
import { waitUntilReady } from "../src/hosts/readiness.ts";
import { makeKey } from "../src/hosts/ssh-keys.ts";
import { bakedUserData, type Identity, plainUserData, SET_UP_FILE } from "../src/hosts/user-data.ts";

/** What a host is made from, all of it at hand. */
export interface BenchPlan {
  spec: ContainerSpec;
  image: HostImage;
  hostKey: string;
  loginKey: string;
}

/** Gets everything that a host needs before it can be started, and starts nothing. */
export async function planHost({ baked, ports }: { baked: boolean; ports: readonly number[] }): Promise<BenchPlan> {
  const setUp = await readFile(SET_UP_FILE, "utf8");
  const [hostKey, login, image] = await Promise.all([
    makeKey(),
    makeKey(),
    prepareHostImage({ base: "auto", baked, setUp }, () => {}),
  ]);
  const identity: Identity = {
    hostname: STUDENT,
    hostKey,
    loginKey: login.public,
    mirror: image.mirror,
    hours: null,
    swap: 0,
  };
  const lab = `bench-${randomBytes(4).toString("hex")}`;
  const spec: ContainerSpec = {
    name: `labnote-${lab}-${STUDENT}`,
    hostname: STUDENT,
    image: image.image,
    userData: baked ? bakedUserData(identity) : plainUserData(setUp, identity),
    ports,
    owner: { lab, student: STUDENT, ...thisSite() },
  };
  return { spec, image, hostKey: hostKey.public, loginKey: login.private };
}

const STUDENT = "host-1";

/** Starts a host, as labnote does; it is removed when it is disposed of, also after a failure. */
export async function startHost(
  { spec, image, hostKey, loginKey }: BenchPlan,
  signal: AbortSignal,
): Promise<Host & AsyncDisposable> {
  const machine = await createContainer(spec, signal);
  const host = hostOf({ name: STUDENT, machine, hostKey, loginKey, base: image.base, standIns: image.standIns });
  return { ...host, [Symbol.asyncDispose]: () => removeContainer(spec.name) };
}

/** Milliseconds for a host to be ready. */
export const READY = 10 * 60_000;

/** Does some work on a baked host that is new and ready, and removes it. */
export async function withHost<T>(
  { images, ports }: { images: readonly string[]; ports: readonly number[] },
  signal: AbortSignal,
  work: (host: Host) => Promise<T>,
): Promise<T> {
  await using host = await startHost(await planHost({ baked: true, ports }), signal);
  const remote = await waitUntilReady(host, { within: READY, images, signal });
  await remote.close();
  return await work(host);
}
