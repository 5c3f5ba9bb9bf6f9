import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { $ } from "zx";
import { withTimeout } from "../../common/abort.ts";
import { LabError } from "../../common/errors.ts";
import { contentOf, digest } from "../../common/hash.ts";
import { singleFlight } from "../../common/processes.ts";
import type { Say } from "../../common/progress.ts";
import { CACHE, LABEL } from "../labels.ts";
import type { DebianRelease } from "../local/debian.ts";
import { DockerError, docker, hasImage, unlessMissing } from "./cli.ts";
import { debianImage, ensureDebian } from "./debian-image.ts";

/** An exercise image that labnote makes where it cannot reach Docker Hub. */
export interface StandIn {
  /** The image that it replaces, as `docker pull` takes it. */
  name: string;
  /** What it is made from, in words, for the terminal, the record, and its label `labnote.stand-in`. */
  from: string;
  release: DebianRelease;
  /** Its folder in images/stand-ins. */
  folder: string;
}

/** Where the registry of a host with stand-ins listens. The exercises use other ports. */
export const MIRROR = "http://127.0.0.1:5999";

/** Every image that has a stand-in. */
export const STAND_INS: readonly StandIn[] = [
  { name: "nginx", from: "Debian 12's nginx-light", release: "bookworm", folder: "nginx" },
  { name: "docker/whalesay", from: "Debian 12's cowsay", release: "bookworm", folder: "whalesay" },
  { name: "registry:2", from: "Debian 12's docker-registry", release: "bookworm", folder: "registry" },
  // Debian 11 is the last release that has python-dev, which both of these Ubuntu releases have.
  { name: "ubuntu:16.04", from: "Debian 11", release: "bullseye", folder: "ubuntu-16.04" },
  { name: "ubuntu:18.04", from: "Debian 11", release: "bullseye", folder: "ubuntu-18.04" },
];

const folder = join(import.meta.dirname, "../../../images/stand-ins");
/** Milliseconds for one image; it takes seconds on a fast network. */
const limit = 15 * 60_000;

/** The name of the image with the stand-ins: a hash of all that they are made from. */
export const standInsImage = async (): Promise<string> =>
  `labnote/stand-ins:${digest(
    STAND_INS,
    STAND_INS.map(({ release }) => debianImage(release)),
    await contentOf(folder),
  )}`;

/**
 * Makes sure that the stand-ins are there. Returns the name of an image on the user's engine: its `/registry` is the storage of a
 * docker-registry that serves all stand-ins under their names on Docker Hub.
 * @throws LabError when they cannot be made
 */
export async function ensureStandIns(say: Say = () => {}, signal?: AbortSignal): Promise<string> {
  const name = await standInsImage();
  await ensureNamed(name, say, signal);
  return name;
}

/** Writes the storage of that registry, the folder `registry`, into a tar archive, for hosts that are not made from the image. */
export async function exportStandIns(archive: string, say: Say, signal?: AbortSignal): Promise<void> {
  const container = await docker(
    ["create", "--label", `${LABEL}=${CACHE}`, await ensureStandIns(say, signal), "true"],
    { signal },
  );
  try {
    const copied = await $({
      quiet: true,
      nothrow: true,
      signal: withTimeout(signal, limit),
    })`docker cp ${`${container}:/registry`} - > ${archive}`;
    if (copied.exitCode !== 0)
      throw new LabError("The stand-ins for the exercise images could not be taken from the Docker Engine", {
        cause: new Error(copied.stderr.trim() || `exit ${copied.exitCode}`),
        remedy: "make sure that the disk has room, then run this again",
      });
  } finally {
    await unlessMissing(docker(["rm", "--force", "--volumes", container]));
  }
}

const ensureNamed = singleFlight(async (name: string, say: Say, signal: AbortSignal | undefined) => {
  if (!(await hasImage(name, signal))) await makeStandIns(name, say, signal);
});

/** Makes the image of {@link ensureStandIns}. It gets its name when it is complete, and nothing else is left behind. */
export async function makeStandIns(name: string, say: Say, signal?: AbortSignal): Promise<void> {
  say(`making stand-ins for ${STAND_INS.map((standIn) => standIn.name).join(", ")} from Debian's packages`);
  // Names that only this run uses, so that two runs on one engine do not remove each other's images.
  const scratch = `labnote/stand-in-${randomBytes(4).toString("hex")}`;
  const builtAs = (standIn: StandIn) => `${scratch}:${standIn.folder}`;
  const builds = STAND_INS.map((standIn) => build(standIn, builtAs(standIn), say, signal));
  const names = STAND_INS.map(builtAs);
  let registry: string | undefined;
  try {
    await Promise.all(builds);
    registry = await startRegistry(`${scratch}:registry`, signal);
    const address = await addressOf(registry, signal);
    // One after the other, so that layers that images share are sent once.
    for (const standIn of STAND_INS) {
      const pushed = `${address}/${pathOnHub(standIn.name)}`;
      await docker(["tag", builtAs(standIn), pushed], { signal });
      names.push(pushed);
      await docker(["push", pushed], { timeout: limit, signal });
    }
    await docker(["commit", registry, name], { timeout: limit, signal });
  } catch (error) {
    if (error instanceof DockerError && error.fault !== "other") throw error;
    throw new LabError("The stand-ins for the exercise images could not be made", {
      cause: error,
      remedy: "check that a container reaches Debian's archive, then run this again",
    });
  } finally {
    // Waits for all builds and ignores the signal: an interruption must not leave anything behind.
    await Promise.allSettled(builds);
    if (registry !== undefined) await unlessMissing(docker(["rm", "--force", "--volumes", registry]));
    for (const made of names) await unlessMissing(docker(["rmi", made]));
  }
}

async function build(standIn: StandIn, name: string, say: Say, signal: AbortSignal | undefined): Promise<void> {
  const debian = await ensureDebian(standIn.release, say, signal);
  const label = `labnote.stand-in=${standIn.name}, from ${standIn.from}`;
  const args = ["build", "--quiet", "--force-rm", "--build-arg", `DEBIAN=${debian}`, "--label", label];
  const id = await docker([...args, join(folder, standIn.folder)], { timeout: limit, signal });
  // The build itself does not set the name: the engine may finish an interrupted build, and would name it after the clean-up.
  await docker(["tag", id, name], { signal });
  say(`made a stand-in for ${standIn.name}, from ${standIn.from}`);
}

/**
 * Starts the stand-in for a registry. Its storage is a folder of the container, not a volume, so that a commit keeps it. Its port is
 * on the loopback, and it ends by itself if labnote is killed.
 */
const startRegistry = (image: string, signal: AbortSignal | undefined): Promise<string> =>
  docker(
    [
      ...["run", "--detach", "--rm", "--label", `${LABEL}=${CACHE}`, "--publish", "127.0.0.1::5000"],
      ...["--env", "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY=/registry", image],
      ...["timeout", "30m", "registry", "serve", "/etc/docker/registry/config.yml"],
    ],
    { signal },
  );

/** The address of a registry, once it answers. */
async function addressOf(registry: string, signal: AbortSignal | undefined): Promise<string> {
  const answers = "until (: < /dev/tcp/127.0.0.1/5000) 2> /dev/null; do sleep 0.1; done";
  await docker(["exec", registry, "timeout", "30", "bash", "-c", answers], { signal });
  return docker(["port", registry, "5000"], { signal });
}

/** Docker Hub has names without a user under `library`. */
const pathOnHub = (name: string): string => (name.includes("/") ? name : `library/${name}`);
