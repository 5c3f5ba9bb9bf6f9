import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { answers, download, fetchText } from "../../../src/common/download.ts";

const content = "x".repeat(100_000);
const sha256 = createHash("sha256").update(content).digest("hex");
const never = new AbortController().signal;

let folder: string;
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-download-"));
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

const serve = async (answer: RequestListener): Promise<string> => {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/tool.tar.gz`;
};
const causeOf = (failing: Promise<void>) => failing.then(undefined, (error) => [error.message, error.cause?.message]);

test("a file with the right checksum is kept, and its progress is shown", async () => {
  const url = await serve((_request, response) => response.end(content));
  const told: string[] = [];
  await download(url, join(folder, "file"), sha256, (line) => told.push(line), never);
  expect(await readFile(join(folder, "file"), "utf8")).toBe(content);
  expect(told.at(-1)).toMatch(/^tool.tar.gz: 0( of 0)? MB$/);
});

test("a file with another checksum is not kept", async () => {
  const url = await serve((_request, response) => response.end(`${content}!`));
  expect(await causeOf(download(url, join(folder, "file"), sha256, () => {}, never))).toEqual([
    `${url} is not the file it should be`,
    expect.stringContaining(sha256),
  ]);
  expect(await readdir(folder)).toEqual([]);
});

test("the error of a refused download has the server's status", async () => {
  const url = await serve((_request, response) => response.writeHead(403).end());
  const failing = download(url, join(folder, "file"), sha256, () => {}, never);
  expect(await causeOf(failing)).toEqual([`${url} could not be downloaded`, "the server answered 403"]);
});

test("a transfer that breaks off leaves nothing", async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { "content-length": content.length });
    response.write(content.slice(0, 1000), () => response.destroy());
  });
  const failing = download(url, join(folder, "file"), sha256, () => {}, never);
  expect(await causeOf(failing)).toEqual([`${url} could not be downloaded`, expect.any(String)]);
  expect(await readdir(folder)).toEqual([]);
});

test("an interrupted transfer leaves nothing", async () => {
  const interrupted = new AbortController();
  const url = await serve((_request, response) => {
    response.writeHead(200);
    response.write(content.slice(0, 1000));
  });
  const failing = download(url, join(folder, "file"), sha256, () => interrupted.abort(), interrupted.signal);
  expect(await causeOf(failing)).toEqual([`${url} could not be downloaded`, expect.any(String)]);
  expect(await readdir(folder)).toEqual([]);
});

test("the text of a small file comes whole", async () => {
  const url = await serve((_request, response) => response.end("Grüße\n"));
  expect(await fetchText(url, never)).toBe("Grüße\n");
});

test("a text fails as a download does, and when it is not small", async () => {
  const text = (url: string) => causeOf(fetchText(url, never).then(() => {}));
  const refused = await serve((_request, response) => response.writeHead(403).end());
  expect(await text(refused)).toEqual([`${refused} could not be downloaded`, "the server answered 403"]);
  server?.close();
  const endless = await serve((_request, response) => {
    const more = () => response.write(content, more);
    more();
  });
  expect(await text(endless)).toEqual([`${endless} could not be downloaded`, "it has more than 1 MB"]);
});

test("an interrupted text is waited for no longer", async () => {
  const interrupted = new AbortController();
  const url = await serve((_request, response) => {
    response.writeHead(200).write("half of it", () => interrupted.abort());
  });
  expect(await causeOf(fetchText(url, interrupted.signal).then(() => {}))).toEqual([
    `${url} could not be downloaded`,
    expect.any(String),
  ]);
});

test("a server answers with any status, and one that is gone does not", async () => {
  const url = await serve((_request, response) => response.writeHead(503).end());
  expect(await answers(url)).toBe(true);
  expect(await answers(url, AbortSignal.abort())).toBe(false);
  server?.closeAllConnections();
  server?.close();
  expect(await answers(url)).toBe(false);
});
