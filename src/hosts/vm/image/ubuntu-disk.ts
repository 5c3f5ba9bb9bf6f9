import { access, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";
import { withTimeout } from "../../../common/abort.ts";
import { answers, download, fetchText } from "../../../common/download.ts";
import { Interrupted, inOneLine, LabError } from "../../../common/errors.ts";
import { aptInstall, hasApt, programPath } from "../../../common/packages.ts";
import type { Say } from "../../../common/progress.ts";

/** A server of Ubuntu's cloud images, and whose signature makes its checksums good. */
export interface UbuntuServer {
  /** The folder of a release, without a slash at its end. */
  server: string;
  /** The file with the public key, by its absolute path: gpgv looks for others in the user's own folder. */
  keyring: string;
  /** Of the key, in capital letters. The keyring has other keys, too, and theirs do not count. */
  fingerprint: string;
}

/**
 * Canonical's server. Its key is the "UEC Image Automatic Signing Key". The file is where the package ubuntu-keyring puts it; macOS, which has
 * no such package, lets nobody write to /usr/share.
 */
const OFFICIAL: UbuntuServer = {
  server: "https://cloud-images.ubuntu.com/releases/focal/release",
  keyring: `${process.platform === "darwin" ? "/usr/local" : "/usr"}/share/keyrings/ubuntu-cloudimage-keyring.gpg`,
  fingerprint: "D2EB44626FDDC30B513D5BB71A5D6C4C7DB87C81",
};

/** Milliseconds in which apt looks, and in which it downloads. Less than it has elsewhere: the image can be had without it. */
const APT_MS = 2 * 60_000;
/** Milliseconds. gpgv checks a signature in a few of them. */
const GPGV_MS = 30_000;

/** Node's names of the architectures that hosts can have, with Ubuntu's. */
const ARCHITECTURES: { readonly [arch: string]: string | undefined } = { x64: "amd64", arm64: "arm64" };

/**
 * The file of the cloud image of Ubuntu 20.04 for an architecture. It is in the format qcow2.
 *
 * @param arch as Node names it
 * @throws LabError for another architecture
 */
export function ubuntuFile(arch: string = process.arch): string {
  const theirs = ARCHITECTURES[arch];
  if (theirs !== undefined) return `ubuntu-20.04-server-cloudimg-${theirs}.img`;
  throw new LabError(`labnote knows no image of Ubuntu 20.04 for the architecture ${arch}`, {
    remedy: `use a machine of one of these: ${Object.keys(ARCHITECTURES).join(", ")}`,
  });
}

/** What decides which image {@link fetchUbuntuDisk} gets, for the hash in a name. It has no checksum, which is not known without the server. */
export const ubuntuDiskRecipe = (): readonly unknown[] => [OFFICIAL.server, ubuntuFile()];

/** Whether the server of Ubuntu's cloud images answers at all, within seconds. */
export const ubuntuAnswers = (signal?: AbortSignal, { server }: Pick<UbuntuServer, "server"> = OFFICIAL) =>
  answers(`${server}/`, signal);

/**
 * Gets the cloud image of Ubuntu 20.04 for this machine's architecture into a folder, as `disk.qcow2`, after its checksum and signature were
 * verified. Where the signature cannot be verified, since gpgv or the key is not to be had, `say` says so, and the published checksum counts.
 *
 * @param changes another server and key, for tests
 * @throws LabError when the image cannot be had, or is not what Ubuntu signed; Interrupted. Nothing is left in the folder.
 */
export async function fetchUbuntuDisk(
  folder: string,
  say: Say,
  signal: AbortSignal,
  changes: Partial<UbuntuServer> = {},
): Promise<void> {
  const from = { ...OFFICIAL, ...changes };
  const file = ubuntuFile();
  const draft = join(folder, "disk.qcow2.new");
  try {
    // Before anything is installed: it shows at once when the server is out of reach.
    const sums = await fetchText(`${from.server}/SHA256SUMS`, signal);
    const unverifiable = await whyUnverifiable(from.keyring, say, signal);
    if (unverifiable === undefined) await checkSignature(sums, from, signal);
    const sha256 = checksumOf(sums, file);
    if (sha256 === undefined)
      throw new LabError(`${from.server} has no ${file}`, {
        cause: new Error("its SHA256SUMS does not list it"),
        remedy: "see in a browser whether the server still has the image; run this again if it does",
      });
    await download(`${from.server}/${file}`, draft, sha256, unverified(say, unverifiable, from.keyring), signal);
    await rename(draft, join(folder, "disk.qcow2"));
  } catch (error) {
    if (signal.aborted) throw new Interrupted("Getting Ubuntu 20.04 was interrupted", { cause: signal.reason });
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Says that the signature was not verified, and says it again with each line: a line is soon replaced by the next one. */
function unverified(say: Say, reason: string | undefined, keyring: string): Say {
  if (reason === undefined) return say;
  say(
    `the signature of Ubuntu's image is not verified, only its published checksum, because ${reason}; to have it verified, install gpgv and ${keyring} (in Ubuntu, and in Debian since 13, the packages gpgv and ubuntu-keyring)`,
  );
  return (line) => say(`${line} (signature not verified: install gpgv and ubuntu-keyring)`);
}

/** The checksum of a file in the text of a SHA256SUMS, whose lines are as sha256sum writes them; `undefined` if it is not listed. */
export function checksumOf(sums: string, file: string): string | undefined {
  const listed = [...sums.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm)];
  return listed.find(([, , name]) => name === file)?.[1];
}

/** Why no signature can be verified here, once what can be installed is; `undefined` when it can be. */
async function whyUnverifiable(keyring: string, say: Say, signal: AbortSignal): Promise<string | undefined> {
  const before = await lacking(keyring);
  if (before.length === 0) return undefined;
  if (process.getuid?.() === 0 && (await hasApt())) {
    const packages = before.map((lack) => lack.package);
    say(`installing ${packages.join(" and ")} from the distribution, system-wide`);
    try {
      await aptInstall(packages, say, signal, APT_MS);
    } catch (error) {
      if (!(error instanceof LabError) || signal.aborted) throw error;
      return inOneLine(error);
    }
  }
  const still = (await lacking(keyring)).map((lack) => lack.what);
  return still.length === 0 ? undefined : still.join(" and ");
}

/** What a signature is verified with and is not there, with the packages of Debian and Ubuntu that have it. */
async function lacking(keyring: string): Promise<{ what: string; package: string }[]> {
  const gpgv = (await programPath("gpgv")) !== undefined;
  const key = await access(keyring).then(
    () => true,
    () => false,
  );
  return [
    ...(gpgv ? [] : [{ what: "gpgv is not installed", package: "gpgv" }]),
    ...(key ? [] : [{ what: `there is no ${keyring}`, package: "ubuntu-keyring" }]),
  ];
}

/** @throws LabError when the server has no signature of this text by that key. */
async function checkSignature(sums: string, from: UbuntuServer, signal: AbortSignal): Promise<void> {
  const signature = await fetchText(`${from.server}/SHA256SUMS.gpg`, signal);
  const folder = await mkdtemp(join(tmpdir(), "labnote-signature-"));
  try {
    const [signed, by] = [join(folder, "SHA256SUMS"), join(folder, "SHA256SUMS.gpg")];
    await writeFile(signed, sums);
    await writeFile(by, signature);
    const run = $({ quiet: true, nothrow: true, signal: withTimeout(signal, GPGV_MS) });
    const { stdout, stderr } = await run`gpgv --status-fd 1 --keyring ${from.keyring} ${by} ${signed}`;
    const refused = signatureRefusal(stdout, from.fingerprint);
    if (refused === undefined) return;
    throw new LabError(`${from.server}/SHA256SUMS is not signed as it must be`, {
      cause: new Error(refused, stderr.trim() === "" ? {} : { cause: new Error(stderr.trim()) }),
      remedy: "run this again, or try another network; do not trust one that alters downloads",
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What gpgv's status lines say of a signature that is not good, and what it means. The first that is found counts. */
const FAULTS: readonly (readonly [keyword: string, meaning: (first: string) => string])[] = [
  ["BADSIG", () => "it was changed after it was signed"],
  ["EXPSIG", () => "the signature has expired"],
  ["EXPKEYSIG", (key) => `the key ${key} has expired`],
  ["REVKEYSIG", (key) => `the key ${key} was revoked`],
  ["NO_PUBKEY", (key) => `it was signed by the key ${key}, which is not in the keyring`],
  ["ERRSIG", (key) => `the signature by the key ${key} cannot be checked`],
  ["VALIDSIG", (fingerprint) => `it was signed by another key, ${fingerprint}`],
  ["NODATA", () => "there is no signature"],
];

/**
 * Why gpgv's status lines (doc/DETAILS of GnuPG) do not show a good signature by the one key; `undefined` when they do.
 *
 * A good signature by another key beside it does no harm, one that is bad does. gpgv's exit code says less: it is 0 for any key of the keyring.
 *
 * @param status what gpgv wrote to --status-fd
 */
export function signatureRefusal(status: string, fingerprint: string): string | undefined {
  const signatures = status.split(/^\[GNUPG:\] NEWSIG/m).map(statusLines);
  // VALIDSIG alone says that the bytes are right: it comes for a key that was revoked, too.
  const good = signatures.some((lines) => lines.has("GOODSIG") && lines.get("VALIDSIG") === fingerprint);
  if (good && !signatures.some((lines) => lines.has("BADSIG"))) return undefined;
  for (const [keyword, meaning] of FAULTS) {
    const found = signatures.find((lines) => lines.has(keyword));
    if (found !== undefined) return meaning(found.get(keyword) ?? "");
  }
  return "gpgv did not say that the signature is good";
}

/** The keywords of status lines, each with the first word after it. */
const statusLines = (status: string): Map<string, string> =>
  new Map([...status.matchAll(/^\[GNUPG:\] (\S+) ?(\S*)/gm)].map(([, keyword = "", first = ""]) => [keyword, first]));
