import { ensureProgram } from "../../../src/common/packages.ts";
import type { Say } from "../../../src/common/progress.ts";
import { ensureMoto } from "./moto.ts";
import { OPENSSL } from "./proxy.ts";

/** Has the programs that a cloud is made with, so that no test's time goes to it, and says what they are. */
export async function prepareCloud(say: Say, signal: AbortSignal): Promise<string> {
  await ensureProgram(OPENSSL, say, signal);
  await ensureMoto(say, signal);
  return "moto";
}
