import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ubuntuFile } from "../../../../src/hosts/vm/image/ubuntu-disk.ts";

/** A server of cloud images that a test has for itself. */
export interface TestServer extends AsyncDisposable {
  server: string;
  /** The paths that it was asked for, in their order. */
  asked: string[];
}

export const IMAGE = "a disk ".repeat(20_000);

/** The lines that the server's SHA256SUMS has for an image, and for one beside it. */
export const sumsOf = (image: string): string =>
  [`${sha256(`${image}!`)} *${ubuntuFile()}.manifest`, `${sha256(image)} *${ubuntuFile()}`, ""].join("\n");

const sha256 = (content: string): string => createHash("sha256").update(content).digest("hex");

/**
 * Serves files by their names, and 404 for others, until it is let go.
 *
 * @param stall a file that the server sends only one half of
 */
export async function serveUbuntu(files: { readonly [name: string]: string }, stall?: string): Promise<TestServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? "").replace("/release/", "");
    const content = files[name];
    asked.push(name);
    if (content === undefined) response.writeHead(404).end();
    else if (name === stall) response.writeHead(200).write(content.slice(0, content.length / 2));
    else response.end(content);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}/release`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
