import { afterEach, describe, expect, test } from "@jest/globals";
import { HostLink } from "../../../../../src/class/serve/desk/link.ts";
import { advice, npm } from "../../../../../src/common/advice.ts";
import { describe as inWords, LabError } from "../../../../../src/common/errors.ts";
import type { Host } from "../../../../../src/hosts/host.ts";
import { type Channel, type Closed, ConnectError, type Connection } from "../../../../../src/hosts/ssh/connection.ts";
import { holds } from "../terminal/fake-shell.ts";

/** A host that a test takes away, and lets come back, and what a link does with it. */
class FakeHost {
  boot = "one";
  isNew = true;
  /** Why it cannot be reached now. */
  fault: LabError | undefined;
  /** Why it cannot be made ready for its student, or has not come back ready. */
  lacks: LabError | undefined;
  readonly troubles: LabError[] = [];
  /** How often somebody tried to reach it. */
  tries = 0;
  /** All that happened, in its order. */
  readonly log: string[] = [];
  readonly stopping = new AbortController();
  readonly link: HostLink;
  readonly #locks = new Set<() => void>();

  constructor() {
    const connection: Pick<Connection, "run" | "hold" | "reconnect" | "close"> = {
      run: async (script) => {
        if (this.lacks !== undefined && script.includes("labnote:met")) throw this.lacks;
        return { exit: 0, stdout: this.#answer(script), stderr: "" };
      },
      hold: (script, onData) => this.#hold(script, onData),
      reconnect: async () => this.#reach("reconnects"),
      close: async () => void this.log.push("closes"),
    };
    this.link = new HostLink({
      ...{ host: { name: "mina", unreachable: "look at it" } as Host, images: [] },
      connect: async () => {
        this.#reach("connects");
        return connection as Connection;
      },
      isNew: () => this.isNew,
      prepare: async () => {
        this.log.push("prepares");
        if (this.lacks !== undefined) throw this.lacks;
      },
      changed: () => this.log.push(this.link.view),
      up: () => this.log.push("up"),
      trouble: (error) => {
        this.troubles.push(error);
        this.log.push(`trouble: ${error.message}`);
      },
    });
  }

  begin(): void {
    this.link.begin(this.stopping.signal);
  }

  /** Ends all that goes over the connection. */
  lose(): void {
    for (const end of this.#locks) end();
  }

  async end(): Promise<void> {
    this.stopping.abort(new Error("the class has ended"));
    await this.link.end();
  }

  #reach(how: string): void {
    this.tries += 1;
    if (this.fault !== undefined) throw this.fault;
    this.log.push(how);
  }

  #answer(script: string): string {
    if (script.includes("boot_id")) return `${this.boot}\n1\n`;
    const wanted = script.match(/^echo --labnote:met--$/gm) ?? [];
    if (wanted.length > 0) this.log.push("is held to its requirements");
    return wanted.map(() => "--labnote:met--\n").join("");
  }

  #hold(script: string, onData: (data: Uint8Array) => void): Channel {
    const closed = Promise.withResolvers<Closed>();
    const name = script.includes("flock -w 5 -s") ? "shared lock" : "lock";
    const end = () => {
      this.#locks.delete(end);
      closed.resolve({ exit: undefined, why: "it was lost" });
    };
    this.#locks.add(end);
    closed.promise.then(() => this.log.push(`${name} ends`));
    this.log.push(name);
    queueMicrotask(() => onData(Buffer.from("held\n")));
    return {
      ...{ write: () => {}, waiting: 0, pause: () => {}, resume: () => {}, closed: closed.promise },
      close: async () => end(),
    };
  }
}

let hosts: FakeHost[] = [];
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.end()));
  hosts = [];
});
const made = (): FakeHost => {
  const host = new FakeHost();
  hosts.push(host);
  return host;
};

