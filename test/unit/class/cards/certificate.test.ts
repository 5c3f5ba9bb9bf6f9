import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:https";
import { type AddressInfo, isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { classCertificate, readCertificate } from "../../../../src/class/cards/certificate.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "labnote-certificate-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const made = (address: string) => classCertificate(folder, address, () => {});

describe("the class's own certificate", () => {
  test.each(["192.168.7.20", "fd00::1", "teacher.school.example"])(
    "is for the address %s, and for a week",
    async (address) => {
      const { cert, fingerprint } = await made(address);
      const x509 = new X509Certificate(cert);
      expect(isIP(address) === 0 ? x509.checkHost(address) : x509.checkIP(address)).toBeDefined();
      expect(x509.checkHost("other.example")).toBeUndefined();
      expect(x509.ca).toBe(false);
      const days = (Date.parse(x509.validTo) - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(6);
      expect(days).toBeLessThan(8);
      expect(fingerprint).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    },
  );

  test("is that of a server to which a client that trusts it connects", async () => {
    const { cert, key } = await made("127.0.0.1");
    const server = createServer({ cert, key }, (_, response) => response.end("hello"));
    try {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const [answer] = await once(request({ host: "127.0.0.1", port, ca: cert }).end(), "response");
      expect(answer.statusCode).toBe(200);
      answer.resume();
    } finally {
      server.close();
    }
  });

  test("has a key that nobody else can read, and no other file stays", async () => {
    await made("127.0.0.1");
    expect(statSync(join(folder, "class-key.pem")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(["class-certificate.pem", "class-key.pem"]);
  });

  test("is the same one at the next start, and another one for another address or where it is broken", async () => {
    const first = await made("127.0.0.1");
    expect(await made("127.0.0.1")).toMatchObject(first);
    const other = await made("127.0.0.2");
    expect(other.fingerprint).not.toBe(first.fingerprint);
    writeFileSync(join(folder, "class-certificate.pem"), "no certificate");
    expect((await made("127.0.0.2")).fingerprint).not.toBe(other.fingerprint);
  });
});

describe("a certificate of the user's own", () => {
  const at = (name: string) => join(folder, name);

  test("is taken with its key for an address that it names", async () => {
    const { fingerprint } = await made("127.0.0.1");
    const read = await readCertificate(at("class-certificate.pem"), at("class-key.pem"), "127.0.0.1");
    expect(read.fingerprint).toBe(fingerprint);
  });

  test("is refused for another address, with another key, and where a file is none, each in words", async () => {
    const { key } = await made("127.0.0.1");
    const cert = readFileSync(at("class-certificate.pem"));
    await made("127.0.0.2");
    writeFileSync(at("cert"), cert);
    writeFileSync(at("key"), key);
    await expect(readCertificate(at("cert"), at("class-key.pem"), "127.0.0.1")).rejects.toThrow(
      /is not that of the certificate/,
    );
    await expect(readCertificate(at("cert"), at("key"), "10.0.0.1")).rejects.toThrow(/is not for 10\.0\.0\.1/);
    await expect(readCertificate(at("cert"), at("cert"), "127.0.0.1")).rejects.toThrow(
      /are not a certificate and its key/,
    );
    await expect(readCertificate(at("missing"), at("key"), "127.0.0.1")).rejects.toThrow(/missing cannot be read/);
  });
});
