import { expect, test } from "@jest/globals";
import { sshFaultOf } from "../../../../src/hosts/ssh/faults.ts";

// The words of OpenSSH 8.2 to 9.9.
test.each([
  ["unreachable", "ssh: connect to host 10.255.255.1 port 22: Connection timed out"],
  ["unreachable", "ssh: connect to host 10.255.255.1 port 22: No route to host"],
  ["unreachable", "ssh: Could not resolve hostname lab.invalid: Name or service not known"],
  ["unreachable", ""],
  ["not-yet", "ssh: connect to host 127.0.0.1 port 22: Connection refused"],
  ["not-yet", "kex_exchange_identification: read: Connection reset by peer\nConnection reset by 127.0.0.1 port 32768"],
  ["not-yet", "kex_exchange_identification: Connection closed by remote host"],
  ["not-yet", "Connection timed out during banner exchange"],
  [
    "not-yet",
    '"System is booting up. Unprivileged users are not permitted to log in yet. Please come back later."\nConnection closed by 127.0.0.1 port 22',
  ],
  ["host-key", "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed."],
  ["host-key", "Unable to negotiate with 127.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa"],
  ["login", "ubuntu@127.0.0.1: Permission denied (publickey)."],
  ["login", "Received disconnect from 127.0.0.1 port 22:2: Too many authentication failures"],
])("the fault is %s when ssh says %j", (fault, said) => {
  expect(sshFaultOf(said)).toBe(fault);
});
