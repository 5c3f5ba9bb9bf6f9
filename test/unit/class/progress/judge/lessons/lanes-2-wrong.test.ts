import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("lanes");

const rows: readonly Row[] = [
  {
    at: "2:1",
    typed: "ssh-keygen -q -t ed25519 -N ''",
    output: "Enter file in which to save the key (/home/ubuntu/.ssh/id_ed25519):",
    means: "differs 1: noWord -f; noWord $HOME/.ssh/id_lab",
  },
  { at: "2:1", typed: "ssh-keygen -q -t ed25519 -N '' -f id_lab", means: "nothing" },
  {
    at: "2:1",
    typed: "ssh-keygen -q -t ed2551 -N '' -f ~/.ssh/id_lab",
    output: "unknown key type ed2551",
    exit: 255,
    means: "differs 1: otherWord ed2551 | ed25519",
  },
  { at: "2:1", typed: "touch ~/.ssh/id_lab ~/.ssh/id_lab.pub", means: "nothing" },
  {
    at: "2:2",
    typed: "ls ~/.ssh/id_lab*",
    output: "ls: cannot access '/home/ubuntu/.ssh/id_lab*': No such file or directory",
    exit: 2,
    without: [1],
    means:
      "differs 2: status 2 | 0; otherLine ls: | /home/ubuntu/.ssh/id_lab; first ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_lab",
  },
  { at: "2:3", typed: "touch ~/.ssh/authorized_keys", means: "nothing" },
  {
    at: "2:3",
    typed: "cat ~/.ssh/id_lab.pub >> /root/.ssh/authorized_keys",
    output: "-bash: /root/.ssh/authorized_keys: Permission denied",
    exit: 1,
    means: "differs 3: otherWord >>/root/.ssh/authorized_keys | >>$HOME/.ssh/authorized_keys",
  },
  { at: "2:3", typed: "cat ~/.ssh/id_lab.pub >> ~/.ssh/authorized_keys > /dev/null", means: "nothing" },
  { at: "2:4", typed: "chmod 060 ~/.ssh/authorized_keys", means: "differs 4: otherWord 060 | 600" },
  { at: "2:4", typed: "sudo chown 600 ~/.ssh/authorized_keys", means: "nothing" },
  {
    at: "2:5",
    typed: "ssh-keyscan -p 2222 -t ed25519 localhost 2>/dev/null >> ~/.ssh/known_hosts",
    exit: 1,
    means: "differs 5: moreWord -p; moreWord 2222",
  },
  { at: "2:6", typed: "id -un", output: "ubuntu", means: "nothing" },
  {
    at: "2:6",
    typed: "ssh -i ~/.ssh/idlab localhost id -un",
    output:
      "Warning: Identity file /home/ubuntu/.ssh/idlab not accessible: No such file or directory.\nubuntu@localhost: Permission denied (publickey).",
    exit: 255,
    means: "differs 6: otherWord $HOME/.ssh/idlab | $HOME/.ssh/id_lab",
  },
  { at: "2:7", typed: "echo '회의 11시' > memo.txt", means: "differs 7: otherWord 11시 | 10시" },
  {
    at: "2:7",
    typed: "echo '회의 10시' | memo.txt",
    output: "-bash: memo.txt: command not found",
    exit: 127,
    means: "nothing",
  },
  {
    at: "2:8",
    typed: "scp -q -i ~/.ssh/id_lab localhost:/tmp/memo-copy.txt memo.txt",
    output: "scp: /tmp/memo-copy.txt: No such file or directory",
    exit: 1,
    means: "differs 8: otherPlace memo.txt",
  },
  {
    at: "2:8",
    typed: "scp -q -P 2222 -i ~/.ssh/id_lab memo.txt localhost:/tmp/memo-copy.txt",
    output: "ssh: connect to host localhost port 2222: Connection refused\nscp: Connection closed",
    exit: 255,
    means: "differs 8: moreWord -P; moreWord 2222",
  },
  { at: "2:8", typed: "touch /tmp/memo-copy.txt", means: "nothing" },
  {
    at: "2:9",
    typed: "ssh -i ~/.ssh/id_lab localhost 'ls /tmp/memo-copy.txt'",
    output: "/tmp/memo-copy.txt",
    means: "differs 9: otherWord ls | cat",
  },
  {
    at: "2:9",
    typed: "ssh -i ~/.ssh/id_lab localhost 'cat /tmp/memo-copi.txt' || cat memo.txt",
    output: "cat: /tmp/memo-copi.txt: No such file or directory\n회의 10시",
    means: "nothing",
  },
  {
    at: "2:9",
    typed: "ssh -p 2222 -i ~/.ssh/id_lab localhost 'cat /tmp/memo-copy.txt'",
    output: "ssh: connect to host localhost port 2222: Connection refused",
    exit: 255,
    means: "differs 9: moreWord -p; moreWord 2222",
  },
  {
    at: "2:11",
    typed: "diff /etc/hostname remote-hostnam",
    output: "diff: remote-hostnam: No such file or directory",
    exit: 2,
    means: "differs 11: otherWord remote-hostnam | remote-hostname",
  },
  {
    at: "2:12",
    typed: "ssh -i ~/.ssh/id_lab -P 2222 localhost true",
    output: "unknown option -- P",
    exit: 255,
    means: "differs 12: otherWord -P | -p",
  },
  {
    at: "2:12",
    typed: "echo 'ssh: connect to host localhost port 2222: Connection refused'",
    output: "ssh: connect to host localhost port 2222: Connection refused",
    means: "nothing",
  },
  {
    at: "2:13",
    typed: "ssh-keygen -lf ~/.ssh/id_la.pub",
    output: "ssh-keygen: /home/ubuntu/.ssh/id_la.pub: No such file or directory",
    exit: 255,
    means: "differs 13: otherWord $HOME/.ssh/id_la.pub | $HOME/.ssh/id_lab.pub",
  },
  {
    at: "2:13",
    typed: "echo '256 SHA256:uNiVztksCsDhcc0u9e8BrcQ5zVfEoVJqKo1k3Z8pQ2c ubuntu@lab (ED25519)'",
    output: "256 SHA256:uNiVztksCsDhcc0u9e8BrcQ5zVfEoVJqKo1k3Z8pQ2c ubuntu@lab (ED25519)",
    means: "nothing",
  },
  {
    at: "2:13",
    typed: "ssh-keygen -f ~/.ssh/id_lab.pub",
    output: "/home/ubuntu/.ssh/id_lab.pub already exists.\nOverwrite (y/n)? n",
    exit: 1,
    means: "differs 13: otherWord -f | -lf",
  },
];

testRows(note, rows);
