import { $ } from "zx";
import { withTimeout } from "../../common/abort.ts";
import { Interrupted, LabError } from "../../common/errors.ts";
import { ensureProgram } from "../../common/packages.ts";
import type { Say } from "../../common/progress.ts";

/** The code names of the releases that labnote makes systems from. */
export type DebianRelease = "trixie" | "bookworm" | "bullseye";

/** Milliseconds to make a Debian; it takes twenty seconds on a fast network, and more on a slow one. */
export const DEBIAN_MS = 15 * 60_000;

/** mmdebstrap's command line for every Debian. Names of what is made from it have its hash, so a change here makes new ones. */
export const MMDEBSTRAP = ["mmdebstrap", "--quiet", "--variant=minbase", "--components=main"];

/** Makes sure that mmdebstrap is there. @throws LabError when it is not, and cannot be installed */
export async function ensureMmdebstrap(release: DebianRelease, say: Say, signal?: AbortSignal): Promise<void> {
  const program = { name: "mmdebstrap", packages: ["mmdebstrap", "debian-archive-keyring"] };
  await ensureProgram(program, say, signal).catch((cause) => {
    throw new LabError(`A Debian base (${release}) could not be made`, {
      cause,
      remedy: `install the packages ${program.packages.join(" and ")}, or give this machine access to ready images`,
    });
  });
}

/**
 * Makes a minimal Debian from the distribution's archive.
 *
 * @param target the archive that it is written to
 * @param options mmdebstrap's, beside those that every Debian is made with
 * @throws LabError that has mmdebstrap's words; Interrupted
 */
export async function bootstrapDebian(
  release: DebianRelease,
  target: string,
  options: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const sources = (await machineSources()).map(({ uri, suffix }) => `deb ${uri} ${release}${suffix} main`).join("\n");
  // With "-", mmdebstrap reads the sources from standard input; without, it uses Debian's.
  const command = [...MMDEBSTRAP, ...options, release, target, ...(sources === "" ? [] : ["-"])];
  const stop = withTimeout(signal, DEBIAN_MS);
  const made = await $({ quiet: true, nothrow: true, input: sources, signal: stop })`${command}`;
  if (made.exitCode === 0) return;
  if (signal?.aborted) throw new Interrupted(`Making Debian (${release}) was interrupted`, { cause: signal.reason });
  throw new LabError(
    `A Debian base (${release}) could not be made${stop.aborted ? ` within ${DEBIAN_MS / 60_000} min` : ""}`,
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
 * Debian's archives among apt's targets, which are lines of `ORIGIN CODENAME URI`. Only archives that a host reaches, too: none on a
 * disk. There are none on a machine with another system than Debian.
 */
export function sourcesOf(targets: string): Source[] {
  const found = targets.split("\n").flatMap((line) => {
    const [, suffix, uri] = /^Debian [a-z]+(|-updates|-security) (https?:.+)$/.exec(line) ?? [];
    return suffix === undefined || uri === undefined ? [] : [{ uri, suffix }];
  });
  return [...new Map(found.map((source) => [JSON.stringify(source), source])).values()];
}
