import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Bindings } from "../../../../src/note/compare/bindings.ts";
import { compareStep } from "../../../../src/note/compare/compare.ts";
import { split } from "../../../../src/note/compare/shapes.ts";
import type { CommandStep } from "../../../../src/note/note.ts";
import { readNote } from "../../../../src/note/read.ts";

/** The one command of a session, as the reader gives it. */
function step(typed: string, lines: readonly string[]): CommandStep {
  const page = ["# A", "", "```console", `$ ${typed}`, ...lines, "```", ""].join("\n");
  const [first] = readNote(page, "note.md").sections.flatMap(({ steps }) => steps);
  if (first?.kind !== "command") throw new Error(`no command: ${typed}`);
  return first;
}

/** The last line of an output with each word of a shape as {name word}. */
function marked(typed: string, lines: readonly string[]): string {
  const last = step(typed, lines).expected.at(-1);
  if (last === undefined || "interrupt" in last) throw new Error(`no line: ${lines}`);
  return split(last.text, last.around)
    .map(({ text, shape }) => (shape === undefined ? text : `{${shape.name} ${text}}`))
    .join("");
}

const df = "Filesystem     1K-blocks    Used Available Use% Mounted on";
const ps = "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND";
const free = "               total        used        free      shared  buff/cache   available";
const key = "uNiVztksCsDhcc0u9e8BrcQ5zVfEoVJqKo1k3Z8pQ2c";

