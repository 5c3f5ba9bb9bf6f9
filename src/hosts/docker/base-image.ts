import { join } from "node:path";
import { advice, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { contentOf, digest } from "../../common/hash.ts";
import { singleFlight } from "../../common/processes.ts";
import type { Say } from "../../common/progress.ts";
import { DockerError, type DockerFault, docker, failed, hasImage } from "../engine/cli.ts";
import { debianImage, ensureDebian } from "../engine/debian-image.ts";
import { ensureStandIns, MIRROR, STAND_INS } from "../engine/stand-in-images.ts";
import { UBUNTU } from "../host.ts";
import type { BaseChoice } from "../local/settings.ts";

/** What a host is made from. */
export interface HostImage {
  /** The image's name on the engine, which is the hash of all that went into it. */
  image: string;
  /** In words, for the record. */
  base: string;
  /** The registry on the host that has the stand-ins; `null` where the host uses Docker Hub itself. */
  mirror: string | null;
  /** Names of the images that have a stand-in there. */
  standIns: string[];
}

/** A distribution that hosts are made from. */
interface Base {
  kind: Exclude<BaseChoice, "auto">;
  /** For the record. */
  words: string;
  /** The image to start from; the base's name depends on it. */
  from: string;
  /** Gets that image, if it is not there. */
  ensure: (say: Say, signal?: AbortSignal) => Promise<void>;
  packages: string[];
  /** Whether a registry on the host has stand-ins for the exercise images. */
  standIns: boolean;
}

const folder = join(import.meta.dirname, "../../../images/host");
/** Milliseconds for a build, which takes half a minute on a fast line. */
const limit = 20 * 60_000;

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
    words: "Debian 13",
    from: debianImage("trixie"),
    ensure: async (say, signal) => void (await ensureDebian("trixie", say, signal)),
    // Its engine only recommends the client, which the set-up installs with it (images/host/files/usr/local/sbin/labnote-apt), and the client
    // BuildKit (docker-buildx). That one is left out, for the old builder: virtual machines have BuildKit, so notes are run with both.
    packages: ["docker-registry"],
    standIns: true,
  },
];

/**
 * The host's image before any set-up. Quick when it is there; else made, with stand-ins beside it where it needs them.
 *
 * @param newLab whether `auto` asks Docker Hub even if a base is there. For a lab that has hosts it takes that base: otherwise the hosts would
 *   be replaced whenever the network comes or goes, and every `npm start` would wait for Docker Hub's answer.
 */
export async function ensureHostImage(
  choice: BaseChoice,
  say: Say = () => {},
  signal?: AbortSignal,
  newLab = false,
): Promise<HostImage> {
  const candidates = bases.filter(({ kind }) => choice === "auto" || kind === choice);
  const isThere = async (base: Base) => hasImage(await baseName(base), signal);
  const there = newLab ? [] : await Promise.all(candidates.map(isThere));
  const first = candidates.find((_, at) => there[at]);
  if (first !== undefined) return hostImage(first, say, signal);
  for (const base of candidates.slice(0, -1)) {
    try {
      if (!(await isThere(base))) await base.ensure(say, signal);
      return await hostImage(base, say, signal);
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      say(`Docker Hub does not answer, so hosts are made from ${candidates.at(-1)?.words}`);
    }
  }
  return hostImage(candidates.at(-1) as Base, say, signal);
}

class UnreachableError extends LabError {}

/**
 * The faults of a pull that Docker Hub may have caused. The client reports a broken download in the same words as an engine that died; if the
 * engine did die, the next command reports that.
 */
const HUB_FAULTS: ReadonlySet<DockerFault> = new Set(["other", "timeout", "engine-died"]);

async function pullUbuntu(say: Say, signal?: AbortSignal): Promise<void> {
  if (await hasImage(UBUNTU_IMAGE, signal)) return;
  say(`pulling ${UBUNTU_IMAGE} from Docker Hub`);
  try {
    await docker(["pull", "--quiet", UBUNTU_IMAGE], { timeout: limit, signal });
  } catch (cause) {
    if (!(cause instanceof DockerError) || !HUB_FAULTS.has(cause.fault)) throw cause;
    throw new UnreachableError(`The image ${UBUNTU_IMAGE} could not be pulled from Docker Hub`, {
      cause,
      remedy: advice`check that this machine reaches Docker Hub, or use Debian: ${npm("start", "--set", "base=debian")}`,
    });
  }
}

/** Makes base and stand-ins side by side, then the host's image from both. */
async function hostImage(base: Base, say: Say, signal: AbortSignal | undefined): Promise<HostImage> {
  const parts = [ensureBase(base, say, signal), base.standIns ? ensureStandIns(say, signal) : undefined] as const;
  // Wait for both, so that nothing is still at work when one has failed.
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
  // Only a complete image gets the name.
  const build = ["build", "--quiet", "--force-rm", "--tag", name, ...args, folder];
  await docker(build, { timeout: limit, signal }).catch(
    failed(
      `The host's base image could not be built from ${base.words}`,
      "check that containers reach the distribution's archive, then run this again",
    ),
  );
  return name;
});

/** The name of a base's image is a hash of everything that it is made from: another recipe gives another image. */
const baseName = async ({ from, packages }: Base): Promise<string> =>
  `labnote/base:${digest(from, packages, await contentOf(folder))}`;

/** The image that each base has on the engine, by kind. */
export const baseImages = async (): Promise<{ [kind: string]: string }> =>
  Object.fromEntries(await Promise.all(bases.map(async (base) => [base.kind, await baseName(base)])));

/** A hash that changes when hosts would be made in another way than before. */
export const recipe = async (): Promise<string> =>
  digest(Object.values(await baseImages()), STAND_INS, await contentOf(join(folder, "../stand-ins")));
