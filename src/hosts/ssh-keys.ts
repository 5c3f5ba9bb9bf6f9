import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";
import { LabError } from "../common/errors.ts";

/** Both halves of a key. */
export interface SshKey {
  /** In OpenSSH's own format. A secret. */
  private: string;
  /** One line: `ssh-ed25519 AAAA…`, without a comment. */
  public: string;
}

/** A key takes some milliseconds; on a machine that has much other work, some seconds. */
const LIMIT_MS = 60_000;

/** Makes an ed25519 key with ssh-keygen, in a temporary folder that only the user can read. */
export async function makeKey(): Promise<SshKey> {
  const folder = await mkdtemp(join(tmpdir(), "labnote-key-"));
  try {
    const file = join(folder, "key");
    const made = await $({
      quiet: true,
      nothrow: true,
      timeout: LIMIT_MS,
    })`ssh-keygen -q -t ed25519 -N ${""} -C ${""} -f ${file}`;
    if (made.exitCode !== 0) {
      throw new LabError("ssh-keygen could not make an SSH key", {
        cause: new Error(
          made.stderr.trim() || (made.signal ? `it did not end within ${LIMIT_MS / 1_000} s` : `exit ${made.exitCode}`),
        ),
        remedy: "install the OpenSSH client (on Debian and Ubuntu: apt install openssh-client)",
      });
    }
    const [secret, open] = await Promise.all([readFile(file, "utf8"), readFile(`${file}.pub`, "utf8")]);
    return { private: secret, public: open.trim() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
