import fc from "fast-check";
import { amount, testPlacedWords } from "./placed.ts";

const df = "Filesystem     1K-blocks    Used Available Use% Mounted on";
const free = "               total        used        free      shared  buff/cache   available";

testPlacedWords({
  found: [
    [
      "systemctl status x",
      ["     Active: active (running) since Tue 2026-11-24 06:15:46 UTC; 1h 2min ago"],
      "     Active: active (running) since {date Tue 2026-11-24 06:15:46 UTC}; {age 1h 2min} ago",
    ],
    [
      "systemctl status x",
      ["     Active: active (running) since Tue 2026-11-24 06:15:46 UTC; 1 day 2h ago"],
      "     Active: active (running) since {date Tue 2026-11-24 06:15:46 UTC}; {age 1 day 2h} ago",
    ],
    [
      "df",
      [df, "overlay         61202244 9214092  48846824  16% /"],
      "overlay         {size 61202244} {size 9214092}  {size 48846824}  {percent 16%} /",
    ],
    [
      "free",
      [free, "Mem:         8039024     1201412     5120308       10240     1717304     6551212"],
      "Mem:         {size 8039024}     {size 1201412}     {size 5120308}       {size 10240}     {size 1717304}     {size 6551212}",
    ],
    [
      "df -h /",
      ["/dev/vda1       9.6G  2.1G  7.5G  22% /"],
      "/dev/vda1       {size 9.6G}  {size 2.1G}  {size 7.5G}  {percent 22%} /",
    ],
    ["free -h", ["Mem:          7.7Gi       1.1Gi"], "Mem:          {size 7.7Gi}       {size 1.1Gi}"],
    ["systemctl status x", ["     Memory: 2.4M (peak: 3.1M)"], "     Memory: {size 2.4M} (peak: {size 3.1M})"],
    ["systemctl status x", ["      Tasks: 3 (limit: 4915)"], "      Tasks: {number 3} (limit: {number 4915})"],
    [
      "ping x",
      ["64 bytes from lab: icmp_seq=1 ttl=64 time=0.043 ms"],
      "64 bytes from lab: icmp_seq=1 ttl=64 time={duration 0.043 ms}",
    ],
    [
      "ping x",
      ["rtt min/avg/max/mdev = 0.043/0.051/0.060/0.008 ms"],
      "rtt min/avg/max/mdev = {number 0.043}/{number 0.051}/{number 0.060}/{duration 0.008 ms}",
    ],
    [
      "uptime",
      [" 06:15:46 up 2 days,  3:04,  1 user,  load average: 0.00, 0.01, 0.05"],
      " {clock 06:15:46} up {age 2 days,  3:04},  {number 1 user},  load average: {number 0.00}, {number 0.01}, {number 0.05}",
    ],
    [
      "top -b -n 1",
      ["top - 06:15:46 up 3 min,  0 users,  load average: 0.00, 0.01, 0.05"],
      "top - {clock 06:15:46} up {age 3 min},  {number 0 users},  load average: {number 0.00}, {number 0.01}, {number 0.05}",
    ],
    ["uptime -p", ["up 1 hour, 12 minutes"], "up {age 1 hour, 12 minutes}"],
    [
      "top -b -n 1",
      ["Tasks: 101 total,   1 running, 100 sleeping,   0 stopped,   0 zombie"],
      "Tasks: {number 101} total,   {number 1} running, {number 100} sleeping,   {number 0} stopped,   {number 0} zombie",
    ],
    [
      "top -b -n 1",
      ["%Cpu(s):  0.3 us,  0.1 sy,  0.0 ni, 99.6 id"],
      "%Cpu(s):  {percent 0.3} us,  {percent 0.1} sy,  {percent 0.0} ni, {percent 99.6} id",
    ],
    [
      "top -b -n 1",
      ["MiB Mem :   7850.6 total,    123.4 free,   1201.4 used.   6551.2 avail Mem"],
      "MiB Mem :   {size 7850.6} total,    {size 123.4} free,   {size 1201.4} used.   {size 6551.2} avail Mem",
    ],
    [
      "dmesg",
      ["[    0.004711] Linux version 6.1.0-18-amd64 (x)"],
      "[    {duration 0.004711}] Linux version {kernel 6.1.0-18-amd64} (x)",
    ],
    [
      "tail x",
      ["Nov 24 06:15:46 lab kernel: [ 1234.567890] eth0: up"],
      "{date Nov 24 06:15:46} lab kernel: [ {duration 1234.567890}] eth0: up",
    ],
    ["uname -r", ["6.1.0-18-amd64"], "{kernel 6.1.0-18-amd64}"],
    [
      "uname -a",
      ["Linux lab 5.15.0-1051-aws #56~20.04.1-Ubuntu SMP Tue Nov 24 06:15:46 UTC 2026 x86_64 GNU/Linux"],
      "Linux lab {kernel 5.15.0-1051-aws} {kernel #56~20.04.1-Ubuntu} SMP {date Tue Nov 24 06:15:46 UTC 2026} x86_64 GNU/Linux",
    ],
    [
      "cat /proc/loadavg",
      ["0.00 0.01 0.05 1/123 4711"],
      "{number 0.00} {number 0.01} {number 0.05} {number 1/123} {pid 4711}",
    ],
    [
      "docker stats --no-stream",
      ["73588180c437 web 0.03% 1.2MiB / 7.7GiB 0.02%"],
      "{id 73588180c437} web {percent 0.03%} {size 1.2MiB} / {size 7.7GiB} {percent 0.02%}",
    ],
    ["docker system df", ["Images 2 1 124MB 12MB (9%)"], "Images 2 1 {size 124MB} {size 12MB} ({percent 9%})"],
    ["mysql x", ["1 row in set (0.00 sec)"], "1 row in set ({duration 0.00 sec})"],
  ],
  lookalikes: [
    ["cat x", ["/dev/vda1 9.6G 2.1G 7.5G 22% /"]],
    ["df -h", ["9.6G of 22% are used"]],
    ["cat x", ["Mem: 7.7Gi"]],
    ["df", ["Used by all", "4711 a"]],
    ["df", [df, "", "61202244 a"]],
    ["cat x", ["the used ones", "    4711"]],
    ["cat x", ["Active: waits; 4min 2min and no more"]],
    ["cat x", ["Memory of 2.4M, Tasks 3"]],
    ["cat x", ["Memory: none, Tasks: none"]],
    ["cat x", ["a limit of 5 ms, 3 sec"]],
    ["cat x", ["rtt = 0.043/0.051"]],
    ["cat x", ["bring up 3 min, then stop"]],
    ["cat x", ["the load average is 0.05"]],
    ["cat x", ["1 user, 2 users"]],
    ["cat x", ["Tasks done: 3 running"]],
    ["cat x", ["a Cpu at 0.3 us"]],
    ["cat x", ["array[ 0.004711] is it"]],
    ["cat x", ["Linux 6.1.0-18-amd64"]],
    ["cat x", ["6.1.0-18-amd64"]],
    ["uname -m", ["x86_64"]],
    ["uname -s", ["Linux"]],
    ["cat x", ["0.00 0.01 0.05 1/123 4711"]],
    ["cat x", ["0.03% of (9%)"]],
  ],
  places: [
    [
      "age of a unit",
      fc
        .tuple(fc.constantFrom("3 days ", "1 week 2 days ", ""), fc.nat(59), fc.nat(59))
        .map(([days, one, two]) => `${days}${one}min ${two}s`),
      "systemctl status x",
      (word) => [`Active: active; ${word} ago`],
    ],
    [
      "memory of a unit",
      fc.tuple(fc.nat(999), fc.constantFrom("K", ".5M", "G")).map((parts) => parts.join("")),
      "systemctl status x",
      (word) => [`  Memory: ${word} (max: 9G)`],
    ],
    ["tasks of a unit", fc.nat(9999).map(String), "systemctl status x", (word) => [`  Tasks: ${word} (limit: 9)`]],
    [
      "duration",
      fc.tuple(fc.nat(999), fc.nat(99)).map(([whole, part]) => `${whole}.${part} ms`),
      "ping x",
      (word) => [`64 bytes: time=${word}.`],
    ],
    [
      "percent",
      fc.integer({ min: 0, max: 100 }).map((n) => `${n}%`),
      "df",
      (word) => [df, `overlay                1       2         3 ${word.padStart(4)} /`],
    ],
    ["size without a header", amount, "df", (word) => [`/dev/vda1 ${word} 2 3 5% /`]],
    ["size", amount, "df", (word) => [df, `overlay         ${word.padStart(8)}       2         3   5% /`]],
    [
      "age of a machine",
      fc.oneof(
        fc.integer({ min: 1, max: 59 }).map((n) => `${n} min`),
        fc.tuple(fc.nat(23), fc.integer({ min: 10, max: 59 })).map((parts) => parts.join(":")),
        fc.integer({ min: 2, max: 999 }).map((n) => `${n} days,  3:04`),
      ),
      "uptime",
      (word) => [` 06:15:46 up ${word},  1 user,  load average: 0.00, 0.01, 0.05`],
    ],
    ["load", fc.nat(9999).map((n) => (n / 100).toFixed(2)), "uptime", (word) => [`load average: 0.00, ${word}, 0.05`]],
    [
      "percent of top",
      fc.nat(1000).map((n) => (n / 10).toFixed(1)),
      "top -bn1",
      (word) => [`%Cpu(s): ${word} us,  0.1 sy`],
    ],
    [
      "time of the kernel",
      fc.nat(9_999_999).map((n) => (n / 1e6).toFixed(6)),
      "dmesg",
      (word) => [`[${word.padStart(12)}] x`],
    ],
    [
      "kernel",
      fc
        .tuple(
          fc.nat(9),
          fc.nat(30),
          fc.nat(200),
          fc.constantFrom("", "-18-amd64", "-1051-aws", "-91.el8.x86_64", "-microsoft-standard-WSL2"),
        )
        .map(([one, two, three, rest]) => `${one}.${two}.${three}${rest}`),
      "uname -srm",
      (word) => [`Linux ${word} x86_64`],
    ],
  ],
});