describe("words that their place shows", () => {
  test.each([
    [
      "git log",
      ["commit 1f0d2c3b4a5968778695a4b3c2d1e0f1a2b3c4d5 (HEAD)"],
      "commit {id 1f0d2c3b4a5968778695a4b3c2d1e0f1a2b3c4d5} (HEAD)",
    ],
    ["git log --oneline", ["1f0d2c3 Add a page"], "{id 1f0d2c3} Add a page"],
    ["git log --oneline --graph", ["| * 1f0d2c3 Add a page"], "| * {id 1f0d2c3} Add a page"],
    ["git commit -m x", ["[main (root-commit) 1f0d2c3] Add a page"], "[main (root-commit) {id 1f0d2c3}] Add a page"],
    ["git pull", ["Updating 1f0d2c3..9ab8c7d"], "Updating {id 1f0d2c3}..{id 9ab8c7d}"],
    ["git push", ["   1f0d2c3..9ab8c7d  main -> main"], "   {id 1f0d2c3}..{id 9ab8c7d}  main -> main"],
    ["git diff", ["index 1f0d2c3..9ab8c7d 100644"], "index {id 1f0d2c3}..{id 9ab8c7d} 100644"],
    ["git branch -v", ["* main 1f0d2c3 Add a page"], "* main {id 1f0d2c3} Add a page"],
    ["git reset --hard", ["HEAD is now at 1f0d2c3 Add a page"], "HEAD is now at {id 1f0d2c3} Add a page"],
    [
      "git push",
      ["Writing objects: 100% (3/3), 263 bytes | 87.00 KiB/s, done."],
      "Writing objects: 100% (3/3), {size 263 bytes} | {rate 87.00 KiB/s}, done.",
    ],
    ["git push", ["Delta compression using up to 2 threads"], "Delta compression using up to {number 2} threads"],
    [
      "docker push x",
      [`1.0: digest: sha256:${"1a".repeat(32)} size: 529`],
      `1.0: digest: sha256:{digest ${"1a".repeat(32)}} size: {number 529}`,
    ],
    ["docker node ls", ["k2v9qpq8rk9y3c1x7m5t0z4ab *"], "{id k2v9qpq8rk9y3c1x7m5t0z4ab} *"],
    ["sleep 9 &", ["[1] 4711"], "[1] {pid 4711}"],
    ["jobs -l", ["[1]+  4711 Running                 sleep 9 &"], "[1]+  {pid 4711} Running                 sleep 9 &"],
    ["systemctl status x", [" Main PID: 4711 (nginx)"], " Main PID: {pid 4711} (nginx)"],
    ["tail x", ["Nov 24 06:15:46 lab sshd[4711]: listening"], "{date Nov 24 06:15:46} lab sshd[{pid 4711}]: listening"],
    ["pgrep nginx", ["4711"], "{pid 4711}"],
    ["echo $!", ["4711"], "{pid 4711}"],
    [
      "ps",
      ["    PID TTY          TIME CMD", "   4711 pts/0    00:00:00 bash"],
      "   {pid 4711} pts/0    {duration 00:00:00} bash",
    ],
    [
      "ps aux",
      [ps, "root        4711  0.3  1.2  14420  4220 ?        Ss   06:15   0:01 bash"],
      "root        {pid 4711}  {percent 0.3}  {percent 1.2}  {number 14420}  {number 4220} ?        Ss   {date 06:15}   {duration 0:01} bash",
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
      "kubectl get pods",
      [
        "NAME                  READY   STATUS    RESTARTS   AGE",
        "web-7d9f8c6b5-x2x4z   1/1     Running   0          4m12s",
      ],
      "web-{pod 7d9f8c6b5}-{pod x2x4z}   1/1     Running   0          {age 4m12s}",
    ],
    [
      "kubectl get nodes",
      ["NAME   STATUS   ROLES    AGE   VERSION", "lab    Ready    <none>   3d    v1.31.0"],
      "lab    Ready    <none>   {age 3d}    v1.31.0",
    ],
    ["docker ps", ["0.0.0.0:32768->80/tcp"], "0.0.0.0:{port 32768}->80/tcp"],
    ["ip link", ["7: veth1a2b3c4@if6: <UP>"], "{number 7}: {interface veth1a2b3c4}@{number if6}: <UP>"],
    ["ssh-keygen -l", [`256 SHA256:${key} mina (ED25519)`], `256 SHA256:{fingerprint ${key}} mina (ED25519)`],
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
    [
      "stat x",
      ["Device: fd01h/64769d\tInode: 131         Links: 1"],
      "Device: {number fd01h/64769d}\tInode: {inode 131}         Links: 1",
    ],
    [
      "stat x",
      ["Device: 254,0\tInode: 131         Links: 1"],
      "Device: {number 254,0}\tInode: {inode 131}         Links: 1",
    ],
    ["stat -c '%i %n' x", ["131 x"], "{inode 131} x"],
    ["ls -i", ["131 a  132 b"], "{inode 131} a  {inode 132} b"],
    [
      "ls -li",
      ["131 -rw-r--r-- 1 mina staff 12 Nov 24 06:15 a"],
      "{inode 131} -rw-r--r-- 1 mina staff 12 {date Nov 24 06:15} a",
    ],
    [
      "ls -l --time-style=iso",
      ["-rw-r--r-- 1 mina staff 12 11-24 06:15 a"],
      "-rw-r--r-- 1 mina staff 12 {date 11-24 06:15} a",
    ],
    ["ls -l", ["-rw-r--r--  1 mina  staff  12 24 Nov 06:15 a"], "-rw-r--r--  1 mina  staff  12 {date 24 Nov 06:15} a"],
    ["ls -l", ["-rw-r--r-- 1 mina staff 12 11월 24 06:15 a"], "-rw-r--r-- 1 mina staff 12 {date 11월 24 06:15} a"],
    [
      "ls -l",
      ["drwxr-xr-x. 2 mina staff 4096 24. Mai   2025 a"],
      "drwxr-xr-x. 2 mina staff 4096 {date 24. Mai   2025} a",
    ],
    [
      "ls -l /proc/1/fd",
      ["lr-x------ 1 root root 64 Nov 24 06:15 0 -> 'pipe:[4711]'"],
      "lr-x------ 1 root root 64 {date Nov 24 06:15} 0 -> 'pipe:[{inode 4711}]'",
    ],
    ["date +%s", ["1764224146"], "{date 1764224146}"],
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
    ["kubectl get pods", ["kube-proxy-x2x4z   1/1"], "kube-proxy-{pod x2x4z}   1/1"],
    [
      "ssh-keygen -l -E md5",
      ["256 MD5:43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66:73:a8 x"],
      "256 MD5:{fingerprint 43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66:73:a8} x",
    ],
    [
      "bash x",
      ["x: line 1:  4711 Killed                  sleep 9"],
      "x: line 1:  {pid 4711} Killed                  sleep 9",
    ],
    ["mysql x", ["1 row in set (0.00 sec)"], "1 row in set ({duration 0.00 sec})"],
  ])("%s: the words of a shape are found below it: %j", (typed, lines, expected) => {
    expect(marked(typed, lines)).toBe(expected);
  });
});

