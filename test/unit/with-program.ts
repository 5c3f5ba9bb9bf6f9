import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A program that is found before all others. */
export interface OnPath extends AsyncDisposable {
  /** Where it lies, and may keep what it is asked for: `$(dirname "$0")` to itself. */
  folder: string;
}

/**
 * Puts a program of a test's own first on PATH, until it is let go.
 *
 * @param script in bash.
 */
export async function withProgram(name: string, script: string): Promise<OnPath> {
  const folder = await mkdtemp(join(tmpdir(), "labnote-program-"));
  await writeFile(join(folder, name), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
  const path = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${path}`;
  return {
    folder,
    async [Symbol.asyncDispose]() {
      process.env.PATH = path;
      await rm(folder, { recursive: true });
    },
  };
}
