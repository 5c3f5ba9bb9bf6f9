import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, Server } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { $ } from "zx";
import { ensureProgram, type Program } from "../../../src/common/packages.ts";

/** Makes the certificate that the tests' children trust. */
export const OPENSSL: Program = { name: "openssl", packages: ["openssl"] };

/** Where callers learn their own public address. */
const CHECK_IP = "checkip.amazonaws.com";

/** The one place outside that a test may ask. */
export interface Outside extends AsyncDisposable {
  /** A file with the certificate to trust. */
  certificate: string;
}

/**
 * Lets an HTTP server be a proxy for HTTPS, too: it answers questions for the caller's address itself, and refuses everything else, with a
 * call of `refused`.
 *
 * @param folder for the key and the certificate, which serve nobody else and go with it.
 */
export async function beProxy(
  server: Server,
  { folder, callerAddress, refused }: { folder: string; callerAddress: () => string; refused: (what: string) => void },
): Promise<Outside> {
  const openssl = await ensureProgram(OPENSSL, () => {});
  const [key, certificate] = [join(folder, "outside.key"), join(folder, "outside.pem")];
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key];
  const names = ["-subj", `/CN=${CHECK_IP}`, "-addext", `subjectAltName=DNS:${CHECK_IP}`];
  await $({ quiet: true, timeout: 60_000 })`${openssl} req -x509 -days 1 ${newKey} ${names} -out ${certificate}`;

  const checkIp = createServer({ key: await readFile(key), cert: await readFile(certificate) }, (_, response) => {
    response.setHeader("Connection", "close").end(`${callerAddress()}\n`);
  });
  checkIp.on("tlsClientError", (error: NodeJS.ErrnoException) => {
    // A client that is stopped meanwhile has not tried anything.
    if (error.code !== "ECONNRESET") refused(`${CHECK_IP}, over TLS that failed: ${error.message}`);
  });
  server.on("connect", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => {});
    if (request.url !== `${CHECK_IP}:443`) {
      refused(request.url ?? "");
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    checkIp.emit("connection", socket);
  });
  return {
    certificate,
    [Symbol.asyncDispose]: async () => {
      checkIp.closeAllConnections();
      // It has never listened.
      if (checkIp.listening) await once(checkIp.close(), "close");
    },
  };
}
