import { Header } from "tar";

const BLOCK = 512;

/** A tar archive, in memory, of files that only root may read. */
export function tar(files: { readonly [path: string]: string | Uint8Array }): Buffer {
  const blocks = Object.entries(files).flatMap(([path, content]) => {
    const body = Buffer.from(content);
    const header = new Header({
      path,
      type: "File",
      mode: 0o600,
      uid: 0,
      gid: 0,
      size: body.length,
      mtime: new Date(),
    });
    const head = Buffer.alloc(BLOCK);
    if (header.encode(head, 0)) throw new Error(`${path} does not fit into a plain tar header`);
    return [head, body, Buffer.alloc(-body.length & (BLOCK - 1))];
  });
  // Two empty blocks end an archive.
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}
