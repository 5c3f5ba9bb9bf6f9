import { createPrivateKey, X509Certificate } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import { $ } from "zx";
import { LabError } from "../../common/errors.ts";
import { readIfExists } from "../../common/files.ts";
import { ensureProgram } from "../../common/packages.ts";
import type { Say } from "../../common/progress.ts";

/** What a server of https shows, and what it keeps secret, as PEM. */
export interface Certificate {
  cert: string;
  /** A secret. */
  key: string;
  /** SHA-256 of the certificate, as browsers show it. */
  fingerprint: string;
}

const OPENSSL = { name: "openssl", packages: ["openssl"] };

/** The certificate and its key, in the folder of the lab's data. */
const FILES = { cert: "class-certificate.pem", key: "class-key.pem" } as const;
/** Days for which a certificate is made: a class, and those of the same week. */
const DAYS = 7;
/** A certificate that ends within so many milliseconds is made anew: it must last for the class. */
const LEAST = 12 * 60 * 60_000;

/**
 * The class's own certificate for an address, in the folder of the lab's data. One that is there for the same address is used again, since
 * students have looked at its fingerprint.
 *
 * @param address an IP address, or a name
 * @throws {LabError} when openssl is missing, or the files cannot be written
 */
export async function classCertificate(folder: string, address: string, say: Say): Promise<Certificate> {
  const paths = { cert: join(folder, FILES.cert), key: join(folder, FILES.key) };
  const [cert, key] = await Promise.all([readIfExists(paths.cert), readIfExists(paths.key)]);
  const known = cert !== undefined && key !== undefined ? fitting(cert, key, address) : undefined;
  if (known !== undefined) return known;
  const openssl = await ensureProgram(OPENSSL, say);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = await mkdtemp(join(folder, "certificate-"));
  try {
    await make(openssl, draft, address);
    await chmod(join(draft, FILES.key), 0o600);
    for (const name of ["key", "cert"] as const) await rename(join(draft, FILES[name]), paths[name]);
  } catch (cause) {
    throw new LabError("The class's certificate could not be made", {
      cause,
      remedy: "make sure that openssl works and that the disk has room; or give one of your own with --cert and --key",
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return readCertificate(paths.cert, paths.key, address);
}

/** Makes a key and a certificate of it. The request stands in a file: openssl of macOS takes no names of hosts as arguments. */
async function make(openssl: string, folder: string, address: string): Promise<void> {
  const request = join(folder, "request.cnf");
  await writeFile(
    request,
    `[req]
distinguished_name = name
x509_extensions = class
prompt = no
[name]
CN = labnote class
[class]
subjectAltName = ${isIP(address) === 0 ? "DNS" : "IP"}:${address}
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
`,
    { mode: 0o600 },
  );
  const key = join(folder, FILES.key);
  const run = $({ quiet: true, timeout: 60_000 });
  await run`umask 077; ${openssl} ecparam -name prime256v1 -genkey -noout -out ${key}`;
  await run`${openssl} req -x509 -new -sha256 -days ${DAYS} -key ${key} -config ${request} -out ${join(folder, FILES.cert)}`;
}

/** A certificate that is there, if it is one of this address, of this key, and lasts long enough. */
function fitting(cert: string, key: string, address: string): Certificate | undefined {
  try {
    const read = certificateOf(cert, key);
    const lasts = Date.parse(read.x509.validTo) - Date.now() >= LEAST;
    return read.matches && lasts && isFor(read.x509, address) ? read : undefined;
  } catch {
    return undefined;
  }
}

const isFor = (x509: X509Certificate, address: string): boolean =>
  (isIP(address) === 0 ? x509.checkHost(address) : x509.checkIP(address)) !== undefined;

function certificateOf(cert: string, key: string): Certificate & { x509: X509Certificate; matches: boolean } {
  const x509 = new X509Certificate(cert);
  return { cert, key, fingerprint: x509.fingerprint256, x509, matches: x509.checkPrivateKey(createPrivateKey(key)) };
}

/**
 * A certificate and its key from files.
 * @throws {LabError} when they cannot be read, do not belong together, have ended, or are of another address
 */
export async function readCertificate(certFile: string, keyFile: string, address: string): Promise<Certificate> {
  const [cert, key] = await Promise.all([readPem(certFile), readPem(keyFile)]);
  let read: ReturnType<typeof certificateOf>;
  try {
    read = certificateOf(cert, key);
  } catch (cause) {
    throw new LabError(`${certFile} and ${keyFile} are not a certificate and its key as PEM`, {
      cause,
      remedy: "give a certificate with --cert, and its key, without a password, with --key",
    });
  }
  const { x509, matches, fingerprint } = read;
  if (!matches)
    throw new LabError(`The key in ${keyFile} is not that of the certificate in ${certFile}`, {
      remedy: "give the two that were made together",
    });
  if (Date.parse(x509.validTo) < Date.now())
    throw new LabError(`The certificate in ${certFile} ended on ${x509.validTo}`, {
      remedy: "give one that still holds",
    });
  if (!isFor(x509, address))
    throw new LabError(`The certificate in ${certFile} is not for ${address}`, {
      cause: `it is for ${x509.subjectAltName ?? "no address"}`,
      remedy: "give --listen the name that it is for, if that name leads to this machine, or give another certificate",
    });
  return { cert, key, fingerprint };
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new LabError(`${file} cannot be read`, {
      cause,
      remedy: "make sure that the file is there and that you may read it",
    });
  }
}
