import { createInterface } from "node:readline/promises";
import { Interrupted } from "./errors.ts";

/**
 * Asks somebody at the terminal. Resolves to what was typed, `undefined` where the input has ended.
 *
 * @param interrupted what is said when `signal` is aborted: what was not done
 * @throws {Interrupted} on Ctrl-C
 */
export async function askOnTerminal(
  question: string,
  signal: AbortSignal,
  interrupted: string,
): Promise<string | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // The terminal hands Ctrl-C to whoever reads from it, and so to none of those who stop for it.
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const ended = new Promise<undefined>((resolve) => terminal.once("close", () => resolve(undefined)));
  try {
    return await Promise.race([terminal.question(question, { signal }), ended]);
  } catch (cause) {
    if (signal.aborted) throw new Interrupted(interrupted, { cause: signal.reason });
    throw cause;
  } finally {
    terminal.close();
  }
}
