import { extend } from "../hosts/expiry.ts";
import type { Host } from "../hosts/host.ts";
import { type ReadyOptions, waitForRequirements } from "../hosts/readiness.ts";
import type { Channel, Connection } from "../hosts/ssh/connection.ts";
import { bootOf, newBoot } from "./boot.ts";
import { lockHost } from "./host-lock.ts";

/** What has to hold of a host again after a reboot. */
export type AfterReboot = Pick<ReadyOptions, "images" | "requirements">;

/** How a host is entered. */
export interface Entering extends AfterReboot {
  /** Hours from now until it ends by itself; without them, as many as it was last told. */
  hours?: number | null;
}

/** Milliseconds. */
const SWEEPING = 30_000;

/** A host that is ready and, for as long as this is open, ours alone. */
export class HostSession {
  readonly host: Host;
  readonly remote: Connection;
  /** When it ends by itself, as moved when it was entered; `undefined` for a host that does not. */
  readonly ends: Date | undefined;
  readonly #again: AfterReboot;
  #boot: string;
  #lock: Channel;
  /** The leaders of terminals' sessions on the host, in which something may still run. */
  readonly #leaders = new Set<number>();

  private constructor(
    host: Host,
    remote: Connection,
    ends: Date | undefined,
    again: AfterReboot,
    boot: string,
    held: Channel,
  ) {
    this.host = host;
    this.remote = remote;
    this.ends = ends;
    this.#again = again;
    this.#boot = boot;
    this.#lock = held;
  }

  /**
   * Moves the host's end away, as somebody is at work on it now.
   * @param remote of a host that is ready; it is closed with this, and when there is none
   * @throws {LabError} when another run is at work on the host
   */
  static async enter(
    host: Host,
    remote: Connection,
    { hours, ...again }: Entering,
    signal: AbortSignal,
  ): Promise<HostSession> {
    try {
      const [boot, held, ends] = await Promise.all([
        bootOf(remote, signal),
        lockHost(remote, host),
        extend(remote, host, hours ?? undefined, signal),
      ]);
      return new HostSession(host, remote, ends, again, boot, held);
    } catch (error) {
      await remote.close();
      throw error;
    }
  }

  /** A new login: groups joined since the last one are there. What ran in terminals is gone. */
  async relogin(signal: AbortSignal): Promise<void> {
    await this.remote.reconnect(signal);
    this.#lock = await lockHost(this.remote, this.host);
  }

  /** A terminal was opened; the process leads its session. */
  opened(leader: number): void {
    this.#leaders.add(leader);
  }

  /** A script that ends what is left in the sessions of terminals that are closed. It is for the next script that is run anyway. */
  sweep(): string {
    const leaders = [...this.#leaders];
    this.#leaders.clear();
    return leaders.map((leader) => `sudo -n pkill -KILL -s ${leader} || true`).join("\n");
  }

  /**
   * Waits until the host, which goes down, is back as a new boot and ready again.
   * @throws {LabError} when it is not, within so many milliseconds
   */
  async rebooted(within: number, signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + within;
    // Their numbers may soon be those of others.
    this.#leaders.clear();
    this.#boot = await newBoot(this.remote, this.#boot, within, signal);
    await waitForRequirements(this.remote, this.host, { ...this.#again, within: deadline - performance.now(), signal });
    this.#lock = await lockHost(this.remote, this.host);
  }

  /** Leaves the host to others, and no process of a terminal on it. */
  async leave(): Promise<void> {
    // A host that is lost has nothing to sweep, or nobody to do it.
    if (this.#leaders.size > 0) await this.remote.run(this.sweep(), { timeout: SWEEPING }).catch(() => {});
    await this.#lock.close();
    await this.remote.close();
  }
}
