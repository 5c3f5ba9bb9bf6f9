import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Interrupted } from "../../../src/common/errors.ts";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { type Runner, rerun } from "../../../src/lab/rerun.ts";
import { aHost } from "../record/fixtures.ts";

/** Nothing listens at its port. */
const unreachable = {
  ...{ ...aHost(), id: "1", address: "127.0.0.1", sshPort: 1, user: "ubuntu", hostKey: "ssh-ed25519 AAAA" },
  ...{ loginKey: "none", ports: {}, unreachable: "see to it", images: [] },
};

test("a run that was interrupted before it began ends at once, and does not wait for its host", async () => {
  const records = await mkdtemp(join(tmpdir(), "labnote-rerun-"));
  try {
    const running = rerun({
      ...{
        hosts: [unreachable],
        note: join(CHECKOUT, "notes/ch01-docker-basics.md"),
        sections: [],
        records,
        say: () => {},
      },
      ...{
        stack: "class-a",
        hours: null,
        parallel: 1,
        readyWithin: 20_000,
        signal: AbortSignal.abort(new Interrupted("Interrupted")),
      },
    });
    await expect(running).rejects.toThrow(Interrupted);
  } finally {
    await rm(records, { recursive: true, force: true });
  }
});

test("of forty hosts as many run the note at once as the setting parallel says, and all of them in the end", async () => {
  const records = await mkdtemp(join(tmpdir(), "labnote-rerun-"));
  const hosts = Array.from({ length: 40 }, (_, index) => ({ ...unreachable, name: `host-${index + 1}` }));
  let [now, most] = [0, 0];
  const ran: string[] = [];
  const runner: Runner = async ({ host }) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise(setImmediate);
    now -= 1;
    ran.push(host.name);
    return undefined;
  };
  try {
    await rerun(
      {
        ...{ hosts, note: "note.md", sections: [], records, stack: "lab", hours: null, readyWithin: 1, parallel: 3 },
        say: () => {},
        signal: new AbortController().signal,
      },
      runner,
    );
    expect(most).toBe(3);
    expect(ran.sort()).toEqual(hosts.map(({ name }) => name).sort());
  } finally {
    await rm(records, { recursive: true, force: true });
  }
});
