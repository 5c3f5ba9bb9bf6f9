import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { LabError } from "../../common/errors.ts";
import type { Say } from "../../common/progress.ts";

/** Milliseconds. A server that has not begun to answer by then counts as out of reach. */
const ANSWER_MS = 5_000;
/** Milliseconds. A transfer that brings nothing for so long has broken off. */
const STALL_MS = 30_000;

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
  const patience = new AbortController();
  const giveUp = () => patience.abort(new Error("nothing came within the time allowed"));
  let timer = setTimeout(giveUp, ANSWER_MS);
  const hash = createHash("sha256");
  try {
    const response = await fetch(url, { signal: AbortSignal.any([patience.signal, signal]) });
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get("content-length"));
    let received = 0;
    const watched = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        clearTimeout(timer);
        timer = setTimeout(giveUp, STALL_MS);
        hash.update(chunk);
        received += chunk.length;
        say(`${name}: ${megabytes(received)}${total > 0 ? ` of ${megabytes(total)}` : ""} MB`);
        yield chunk;
      }
    };
    // Opened before: a file that is still being opened would come after it was removed.
    const out = await open(file, "w");
    await pipeline(Readable.fromWeb(response.body), watched, out.createWriteStream());
  } catch (cause) {
    await rm(file, { force: true });
    throw new LabError(`${url} could not be downloaded`, { cause });
  } finally {
    clearTimeout(timer);
  }
  const got = hash.digest("hex");
  if (got === sha256) return;
  await rm(file, { force: true });
  throw new LabError(`${url} is not the file it should be`, {
    cause: new Error(`its SHA-256 is ${got}, not ${sha256}`),
    remedy: "try another network; do not trust one that alters downloads",
  });
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
