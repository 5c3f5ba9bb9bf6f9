import fc from "fast-check";
import { amount, digits, mixed, signs, testPlacedWords } from "./placed.ts";

const ps = "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND";
const safe = "bcdfghjklmnpqrstvwxz2456789";
// No wider than its column, which then begins with a blank.
const pid = fc.integer({ min: 100, max: 999_999 }).map(String);
const short = signs("0123456789abcdef", 7).filter((word) => /\d/.test(word) && /[a-f]/.test(word));

testPlacedWords({
  found: [
    [
      "git log",
      ["commit 1f0d2c3b4a5968778695a4b3c2d1e0f1a2b3c4d5 (HEAD)"],
      "commit {id 1f0d2c3b4a5968778695a4b3c2d1e0f1a2b3c4d5} (HEAD)",
    ],
    ["git log --oneline", ["1f0d2c3 Add a page"], "{id 1f0d2c3} Add a page"],
    ["git log --oneline --graph", ["| * 1f0d2c3 Add a page"], "| * {id 1f0d2c3} Add a page"],
    ["git commit -m x", ["[main (root-commit) 1f0d2c3] Add a page"], "[main (root-commit) {id 1f0d2c3}] Add a page"],
    ["git commit -m x", ["[main 1234567] Add a page"], "[main {id 1234567}] Add a page"],
    ["git reset --hard", ["HEAD is now at 1234567 Add a page"], "HEAD is now at {id 1234567} Add a page"],
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
    [
      "kubectl get nodes",
      ["lab   Ready   control-plane   27d   v1.30.1"],
      "lab   Ready   control-plane   {age 27d}   v1.30.1",
    ],
    ["kubectl get ns", ["default   Active   4m12s"], "default   Active   {age 4m12s}"],
    ["kubectl get pods", ["kube-proxy-x2x4z   1/1"], "kube-proxy-{pod x2x4z}   1/1"],
    [
      "bash x",
      ["x: line 1:  4711 Killed                  sleep 9"],
      "x: line 1:  {pid 4711} Killed                  sleep 9",
    ],
  ],
  lookalikes: [
    ["cat x", ["1f0d2c3 Add a page"]],
    ["cat x", ["the colour 1f0d2c3"]],
    ["git log --oneline", ["1234567 is all decimal"]],
    ["git log --oneline", ["defaced is a word"]],
    ["cat x", ["[main 1234567] Add a page"]],
    ["git diff", ["+ price 1234567"]],
    ["git commit -m x", ["[main 123456] Add a page"]],
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
    ["kubectl get pods", ["my-backend"]],
    ["kubectl get pods", ["front-end-server"]],
    ["cat x", ["what a longwordof25letterswithoutone"]],
    ["cat x", ["abcdefghijklmnopqrstuvwxy"]],
    ["cat x", ["kube-proxy-x2x4z"]],
    ["kubectl get svc", ["my-https"]],
    ["kubectl get cm", ["27d and more"]],
    ["kubectl logs x", ["waited 27d"]],
    ["cat x", ["x: line 1: 4711 sheep"]],
  ],
  places: [
    ["id of git", short, "git log --oneline", (word) => [`${word} Add a page`]],
    ["id of a commit", short, "git commit -m x", (word) => [`[main ${word}] Add a page`]],
    ["id of decimal digits", signs(digits, 7), "git commit -m x", (word) => [`[main ${word}] Add a page`]],
    ["id of a swarm", signs(`${digits}abcxyz`, 25).filter(mixed), "docker node ls", (word) => [`${word} lab Ready`]],
    ["pid of a job", pid, "sleep 9 &", (word) => [`[1] ${word}`]],
    ["pid in a log", pid, "tail x", (word) => [`a sshd[${word}]: b`]],
    ["pid in a column", pid, "ps", (word) => ["    PID CMD", `${word.padStart(7)} bash`]],
    [
      "number",
      amount.filter((word) => word.length < 6),
      "ps aux",
      (word) => [ps, `root        4711  0.3  1.2  14420 ${word.padStart(5)} ?        Ss   06:15   0:01 bash`],
    ],
    ["pod of a set", signs(safe, 5).filter(mixed), "kubectl get pods", (word) => [`kube-proxy-${word}   1/1 1`]],
    ["pod", signs(safe, 9).filter(mixed), "kubectl get rs", (word) => [`web-${word}   1 1 1`]],
    [
      "age",
      fc.tuple(fc.nat(999), fc.constantFrom("s", "m", "h", "d")).map(([n, unit]) => `${n}${unit}`),
      "kubectl get ns",
      (word) => ["NAME      STATUS   AGE", `default   Active   ${word}`],
    ],
  ],
});
