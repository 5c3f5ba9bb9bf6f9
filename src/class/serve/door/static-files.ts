import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Context, Hono } from "hono";
import type { ClassFile } from "../../pages/files.ts";

/** Whether who asks takes an answer that is packed. */
export const takesGzip = (c: Context): boolean => /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");

/** Serves files from memory, under their names and no others. A browser that has one asks whether it still is the same. */
export function serveFiles(app: Pick<Hono, "get">, files: ReadonlyMap<string, ClassFile>): void {
  for (const [name, { type, bytes }] of files) {
    const [plain, packed] = [new Uint8Array(bytes), new Uint8Array(gzipSync(bytes))];
    const tag = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
    const known = { "Cache-Control": "no-cache", ETag: tag, Vary: "Accept-Encoding" };
    app.get(`/static/${name}`, (c: Context) => {
      if (c.req.header("if-none-match") === tag) return c.body(null, 304, known);
      const headers = { ...known, "Content-Type": type };
      return takesGzip(c)
        ? c.body(packed, 200, { ...headers, "Content-Encoding": "gzip" })
        : c.body(plain, 200, headers);
    });
  }
}
