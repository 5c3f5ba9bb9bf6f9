import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readIfExists } from "../../../../src/common/files.ts";
import type { Say } from "../../../../src/common/progress.ts";
import {
  checksumOf,
  fetchUbuntuDisk,
  signatureRefusal,
  ubuntuAnswers,
  ubuntuDiskRecipe,
  ubuntuFile,
} from "../../../../src/hosts/vm/image/ubuntu-disk.ts";
import { type OnPath, withProgram } from "../../with-program.ts";
import { IMAGE, serveUbuntu, sumsOf } from "./ubuntu-server.ts";

const never = new AbortController().signal;

describe("the file of Ubuntu's cloud image", () => {
  test("the file of Ubuntu's cloud image goes by the architecture, in Ubuntu's words", () => {
    expect(ubuntuFile("x64")).toBe("ubuntu-20.04-server-cloudimg-amd64.img");
    expect(ubuntuFile("arm64")).toBe("ubuntu-20.04-server-cloudimg-arm64.img");
  });

  test("on an architecture without an image of Ubuntu, the error names the architecture", () => {
    expect(() => ubuntuFile("riscv64")).toThrow("no image of Ubuntu 20.04 for the architecture riscv64");
  });

  test("the recipe of Ubuntu's disk names the server and the file", () => {
    expect(ubuntuDiskRecipe()).toEqual(["https://cloud-images.ubuntu.com/releases/focal/release", ubuntuFile()]);
  });
});

describe("the checksum of a file in a SHA256SUMS", () => {
  const [a, b, c] = ["a", "b", "c"].map((digit) => digit.repeat(64));
  const sums = `${a} *disk.img.manifest\n${b} *disk.img\n${c}  notes.txt\n`;

  test("the checksum of a file in a SHA256SUMS is that of the whole name, read in binary or as text", () => {
    expect(checksumOf(sums, "disk.img")).toBe(b);
    expect(checksumOf(sums, "notes.txt")).toBe(c);
  });

  test("a file that a SHA256SUMS does not list has no checksum, nor has one with a checksum of another kind", () => {
    expect(checksumOf(sums, "disk")).toBeUndefined();
    expect(checksumOf(sums, "img")).toBeUndefined();
    expect(checksumOf("d41d8cd98f00b204e9800998ecf8427e *disk.img\n", "disk.img")).toBeUndefined();
    expect(checksumOf("<html>Sign in to this network</html>", "disk.img")).toBeUndefined();
  });
});

describe("gpgv's word on a signature", () => {
  const key = "D2EB44626FDDC30B513D5BB71A5D6C4C7DB87C81";
  const other = "4A3CE3CD565D7EB5C810E2B97FF3F408476CF100";
  const status = (...lines: string[]) => lines.map((line) => `[GNUPG:] ${line}\n`).join("");
  const by = (fingerprint: string, word = "GOODSIG") => [
    "NEWSIG",
    `KEY_CONSIDERED ${fingerprint} 0`,
    `${word} ${fingerprint.slice(-16)} Somebody <s@example.org>`,
    `VALIDSIG ${fingerprint} 2026-07-25 1785018847 0 4 0 1 10 00 ${fingerprint}`,
  ];
  const unknown = ["NEWSIG", "ERRSIG 7FF3F408476CF100 1 10 00 1785018847 9", "NO_PUBKEY 7FF3F408476CF100"];
  const bad = ["NEWSIG", `KEY_CONSIDERED ${key} 0`, "BADSIG 1A5D6C4C7DB87C81 UEC <cdimage@ubuntu.com>"];

  test("a signature is good if it is valid and by the one key, alone or beside another", () => {
    expect(signatureRefusal(status(...by(key)), key)).toBeUndefined();
    expect(signatureRefusal(status(...unknown, ...by(key), ...by(other)), key)).toBeUndefined();
  });

  test.each([
    ["by another key of the keyring", by(other), `by another key, ${other}`],
    ["by a key that the keyring lacks", unknown, "by the key 7FF3F408476CF100, which is not in the keyring"],
    ["that is not of these bytes", bad, "changed after it was signed"],
    ["that is good, beside one that is not", [...by(key), ...bad], "changed after it was signed"],
    ["by a key that was revoked", by(key, "REVKEYSIG"), "the key 1A5D6C4C7DB87C81 was revoked"],
    ["by a key that was revoked, beside another's", [...by(other), ...by(key, "REVKEYSIG")], "was revoked"],
    ["by a key that has expired", by(key, "EXPKEYSIG"), "the key 1A5D6C4C7DB87C81 has expired"],
    ["that has expired", by(key, "EXPSIG"), "the signature has expired"],
    ["that is none", ["NODATA 1", "NODATA 2"], "there is no signature"],
    ["that gpgv says nothing of", [], "did not say"],
    ["by somebody who writes of the key in it", [...by(other), `NOTATION_DATA x [GNUPG:] VALIDSIG ${key}`], other],
  ])("a signature is refused %s", (_which, lines, reason) => {
    expect(signatureRefusal(status(...lines), key)).toContain(reason);
  });
});

