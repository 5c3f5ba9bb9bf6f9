import { join } from "node:path";
import { LabError } from "../../common/errors.ts";
import { contentOf, digest } from "../../common/hash.ts";
import { singleFlight } from "../../common/processes.ts";
import type { Say } from "../../common/progress.ts";
import { UBUNTU } from "../host.ts";
import { DockerError, type DockerFault, docker, failed, hasImage } from "./cli.ts";
import { debianImage, ensureDebian } from "./debian-image.ts";
import { ensureStandIns, STAND_INS } from "./stand-in-images.ts";

/** What a host is made from. */
export interface HostImage {
  /** The image's name on the engine, which is the hash of all that went into it. */
  image: string;
  /** In words, for the record. */
  base: string;
  /** Where the host's Docker daemon finds the stand-ins; `null` where it uses Docker Hub itself. */
  mirror: string | null;
  /** Names of the images that are stand-ins on it. */
  standIns: string[];
}

/** A distribution that hosts are made from. */
interface Base {
  kind: "ubuntu" | "debian";
  /** For the record. */
  words: string;
  /** The image to start from, as the base's name has it, and what makes sure that it is there. */
  from: string;
  ensure: (say: Say, signal?: AbortSignal) => Promise<void>;
  packages: string[];
  /** Where the exercise images come from a registry on the host. */
  standIns: boolean;
}

/** What the user wants hosts to be made from; `auto` takes the first that can be had. */
export type BaseChoice = "auto" | Base["kind"];

const folder = join(import.meta.dirname, "../../../images/host");
/** Milliseconds for a build: half a minute on a quick line. */
const limit = 20 * 60_000;
/** Where the registry of a host with stand-ins listens; the exercises use other ports. */
const MIRROR = "http://127.0.0.1:5999";

const UBUNTU_IMAGE = "ubuntu:20.04";

const bases: readonly Base[] = [
  {
    kind: "ubuntu",
    words: UBUNTU,
    from: UBUNTU_IMAGE,
    ensure: pullUbuntu,
    packages: [],
    standIns: false,
  },
  {
    kind: "debian",
    words: "Debian 12",
    from: debianImage("bookworm"),
    ensure: async (say, signal) => void (await ensureDebian("bookworm", say, signal)),
    packages: ["docker-registry"],
    standIns: true,
  },
];

/** The host's image before any set-up. Quick when it is there; else made, with stand-ins beside it where it needs them. */
export async function ensureHostImage(
  choice: BaseChoice,
  say: Say = () => {},
  signal?: AbortSignal,
): Promise<HostImage> {
  const candidates = bases.filter(({ kind }) => choice === "auto" || kind === choice);
  // What was made once is used on, and nobody waits to hear whether Docker Hub answers today.
  for (const base of candidates) if (await hasImage(await baseName(base), signal)) return hostImage(base, say, signal);
  for (const base of candidates.slice(0, -1)) {
    try {
      await base.ensure(say, signal);
      return await hostImage(base, say, signal);
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      say(`Docker Hub is out of reach, so hosts are made from ${candidates.at(-1)?.words}`);
    }
  }
  return hostImage(candidates.at(-1) as Base, say, signal);
}

class UnreachableError extends LabError {}

/**
 * The faults of a pull that Docker Hub may be to blame for. A download that was cut has the words of an engine that died; one that did
 * die is told of by the next command.
 */
const HUBS: ReadonlySet<DockerFault> = new Set(["other", "timeout", "engine-died"]);

async function pullUbuntu(say: Say, signal?: AbortSignal): Promise<void> {
  if (await hasImage(UBUNTU_IMAGE, signal)) return;
  say(`pulling ${UBUNTU_IMAGE} from Docker Hub`);
  try {
    await docker(["pull", "--quiet", UBUNTU_IMAGE], { timeout: limit, signal });
  } catch (cause) {
    if (!(cause instanceof DockerError) || !HUBS.has(cause.fault)) throw cause;
    throw new UnreachableError(`The image ${UBUNTU_IMAGE} could not be pulled from Docker Hub`, {
      cause,
      remedy: "look whether Docker Hub is reached, or set base to debian",
    });
  }
}

/** Base and stand-ins are made side by side; the host is the one with the other. */
async function hostImage(base: Base, say: Say, signal: AbortSignal | undefined): Promise<HostImage> {
  const parts = [ensureBase(base, say, signal), base.standIns ? ensureStandIns(say, signal) : undefined] as const;
  // Both to their end, so that a failure of one leaves nothing at work.
  await Promise.allSettled(parts);
  const [image, standIns] = await Promise.all(parts);
  if (standIns === undefined) return { image, base: base.words, mirror: null, standIns: [] };
  const dockerfile = `FROM ${image}\nCOPY --from=${standIns} /registry /var/lib/labnote/registry\nRUN systemctl enable labnote-registry\n`;
  const name = `labnote/host:${digest(dockerfile)}`;
  if (!(await hasImage(name, signal))) {
    await docker(["build", "--quiet", "--force-rm", "--tag", name, "-"], { input: dockerfile, timeout: limit, signal });
  }
  return { image: name, base: base.words, mirror: MIRROR, standIns: STAND_INS.map((standIn) => standIn.name) };
}

const ensureBase = async (base: Base, say: Say, signal: AbortSignal | undefined): Promise<string> =>
  buildBase(await baseName(base), base, say, signal);

const buildBase = singleFlight(async (name: string, base: Base, say: Say, signal: AbortSignal | undefined) => {
  if (await hasImage(name, signal)) return name;
  await base.ensure(say, signal);
  say(`building the host's base image from ${base.words}`);
  const inputs = { BASE: base.from, EXTRA_PACKAGES: base.packages.join(" ") };
  const args = Object.entries(inputs).flatMap(([key, value]) => ["--build-arg", `${key}=${value}`]);
  // The name is given to a whole image only.
  const build = ["build", "--quiet", "--force-rm", "--tag", name, ...args, folder];
  await docker(build, { timeout: limit, signal }).catch(
    failed(
      `The host's base image could not be built from ${base.words}`,
      "look whether containers reach the distribution's archive, then run this again",
    ),
  );
  return name;
});

/** A base's image is named by everything that it is made from: another recipe is another image. */
const baseName = async ({ from, packages }: Base): Promise<string> =>
  `labnote/base:${digest(from, packages, await contentOf(folder))}`;

/** Changes when hosts would be made otherwise than before. */
export const recipe = async (): Promise<string> =>
  digest(await Promise.all(bases.map(baseName)), STAND_INS, await contentOf(join(folder, "../stand-ins")));