describe("the link to a host", () => {
  test("is prepared once, while no run can be at work, and kept from runs from then on", async () => {
    const host = made();
    host.begin();
    await host.link.first();
    expect(host.link.view).toBe("ready");
    await holds(() => host.log.includes("up"));
    expect(host.log).toEqual(["connects", "lock", "prepares", "lock ends", "shared lock", "ready", "up"]);
    expect(host.link.boots).toBe(1);
  });

  test("has no advice that would destroy the hosts of all, where this one cannot be prepared or does not come back ready", async () => {
    const cause = "a container cannot be removed";
    const host = made();
    host.lacks = new LabError("mina could not be reset", {
      cause,
      remedy: advice`${npm("down")}, then ${npm("start")}`,
    });
    host.begin();
    await host.link.first();
    const said = () => inWords(host.troubles.at(-1), "lab");
    expect(said()).toContain(`mina could not be reset\n  because: ${cause}\n  try: `);
    expect(said()).toContain("npm run ssh mina");
    expect(said()).not.toContain("npm run down");
    // It is prepared once more by itself.
    host.lacks = undefined;
    await holds(() => host.link.view === "ready");
    host.lacks = new LabError("mina is not ready", { remedy: advice`${npm("down")}, then ${npm("start")}` });
    host.boot = "two";
    host.lose();
    await holds(() => host.troubles.length === 2);
    expect(said()).toContain("mina is not ready\n  try: ");
    expect(said()).not.toContain("npm run down");
  });

  test("is not prepared where something was done on the host, and keeps runs from it all the same", async () => {
    const host = made();
    host.isNew = false;
    host.begin();
    await holds(() => host.log.includes("up"));
    expect(host.log).toEqual(["connects", "shared lock", "ready", "up"]);
  });

  test("is made again when it is lost, and a host that has booted meanwhile is held to its requirements", async () => {
    const host = made();
    host.begin();
    await holds(() => host.log.includes("up"));
    for (const [boot, boots] of [
      ["one", 1],
      ["two", 2],
    ] as const) {
      const before = host.log.length;
      host.boot = boot;
      host.lose();
      await holds(() => host.log.slice(before).includes("up"));
      expect(host.log.slice(before)).toEqual([
        ...["shared lock ends", "restarting", "reconnects"],
        ...(boot === "two" ? ["is held to its requirements"] : []),
        ...["shared lock", "ready", "up"],
      ]);
      expect(host.link.boots).toBe(boots);
    }
    expect(host.log.filter((what) => what === "prepares")).toHaveLength(1);
  });

  test("is tried until the host answers, without a word for a host that only boots", async () => {
    const host = made();
    host.fault = new ConnectError("not-yet", "mina is not ready yet");
    host.begin();
    await holds(() => host.tries === 2);
    expect(host.log).toEqual([]);
    host.fault = undefined;
    await host.link.first();
    expect(host.link.view).toBe("ready");
  });

  test("tells of another host's key once, and is made when that is mended", async () => {
    const host = made();
    host.fault = new ConnectError("host-key", "mina has another key");
    host.begin();
    await host.link.first();
    await holds(() => host.log.includes("trouble: mina has another key") && host.tries === 3);
    expect(host.link.view).toBe("connecting");
    host.fault = undefined;
    await holds(() => host.link.view === "ready");
    expect(host.log.filter((what) => what.startsWith("trouble"))).toHaveLength(1);
  });

  test("logs in again for its user's new groups, and is no host that restarts meanwhile", async () => {
    const host = made();
    host.begin();
    await holds(() => host.log.includes("up"));
    const before = host.log.length;
    await host.link.relogin(host.stopping.signal);
    await holds(() => host.log.slice(before).includes("up"));
    expect(host.log.slice(before)).toEqual([
      ...["connecting", "shared lock ends", "reconnects", "shared lock", "ready", "up"],
    ]);
  });

  test("ends with the class, and then is not tried any more", async () => {
    const host = made();
    host.begin();
    await holds(() => host.log.includes("up"));
    await host.end();
    expect(host.log.slice(-2)).toEqual(["shared lock ends", "closes"]);
    const other = made();
    other.fault = new ConnectError("unreachable", "nothing answers");
    other.begin();
    await other.end();
    expect(other.log).toEqual([]);
  });
});
