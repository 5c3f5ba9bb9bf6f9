import { $ } from "zx";
import { ensureProgram, hasApt, programPath } from "../../../common/packages.ts";
import type { Say } from "../../../common/progress.ts";

/**
 * QEMU's own network for a machine leads to the user's loopback: 10.0.2.2 is the user's 127.0.0.1. So QEMU runs in a network namespace, whose
 * loopback is empty. `pasta`, of the package passt, makes the namespace without any right, connects it to the user's network, and leads the
 * machine's ports of 127.0.0.1 into it. https://passt.top/
 */
const PASTA = { name: "pasta", packages: ["passt"] };

/** The address, within the namespace, of the user's own resolver, which may be on the loopback. No network has it. */
const RESOLVER = "169.254.53.53";

/** The text of the resolv.conf that QEMU reads there. */
export const RESOLV_CONF = `nameserver ${RESOLVER}\n`;

/**
 * A command in a namespace of its own.
 *
 * @param resolv the file with {@link RESOLV_CONF}
 * @param ports of 127.0.0.1 that lead to the same ports of the namespace's loopback
 */
export function closedCommand(
  command: readonly string[],
  resolv: string,
  ports: readonly number[],
  root = process.getuid?.() === 0,
): string[] {
  const forwards = ports.length === 0 ? "none" : `127.0.0.1/${ports.join(",")}`;
  return [
    PASTA.name,
    // Root needs no user namespace. pasta would become another user, who may not open root's files.
    ...(root ? ["--runas", "0", "--netns-only"] : []),
    ...["--foreground", "--quiet", "--config-net", "--ipv4-only"],
    // The gateway's address is not the user's loopback, and nothing else leads there.
    ...["--no-map-gw", "--tcp-ns", "none", "--udp-ns", "none", "--udp-ports", "none", "--tcp-ports", forwards],
    ...["--dns-forward", RESOLVER, "--"],
    // Only within the namespace; exec, so that the machine's process is QEMU.
    ...["unshare", "--mount", "sh", "-ec", 'mount --bind "$0" /etc/resolv.conf; exec "$@"', resolv],
    ...command,
  ];
}

/** Milliseconds; making a namespace takes a tenth of a second. */
const TRIAL_MS = 15_000;

/** Why a machine cannot be closed off from the user's loopback here, in words; `undefined` when it can. */
export async function whyNotClosed(): Promise<string | undefined> {
  if (process.platform !== "linux") return "only Linux has networks of a process's own";
  if ((await programPath(PASTA.name)) === undefined) return "the program pasta is missing (package passt)";
  const command = closedCommand(["true"], "/dev/null", []);
  const { exitCode, stderr } = await $({ quiet: true, nothrow: true, timeout: TRIAL_MS })`${command}`;
  if (exitCode === 0) return undefined;
  const words = stderr.split("\n").filter((line) => line !== "" && !line.startsWith("Failed to send"));
  return `pasta failed: ${words.at(-1) ?? `exit ${exitCode}`}`;
}

/** {@link whyNotClosed}, after pasta was installed where that is allowed. */
export async function closeNetwork(say: Say, signal?: AbortSignal): Promise<string | undefined> {
  const mayInstall = process.platform === "linux" && process.getuid?.() === 0 && (await hasApt());
  // A distribution that lacks the package is no failure: the machine's network is then open, and labnote says so.
  if (mayInstall) await ensureProgram(PASTA, say, signal).catch(() => signal?.throwIfAborted());
  return whyNotClosed();
}
