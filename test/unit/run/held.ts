import type { Channel, Closed, Connection, ScriptResult } from "../../../src/hosts/ssh/connection.ts";
import type { HostSession } from "../../../src/run/host-session.ts";
import { runShells } from "../../../src/run/terminal/open-shell.ts";

/** A channel that nothing comes over until it is closed. */
function silent(rc: string | Promise<string>): Channel {
  // As it is with the real one: what it shall do first may never be known.
  Promise.resolve(rc).catch(() => {});
  const closed = Promise.withResolvers<Closed>();
  const close = async () => closed.resolve({ exit: 0, why: "it was closed" });
  return { waiting: 0, pause: () => {}, resume: () => {}, write: () => {}, closed: closed.promise, close };
}

/** A host that is held, as far as it is asked for here: what its scripts come to, and a terminal that stays silent. */
export function held(
  run: (script: string) => Promise<Partial<ScriptResult>>,
  terminal: Connection["terminal"] = silent,
) {
  const remote = {
    run: async (script: string) => ({ exit: 0, stdout: "", stderr: "", ...(await run(script)) }),
    terminal,
  };
  const host = { name: "host-1", kind: "container", base: "Debian 12", images: [], facts: {}, ports: {} };
  return {
    ...{ host, remote, ends: undefined },
    shell: () => runShells(remote),
    ...{ sweep: () => "", relogin: async () => {}, opened: () => {} },
  } as unknown as HostSession;
}