describe("words that only look like those", () => {
  test.each<[string, string[]]>([
    ["cat x", ["1f0d2c3 Add a page"]],
    ["cat x", ["the colour 1f0d2c3"]],
    ["git log --oneline", ["1234567 is all decimal"]],
    ["git log --oneline", ["defaced is a word"]],
    ["git log", ["    fix 1f0d2c3"]],
    ["git push", ["I am writing objects: 263 bytes"]],
    ["cat x", ["up to 2 threads"]],
    ["cat x", ["digest: none, size: 529"]],
    ["echo hi", ["4711"]],
    ["echo hi", ["[1] one"]],
    ["sleep 9 &", ["[1] 47"]],
    ["cat x", ["list[4711] is the last"]],
    ["cat x", ["rapid 4711"]],
    ["ps", ["PID TTY", "1   pts/0"]],
    ["cat x", ["Page 12", "4711"]],
    ["df", ["Used by all", "4711 a"]],
    ["df", [df, "", "61202244 a"]],
    ["cat x", ["the used ones", "    4711"]],
    ["kubectl get pods", ["my-backend"]],
    ["kubectl get pods", ["front-end-server"]],
    ["docker ps", ["0.0.0.0:8080->80/tcp"]],
    ["cat x", ["localhost:32768"]],
    ["cat x", ["vethernet"]],
    ["cat x", [`MD5:${key}`]],
    ["cat x", ["what a longwordof25letterswithoutone"]],
    ["cat x", ["abcdefghijklmnopqrstuvwxy"]],
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
    ["cat x", ["Inodes: 131"]],
    ["cat x", ["131 a  132 b"]],
    ["ls", ["131 a  132 b"]],
    ["ls -l", ["total 12"]],
    ["ls -l", ["-rw-r--r-- 1 mina staff 12 may be 06:15"]],
    ["cat x", ["on 11-24 06:15 or 24 Nov 06:15"]],
    ["cat x", ["11월 24 06:15"]],
    ["cat x", ["pipeline:[4711]"]],
    ["cat x", ["1764224146"]],
    ["date +%Y", ["2026"]],
    ["ss -tln", ["LISTEN 0      5      127.0.0.1:54321  0.0.0.0:*"]],
    ["docker ps", ["0.0.0.0:50051->50051/tcp"]],
    ["cat x", ["listens on port 50051"]],
    ["ip addr", ["1: lo: <LOOPBACK>"]],
    ["cat x", ["http://localhost/?token=changeme"]],
    ["cat x", ["http://localhost/?token=my-secret-token-of-2026"]],
    ["cat x", ["http://localhost/?page=9f3c1b7a2d4e6f80"]],
    ["cat x", ["--token abcdef.0123"]],
    ["cat x", ["kube-proxy-x2x4z"]],
    ["kubectl get svc", ["my-https"]],
    ["cat x", ["x: line 1: 4711 sheep"]],
  ])("%s: there is no word of a shape in the last line of %j", (typed, lines) => {
    expect(marked(typed, lines)).toBe(lines.at(-1));
  });
});

