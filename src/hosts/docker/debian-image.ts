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

/** The releases that something of a lab is made from, by their code names. */
export type DebianRelease = "bookworm" | "bullseye";

/** Milliseconds: twenty seconds on a quick line; a slow one may take its time. */
const limit = 15 * 60_000;

/** What mmdebstrap is asked for. The image's name is its hash, so a change here makes new images. */
const mmdebstrap = ["mmdebstrap", "--quiet", "--variant=minbase", "--components=main"];

const withoutMmdebstrap =
  "install the packages mmdebstrap and debian-archive-keyring, or give this machine access to Docker Hub";

/** The name of a release's image: the same wherever mmdebstrap is asked for the same. */
export const debianImage = (release: DebianRelease): string => `labnote/${release}:${digest(mmdebstrap, release)}`;

/**
 * A minimal Debian, made from the distribution's archive, for where Docker Hub is out of reach; returns the image's name.
 * The name is given only to a whole image: one that was interrupted is never used.
 * @throws LabError where it cannot be made on this machine.
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
    // Nameless until it is whole. Seen to its end: the engine would go on with it, and nobody would know the image.
    await nameImage(await docker(["import", ...changes, archive], { timeout: limit }), name);
    return name;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Makes an archive of a minimal Debian. */
async function bootstrap(release: DebianRelease, archive: string, signal: AbortSignal | undefined): Promise<void> {
  const sources = (await machineSources()).map(({ uri, suffix }) => `deb ${uri} ${release}${suffix} main`).join("\n");
  // With sources of its own it reads them from standard input; without, it knows Debian's.
  const command = [...mmdebstrap, release, archive, ...(sources === "" ? [] : ["-"])];
  const stop = withTimeout(signal, limit);
  const made = await $({ quiet: true, nothrow: true, input: sources, signal: stop })`${command}`;
  if (made.exitCode === 0) return;
  if (signal?.aborted) throw interrupted(`Making Debian (${release})`);
  throw new LabError(
    `A Debian base (${release}) could not be made${stop.aborted ? ` within ${limit / 60_000} min` : ""}`,
    {
      cause: new Error(made.stderr.trim()),
      remedy: "look whether the distribution's archive is reached (apt-get update), then run this again",
    },
  );
}

/** The archives that this machine's own apt uses for Debian, which are those that its network reaches. */
async function machineSources(): Promise<Source[]> {
  const run = $({ quiet: true, nothrow: true, timeout: 60_000 });
  const { stdout } =
    await run`apt-get indextargets --format ${"$(ORIGIN) $(CODENAME) $(REPO_URI)"} "Created-By: Packages"`;
  return sourcesOf(stdout);
}

interface Source {
  uri: string;
  /** What follows the release in the suite's name: nothing, or what is published beside it. */
  suffix: string;
}

/**
 * Debian's archives among what apt knows, one a line as `ORIGIN CODENAME URI`; those that a container reaches as well, so none of
 * a disk's. There are none on a machine that is no Debian.
 */
export function sourcesOf(targets: string): Source[] {
  const found = targets.split("\n").flatMap((line) => {
    const [, suffix, uri] = /^Debian [a-z]+(|-updates|-security) (https?:.+)$/.exec(line) ?? [];
    return suffix === undefined || uri === undefined ? [] : [{ uri, suffix }];
  });
  return [...new Map(found.map((source) => [JSON.stringify(source), source])).values()];
}
