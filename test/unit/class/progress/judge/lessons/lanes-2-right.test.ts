import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("lanes");

const rows: readonly Row[] = [
  { at: "2:1", typed: "ssh-keygen -t ed25519 -f ~/.ssh/id_lab -N '' -q", means: "done 1" },
  { at: "2:1", typed: 'ssh-keygen -q -t ed25519 -N "" -f /home/ubuntu/.ssh/id_lab', means: "done 1" },
  {
    at: "2:2",
    typed: "ls $HOME/.ssh/id_lab*",
    output: "/home/ubuntu/.ssh/id_lab  /home/ubuntu/.ssh/id_lab.pub",
    means: "done 2",
  },
  {
    at: "2:2",
    typed: "ls -1 ~/.ssh/id_lab*",
    output: "/home/ubuntu/.ssh/id_lab\n/home/ubuntu/.ssh/id_lab.pub",
    means: "done 2",
  },
  { at: "2:3", typed: "cat $HOME/.ssh/id_lab.pub >> $HOME/.ssh/authorized_keys", means: "done 3" },
  { at: "2:3", typed: "cat .ssh/id_lab.pub >> .ssh/authorized_keys", folder: "~", means: "done 3" },
  { at: "2:3", typed: "cd ~/.ssh && cat id_lab.pub >> authorized_keys", means: "done 3" },
  { at: "2:4", typed: "chmod u=rw,go= ~/.ssh/authorized_keys", means: "done 4" },
  {
    at: "2:4",
    typed: "chmod -v 600 ~/.ssh/authorized_keys",
    output: "mode of '/home/ubuntu/.ssh/authorized_keys' changed from 0644 (rw-r--r--) to 0600 (rw-------)",
    means: "done 4",
  },
  { at: "2:4", typed: "cd ~/.ssh; chmod 600 authorized_keys", means: "done 4" },
  { at: "2:5", typed: "ssh-keyscan -t ed25519 localhost >> ~/.ssh/known_hosts 2>/dev/null", means: "done 5" },
  { at: "2:6", typed: "ssh -i ~/.ssh/id_lab localhost whoami", output: "ubuntu", means: "done 6" },
  { at: "2:6", typed: "ssh -i ~/.ssh/id_lab localhost 'id -un'", output: "ubuntu", means: "done 6" },
  { at: "2:7", typed: "echo 회의 10시 > memo.txt", means: "done 7" },
  { at: "2:7", typed: "printf '회의 10시\\n' > memo.txt", means: "done 7" },
  { at: "2:7", typed: "echo '회의 10시' | tee memo.txt", output: "회의 10시", means: "done 7" },
  { at: "2:8", typed: "scp -i ~/.ssh/id_lab -q memo.txt localhost:/tmp/memo-copy.txt", means: "done 8" },
  {
    at: "2:8",
    typed: "scp -i ~/.ssh/id_lab memo.txt localhost:/tmp/memo-copy.txt",
    output: "memo.txt                                      100%   14    21.5KB/s   00:00",
    means: "done 8",
  },
  { at: "2:9", typed: 'ssh -i ~/.ssh/id_lab localhost "cat /tmp/memo-copy.txt"', output: "회의 10시", means: "done 9" },
  {
    at: "2:9",
    typed: "ssh -T -i ~/.ssh/id_lab localhost 'cat /tmp/memo-copy.txt'",
    output: "회의 10시",
    means: "done 9",
  },
  { at: "2:11", typed: "cmp /etc/hostname remote-hostname", means: "done 11" },
  { at: "2:11", typed: "diff -q /etc/hostname remote-hostname", means: "done 11" },
  {
    at: "2:12",
    typed: "ssh -p 2222 -i ~/.ssh/id_lab localhost true",
    output: "ssh: connect to host localhost port 2222: Connection refused",
    exit: 255,
    means: "done 12",
  },
  {
    at: "2:12",
    typed: "ssh -p2222 -i ~/.ssh/id_lab localhost true",
    output: "ssh: connect to host localhost port 2222: Connection refused",
    exit: 255,
    means: "done 12",
  },
  {
    at: "2:13",
    typed: "ssh-keygen -l -f ~/.ssh/id_lab.pub",
    output: "256 SHA256:uNiVztksCsDhcc0u9e8BrcQ5zVfEoVJqKo1k3Z8pQ2c ubuntu@lab (ED25519)",
    means: "done 13",
  },
];

testRows(note, rows);
