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
    ["ip link", ["7: veth1a2b3c4@if6: <UP>"], "7: {interface veth1a2b3c4}@if6: <UP>"],
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
