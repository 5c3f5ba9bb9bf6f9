import type { Host } from "../host/host.ts";
import { holds, type ReadyOptions } from "../ready.ts";
import type { Channel, Remote } from "../remote/remote.ts";
import { bootOf, newBoot } from "./boot.ts";
import { lock } from "./lock.ts";

/** What has to hold of a host again after a reboot. */
export type Again = Pick<ReadyOptions, "images" | "requirements">;

/** A host that is ready and, for as long as this is open, ours alone. */
export class Lab {
  readonly host: Host;
  readonly remote: Remote;
  readonly #again: Again;
  #boot: string;
  #lock: Channel;

  private constructor(host: Host, remote: Remote, again: Again, boot: string, held: Channel) {
    this.host = host;
    this.remote = remote;
    this.#again = again;
    this.#boot = boot;
    this.#lock = held;
  }

  /**
   * @param remote of a host that is ready; it is closed with the lab
   * @throws {LabError} when another run is at work on the host
   */
  static async enter(host: Host, remote: Remote, again: Again, signal: AbortSignal): Promise<Lab> {
    const [boot, held] = await Promise.all([bootOf(remote, signal), lock(remote, host)]);
    return new Lab(host, remote, again, boot, held);
  }

  /** A new login: groups joined since the last one are there. What ran in terminals is gone. */
  async relogin(signal: AbortSignal): Promise<void> {
    await this.remote.reconnect(signal);
    this.#lock = await lock(this.remote, this.host);
  }

  /**
   * Waits until the host, which goes down, is back as a new boot and ready again.
   * @throws {LabError} when it is not, within so many milliseconds
   */
  async rebooted(within: number, signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + within;
    this.#boot = await newBoot(this.remote, this.#boot, within, signal);
    await holds(this.remote, this.host, { ...this.#again, within: deadline - performance.now(), signal });
    this.#lock = await lock(this.remote, this.host);
  }

  async leave(): Promise<void> {
    await this.#lock.close();
    await this.remote.close();
  }
}
