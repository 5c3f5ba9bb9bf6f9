import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  {
    at: "6:1",
    typed: "systemctl status docker --no-pager",
    exit: 3,
    output:
      "○ docker.service - Docker Application Container Engine\n     Loaded: loaded (/usr/lib/systemd/system/docker.service; enabled; preset: enabled)\n     Active: inactive (dead) since Tue 2026-11-24 06:01:20 UTC; 3s ago",
    means: "differs 1: status 3 | 0; otherLine ○ | ●",
  },
  { at: "6:1", typed: "echo 'Active: active (running)'", output: "Active: active (running)", means: "nothing" },
  { at: "6:2", typed: "sudo systemctl start docker", output: "", means: "differs 2: otherWord start | restart" },
  { at: "6:2", typed: "sudo systemctl reload docker", output: "", means: "differs 2: otherWord reload | restart" },
  {
    at: "6:5",
    typed: "pgrep -a sleep",
    exit: 1,
    without: [4],
    output: "",
    means: "differs 5: status 1 | 0; noLine 4711 sleep 500; first sleep 500 &",
  },
  {
    at: "6:6",
    typed: "uptime",
    output: " 06:04:31 up 26 min,  1 user,  load average: 0.00, 0.02, 0.00",
    means: "nothing",
  },
  { at: "6:7", typed: "kill -STOP %1", output: "", means: "nothing" },
  {
    at: "6:7",
    typed: "kill %1",
    exit: 1,
    without: [4],
    output: "-bash: kill: %1: no such job",
    means: "differs 7: status 1 | 0",
  },
  {
    at: "6:8",
    typed: "df /",
    output:
      "Filesystem     1K-blocks    Used Available Use% Mounted on\n/dev/vda1       20134592 4298112  15820096  22% /",
    means: "nothing",
  },
  { at: "6:9", typed: "echo '0 3 * * * docker system prune -f' > crontab", output: "", means: "nothing" },
  { at: "6:10", typed: "sudo crontab -l", exit: 1, output: "no crontab for root", means: "differs 10: moreWord sudo" },
  {
    at: "6:10",
    typed: "crontab -l || echo '0 3 * * * docker system prune -f'",
    without: [9],
    output: "no crontab for ubuntu\n0 3 * * * docker system prune -f",
    means: "nothing",
  },
  {
    at: "6:11",
    typed: "crontab -r",
    exit: 1,
    without: [9],
    output: "no crontab for ubuntu",
    means: "differs 11: status 1 | 0; moreLine no crontab for ubuntu",
  },
  { at: "6:11", typed: "crontab -e", output: "No modification made", means: "nothing" },
  {
    at: "6:2",
    typed: "sudo systemctl restart docker && sudo systemctl stop docker docker.socket",
    output: "",
    means: "nothing",
  },
  {
    at: "6:3",
    typed: "sudo journalctl -u containerd -n 1 --no-pager",
    output: "Nov 24 06:03:10 lab systemd[1]: Started containerd.service - containerd container runtime.",
    means: "nothing",
  },
  { at: "6:4", typed: "sleep 5 &", output: "[1] 5120", means: "nothing" },
  { at: "6:7", typed: "kill -s CONT %1", output: "", means: "nothing" },
  {
    at: "6:8",
    typed: "df -h / --output=source,size",
    output: "Filesystem      Size\n/dev/vda1        20G",
    means: "nothing",
  },
  { at: "6:9", typed: "echo '# 0 3 * * * docker system prune -f' | crontab -", output: "", means: "nothing" },
  {
    at: "6:9",
    typed: "echo '0 3 * * * docker system prune -f' | crontab -u sora -",
    exit: 1,
    output: "must be privileged to use -u",
    means: "differs 9: moreWord -u; moreWord sora",
  },
  { at: "6:10", typed: "cat crontab.bak", output: "0 3 * * * docker system prune -f", means: "nothing" },
];

testRows(note, rows);
