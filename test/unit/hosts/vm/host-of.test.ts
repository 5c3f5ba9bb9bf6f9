import { expect, test } from "@jest/globals";
import type { FoundAcceleration } from "../../../../src/hosts/host.ts";
import { hostOfVm } from "../../../../src/hosts/vm/host-of.ts";

const hostWith = (acceleration: FoundAcceleration) =>
  hostOfVm({
    ...{ name: "mina", hostKey: "ssh-ed25519 AAAA", loginKey: "key", base: "Debian 13", standIns: [], acceleration },
    machine: { id: "1", running: true, ports: { 22: 20022 } },
  });

test("a machine whose processor is emulated is a slower host, and says why; an accelerated one is as quick as any", () => {
  const because = "/dev/kvm is missing";
  expect(hostWith({ acceleration: "emulation", because })).toMatchObject({
    slower: 5,
    facts: { acceleration: expect.stringContaining(because) },
  });
  expect(hostWith({ acceleration: "kvm" })).not.toHaveProperty("slower");
});
