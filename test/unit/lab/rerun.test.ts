import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Interrupted } from "../../../src/common/errors.ts";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { rerun } from "../../../src/lab/rerun.ts";
import { aHost } from "../record/fixtures.ts";

test("a run that was interrupted before it began ends at once, and does not wait for its host", async () => {
  const records = await mkdtemp(join(tmpdir(), "labnote-rerun-"));
  // Nobody listens there.
  const unreachable = {
    ...{ ...aHost(), id: "1", address: "127.0.0.1", sshPort: 1, user: "ubuntu", hostKey: "ssh-ed25519 AAAA" },
    ...{ loginKey: "none", ports: {}, unreachable: "see to it", images: [] },
  };
  try {
    const running = rerun({
      ...{ hosts: [unreachable], note: join(CHECKOUT, "notes/ch01-docker-basics.md"), sections: [], records },
      ...{
        stack: "class-a",
        hours: null,
        readyWithin: 20_000,
        signal: AbortSignal.abort(new Interrupted("Interrupted")),
      },
    });
    await expect(running).rejects.toThrow(Interrupted);
  } finally {
    await rm(records, { recursive: true, force: true });
  }
});
