import { extend } from "../hosts/expiry.ts";
import type { Host } from "../hosts/host.ts";
import { type ReadyOptions, waitForRequirements } from "../hosts/readiness.ts";
import type { Channel, Connection } from "../hosts/ssh/connection.ts";
import { bootOf, newBoot } from "./boot.ts";
import { lockHost } from "./host-lock.ts";

/** What must hold on a host again after a reboot. */
export type AfterReboot = Pick<ReadyOptions, "images" | "requirements">;

/** How a host is entered. */
export interface Entering extends AfterReboot {
  /** Hours from now until it ends by itself; without them, as many as were last set. */
  hours?: number | null;
}

/** Milliseconds for the script that ends what is left in closed terminals. */
const SWEEPING = 30_000;

/** A host that is ready. While this is open, no other run can type on it. */
export class HostSession {
  readonly host: Host;
  readonly remote: Connection;
  /** When it ends by itself, after {@link enter} has moved that; `undefined` for a host that does not. */
  readonly ends: Date | undefined;
  readonly #again: AfterReboot;
  #boot: string;
  #lock: Channel;
  /** The processes that lead the sessions of terminals on the host. Something may still run in these sessions. */
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
   * Locks a host for this run, and moves its end, since it is in use now.
   * @param remote a connection to a host that is ready. It is closed with this session, and when this throws.
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

  /** Logs in again: groups that the user joined since the last login hold then. Terminals of the old login are closed. */
  async relogin(signal: AbortSignal): Promise<void> {
    await this.remote.reconnect(signal);
    this.#lock = await lockHost(this.remote, this.host);
  }

  /** Notes a terminal that was opened, and the process that leads its session. */
  opened(leader: number): void {
    this.#leaders.add(leader);
  }

  /** A script that ends what is left in the sessions of closed terminals. It is to be part of the next script, to save a round trip. */
  sweep(): string {
    const leaders = [...this.#leaders];
    this.#leaders.clear();
    return leaders.map((leader) => `sudo -n pkill -KILL -s ${leader} || true`).join("\n");
  }

  /**
   * Waits until a host that goes down is back as a new boot, and ready again.
   * @throws {LabError} when it is not within so many milliseconds
   */
  async rebooted(within: number, signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + within;
    // After the reboot, other processes may have their numbers.
    this.#leaders.clear();
    this.#boot = await newBoot(this.remote, this.#boot, within, signal);
    await waitForRequirements(this.remote, this.host, { ...this.#again, within: deadline - performance.now(), signal });
    this.#lock = await lockHost(this.remote, this.host);
  }

  /** Ends what is left in terminals, unlocks the host and closes the connection. */
  async leave(): Promise<void> {
    // On a host that is lost, nothing can be swept.
    if (this.#leaders.size > 0) await this.remote.run(this.sweep(), { timeout: SWEEPING }).catch(() => {});
    await this.#lock.close();
    await this.remote.close();
  }
}
