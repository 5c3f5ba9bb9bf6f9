import { extend } from "../hosts/expiry.ts";
import type { Host } from "../hosts/host.ts";
import { type ReadyOptions, waitForRequirements } from "../hosts/readiness.ts";
import type { Channel, Connection } from "../hosts/ssh/connection.ts";
import { bootOf, newBoot } from "./boot.ts";
import { lockHost } from "./host-lock.ts";
import { type OpenShell, runShells } from "./terminal/open-shell.ts";

/** What must hold on a host again after a reboot. */
export type AfterReboot = Pick<ReadyOptions, "images" | "requirements">;

/** How a host is entered. */
export interface Entering extends AfterReboot {
  /** Hours from now until it ends by itself; without them, as many as were last set. */
  hours?: number | null;
}

/** Milliseconds for the script that ends what is left in closed terminals. */
const SWEEPING = 30_000;

/** A host on which sections are typed. */
export interface HeldHost {
  readonly host: Host;
  readonly remote: Pick<Connection, "run">;
  /** Opens the shells of a section's terminal with that number. */
  shell(terminal: number): OpenShell;
  /** Logs in again: groups that the user joined since the last login hold then. Terminals of the old login are closed. */
  relogin(signal: AbortSignal): Promise<void>;
  /** Notes a terminal that was opened, and the process that leads its session. */
  opened(leader: number): void;
  /** A script that ends what is left in the sessions of closed terminals. It is to be part of the next script, to save a round trip. */
  sweep(): string;
  /**
   * Waits until a host that goes down is back as a new boot, and ready again.
   * @throws {LabError} when it is not within so many milliseconds
   */
  rebooted(within: number, signal: AbortSignal): Promise<void>;
}

/** The processes that lead the sessions of terminals on a host. Something may still run in these sessions. */
export class Leaders {
  readonly #all = new Set<number>();

  get any(): boolean {
    return this.#all.size > 0;
  }

  add(leader: number): void {
    this.#all.add(leader);
  }

  /** After a reboot, other processes may have their numbers. */
  forget(): void {
    this.#all.clear();
  }

  /** A script that ends what is left in their sessions. */
  sweep(): string {
    const all = [...this.#all];
    this.#all.clear();
    return all.map((leader) => `sudo -n pkill -KILL -s ${leader} || true`).join("\n");
  }
}

/** A host that is ready. While this is open, no other run can type on it. */
export class HostSession implements HeldHost {
  readonly host: Host;
  readonly remote: Connection;
  /** When it ends by itself, after {@link enter} has moved that; `undefined` for a host that does not. */
  readonly ends: Date | undefined;
  readonly #again: AfterReboot;
  #boot: string;
  #lock: Channel;
  readonly #leaders = new Leaders();

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

  shell(): OpenShell {
    return runShells(this.remote);
  }

  async relogin(signal: AbortSignal): Promise<void> {
    await this.remote.reconnect(signal);
    this.#lock = await lockHost(this.remote, this.host);
  }

  opened(leader: number): void {
    this.#leaders.add(leader);
  }

  sweep(): string {
    return this.#leaders.sweep();
  }

  async rebooted(within: number, signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + within;
    this.#leaders.forget();
    this.#boot = await newBoot(this.remote, this.#boot, within, signal);
    await waitForRequirements(this.remote, this.host, { ...this.#again, within: deadline - performance.now(), signal });
    this.#lock = await lockHost(this.remote, this.host);
  }

  /** Ends what is left in terminals, unlocks the host and closes the connection. */
  async leave(): Promise<void> {
    // On a host that is lost, nothing can be swept.
    if (this.#leaders.any) await this.remote.run(this.sweep(), { timeout: SWEEPING }).catch(() => {});
    await this.#lock.close();
    await this.remote.close();
  }
}
