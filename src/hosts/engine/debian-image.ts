import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digest } from "../../common/hash.ts";
import { singleFlight } from "../../common/processes.ts";
import type { Say } from "../../common/progress.ts";
import { CACHE, LABEL } from "../labels.ts";
import { bootstrapDebian, DEBIAN_MS, type DebianRelease, ensureMmdebstrap, MMDEBSTRAP } from "../local/debian.ts";
import { docker, hasImage, nameImage } from "./cli.ts";

/** As Ubuntu's own image: no manuals, translations, documents and time zones. Without these, an engine pulls and removes it in half the time. */
const SLIM = [
  "--dpkgopt=path-exclude=/usr/share/man/*",
  "--dpkgopt=path-exclude=/usr/share/info/*",
  "--dpkgopt=path-exclude=/usr/share/locale/*",
  "--dpkgopt=path-exclude=/usr/share/doc/*",
  "--dpkgopt=path-include=/usr/share/doc/*/copyright",
  '--customize-hook=chroot "$1" dpkg --purge tzdata',
];

/** mmdebstrap's options for the image of a release. Hosts are made from one, and the images of exercises from the others. */
const OPTIONS: Readonly<Record<DebianRelease, readonly string[]>> = { trixie: [], bookworm: SLIM, bullseye: SLIM };

/** The name of a release's image: the same for the same command line of mmdebstrap. */
export const debianImage = (release: DebianRelease): string =>
  `labnote/${release}:${digest(MMDEBSTRAP, OPTIONS[release], release)}`;

/**
 * A minimal Debian, made from the distribution's archive for machines that cannot reach Docker Hub; returns the image's name.
 * Only a complete image gets the name, so an interrupted one is never used.
 * @throws LabError when it cannot be made on this machine
 */
export const ensureDebian = singleFlight(async (release: DebianRelease, say: Say = () => {}, signal?: AbortSignal) => {
  const name = debianImage(release);
  if (await hasImage(name, signal)) return name;
  await ensureMmdebstrap(release, say, signal);
  say(`making a minimal Debian (${release}) from the distribution's archive`);
  const folder = await mkdtemp(join(tmpdir(), "labnote-debian-"));
  try {
    const archive = join(folder, "root.tar");
    await bootstrapDebian(release, archive, OPTIONS[release], signal);
    const changes = [`LABEL ${LABEL}=${CACHE}`, 'CMD ["bash"]'].flatMap((change) => ["--change", change]);
    // It has no name until it is complete. Not interrupted: the engine would go on with it, and leave an image without a name.
    await nameImage(await docker(["import", ...changes, archive], { timeout: DEBIAN_MS }), name);
    return name;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
