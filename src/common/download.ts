import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { withTimeout } from "./abort.ts";
import { LabError } from "./errors.ts";
import type { Say } from "./progress.ts";

/** Milliseconds. A server that has not begun to answer by then counts as out of reach. */
const ANSWER_MS = 5_000;
/** Milliseconds. A transfer that brings nothing for so long has broken off. */
const STALL_MS = 30_000;
/** Milliseconds for a server to show that it is there. */
const PROBE_MS = 4_000;
/** Bytes. A small file that is larger is another file. */
const TEXT_BYTES = 1e6;

/**
 * Downloads `url` to `file`, and keeps the file only if it has the SHA-256 it must have.
 *
 * @throws LabError when the server is out of reach, refuses, breaks off, or sends another file.
 */
export async function download(
  url: string,
  file: string,
  sha256: string,
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  const name = url.split("/").at(-1);
  const hash = createHash("sha256");
  const watched = async function* () {
    let received = 0;
    for await (const { chunk, total } of transfer(url, signal)) {
      hash.update(chunk);
      received += chunk.length;
      say(`${name}: ${megabytes(received)}${total > 0 ? ` of ${megabytes(total)}` : ""} MB`);
      yield chunk;
    }
  };
  try {
    // Opened before: a file that is still being opened would come after it was removed.
    const out = await open(file, "w");
    await pipeline(watched, out.createWriteStream());
  } catch (cause) {
    await rm(file, { force: true });
    throw notDownloaded(url, cause);
  }
  const got = hash.digest("hex");
  if (got === sha256) return;
  await rm(file, { force: true });
  throw new LabError(`${url} is not the file it should be`, {
    cause: new Error(`its SHA-256 is ${got}, not ${sha256}`),
    remedy: "try another network; do not trust one that alters downloads",
  });
}

/**
 * The text of a small file, in UTF-8.
 *
 * @throws LabError when the server is out of reach, refuses, breaks off, or sends more than a megabyte.
 */
export async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  try {
    for await (const { chunk } of transfer(url, signal)) {
      received += chunk.length;
      if (received > TEXT_BYTES) throw new Error(`it has more than ${megabytes(TEXT_BYTES)} MB`);
      chunks.push(chunk);
    }
  } catch (cause) {
    throw notDownloaded(url, cause);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Whether a server answers at all, with any status, within seconds. */
export const answers = (url: string, signal?: AbortSignal): Promise<boolean> =>
  fetch(url, { method: "HEAD", redirect: "manual", signal: withTimeout(signal, PROBE_MS) }).then(
    () => true,
    () => false,
  );

/** What a server sends, piece by piece, and how many bytes it says that there are; 0 where it does not say. */
async function* transfer(
  url: string,
  signal: AbortSignal,
): AsyncGenerator<{ chunk: Uint8Array; total: number }, void, void> {
  const patience = new AbortController();
  const giveUp = () => patience.abort(new Error("nothing came within the time allowed"));
  let timer = setTimeout(giveUp, ANSWER_MS);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([patience.signal, signal]) });
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get("content-length"));
    for await (const chunk of response.body) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, STALL_MS);
      yield { chunk, total };
    }
  } finally {
    clearTimeout(timer);
  }
}

const notDownloaded = (url: string, cause: unknown) =>
  new LabError(`${url} could not be downloaded`, {
    cause,
    remedy: `see whether this machine reaches ${new URL(url).host}, then run this again`,
  });

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
