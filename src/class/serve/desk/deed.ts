import { LabError } from "../../../common/errors.ts";
import type { DeedHost } from "../../deeds/deed-host.ts";
import type { StudentDesk } from "./desk.ts";

/** A student's desk, for what labnote does there by itself. */
export function deedOf(desk: StudentDesk): DeedHost {
  const { link, terminals, options } = desk;
  const { note, host, append, progress } = options;
  let boots = link.boots;
  return {
    ...{ note, host, progress, append },
    get remote() {
      if (link.remote === undefined)
        throw new Error("labnote was to do something on a host before there was a connection");
      return link.remote;
    },
    shell: (shell) => terminals.labnote(shell),
    settled: () => terminals.settled(),
    release: () => terminals.release(),
    relogin: (signal) => link.relogin(signal),
    rebooted: async (within, signal) => {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(within)]);
      await link
        .until(() => link.boots > boots && link.view === "ready", limited)
        .catch((cause) => {
          signal.throwIfAborted();
          throw new LabError(`${host.name} did not come back within ${within / 1000} s`, {
            cause,
            remedy: host.unreachable,
            failure: "boot",
          });
        });
      boots = link.boots;
    },
  };
}
