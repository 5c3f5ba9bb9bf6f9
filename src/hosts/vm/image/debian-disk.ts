import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { $, which } from "zx";
import { withTimeout } from "../../../common/abort.ts";
import { Interrupted, LabError } from "../../../common/errors.ts";
import { contentOf } from "../../../common/hash.ts";
import { ensureProgram } from "../../../common/packages.ts";
import { programLine } from "../../../common/processes.ts";
import type { Say } from "../../../common/progress.ts";
import { bootstrapDebian, type DebianRelease, ensureMmdebstrap, MMDEBSTRAP } from "../../local/debian.ts";

const RELEASE: DebianRelease = "trixie";

/** What a cloud's Ubuntu has, as far as a host needs it. The user data install the Docker Engine; its client comes only with recommendations. */
const PACKAGES: readonly string[] = [
  process.arch === "arm64" ? "linux-image-cloud-arm64" : "linux-image-cloud-amd64",
  ...["e2fsprogs", "systemd", "systemd-resolved", "systemd-sysv", "tiny-initramfs", "udev", "xz-utils"],
  ...["cloud-init", "dbus", "iproute2", "iptables", "kmod", "netbase", "openssh-server", "procps", "sudo"],
  ...["apt-utils", "ca-certificates", "curl", "eatmydata", "less", "wget"],
  ...["docker-buildx", "docker-cli", "docker-registry"],
];

const images = join(import.meta.dirname, "../../../../images");
/** Files that hosts which are containers have, too. */
const SHARED: readonly string[] = [
  "etc/environment",
  "etc/labnote/registry.yml",
  "etc/profile.d/sbin.sh",
  "etc/systemd/system/labnote-registry.service",
  "usr/local/sbin/labnote-apt",
];

/** The script that finishes a tree. As text: the tree's owner may not come to a checkout. */
const FINISH = readFileSync(join(images, "vm/finish.sh"), "utf8");

/** Of the file system: the smallest disk that a host may have is larger, and the file system grows with it. */
const SIZE = "4G";
const MKE2FS: readonly string[] = ["mke2fs", "-q", "-t", "ext4", "-m", "0", "-L", "labnote"];

/** Milliseconds for a step beside mmdebstrap, which takes seconds. */
const STEP_MS = 5 * 60_000;

/**
 * All that goes into the disk, for the hash in its name in the cache. The stand-ins are not in it.
 *
 * @param folder the folder `images`
 */
export async function debianDiskRecipe(folder: string = images): Promise<unknown[]> {
  const files = await Promise.all(["host/files", "vm/files"].map((part) => contentOf(join(folder, part))));
  const [shared = [], own] = files as [string, ...unknown[]][][];
  const options = mmdebstrapOptions({ files: "", registry: "" });
  return [MMDEBSTRAP, RELEASE, options, MKE2FS, SIZE, shared.filter(([path]) => SHARED.includes(path)), own];
}

/** mmdebstrap's options beside those that every Debian is made with. `files` and `registry` are archives. */
export function mmdebstrapOptions({ files, registry }: { files: string; registry?: string }): string[] {
  const standIns = "/var/lib/labnote";
  const addStandIns =
    registry === undefined ? [] : [`mkdir -p "$1${standIns}"`, `tar-in ${hookWord(registry)} ${standIns}`];
  return [
    "--format=directory",
    `--include=${PACKAGES.join(",")}`,
    // Before the kernel comes, whose first act is to make its initial RAM disk.
    `--essential-hook=tar-in ${hookWord(files)} /`,
    ...[...addStandIns, FINISH].map((hook) => `--customize-hook=${hook}`),
  ];
}

/** A word of one of mmdebstrap's own hooks, which splits them as a shell does (Perl's Text::ParseWords). */
const hookWord = (text: string): string => text.replaceAll(/[^\p{L}\p{N}_.,:=@%+/-]/gu, "\\$&");

/**
 * Makes a Debian 13 disk in a folder: `disk.raw` (ext4 without a partition table, sparse), `kernel` and `initrd`. It takes a minute on a fast
 * network.
 *
 * @param options.registry an archive with the storage of the stand-ins' registry, as `registry/…`; without it there are none
 * @throws LabError when this machine cannot make it; Interrupted
 */
export async function makeDebianDisk(
  folder: string,
  options: { registry?: string },
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  const asRoot = process.getuid?.() === 0;
  await ensureMmdebstrap(RELEASE, say, signal);
  await ensureMke2fs(say, signal);
  if (!asRoot) await checkUserNamespaces(signal);
  // It takes 1 GB, so not where /tmp may be memory.
  const place = await mkdtemp(join(resolve(process.env.TMPDIR ?? "/var/tmp"), "labnote-debian-"));
  const tree = join(place, "tree");
  try {
    // The tree's owner is, to this machine, another user; that one must come to it.
    await chmod(place, 0o711);
    const files = join(place, "files.tar");
    await packFiles(files, signal);
    const registry = options.registry === undefined ? undefined : resolve(options.registry);
    const mode = `--mode=${asRoot ? "root" : "unshare"}`;
    await bootstrapDebian(RELEASE, tree, [mode, ...mmdebstrapOptions({ files, registry })], signal);
    const disk = await makeFileSystem(place, asRoot, signal);
    await takeBootFiles(join(tree, "boot"), folder);
    await run(["mv", "--", disk, join(folder, "disk.raw")], { signal });
  } finally {
    await remove(place, asRoot);
  }
}