describe("where no signature can be verified", () => {
  let folder: string;
  let apt: OnPath;
  let told: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-ubuntu-"));
    apt = await withProgram("apt-get", 'echo "$*" >> "$(dirname "$0")/log"; echo no such package >&2; exit 100');
    told = [];
  });
  afterEach(async () => {
    await apt[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });
  /** Of this keyring there is no package, so no signature can be verified. */
  const keyring = "/nonexistent/keyring.gpg";
  const note: Say = (line) => {
    told.push(line);
  };
  const get = (server: string, signal = never, say = note) => fetchUbuntuDisk(folder, say, signal, { server, keyring });
  const failure = (getting: Promise<void>) =>
    getting.then(
      () => "it was kept",
      ({ name, message, cause, remedy }) => ({ name, message, cause: cause?.message, remedy }),
    );

  test("where no signature can be verified, the image is kept for its checksum, and the user reads how to have it verified", async () => {
    await using ubuntu = await serveUbuntu({ SHA256SUMS: sumsOf(IMAGE), [ubuntuFile()]: IMAGE });
    await get(ubuntu.server);
    expect(await readdir(folder)).toEqual(["disk.qcow2"]);
    expect(await readFile(join(folder, "disk.qcow2"), "utf8")).toBe(IMAGE);
    const about = told.find((line) => line.startsWith("the signature of Ubuntu's image is not verified"));
    expect(about).toContain(`install gpgv and ${keyring}`);
    expect(about).toContain("the packages gpgv and ubuntu-keyring");
    expect(told.at(-1)).toContain("signature not verified: install gpgv and ubuntu-keyring");
  });

  test("where no signature can be verified, an image with another checksum is not kept", async () => {
    await using ubuntu = await serveUbuntu({ SHA256SUMS: sumsOf(IMAGE), [ubuntuFile()]: `${IMAGE}!` });
    expect(await failure(get(ubuntu.server))).toMatchObject({
      message: `${ubuntu.server}/${ubuntuFile()} is not the file it should be`,
      remedy: expect.stringContaining("do not trust"),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test("an image that the server does not list is not asked for", async () => {
    await using ubuntu = await serveUbuntu({ SHA256SUMS: "", [ubuntuFile()]: IMAGE });
    expect(await failure(get(ubuntu.server))).toMatchObject({
      name: "LabError",
      message: `${ubuntu.server} has no ${ubuntuFile()}`,
      remedy: expect.stringContaining("see in a browser"),
    });
    expect(ubuntu.asked).toEqual(["SHA256SUMS"]);
    expect(await readdir(folder)).toEqual([]);
  });

  test("when Ubuntu's server is gone, labnote says so before it installs anything", async () => {
    const gone = await serveUbuntu({});
    await gone[Symbol.asyncDispose]();
    expect(await failure(get(gone.server))).toMatchObject({
      name: "LabError",
      message: `${gone.server}/SHA256SUMS could not be downloaded`,
      remedy: expect.stringContaining("127.0.0.1"),
    });
    expect(await readIfExists(join(apt.folder, "log"))).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    expect(await ubuntuAnswers(never, gone)).toBe(false);
  });

  test("Ubuntu's server answers also when it has nothing", async () => {
    await using ubuntu = await serveUbuntu({});
    expect(await ubuntuAnswers(never, ubuntu)).toBe(true);
  });

  test("when the download of Ubuntu is interrupted, nothing is left of it", async () => {
    await using ubuntu = await serveUbuntu({ SHA256SUMS: sumsOf(IMAGE), [ubuntuFile()]: IMAGE }, ubuntuFile());
    const interrupted = new AbortController();
    const stop = (line: string) => {
      if (line.startsWith(ubuntuFile())) interrupted.abort(new Error("Ctrl-C"));
    };
    expect(await failure(get(ubuntu.server, interrupted.signal, stop))).toMatchObject({
      name: "Interrupted",
      cause: "Ctrl-C",
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
