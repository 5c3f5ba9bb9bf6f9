import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  {
    at: "6:1",
    typed: "systemctl --no-pager status docker.service",
    output:
      "● docker.service - Docker Application Container Engine\n     Loaded: loaded (/usr/lib/systemd/system/docker.service; enabled; preset: enabled)\n     Active: active (running) since Tue 2026-11-24 05:38:20 UTC; 12min ago\nTriggeredBy: ● docker.socket\n   Main PID: 1203 (dockerd)",
    means: "done 1",
  },
  {
    at: "6:1",
    typed: "sudo systemctl status docker --no-pager",
    output:
      "● docker.service - Docker Application Container Engine\n     Loaded: loaded (/usr/lib/systemd/system/docker.service; enabled; preset: enabled)\n     Active: active (running) since Tue 2026-11-24 05:38:20 UTC; 12min ago\nTriggeredBy: ● docker.socket\n   Main PID: 1203 (dockerd)",
    means: "done 1",
  },
  { at: "6:2", typed: "sudo systemctl restart docker.service", output: "", means: "done 2" },
  { at: "6:2", typed: "sudo service docker restart", output: "", means: "done 2" },
  {
    at: "6:3",
    typed: "sudo journalctl --unit=docker --lines=1 --no-pager",
    output: "Nov 24 06:03:11 lab systemd[1]: Started docker.service - Docker Application Container Engine.",
    means: "done 3",
  },
  { at: "6:4", typed: "sleep 500&", output: "[1] 5120", means: "done 4" },
  { at: "6:5", typed: "pgrep --list-full sleep", output: "4711 sleep 500", means: "done 5" },
  {
    at: "6:6",
    typed: "top -n1 -b | head -n1",
    output: "top - 06:04:31 up 26 min,  1 user,  load average: 0.00, 0.02, 0.00",
    means: "done 6",
  },
  { at: "6:7", typed: "kill -TERM %1", output: "", means: "done 7" },
  {
    at: "6:8",
    typed: "df / -h",
    output: "Filesystem      Size  Used Avail Use% Mounted on\n/dev/vda1        20G  4.3G   15G  23% /",
    means: "done 8",
  },
  { at: "6:9", typed: 'echo "0 3 * * * docker system prune -f" | crontab -', output: "", means: "done 9" },
  { at: "6:9", typed: "crontab - <<< '0 3 * * * docker system prune -f'", output: "", means: "done 9" },
  { at: "6:10", typed: "crontab -l | cat", output: "0 3 * * * docker system prune -f", means: "done 10" },
];

testRows(note, rows);
