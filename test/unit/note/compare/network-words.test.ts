import fc from "fast-check";
import { digits, mixed, signs, testPlacedWords } from "./placed.ts";

const key = "uNiVztksCsDhcc0u9e8BrcQ5zVfEoVJqKo1k3Z8pQ2c";

testPlacedWords({
  found: [
    ["docker ps", ["0.0.0.0:32768->80/tcp"], "0.0.0.0:{port 32768}->80/tcp"],
    ["ip link", ["7: veth1a2b3c4@if6: <UP>"], "{number 7}: {interface veth1a2b3c4}@{number if6}: <UP>"],
    ["ssh-keygen -l", [`256 SHA256:${key} mina (ED25519)`], `256 SHA256:{fingerprint ${key}} mina (ED25519)`],
    [
      "ss -tn",
      ["ESTAB 0      0      127.0.0.1:8000  127.0.0.1:54321"],
      "ESTAB 0      0      127.0.0.1:8000  127.0.0.1:{port 54321}",
    ],
    [
      "tail x",
      ["Accepted publickey for mina from 10.0.0.1 port 54321 ssh2"],
      "Accepted publickey for mina from {address 10.0.0.1} port {port 54321} ssh2",
    ],
    ["ip addr", ["12: eth0@if13: <UP>"], "{number 12}: eth0@{number if13}: <UP>"],
    [
      "ip addr",
      ["   valid_lft 86313sec preferred_lft 86313sec"],
      "   valid_lft {duration 86313sec} preferred_lft {duration 86313sec}",
    ],
    [
      "jupyter lab list",
      ["http://localhost:8888/?token=9f3c1b7a2d4e6f809f3c1b7a2d4e6f809f3c1b7a2d4e6f80 :: /home"],
      "http://localhost:8888/?token={token 9f3c1b7a2d4e6f809f3c1b7a2d4e6f809f3c1b7a2d4e6f80} :: /home",
    ],
    [
      "docker swarm init",
      [`docker swarm join --token SWMTKN-1-${"1a".repeat(25)}-${"2b".repeat(12)}c 10.0.0.1:2377`],
      `docker swarm join --token {token SWMTKN-1-${"1a".repeat(25)}-${"2b".repeat(12)}c} {address 10.0.0.1}:2377`,
    ],
    [
      "kubeadm init",
      ["kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef"],
      "kubeadm join {address 10.0.0.1}:6443 --token {token abcdef.0123456789abcdef}",
    ],
    [
      "ssh-keygen -l -E md5",
      ["256 MD5:43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66:73:a8 x"],
      "256 MD5:{fingerprint 43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66:73:a8} x",
    ],
  ],
  lookalikes: [
    ["docker ps", ["0.0.0.0:8080->80/tcp"]],
    ["cat x", ["localhost:32768"]],
    ["cat x", ["vethernet"]],
    ["cat x", [`MD5:${key}`]],
    ["ss -tln", ["LISTEN 0      5      127.0.0.1:54321  0.0.0.0:*"]],
    ["docker ps", ["0.0.0.0:50051->50051/tcp"]],
    ["cat x", ["listens on port 50051"]],
    ["ip addr", ["1: lo: <LOOPBACK>"]],
    ["cat x", ["http://localhost/?token=changeme"]],
    ["cat x", ["http://localhost/?token=my-secret-token-of-2026"]],
    ["cat x", ["http://localhost/?page=9f3c1b7a2d4e6f80"]],
    ["cat x", ["--token abcdef.0123"]],
  ],
  places: [
    [
      "IPv6 address",
      fc
        .tuple(
          fc.constantFrom("fe80::", "2001:db8:0:1::", "fd12:3456:789a::", "2a00:1450:4001:81b:"),
          fc.array(signs("0123456789abcdef", 1, 4), { minLength: 4, maxLength: 4 }),
        )
        .map(([head, groups]) => head + groups.join(":")),
      "ip addr",
      (word) => [`inet6 ${word}/64 scope link`],
    ],
    [
      "token",
      signs("0123456789abcdef", 48).filter(mixed),
      "jupyter server list",
      (word) => [`http://localhost:8888/?token=${word} :: /home`],
    ],
    [
      "peer's port",
      fc.integer({ min: 32768, max: 60999 }).map(String),
      "ss -tn",
      (word) => [`ESTAB 0 0 127.0.0.1:80 127.0.0.1:${word}`],
    ],
    [
      "index of an interface",
      fc.integer({ min: 1, max: 9999 }).map((n) => `if${n}`),
      "ip addr",
      (word) => [`12: eth0@${word}: <UP>`],
    ],
    ["port", fc.integer({ min: 32768, max: 60999 }).map(String), "docker ps", (word) => [`0.0.0.0:${word}->80/tcp`]],
    [
      "interface",
      signs("0123456789abcdef", 7).map((word) => `veth${word}`),
      "ip link",
      (word) => [`7: ${word}@if6: <UP>`],
    ],
    [
      "fingerprint",
      signs(`${digits}abcXYZ+/`, 42).map((word) => `${word}c`),
      "ssh-keygen -l",
      (word) => [`256 SHA256:${word} a`],
    ],
  ],
});
