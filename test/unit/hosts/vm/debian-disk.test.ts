import { execFileSync } from "node:child_process";
import { appendFile, chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { digest } from "../../../../src/common/hash.ts";
import { debianDiskRecipe, makeDebianDisk, mmdebstrapOptions } from "../../../../src/hosts/vm/image/debian-disk.ts";
import { withProgram } from "../../with-program.ts";

const images = join(import.meta.dirname, "../../../../images");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-debian disk, "));
});
afterEach(() => rm(folder, { recursive: true }));

/** The words of a hook, as mmdebstrap splits it. */
const wordsOf = (hook: string): string[] =>
  execFileSync("perl", ["-MText::ParseWords", "-e", 'print join "\\0", shellwords($ARGV[0])', hook], {
    encoding: "utf8",
  }).split("\0");

/** What hooks of one kind do, in their order. */
const hooksOf = (options: readonly string[], kind: string): string[] =>
  options.filter((option) => option.startsWith(`--${kind}-hook=`)).map((option) => option.slice(kind.length + 8));

describe("mmdebstrap gets", () => {
  const options = mmdebstrapOptions({ files: "/tmp/files.tar" });
  const packages = options
    .find((option) => option.startsWith("--include="))
    ?.slice("--include=".length)
    .split(",");

  test("to install a kernel, and the engine's client with BuildKit, but no engine", () => {
    expect(packages).toEqual(expect.arrayContaining(["cloud-init", "docker-buildx", "docker-cli", "openssh-server"]));
    expect(packages).toContainEqual(expect.stringMatching(/^linux-image-cloud-(amd64|arm64)$/));
    expect(packages).not.toContain("docker.io");
    expect(new Set(packages).size).toBe(packages?.length);
  });

  test("to put labnote's files in before the kernel comes, and to finish the tree at the end", () => {
    expect(hooksOf(options, "essential")).toEqual(["tar-in /tmp/files.tar /"]);
    expect(hooksOf(options, "customize")).toEqual([
      expect.stringContaining("systemctl --quiet enable systemd-networkd"),
    ]);
  });

  test("to add stand-ins before the tree is finished, where there are some", () => {
    const added = hooksOf(mmdebstrapOptions({ files: "/tmp/files.tar", registry: "/tmp/registry.tar" }), "customize");
    expect(added.slice(0, -1)).toEqual(['mkdir -p "$1/var/lib/labnote"', "tar-in /tmp/registry.tar /var/lib/labnote"]);
    expect(added.at(-1)).toBe(hooksOf(options, "customize")[0]);
  });

  test.each(["/home/mina kim/a, b", '/srv/it\'s "here"', "/tmp/back\\slash $HOME `x`;&|#*", "/집/日本 語/émile"])(
    "of archives in any folder: %s",
    (place) => {
      const odd = mmdebstrapOptions({ files: `${place}/files.tar`, registry: `${place}/registry.tar` });
      const [essential = ""] = hooksOf(odd, "essential");
      expect(wordsOf(essential)).toEqual(["tar-in", `${place}/files.tar`, "/"]);
      const [, customize = ""] = hooksOf(odd, "customize");
      expect(wordsOf(customize)).toEqual(["tar-in", `${place}/registry.tar`, "/var/lib/labnote"]);
    },
  );
});

describe("the recipe of a disk", () => {
  const changed = async (change: (copy: string) => Promise<unknown>): Promise<boolean> => {
    const copy = join(folder, "images");
    for (const part of ["host", "vm"]) await cp(join(images, part), join(copy, part), { recursive: true });
    const before = digest(await debianDiskRecipe(copy));
    expect(before).toBe(digest(await debianDiskRecipe()));
    await change(copy);
    return digest(await debianDiskRecipe(copy)) !== before;
  };

  test.each(["vm/files/etc/fstab", "vm/files/etc/systemd/network/50-labnote.network", "host/files/etc/environment"])(
    "is another one when a file of it changes: %s",
    async (file) => expect(await changed((copy) => appendFile(join(copy, file), "\n"))).toBe(true),
  );

  test("is another one when a file of it cannot be executed any more", async () => {
    expect(await changed((copy) => chmod(join(copy, "host/files/usr/local/sbin/labnote-apt"), 0o644))).toBe(true);
  });

  test("is the same when a file changes that only containers have", async () => {
    expect(await changed((copy) => appendFile(join(copy, "host/files/usr/local/sbin/labnote-init"), "\n"))).toBe(false);
  });
});

