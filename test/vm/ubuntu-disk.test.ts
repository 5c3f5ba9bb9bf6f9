import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { $ } from "zx";
import { ensureProgram } from "../../src/common/packages.ts";
import { fetchUbuntuDisk, ubuntuFile } from "../../src/hosts/vm/image/ubuntu-disk.ts";
import { IMAGE, serveUbuntu, sumsOf } from "../unit/hosts/vm/ubuntu-server.ts";

const silent = () => {};

/** Where gpg has the keys of these tests. Its path is short, since gpg's agent listens in it. */
let home: string;
let keyring: string;
/** Fingerprints: of Ubuntu's part, of another key in the same keyring, and of one that is not in it. */
let ubuntus: string;
let another: string;
let strangers: string;

const gpg = (...args: string[]) =>
  $({ quiet: true, timeout: 60_000, env: { ...process.env, GNUPGHOME: home } })`gpg --batch --yes --quiet ${args}`;

async function makeKey(name: string): Promise<string> {
  await gpg("--passphrase", "", "--quick-generate-key", name, "rsa2048", "sign", "never");
  const { stdout } = await gpg("--with-colons", "--fingerprint", name);
  return /^fpr:+([0-9A-F]{40}):/m.exec(stdout)?.[1] ?? "none";
}

beforeAll(async () => {
  await ensureProgram({ name: "gpg", packages: ["gnupg"] }, silent);
  await ensureProgram({ name: "gpgv", packages: ["gpgv"] }, silent);
  home = await mkdtemp(join(tmpdir(), "labnote-gpg-"));
  ubuntus = await makeKey("Ubuntu's part <ubuntu@example.org>");
  another = await makeKey("Another <another@example.org>");
  strangers = await makeKey("A stranger <stranger@example.org>");
  keyring = join(home, "keyring.gpg");
  await gpg("--output", keyring, "--export", ubuntus, another);
});

afterAll(async () => {
  if (home === undefined) return;
  await $({ quiet: true, nothrow: true, env: { ...process.env, GNUPGHOME: home } })`gpgconf --kill all`;
  await rm(home, { recursive: true, force: true });
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-ubuntu-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function signed(sums: string, key: string): Promise<string> {
  const file = join(home, "SHA256SUMS");
  await writeFile(file, sums);
  await gpg("--local-user", key, "--armor", "--output", `${file}.gpg`, "--detach-sign", file);
  return readFile(`${file}.gpg`, "utf8");
}

/** What a server has when all is right, but for some files. */
const release = async (others: { readonly [name: string]: string } = {}) => ({
  SHA256SUMS: sumsOf(IMAGE),
  "SHA256SUMS.gpg": await signed(sumsOf(IMAGE), ubuntus),
  [ubuntuFile()]: IMAGE,
  ...others,
});

const get = (server: string, say: (line: string) => void = silent, signal = new AbortController().signal) =>
  fetchUbuntuDisk(folder, say, signal, { server, keyring, fingerprint: ubuntus });

/** How it fails: the error's words, those of its cause, and what to do. */
const failure = (getting: Promise<void>) =>
  getting.then(
    () => "it was kept",
    ({ name, message, cause, remedy }) => ({ name, message, cause: cause?.message, remedy }),
  );

test("an image of Ubuntu whose checksum Ubuntu signed is kept, and nothing is said of a signature", async () => {
  await using ubuntu = await serveUbuntu(await release());
  const told: string[] = [];
  await get(ubuntu.server, (line) => told.push(line));
  expect(await readdir(folder)).toEqual(["disk.qcow2"]);
  expect(await readFile(join(folder, "disk.qcow2"), "utf8")).toBe(IMAGE);
  expect(told.length).toBeGreaterThan(0);
  expect(told.join("\n")).not.toContain("verified");
});

test("an image of Ubuntu with another checksum than Ubuntu signed is not kept", async () => {
  await using ubuntu = await serveUbuntu(await release({ [ubuntuFile()]: `${IMAGE}!` }));
  expect(await failure(get(ubuntu.server))).toMatchObject({
    message: `${ubuntu.server}/${ubuntuFile()} is not the file it should be`,
    remedy: expect.stringContaining("do not trust"),
  });
  expect(await readdir(folder)).toEqual([]);
});

test("checksums of Ubuntu's images that somebody else signed are refused, also with another key of the keyring", async () => {
  for (const key of [another, strangers]) {
    await using ubuntu = await serveUbuntu(await release({ "SHA256SUMS.gpg": await signed(sumsOf(IMAGE), key) }));
    expect(await failure(get(ubuntu.server))).toEqual({
      name: "LabError",
      message: `${ubuntu.server}/SHA256SUMS is not signed as it must be`,
      cause: expect.stringContaining(key === another ? `by another key, ${another}` : strangers.slice(-16)),
      remedy: expect.stringContaining("do not trust"),
    });
    expect(ubuntu.asked).toEqual(["SHA256SUMS", "SHA256SUMS.gpg"]);
    expect(await readdir(folder)).toEqual([]);
  }
});

test("checksums of Ubuntu's images that were changed after they were signed are refused, also if they fit the image", async () => {
  const changed = `${IMAGE}!`;
  await using ubuntu = await serveUbuntu(await release({ SHA256SUMS: sumsOf(changed), [ubuntuFile()]: changed }));
  expect(await failure(get(ubuntu.server))).toMatchObject({
    message: `${ubuntu.server}/SHA256SUMS is not signed as it must be`,
    cause: "it was changed after it was signed",
  });
  expect(await readdir(folder)).toEqual([]);
});

test("checksums of Ubuntu's images without a signature are refused", async () => {
  await using page = await serveUbuntu(await release({ "SHA256SUMS.gpg": "<html>Sign in to this network</html>" }));
  expect(await failure(get(page.server))).toMatchObject({ cause: "there is no signature" });
  const { "SHA256SUMS.gpg": _signature, ...unsigned } = await release();
  await using ubuntu = await serveUbuntu(unsigned);
  expect(await failure(get(ubuntu.server))).toMatchObject({
    message: `${ubuntu.server}/SHA256SUMS.gpg could not be downloaded`,
    cause: "the server answered 404",
  });
  expect(await readdir(folder)).toEqual([]);
});

test("an image that Ubuntu's signed checksums do not list is not asked for", async () => {
  const sums = sumsOf(IMAGE).replaceAll(ubuntuFile(), "ubuntu-22.04-server-cloudimg-amd64.img");
  const files = await release({ SHA256SUMS: sums, "SHA256SUMS.gpg": await signed(sums, ubuntus) });
  await using ubuntu = await serveUbuntu(files);
  expect(await failure(get(ubuntu.server))).toMatchObject({ message: `${ubuntu.server} has no ${ubuntuFile()}` });
  expect(ubuntu.asked).toEqual(["SHA256SUMS", "SHA256SUMS.gpg"]);
  expect(await readdir(folder)).toEqual([]);
});

test("when the download of a signed Ubuntu is interrupted, nothing is left of it", async () => {
  await using ubuntu = await serveUbuntu(await release(), ubuntuFile());
  const interrupted = new AbortController();
  const getting = get(ubuntu.server, () => interrupted.abort(), interrupted.signal);
  expect(await failure(getting)).toMatchObject({ name: "Interrupted" });
  expect(await readdir(folder)).toEqual([]);
});
