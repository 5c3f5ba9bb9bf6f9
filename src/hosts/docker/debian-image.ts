import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";
import { withTimeout } from "../../common/abort.ts";
import { LabError } from "../../common/errors.ts";
import { digest } from "../../common/hash.ts";
import { ensureProgram } from "../../common/packages.ts";
import { singleFlight } from "../../common/processes.ts";
import type { Say } from "../../common/progress.ts";
import { CACHE, LABEL } from "../labels.ts";
import { docker, hasImage, interrupted, nameImage } from "./cli.ts";

/** The code names of the releases that labnote makes images from. */
export type DebianRelease = "trixie" | "bookworm" | "bullseye";

/** Milliseconds to make a Debian; it takes twenty seconds on a fast network, and more on a slow one. */
const limit = 15 * 60_000;

/** mmdebstrap's command line. The image's name has its hash, so a change here makes new images. */
const mmdebstrap = ["mmdebstrap", "--quiet", "--variant=minbase", "--components=main"];

const withoutMmdebstrap =
  "install the packages mmdebstrap and debian-archive-keyring, or give this machine access to Docker Hub";

/** The name of a release's image: the same for the same command line of mmdebstrap. */
export const debianImage = (release: DebianRelease): string => `labnote/${release}:${digest(mmdebstrap, release)}`;

/**
 * A minimal Debian, made from the distribution's archive for machines that cannot reach Docker Hub; returns the image's name.
 * Only a complete image gets the name, so an interrupted one is never used.
 * @throws LabError when it cannot be made on this machine
 */
export const ensureDebian = singleFlight(async (release: DebianRelease, say: Say = () => {}, signal?: AbortSignal) => {
  const name = debianImage(release);
  if (await hasImage(name, signal)) return name;
  await ensureProgram({ name: "mmdebstrap", packages: ["mmdebstrap", "debian-archive-keyring"] }, say, signal).catch(
    (cause) => {
      throw new LabError(`A Debian base (${release}) could not be made`, { cause, remedy: withoutMmdebstrap });
    },
  );
  say(`making a minimal Debian (${release}) from the distribution's archive`);
  const folder = await mkdtemp(join(tmpdir(), "labnote-debian-"));
  try {
    const archive = join(folder, "root.tar");
    await bootstrap(release, archive, signal);
    const changes = [`LABEL ${LABEL}=${CACHE}`, 'CMD ["bash"]'].flatMap((change) => ["--change", change]);
    // It has no name until it is complete. Not interrupted: the engine would go on with it, and leave an image without a name.
    await nameImage(await docker(["import", ...changes, archive], { timeout: limit }), name);
    return name;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Makes an archive of a minimal Debian. */
async function bootstrap(release: DebianRelease, archive: string, signal: AbortSignal | undefined): Promise<void> {
  const sources = (await machineSources()).map(({ uri, suffix }) => `deb ${uri} ${release}${suffix} main`).join("\n");
  // With "-", mmdebstrap reads the sources from standard input; without, it uses Debian's.
  const command = [...mmdebstrap, release, archive, ...(sources === "" ? [] : ["-"])];
  const stop = withTimeout(signal, limit);
  const made = await $({ quiet: true, nothrow: true, input: sources, signal: stop })`${command}`;
  if (made.exitCode === 0) return;
  if (signal?.aborted) throw interrupted(`Making Debian (${release})`);
  throw new LabError(
    `A Debian base (${release}) could not be made${stop.aborted ? ` within ${limit / 60_000} min` : ""}`,
    {
      cause: new Error(made.stderr.trim()),
      remedy: "check that this machine reaches the distribution's archive (apt-get update), then run this again",
    },
  );
}

/** The Debian archives that this machine's own apt uses: its network reaches them. */
async function machineSources(): Promise<Source[]> {
  const run = $({ quiet: true, nothrow: true, timeout: 60_000 });
  const { stdout } =
    await run`apt-get indextargets --format ${"$(ORIGIN) $(CODENAME) $(REPO_URI)"} "Created-By: Packages"`;
  return sourcesOf(stdout);
}

interface Source {
  uri: string;
  /** What follows the release in the suite's name: nothing, `-updates` or `-security`. */
  suffix: string;
}

/**
 * Debian's archives among apt's targets, which are lines of `ORIGIN CODENAME URI`. Only archives that a container reaches, too: none on a
 * disk. There are none on a machine with another system than Debian.
 */
export function sourcesOf(targets: string): Source[] {
  const found = targets.split("\n").flatMap((line) => {
    const [, suffix, uri] = /^Debian [a-z]+(|-updates|-security) (https?:.+)$/.exec(line) ?? [];
    return suffix === undefined || uri === undefined ? [] : [{ uri, suffix }];
  });
  return [...new Map(found.map((source) => [JSON.stringify(source), source])).values()];
}
