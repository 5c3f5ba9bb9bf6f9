import { type HeldHost, Leaders } from "../../run/host-session.ts";
import { rcFile } from "../../run/terminal/marks.ts";
import { type OpenShell, runShells } from "../../run/terminal/open-shell.ts";
import { studentRcFile } from "../progress/observe/student-shell.ts";
import type { DeedHost } from "./deed-host.ts";

/** A student's host on which sections are typed in terminals that the student sees. */
export class SeenHost implements HeldHost {
  readonly #deed: DeedHost;
  readonly #leaders = new Leaders();
  /** The id of the step that is typed now. */
  step: string | undefined;

  constructor(deed: DeedHost) {
    this.#deed = deed;
  }

  get host() {
    return this.#deed.host;
  }

  get remote() {
    return this.#deed.remote;
  }

  shell(terminal: number): OpenShell {
    return ({ nonce, folder, root }, onData) =>
      this.#deed.shell({
        ...{ terminal, nonce, onData },
        rc: folder.then((name) => (root ? rcFile({ nonce, folder: name, root }) : studentRcFile(nonce, name))),
        step: () => this.step,
      });
  }

  opened(leader: number): void {
    this.#leaders.add(leader);
  }

  sweep(): string {
    return this.#leaders.sweep();
  }

  async relogin(signal: AbortSignal): Promise<void> {
    await this.#deed.relogin(signal);
  }

  async rebooted(within: number, signal: AbortSignal): Promise<void> {
    this.#leaders.forget();
    await this.#deed.rebooted(within, signal);
  }
}

/** A student's host on which checks are typed in shells that nobody sees. They have the login of the connection. */
export const unseenHost = ({ host, remote }: DeedHost): HeldHost => {
  const leaders = new Leaders();
  return {
    ...{ host, remote },
    shell: () => runShells(remote),
    opened: (leader) => leaders.add(leader),
    sweep: () => leaders.sweep(),
    // A check may not end the student's shells.
    relogin: async () => {},
    rebooted: async () => {},
  };
};
