import { poll } from "../../../common/abort.ts";
import { advice, npm } from "../../../common/advice.ts";
import { LabError } from "../../../common/errors.ts";
import { extend } from "../../../hosts/expiry.ts";
import type { Host } from "../../../hosts/host.ts";
import { waitForRequirements } from "../../../hosts/readiness.ts";
import { type Channel, ConnectError, type Connection } from "../../../hosts/ssh/connection.ts";
import { bootOf } from "../../../run/boot.ts";
import { lockHost } from "../../../run/host-lock.ts";
import type { HostView } from "../../messages/messages.ts";

/** Milliseconds between two tries to reach a host, and after so many of them. */
const [OFTEN, SELDOM] = [300, 5000];
/** Milliseconds after which a host that does not come back is shown as gone. It is looked for all the same: its network may be down. */
const PATIENCE = 3 * 60_000;
/** Milliseconds for a host to be ready after a reboot. */
const READY_WITHIN = 5 * 60_000;

/** What a link is given. */
export interface LinkOptions {
  host: Host;
  connect(host: Host, signal: AbortSignal): Promise<Connection>;
  /** Images that a host must have again after a reboot. */
  images: readonly string[];
  /** Whether nothing has been done on the host in the class. */
  isNew(): boolean;
  /** Makes a host that is new ready for its student, when the class first connects. No run is at work on it meanwhile. */
  prepare(remote: Connection, signal: AbortSignal): Promise<void>;
  changed(): void;
  /** A connection is there, or is there again. Channels of the one before have ended. */
  up(): void;
  /** Why the host cannot be used now, for the teacher's terminal. */
  trouble(error: LabError): void;
}

/** The connection to a student's host, kept for as long as the class lasts: it is made again when the host restarts. */
export class HostLink {
  view: HostView = "connecting";
  /** When the host ends by itself. */
  ends: number | null = null;
  /** How many boots of the host have been seen. */
  boots = 0;

  readonly #options: LinkOptions;
  #remote: Connection | undefined;
  #lock: Channel | undefined;
  #boot = "";
  #told = "";
  #keeping: Promise<void> = Promise.resolve();
  #changed = Promise.withResolvers<void>();

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** The connection; `undefined` before the first one is made. */
  get remote(): Connection | undefined {
    return this.#remote;
  }

  /** Connects, and keeps the connection until the signal aborts. */
  begin(signal: AbortSignal): void {
    this.#keeping = this.#keep(signal);
  }

  /** Resolves when the host is ready, or when the link has reported its first trouble. */
  async first(): Promise<void> {
    while (this.view === "connecting" && this.#told === "") await this.#changed.promise;
  }

  /** Resolves when this holds; it is asked again at every change. */
  async until(holds: () => boolean, signal: AbortSignal): Promise<void> {
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener("abort", abort);
    try {
      while (!holds()) await Promise.race([this.#changed.promise, aborted.promise]);
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** Logs in again, for groups that the user has joined. All channels end. */
  async relogin(signal: AbortSignal): Promise<void> {
    this.#show("connecting");
    await this.#lock?.close();
    await this.until(() => this.view === "ready", signal);
  }

  /** Ends the connection, behind the abort of the signal. */
  async end(): Promise<void> {
    await this.#lock?.close();
    await this.#keeping.catch(() => {});
    await this.#remote?.close();
  }

  async #keep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const lock = await this.#up(signal).catch((error) => {
        if (!signal.aborted) throw error;
      });
      if (lock === undefined) return;
      this.#lock = lock;
      this.#told = "";
      this.#show("ready");
      this.#options.up();
      await lock.closed;
      if (!signal.aborted && this.view === "ready") this.#show("restarting");
    }
  }

  /** Tries until the host is there, ready, and kept from runs. */
  async #up(signal: AbortSignal): Promise<Channel> {
    const since = performance.now();
    const failed = (error: unknown): "often" | "seldom" => {
      signal.throwIfAborted();
      if (!(error instanceof LabError)) throw error;
      const late = performance.now() - since > PATIENCE;
      if (!(error instanceof ConnectError) || error.fault === "host-key" || late) this.#trouble(error);
      if (late) this.#show("gone");
      return late || !(error instanceof ConnectError) ? "seldom" : "often";
    };
    const tried = await poll(() => this.#try(signal).catch(failed), {
      until: (lock) => typeof lock !== "string",
      every: (again) => (again === "seldom" ? SELDOM : OFTEN),
      ...{ within: Number.POSITIVE_INFINITY, signal },
    });
    return tried as Channel;
  }

  async #try(signal: AbortSignal): Promise<Channel> {
    const { host, images, connect, isNew, prepare } = this.#options;
    const first = this.#boot === "";
    if (this.#remote === undefined) this.#remote = await connect(host, signal);
    else await this.#remote.reconnect(signal);
    const remote = this.#remote;
    const [boot, ends] = await Promise.all([
      bootOf(remote, signal),
      first ? extend(remote, host, undefined, signal) : undefined,
    ]);
    if (first) this.ends = ends?.getTime() ?? null;
    if (first && isNew()) {
      const alone = await lockHost(remote, host);
      await prepare(remote, signal)
        .catch((error) => forClass(host, error))
        .finally(() => alone.close());
    } else if (!first && boot !== this.#boot)
      await waitForRequirements(remote, host, { within: READY_WITHIN, images, signal })
        .catch((error) => forClass(host, error))
        .catch((error) => {
          signal.throwIfAborted();
          if (!(error instanceof LabError) || error instanceof ConnectError) throw error;
          this.#trouble(error);
        });
    const lock = await lockHost(remote, host, true);
    if (boot !== this.#boot) this.boots += 1;
    this.#boot = boot;
    return lock;
  }

  #trouble(error: LabError): void {
    if (error.message !== this.#told) this.#options.trouble(error);
    this.#told = error.message;
    this.#notify();
  }

  #show(view: HostView): void {
    if (view === this.view) return;
    this.view = view;
    this.#options.changed();
    this.#notify();
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** What a host lacks, with advice for a class: what helps a lab of one's own, to take it down and start again, would destroy the hosts of all. */
function forClass({ name }: Host, error: unknown): never {
  if (!(error instanceof LabError) || error instanceof ConnectError) throw error;
  throw new LabError(error.message, {
    cause: error.cause,
    remedy: advice`look at this host with ${npm("ssh", name)}, and mend what stands in the way; the other students work on meanwhile`,
  });
}
