import { lesson, type Row, testRows } from "./row.ts";

const rows: readonly Row[] = [
  {
    at: "8:1",
    typed: "sudo apt install -y nginx",
    output: "Reading package lists... Done\nBuilding dependency tree... Done\nSetting up nginx (1.22.1-9) ...",
    means: "done 1",
  },
  {
    at: "8:1",
    typed: "sudo apt-get -y install nginx",
    output: "Reading package lists... Done\nBuilding dependency tree... Done\nSetting up nginx (1.22.1-9) ...",
    means: "done 1",
  },
  {
    at: "8:1",
    typed: "sudo apt install nginx -y",
    output: "Reading package lists... Done\nBuilding dependency tree... Done\nSetting up nginx (1.22.1-9) ...",
    means: "done 1",
  },
  {
    at: "8:1",
    typed: "sudo apt-get install nginx",
    output: "Reading package lists... Done\nBuilding dependency tree... Done\nSetting up nginx (1.22.1-9) ...",
    means: "done 1",
  },
  { at: "8:2", typed: "systemctl is-active nginx.service", output: "active", means: "done 2" },
  { at: "8:2", typed: "sudo systemctl is-active nginx", output: "active", means: "done 2" },
  { at: "8:3", typed: "sudo systemctl stop nginx.service", means: "done 3" },
  { at: "8:3", typed: "sudo service nginx stop", means: "done 3" },
  { at: "8:3", typed: "sudo systemctl stop nginx", folder: "/", means: "done 3" },
  {
    at: "8:4",
    typed: "curl -I localhost",
    output: "curl: (7) Failed to connect to localhost port 80 after 1 ms: Couldn't connect to server",
    exit: 7,
    means: "done 4",
  },
  {
    at: "8:4",
    typed: "curl -I http://localhost/",
    output: "curl: (7) Failed to connect to localhost port 80 after 1 ms: Couldn't connect to server",
    exit: 7,
    means: "done 4",
  },
  { at: "8:5", typed: "sudo systemctl start nginx.service", means: "done 5" },
  { at: "8:5", typed: "sudo service nginx start", means: "done 5" },
  {
    at: "8:7",
    typed: "systemctl status nginx.service --no-pager",
    output:
      '● nginx.service - A high performance web server and a reverse proxy server\n     Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)\n     Active: active (running) since Tue 2026-12-01 09:49:58 UTC; 1min 3s ago\n       Docs: man:nginx(8)\n    Process: 6118 ExecStartPre=/usr/sbin/nginx -t -q -g daemon on; master_process on; (code=exited, status=0/SUCCESS)\n   Main PID: 6120 (nginx)\n      Tasks: 3 (limit: 4678)\n     Memory: 2.4M\n        CPU: 21ms\n     CGroup: /system.slice/nginx.service\n             ├─6120 "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;"\n             └─6121 "nginx: worker process"\n\nDec 01 09:49:58 lab systemd[1]: Started nginx.service - A high performance web server and a reverse proxy server.',
    means: "done 7",
  },
  {
    at: "8:7",
    typed: "systemctl --no-pager status nginx",
    output:
      '● nginx.service - A high performance web server and a reverse proxy server\n     Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)\n     Active: active (running) since Tue 2026-12-01 09:49:58 UTC; 1min 3s ago\n       Docs: man:nginx(8)\n    Process: 6118 ExecStartPre=/usr/sbin/nginx -t -q -g daemon on; master_process on; (code=exited, status=0/SUCCESS)\n   Main PID: 6120 (nginx)\n      Tasks: 3 (limit: 4678)\n     Memory: 2.4M\n        CPU: 21ms\n     CGroup: /system.slice/nginx.service\n             ├─6120 "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;"\n             └─6121 "nginx: worker process"\n\nDec 01 09:49:58 lab systemd[1]: Started nginx.service - A high performance web server and a reverse proxy server.',
    means: "done 7",
  },
  {
    at: "8:7",
    typed: "sudo systemctl status nginx --no-pager",
    output:
      '● nginx.service - A high performance web server and a reverse proxy server\n     Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)\n     Active: active (running) since Tue 2026-12-01 09:49:58 UTC; 1min 3s ago\n       Docs: man:nginx(8)\n    Process: 6118 ExecStartPre=/usr/sbin/nginx -t -q -g daemon on; master_process on; (code=exited, status=0/SUCCESS)\n   Main PID: 6120 (nginx)\n      Tasks: 3 (limit: 4678)\n     Memory: 2.4M\n        CPU: 21ms\n     CGroup: /system.slice/nginx.service\n             ├─6120 "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;"\n             └─6121 "nginx: worker process"\n\nDec 01 09:49:58 lab systemd[1]: Started nginx.service - A high performance web server and a reverse proxy server.',
    means: "done 7",
  },
  {
    at: "8:1",
    typed: "apt-get install -y nginx",
    output:
      "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?",
    exit: 100,
    means: "differs 1: noWord sudo; status 100 | 0",
  },
  {
    at: "8:1",
    typed: "sudo apt-get install -y ngnix",
    output: "Reading package lists... Done\nBuilding dependency tree... Done\nE: Unable to locate package ngnix",
    exit: 100,
    means: "differs 1: otherWord ngnix | nginx",
  },
  {
    at: "8:1",
    typed: "sudo apt-get install -y apache2",
    output: "Reading package lists... Done\nBuilding dependency tree... Done\nSetting up apache2 (2.4.57-2) ...",
    means: "differs 1: otherWord apache2 | nginx",
  },
  {
    at: "8:1",
    typed: "sudo apt-get install -y -d nginx",
    output: "Reading package lists... Done\nDownload complete and in download only mode",
    means: "nothing",
  },
  {
    at: "8:1",
    typed: "sudo apt-get install -s -y nginx",
    output:
      "NOTE: This is only a simulation!\nReading package lists... Done\nInst nginx (1.22.1-9 Debian:12/stable [amd64])",
    means: "nothing",
  },
  {
    at: "8:2",
    typed: "systemctl is-active ngnix",
    output: "inactive",
    exit: 3,
    means: "differs 2: otherWord ngnix | nginx",
  },
  { at: "8:2", typed: "systemctl is-active ssh", output: "active", means: "nothing" },
  { at: "8:2", typed: "systemctl is-enabled nginx", output: "enabled", means: "nothing" },
  {
    at: "8:2",
    typed: "systemctl is-active nginx",
    output: "inactive",
    exit: 3,
    means: "differs 2: status 3 | 0; otherLine inactive | active",
  },
  { at: "8:2", typed: "echo active", output: "active", means: "nothing" },
  { at: "8:2", typed: "systemctl is-active nginx ssh", output: "active\nactive", means: "nothing" },
  {
    at: "8:3",
    typed: "systemctl stop nginx",
    output:
      "Failed to stop nginx.service: Interactive authentication required.\nSee system logs and 'systemctl status nginx.service' for details.",
    exit: 1,
    means:
      "differs 3: noWord sudo; status 1 | 0; moreLine Failed to stop nginx.service: Interactive authentication required.",
  },
  { at: "8:3", typed: "sudo systemctl stop ssh", means: "differs 3: otherWord ssh | nginx" },
  {
    at: "8:3",
    typed: "sudo systemctl stop ngnix",
    output: "Failed to stop ngnix.service: Unit ngnix.service not loaded.",
    exit: 5,
    means: "differs 3: otherWord ngnix | nginx",
  },
  {
    at: "8:3",
    typed: "sudo systemctl disable nginx",
    output:
      'Synchronizing state of nginx.service with SysV service script with /lib/systemd/systemd-sysv-install.\nExecuting: /lib/systemd/systemd-sysv-install disable nginx\nRemoved "/etc/systemd/system/multi-user.target.wants/nginx.service".',
    means: "nothing",
  },
  { at: "8:3", typed: "sudo systemctl restart nginx", means: "differs 3: otherWord restart | stop" },
  { at: "8:3", typed: "sudo systemctl stop nginx; sudo systemctl start nginx", means: "nothing" },
  { at: "8:3", typed: "sudo systemctl reload nginx", means: "differs 3: otherWord reload | stop" },
  {
    at: "8:4",
    typed: "curl -I http://localhost:8080",
    output: "curl: (7) Failed to connect to localhost port 8080 after 1 ms: Couldn't connect to server",
    exit: 7,
    means: "differs 6: otherWord -I | -sI; otherWord http://localhost:8080 | http://localhost",
  },
  {
    at: "8:4",
    typed: "curl -I http://lcoalhost",
    output: "curl: (6) Could not resolve host: lcoalhost",
    exit: 6,
    means: "differs 4: otherWord http://lcoalhost | http://localhost",
  },
  { at: "8:4", typed: "curl -sI http://localhost", exit: 7, means: "nothing" },
  {
    at: "8:4",
    typed: "curl -I https://localhost",
    output: "curl: (7) Failed to connect to localhost port 443 after 0 ms: Couldn't connect to server",
    exit: 7,
    means: "differs 4: otherWord https://localhost | http://localhost",
  },
  {
    at: "8:4",
    typed: "curl -I http://localhost:81",
    output: "curl: (7) Failed to connect to localhost port 81 after 0 ms: Couldn't connect to server",
    exit: 7,
    means: "differs 6: otherWord -I | -sI; otherWord http://localhost:81 | http://localhost",
  },
  {
    at: "8:4",
    typed: "curl -I http://127.0.0.2",
    output: "curl: (7) Failed to connect to 127.0.0.2 port 80 after 0 ms: Couldn't connect to server",
    exit: 7,
    means: "nothing",
  },
  {
    at: "8:5",
    typed: "systemctl start nginx",
    output:
      "Failed to start nginx.service: Interactive authentication required.\nSee system logs and 'systemctl status nginx.service' for details.",
    exit: 1,
    means:
      "differs 5: noWord sudo; status 1 | 0; moreLine Failed to start nginx.service: Interactive authentication required.",
  },
  {
    at: "8:5",
    typed: "sudo systemctl enable nginx",
    output:
      "Synchronizing state of nginx.service with SysV service script with /lib/systemd/systemd-sysv-install.\nExecuting: /lib/systemd/systemd-sysv-install enable nginx",
    means: "nothing",
  },
  { at: "8:5", typed: "sudo systemctl stop nginx", means: "again 3" },
  {
    at: "8:5",
    typed: "sudo systemctl start nginx",
    output:
      'Job for nginx.service failed because the control process exited with error code.\nSee "systemctl status nginx.service" and "journalctl -xeu nginx.service" for details.',
    exit: 1,
    means:
      "differs 5: status 1 | 0; moreLine Job for nginx.service failed because the control process exited with error code.",
  },
  { at: "8:5", typed: "sudo systemctl start apache2", means: "differs 5: otherWord apache2 | nginx" },
  {
    at: "8:6",
    typed: "curl -sI http://localhost",
    exit: 7,
    without: [5],
    means: "differs 6: status 7 | 0; noLine HTTP/1.1 200 OK; first sudo systemctl start nginx",
  },
  {
    at: "8:6",
    typed: "curl -sI http://localhost",
    output: "HTTP/1.1 200 OK\nServer: Apache/2.4.57 (Debian)\nDate: Tue, 01 Dec 2026 09:50:02 GMT",
    means: "differs 6: otherLine Apache/2.4.57 | nginx/1.22.1",
  },
  {
    at: "8:7",
    typed: "systemctl status nginx --no-pager",
    output:
      '○ nginx.service - A high performance web server and a reverse proxy server\n     Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)\n     Active: inactive (dead) since Tue 2026-12-01 09:49:58 UTC; 1min 3s ago\n       Docs: man:nginx(8)\n    Process: 6118 ExecStartPre=/usr/sbin/nginx -t -q -g daemon on; master_process on; (code=exited, status=0/SUCCESS)\n   Main PID: 6120 (nginx)\n      Tasks: 3 (limit: 4678)\n     Memory: 2.4M\n        CPU: 21ms\n     CGroup: /system.slice/nginx.service\n             ├─6120 "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;"\n             └─6121 "nginx: worker process"\n\nDec 01 09:49:58 lab systemd[1]: Started nginx.service - A high performance web server and a reverse proxy server.',
    exit: 3,
    without: [5],
    means: "differs 7: status 3 | 0; otherLine ○ | ●",
  },
  {
    at: "8:7",
    typed: "systemctl status ssh --no-pager",
    output:
      '● ssh.service - OpenBSD Secure Shell server\n     Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)\n     Active: active (running) since Tue 2026-12-01 09:49:58 UTC; 1min 3s ago\n       Docs: man:nginx(8)\n    Process: 6118 ExecStartPre=/usr/sbin/nginx -t -q -g daemon on; master_process on; (code=exited, status=0/SUCCESS)\n   Main PID: 6120 (nginx)\n      Tasks: 3 (limit: 4678)\n     Memory: 2.4M\n        CPU: 21ms\n     CGroup: /system.slice/nginx.service\n             ├─6120 "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;"\n             └─6121 "nginx: worker process"\n\nDec 01 09:49:58 lab systemd[1]: Started nginx.service - A high performance web server and a reverse proxy server.',
    means: "nothing",
  },
  {
    at: "8:7",
    typed: "systemctl status nginx --no-pager",
    output:
      '● nginx.service - A high performance web server and a reverse proxy server\n     Loaded: loaded (/lib/systemd/system/nginx.service; disabled; preset: enabled)\n     Active: active (running) since Tue 2026-12-01 09:49:58 UTC; 1min 3s ago\n       Docs: man:nginx(8)\n    Process: 6118 ExecStartPre=/usr/sbin/nginx -t -q -g daemon on; master_process on; (code=exited, status=0/SUCCESS)\n   Main PID: 6120 (nginx)\n      Tasks: 3 (limit: 4678)\n     Memory: 2.4M\n        CPU: 21ms\n     CGroup: /system.slice/nginx.service\n             ├─6120 "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;"\n             └─6121 "nginx: worker process"\n\nDec 01 09:49:58 lab systemd[1]: Started nginx.service - A high performance web server and a reverse proxy server.',
    means: "differs 7: otherLine disabled; | enabled;",
  },
  { at: "8:7", typed: "systemctl is-active nginx", output: "active", means: "again 2" },
  {
    at: "8:7",
    typed: "systemctl status ngnix --no-pager",
    output: "Unit ngnix.service could not be found.",
    exit: 4,
    means: "differs 7: otherWord ngnix | nginx",
  },
  {
    at: "8:8",
    typed: "sudo journalctl -n 1 -u nginx --no-pager",
    output:
      "Dec 01 09:49:58 lab systemd[1]: Started nginx.service - A high performance web server and a reverse proxy server.",
    means: "done 8",
  },
  {
    at: "8:8",
    typed: "sudo journalctl --no-pager -u nginx.service -n1",
    output:
      "Dec 01 09:49:58 lab systemd[1]: Started nginx.service - A high performance web server and a reverse proxy server.",
    means: "done 8",
  },
  {
    at: "8:8",
    typed: "sudo journalctl -u nginx --no-pager | tail -n 1",
    output:
      "Dec 01 09:49:58 lab systemd[1]: Started nginx.service - A high performance web server and a reverse proxy server.",
    means: "otherwise 8",
  },
  {
    at: "8:9",
    typed: "sudo ss -ltnp | grep nginx",
    output:
      'LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=6121,fd=6),("nginx",pid=6120,fd=6))\nLISTEN 0      511             [::]:80           [::]:*    users:(("nginx",pid=6121,fd=7),("nginx",pid=6120,fd=7))',
    means: "done 9",
  },
  {
    at: "8:9",
    typed: "sudo ss -t -l -n -p | grep 'nginx'",
    output:
      'LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=6121,fd=6),("nginx",pid=6120,fd=6))\nLISTEN 0      511             [::]:80           [::]:*    users:(("nginx",pid=6121,fd=7),("nginx",pid=6120,fd=7))',
    means: "done 9",
  },
  {
    at: "8:9",
    typed: "sudo ss -tlnp | grep :80",
    output:
      'LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=6121,fd=6),("nginx",pid=6120,fd=6))\nLISTEN 0      511             [::]:80           [::]:*    users:(("nginx",pid=6121,fd=7),("nginx",pid=6120,fd=7))',
    means: "nothing",
  },
  {
    at: "8:9",
    typed: "sudo ss -tulpn | grep nginx",
    output:
      'tcp   LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=6121,fd=6),("nginx",pid=6120,fd=6))\ntcp   LISTEN 0      511             [::]:80           [::]:*    users:(("nginx",pid=6121,fd=7),("nginx",pid=6120,fd=7))',
    means: "nothing",
  },
  {
    at: "8:9",
    typed: "sudo ss -tlnp|grep -i nginx",
    output:
      'LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=6121,fd=6),("nginx",pid=6120,fd=6))\nLISTEN 0      511             [::]:80           [::]:*    users:(("nginx",pid=6121,fd=7),("nginx",pid=6120,fd=7))',
    means: "otherwise 9",
  },
  {
    at: "8:10",
    typed: "ip -br addr",
    output: "lo               UNKNOWN        127.0.0.1/8 ::1/128\neth0@if12        UP             172.17.0.5/16",
    means: "done 10",
  },
  {
    at: "8:10",
    typed: "ip -brief address show",
    output: "lo               UNKNOWN        127.0.0.1/8 ::1/128\neth0@if12        UP             172.17.0.5/16",
    means: "done 10",
  },
  {
    at: "8:11",
    typed: "nc -vz localhost 80",
    output: "Connection to localhost (127.0.0.1) 80 port [tcp/http] succeeded!",
    means: "done 11",
  },
  {
    at: "8:11",
    typed: "nc -z -v localhost 80",
    output: "Connection to localhost (127.0.0.1) 80 port [tcp/http] succeeded!",
    means: "done 11",
  },
  {
    at: "8:11",
    typed: "nc -zv localhost http",
    output: "Connection to localhost (127.0.0.1) 80 port [tcp/http] succeeded!",
    means: "otherwise 11",
  },
  {
    at: "8:11",
    typed: "nc -zv 127.0.0.1 80",
    output: "Connection to 127.0.0.1 80 port [tcp/http] succeeded!",
    means: "nothing",
  },
  {
    at: "8:13",
    typed: "echo hi | nc -N localhost 7000",
    output: "[1]+  Done                    nc -l 7000 > received.txt",
    means: "done 13",
  },
  { at: "8:13", typed: 'echo "hi"|nc -N localhost 7000', means: "done 13" },
  { at: "8:13", typed: "echo hi | nc -N 127.0.0.1 7000", means: "nothing" },
  { at: "8:14", typed: "cat ./received.txt", output: "hi", means: "done 14" },
  { at: "8:16", typed: "crontab -l", output: "*/5 * * * * date >> $HOME/date.log", folder: "/tmp", means: "done 16" },
  { at: "8:17", typed: "crontab -r", folder: "~", means: "done 17" },
  {
    at: "8:8",
    typed: "journalctl -u nginx -n 1 --no-pager",
    output:
      "Hint: You are currently not seeing messages from other users and the system.\n      Users in groups 'adm', 'systemd-journal' can see all messages.\n      Pass -q to turn off this notice.\n-- No entries --",
    means: "differs 8: noWord sudo; otherLine Hint: | Nov",
  },
  {
    at: "8:8",
    typed: "sudo journalctl -u ssh -n 1 --no-pager",
    output:
      "Dec 01 09:30:11 lab sshd[4890]: pam_unix(sshd:session): session opened for user ubuntu(uid=1000) by (uid=0)",
    means: "nothing",
  },
  {
    at: "8:8",
    typed: "sudo journalctl -u nginx -n 1 --no-pager",
    output:
      "Dec 01 09:49:58 lab systemd[1]: Stopped nginx.service - A high performance web server and a reverse proxy server.",
    without: [5],
    means: "differs 8: otherLine Stopped | Started",
  },
  {
    at: "8:8",
    typed: "sudo journalctl -u ngnix -n 1 --no-pager",
    output: "-- No entries --",
    means: "differs 8: otherWord ngnix | nginx",
  },
  {
    at: "8:8",
    typed: "sudo journalctl -n 1 --no-pager",
    output:
      "Dec 01 09:51:11 lab sudo[6190]: pam_unix(sudo:session): session opened for user root(uid=0) by ubuntu(uid=1000)",
    means: "nothing",
  },
  { at: "8:9", typed: "ss -tln | grep nginx", exit: 1, means: "differs 9: noWord sudo; otherWord -tln | -tlnp" },
  {
    at: "8:9",
    typed: "ss -tlnp | grep nginx",
    exit: 1,
    means:
      'differs 9: noWord sudo; status 1 | 0; noLine LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=5123,fd=6),("nginx",pid=5122,fd=6))',
  },
  { at: "8:9", typed: "sudo ss -tlnp | grep ngnix", exit: 1, means: "differs 9: otherWord ngnix | nginx" },
  {
    at: "8:9",
    typed: "sudo ss -tlnp | grep nginx",
    output:
      'LISTEN 0      511          0.0.0.0:8080        0.0.0.0:*    users:(("nginx",pid=6121,fd=6),("nginx",pid=6120,fd=6))\nLISTEN 0      511             [::]:8080           [::]:*    users:(("nginx",pid=6121,fd=7),("nginx",pid=6120,fd=7))',
    means: "differs 9: otherLine 0.0.0.0:8080 | 0.0.0.0:80",
  },
  { at: "8:9", typed: "sudo ss -ulnp | grep nginx", exit: 1, means: "differs 9: otherWord -ulnp | -tlnp" },
  {
    at: "8:10",
    typed: "ip -br l",
    output:
      "lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP>\neth0@if12        UP             02:42:ac:11:00:05 <BROADCAST,MULTICAST,UP,LOWER_UP>",
    means: "nothing",
  },
  {
    at: "8:10",
    typed: "ip -br a",
    output: "lo               UNKNOWN        127.0.0.1/8 ::1/128\neth0@if12        DOWN",
    means: "differs 10: otherLine DOWN | UP",
  },
  {
    at: "8:10",
    typed: "ip -br r",
    output: "default via 172.17.0.1 dev eth0\n172.17.0.0/16 dev eth0 proto kernel scope link src 172.17.0.5",
    means: "nothing",
  },
  {
    at: "8:11",
    typed: "nc -zv localhost 22",
    output: "Connection to localhost (127.0.0.1) 22 port [tcp/ssh] succeeded!",
    means: "nothing",
  },
];

testRows(await lesson("admin"), rows);
