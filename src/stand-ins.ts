import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { DockerError, docker, hasImage, unlessMissing } from "./docker.ts";
import { LabError } from "./errors.ts";
import { type DebianRelease, debianImage, ensureDebian, type Say } from "./host/debian.ts";

/** An exercise image that labnote makes where Docker Hub is out of reach. */
export interface StandIn {
  /** The image it stands in for, as `docker pull` takes it. */
  name: string;
  /** What it is made from, in words: for the terminal, the record, and its label `labnote.stand-in`. */
  from: string;
  release: DebianRelease;
  /** Its folder in images/stand-ins. */
  folder: string;
}

/** Every image that has a stand-in. */
export const STAND_INS: readonly StandIn[] = [
  { name: "nginx", from: "Debian 12's nginx-light", release: "bookworm", folder: "nginx" },
  { name: "docker/whalesay", from: "Debian 12's cowsay", release: "bookworm", folder: "whalesay" },
  { name: "registry:2", from: "Debian 12's docker-registry", release: "bookworm", folder: "registry" },
  // Debian 11 is the last release that has python-dev, which both of these Ubuntu releases have.
  { name: "ubuntu:16.04", from: "Debian 11", release: "bullseye", folder: "ubuntu-16.04" },
  { name: "ubuntu:18.04", from: "Debian 11", release: "bullseye", folder: "ubuntu-18.04" },
];

const folder = join(import.meta.dirname, "../images/stand-ins");
const repository = "labnote/stand-ins";
/** Milliseconds for one image: seconds on a quick line. */
const limit = 15 * 60_000;

let underWay: Promise<string> | undefined;

/**
 * Makes the stand-ins, unless they are there: returns the name of an image of the user's engine whose `/registry` is the storage of a
 * docker-registry that serves all of them under the names Docker Hub has them by. The image gets its name when it is whole,
 * and nothing else is left behind.
 * @throws LabError where they cannot be made.
 */
export function ensureStandIns(say: Say = () => {}, signal?: AbortSignal): Promise<string> {
  underWay ??= make(say, signal).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function make(say: Say, signal: AbortSignal | undefined): Promise<string> {
  const name = `${repository}:${await contentHash()}`;
  if (await hasImage(name, signal)) return name;
  say(`making stand-ins for ${STAND_INS.map((standIn) => standIn.name).join(", ")} from Debian's packages`);
  // Names of this run alone, so that two runs on one engine take nothing from each other.
  const scratch = `labnote/stand-in-${randomBytes(4).toString("hex")}`;
  const names: string[] = [];
  let registry: string | undefined;
  try {
    const built = await Promise.allSettled(
      STAND_INS.map((standIn) => build(standIn, `${scratch}:${standIn.folder}`, say, signal)),
    );
    names.push(...built.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])));
    const failed = built.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;

    registry = await startRegistry(`${scratch}:registry`, signal);
    const address = await docker(["port", registry, "5000"], { signal });
    // One after the other: what two images share is then sent once.
    for (const standIn of STAND_INS) {
      const pushed = `${address}/${pathOnHub(standIn.name)}`;
      await docker(["tag", `${scratch}:${standIn.folder}`, pushed], { signal });
      names.push(pushed);
      await docker(["push", pushed], { timeout: limit, signal });
    }
    await docker(["commit", registry, name], { timeout: limit, signal });
    return name;
  } catch (error) {
    if (error instanceof DockerError && error.fault !== "other") throw error;
    throw new LabError("the stand-ins for the exercise images could not be made", {
      cause: error,
      remedy: "look whether Debian's archive is reached from a container, then run this again",
    });
  } finally {
    // Without the signal: what was begun is cleared up, interrupted or not.
    if (registry !== undefined) await unlessMissing(docker(["rm", "--force", "--volumes", registry]));
    for (const made of names) await unlessMissing(docker(["rmi", made]));
  }
}

async function build(standIn: StandIn, name: string, say: Say, signal: AbortSignal | undefined): Promise<string> {
  const debian = await ensureDebian(standIn.release, say, signal);
  const labels = ["labnote=cache", `labnote.stand-in=${standIn.name}, from ${standIn.from}`];
  await docker(
    [
      ...["build", "--quiet", "--force-rm", "--tag", name, "--build-arg", `DEBIAN=${debian}`],
      ...labels.flatMap((label) => ["--label", label]),
      join(folder, standIn.folder),
    ],
    { timeout: limit, signal },
  );
  say(`made a stand-in for ${standIn.name}, from ${standIn.from}`);
  return name;
}

/**
 * The stand-in for a registry, at work: its storage is a folder of the container, not a volume, so that a commit keeps it. It is
 * published to this machine alone, and ends by itself should nobody be left to end it.
 */
async function startRegistry(image: string, signal: AbortSignal | undefined): Promise<string> {
  const registry = await docker(
    [
      ...["run", "--detach", "--rm", "--label", "labnote=cache", "--publish", "127.0.0.1::5000"],
      ...["--env", "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY=/registry", image],
      ...["timeout", "30m", "registry", "serve", "/etc/docker/registry/config.yml"],
    ],
    { signal },
  );
  const answers = "until (: < /dev/tcp/127.0.0.1/5000) 2> /dev/null; do sleep 0.1; done";
  await docker(["exec", registry, "timeout", "30", "bash", "-c", answers], { signal });
  return registry;
}

/** Docker Hub keeps the names without a user's under `library`. */
const pathOnHub = (name: string): string => (name.includes("/") ? name : `library/${name}`);

/** Of all that the stand-ins are made from: another recipe is another image. */
async function contentHash(): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(STAND_INS.map((it) => [it, debianImage(it.release)])));
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort()) hash.update(relative(folder, path)).update(await readFile(path));
  return hash.digest("hex").slice(0, 12);
}