describe("a disk is made", () => {
  const temporary = process.env.TMPDIR;
  beforeEach(async () => {
    process.env.TMPDIR = join(folder, "for a, while");
    await mkdir(process.env.TMPDIR);
  });
  afterEach(() => {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  });

  /** mmdebstrap that makes a tree with a /boot, and keeps the archive of labnote's files. */
  const mmdebstrap = (made: string) =>
    withProgram(
      "mmdebstrap",
      `if [ "$1" = --unshare-helper ]; then shift; exec "$@"; fi
for each; do case $each in */tree) tree=$each ;; esac; done
mkdir -p "$tree/boot"
cp "$tree/../files.tar" "$(dirname "$0")"
${made}`,
    );
  const mke2fs = () =>
    withProgram(
      "mke2fs",
      `for each; do case $each in -d) ;; ../tree) cp -r ../tree/boot/disk . ;; esac; done; mv disk disk.raw`,
    );
  const BOOT = `cd "$tree/boot"; for each in vmlinuz-6.12 initrd.img-6.12 config-6.12 disk; do echo "$each" > "$each"; done`;
  const make = (to: string) => makeDebianDisk(to, {}, () => {}, new AbortController().signal);

  test("in a folder with blanks and commas, and leaves nothing beside it", async () => {
    await using made = await mmdebstrap(BOOT);
    await using _ext4 = await mke2fs();
    const to = join(folder, "the, cache");
    await mkdir(to);
    await make(to);
    expect((await readdir(to)).sort()).toEqual(["disk.raw", "initrd", "kernel"]);
    expect(await readFile(join(to, "kernel"), "utf8")).toBe("vmlinuz-6.12\n");
    expect(await readFile(join(to, "initrd"), "utf8")).toBe("initrd.img-6.12\n");
    expect((await stat(join(to, "disk.raw"))).mode & 0o777).toBe(0o600);
    expect(await readdir(process.env.TMPDIR as string)).toEqual([]);
    const files = execFileSync("tar", ["--list", "--verbose", "--file", join(made.folder, "files.tar")], {
      encoding: "utf8",
    });
    for (const [mode, file] of [
      ["-rw-r--r--", "etc/environment"],
      ["-rwxr-xr-x", "usr/local/sbin/labnote-apt"],
      ["-rw-r--r--", "./etc/fstab"],
      ["drwxr-xr-x", "./etc/"],
    ])
      expect(files).toMatch(new RegExp(`^${mode} 0/0 .* ${file}$`, "m"));
  });

  test("or not, and mmdebstrap's words say why; nothing is left", async () => {
    await using _made = await mmdebstrap("echo 'E: no archive' >&2; exit 1");
    await using _ext4 = await mke2fs();
    await expect(make(folder)).rejects.toMatchObject({
      message: "A Debian base (trixie) could not be made",
      cause: { message: "E: no archive" },
    });
    expect(await readdir(process.env.TMPDIR as string)).toEqual([]);
  });

  test("or not, where the file system cannot be made; nothing is left", async () => {
    await using _made = await mmdebstrap(BOOT);
    await using _ext4 = await withProgram("mke2fs", "echo 'No space left on device' >&2; exit 1");
    await expect(make(folder)).rejects.toMatchObject({
      message: expect.stringMatching(/mke2fs .* failed$/),
      cause: { message: "No space left on device" },
    });
    expect(await readdir(process.env.TMPDIR as string)).toEqual([]);
  });
});