const signs = (unit: string, least: number, most = least) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength: least, maxLength: most });
const digits = "0123456789";
const safe = "bcdfghjklmnpqrstvwxz2456789";
const mixed = (word: string) => /\d/.test(word) && /[a-z]/.test(word);
// No wider than its column, which then begins with a blank.
const pid = fc.integer({ min: 100, max: 999_999 }).map(String);
const short = signs("0123456789abcdef", 7).filter((word) => /\d/.test(word) && /[a-f]/.test(word));
const amount = fc.integer({ min: 0, max: 9_999_999 }).map(String);

/** For words that their place shows: a way to make them, and the command and the output in which they stand. */
const places: [string, fc.Arbitrary<string>, string, (word: string) => string[]][] = [
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
  ["id of git", short, "git log --oneline", (word) => [`${word} Add a page`]],
  ["id of a commit", short, "git commit -m x", (word) => [`[main ${word}] Add a page`]],
  ["id of a swarm", signs(`${digits}abcxyz`, 25).filter(mixed), "docker node ls", (word) => [`${word} lab Ready`]],
  ["pid of a job", pid, "sleep 9 &", (word) => [`[1] ${word}`]],
  ["pid in a log", pid, "tail x", (word) => [`a sshd[${word}]: b`]],
  ["pid in a column", pid, "ps", (word) => ["    PID CMD", `${word.padStart(7)} bash`]],
  [
    "percent",
    fc.integer({ min: 0, max: 100 }).map((n) => `${n}%`),
    "df",
    (word) => [df, `overlay                1       2         3 ${word.padStart(4)} /`],
  ],
  ["size", amount, "df", (word) => [df, `overlay         ${word.padStart(8)}       2         3   5% /`]],
  [
    "number",
    amount.filter((word) => word.length < 6),
    "ps aux",
    (word) => [ps, `root        4711  0.3  1.2  14420 ${word.padStart(5)} ?        Ss   06:15   0:01 bash`],
  ],
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
  ["inode", amount.filter((word) => word.length > 1), "stat x", (word) => [`Device: 254,0 Inode: ${word} Links: 1`]],
  ["inode of ls", amount.filter((word) => word.length > 1), "ls -i", (word) => [`7777777 a ${word} b`]],
  [
    "date of ls",
    fc
      .tuple(
        fc.constantFrom("Nov 24", "24 Nov", "24. Mai", "11월 24", "nov. 24", "Nov  4"),
        fc.constantFrom("06:15", "23:59", " 2025"),
      )
      .map((parts) => parts.join(" ")),
    "ls -l",
    (word) => [`-rw-r--r-- 1 mina staff 12 ${word} a`],
  ],
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
  ["pod of a set", signs(safe, 5).filter(mixed), "kubectl get pods", (word) => [`kube-proxy-${word}   1/1 1`]],
  ["pod", signs(safe, 9).filter(mixed), "kubectl get rs", (word) => [`web-${word}   1 1 1`]],
  [
    "age",
    fc.tuple(fc.nat(999), fc.constantFrom("s", "m", "h", "d")).map(([n, unit]) => `${n}${unit}`),
    "kubectl get ns",
    (word) => ["NAME      STATUS   AGE", `default   Active   ${word}`],
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
];

describe("an output with words that their place shows", () => {
  test.each(places)("a word stands for any other of its kind, and for no other text: %s", (_, word, typed, lines) => {
    fc.assert(
      fc.property(word, word, (sample, value) => {
        const note = step(typed, lines(sample));
        const seen = lines(value).join("\n");
        expect([sample, value, compareStep(note, seen, Bindings.none)]).toMatchObject([sample, value, { holds: true }]);
        expect(compareStep(note, seen.replace(value, "(none)"), Bindings.none).holds).toBe(false);
        expect(compareStep(note, `${seen}x`, Bindings.none).holds).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