/** PATH with the folders of administration, which an ordinary user of Debian does not have there. */
const adminPath = (): string => `${process.env.PATH}:/usr/sbin:/sbin`;

async function ensureMke2fs(say: Say, signal: AbortSignal): Promise<void> {
  if ((await which("mke2fs", { nothrow: true, path: adminPath() })) !== null) return;
  await ensureProgram({ name: "mke2fs", packages: ["e2fsprogs"] }, say, signal);
}

/** Asks mmdebstrap itself: many things must be right, and differ between systems. @throws LabError */
async function checkUserNamespaces(signal: AbortSignal): Promise<void> {
  await run([...AS_OWNER, "true"], { signal }).catch((cause) => {
    if (cause instanceof Interrupted) throw cause;
    throw new LabError("An ordinary user cannot make a Debian disk on this machine", {
      cause,
      remedy:
        "install uidmap (on Debian and Ubuntu: sudo apt-get install uidmap), see that your user has a row in /etc/subuid and in /etc/subgid and that user namespaces are allowed, then run this again",
    });
  });
}

/** Packs the files of {@link SHARED} and of images/vm, with modes that do not depend on how the checkout was made. */
async function packFiles(archive: string, signal: AbortSignal): Promise<void> {
  const owner = ["--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX"];
  const content = ["-C", join(images, "host/files"), ...SHARED, "-C", join(images, "vm/files"), "."];
  await run(["tar", "--create", `--file=${archive}`, ...owner, ...content], { signal });
}

/** Makes the file system of `tree` in a folder; returns its file. */
async function makeFileSystem(place: string, asRoot: boolean, signal: AbortSignal): Promise<string> {
  // The tree's owner must be able to write to the file, and so is everybody who knows its name, which nobody can guess, list, or read in
  // the command.
  const secret = join(place, randomUUID());
  await mkdir(secret);
  await chmod(secret, 0o711);
  const disk = join(secret, "disk.raw");
  await writeFile(disk, "");
  await chmod(disk, 0o666);
  const command = [...MKE2FS, "-d", "../tree", basename(disk), SIZE];
  await run(asRoot ? command : [...AS_OWNER, ...command], { signal, cwd: secret });
  await chmod(disk, 0o600);
  return disk;
}

/** Copies the kernel and its initial RAM disk. A new tree has one of each. */
async function takeBootFiles(boot: string, folder: string): Promise<void> {
  const names = await readdir(boot);
  const take = async (prefix: string, to: string) => {
    const name = names.find((each) => each.startsWith(prefix));
    if (name === undefined) throw new Error(`there is no ${prefix}* in the /boot of a new Debian`);
    await copyFile(join(boot, name), join(folder, to));
  };
  await Promise.all([take("vmlinuz-", "kernel"), take("initrd.img-", "initrd")]);
}

/** Removes the tree as its owner, whom the user cannot act for otherwise, then the rest. Never goes into what is mounted in a tree. */
async function remove(place: string, asRoot: boolean): Promise<void> {
  if (!asRoot && existsSync(join(place, "tree")))
    await run([...AS_OWNER, "find", "tree", "-xdev", "-mindepth", "1", "-delete"], { cwd: place });
  await run(["rm", "-rf", "--one-file-system", "--", place], {});
}

/** How mmdebstrap runs a command as the owner of the trees that it makes for an ordinary user. */
const AS_OWNER: readonly string[] = ["mmdebstrap", "--unshare-helper"];

/** Runs a program that takes seconds. @throws LabError with its words; Interrupted */
async function run(command: readonly string[], { signal, cwd }: { signal?: AbortSignal; cwd?: string }): Promise<void> {
  const env = { ...process.env, PATH: adminPath(), LC_ALL: "C.UTF-8" };
  const done = await $({ quiet: true, nothrow: true, env, cwd, signal: withTimeout(signal, STEP_MS) })`${command}`;
  if (done.exitCode === 0) return;
  const [program = "", ...rest] = command;
  if (signal?.aborted) throw new Interrupted(`${program} was interrupted`, { cause: signal.reason });
  throw new LabError(`${programLine([program, ...rest])} failed`, {
    cause: new Error(done.stderr.trim()),
    remedy: "make sure that the disk has room, then run this again",
  });
}
