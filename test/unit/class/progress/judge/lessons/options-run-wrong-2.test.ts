import { lesson, type Row, testRows } from "./row.ts";

const rows: readonly Row[] = [
  {
    at: "1:8",
    typed: "docker exec -it tmp bash",
    output: "Error response from daemon: No such container: tmp",
    exit: 1,
    means: "nothing",
  },
  {
    at: "1:8",
    typed: "docker run -it --rm --name tmp --privileged ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "nothing",
  },
  {
    at: "1:8",
    typed: "docker run -it --rm --name tmp -v /:/host ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "nothing",
  },
  { at: "1:8", typed: "docker run -it --rm --name tmp ubuntu:18.04 sh", nextPrompt: "#", means: "nothing" },
  {
    at: "1:8",
    typed: "docker run -it --rm --name tmp ubunut:18.04 bash",
    output:
      "Unable to find image 'ubunut:18.04' locally\ndocker: Error response from daemon: pull access denied for ubunut, repository does not exist or may require 'docker login': denied: requested access to the resource is denied\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 8: otherWord ubunut:18.04 | ubuntu:18.04",
  },
  {
    at: "1:9",
    typed: "cat /etc/hosts",
    output: "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n172.17.0.2\td072b3549f68",
    prompt: "root@d072b3549f68:/#",
    means: "nothing",
  },
  {
    at: "1:9",
    typed: "cat /etc/hostnam",
    output: "cat: /etc/hostnam: No such file or directory",
    prompt: "root@d072b3549f68:/#",
    means: "differs 9: otherWord /etc/hostnam | /etc/hostname",
  },
  { at: "1:9", typed: "hostname -i", output: "172.17.0.2", prompt: "root@d072b3549f68:/#", means: "nothing" },
  { at: "1:9", typed: "cat /etc/hostname", output: "ip-10-0-0-5", means: "differs 9: onHost root@d072b3549f68:/#" },
  { at: "1:9", typed: "echo d072b3549f68", output: "d072b3549f68", prompt: "root@d072b3549f68:/#", means: "nothing" },
  {
    at: "1:10",
    typed: "echo hi > /tmp/b.txt",
    prompt: "root@d072b3549f68:/#",
    means: "differs 10: otherWord >/tmp/b.txt | >/tmp/a.txt",
  },
  { at: "1:10", typed: "echo hello > /tmp/a.txt", prompt: "root@d072b3549f68:/#", means: "nothing" },
  { at: "1:10", typed: "echo hi > a.txt", prompt: "root@d072b3549f68:/#", means: "nothing" },
  {
    at: "1:10",
    typed: "echo hi /tmp/a.txt",
    output: "hi /tmp/a.txt",
    prompt: "root@d072b3549f68:/#",
    means: "differs 10: otherWord /tmp/a.txt | >/tmp/a.txt",
  },
  { at: "1:10", typed: "touch /tmp/a.txt", prompt: "root@d072b3549f68:/#", means: "nothing" },
  { at: "1:10", typed: "echo hi > /tmp/a.txt", means: "differs 10: onHost root@d072b3549f68:/#" },
  {
    at: "1:10",
    typed: "echo hi > /temp/a.txt",
    output: "bash: /temp/a.txt: No such file or directory",
    prompt: "root@d072b3549f68:/#",
    means: "differs 10: otherWord >/temp/a.txt | >/tmp/a.txt",
  },
  {
    at: "1:10",
    typed: "echo hi < /tmp/a.txt",
    output: "bash: /tmp/a.txt: No such file or directory",
    prompt: "root@d072b3549f68:/#",
    means: "differs 10: otherWord </tmp/a.txt | >/tmp/a.txt",
  },
  {
    at: "1:11",
    typed: "ls",
    output: "bin   dev  home  lib64  mnt  proc  run   srv  tmp  var\nboot  etc  lib   media  opt  root  sbin  sys  usr",
    prompt: "root@d072b3549f68:/#",
    means: "nothing",
  },
  {
    at: "1:11",
    typed: "ls /tmp",
    output: "snap-private-tmp\nsystemd-private-3f1",
    means: "differs 11: onHost root@d072b3549f68:/#",
  },
  { at: "1:11", typed: "echo a.txt", output: "a.txt", prompt: "root@d072b3549f68:/#", means: "nothing" },
  {
    at: "1:11",
    typed: "ls /tmp",
    prompt: "root@d072b3549f68:/#",
    without: [10],
    means: "differs 11: noLine a.txt; first echo hi > /tmp/a.txt",
  },
  {
    at: "1:11",
    typed: "ls temp",
    output: "ls: cannot access 'temp': No such file or directory",
    prompt: "root@d072b3549f68:/#",
    means: "nothing",
  },
  {
    at: "1:11",
    typed: "ls tmp",
    output: "ls: cannot access 'tmp': No such file or directory",
    prompt: "root@d072b3549f68:/usr#",
    means: "nothing",
  },
  {
    at: "1:12",
    typed: "exti",
    output: "bash: exti: command not found",
    prompt: "root@d072b3549f68:/#",
    means: "nothing",
  },
  {
    at: "1:12",
    typed: "docker ps",
    output: "bash: docker: command not found",
    prompt: "root@d072b3549f68:/#",
    means: "nothing",
  },
  { at: "1:12", typed: "echo exit", output: "exit", prompt: "root@d072b3549f68:/#", means: "nothing" },
  {
    at: "1:13",
    typed: "docker ps -a --filter name=tmp",
    output: "bash: docker: command not found",
    prompt: "root@d072b3549f68:/#",
    without: [12],
    means: "differs 13: inShell root@d072b3549f68:/#",
  },
  {
    at: "1:13",
    typed: "docker ps --filter name=tmp",
    output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES",
    means: "nothing",
  },
  {
    at: "1:13",
    typed: "docker ps -a --filter name=temp",
    output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES",
    means: "differs 13: otherWord name=temp | name=tmp",
  },
  { at: "1:13", typed: "docker ps -aq --filter name=tmp", means: "nothing" },
  {
    at: "1:13",
    typed: "docker ps -a --filter ancestor=tmp",
    output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES",
    means: "nothing",
  },
  {
    at: "1:13",
    typed: "docker images -a --filter name=tmp",
    output: "Error response from daemon: invalid filter 'name'",
    exit: 1,
    means: "differs 13: otherWord images | ps",
  },
  {
    at: "1:13",
    typed: "docker ps -a --filter status=exited",
    output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES",
    means: "nothing",
  },
  {
    at: "1:13",
    typed: "docker ps -a --filter name=tmp",
    output:
      'CONTAINER ID   IMAGE          COMMAND   CREATED          STATUS                     PORTS     NAMES\nd072b3549f68   ubuntu:18.04   "bash"    40 seconds ago   Exited (0) 2 seconds ago             tmp',
    means: 'differs 13: moreLine d072b3549f68 ubuntu:18.04 "bash" 40 seconds ago Exited (0) 2 seconds ago tmp',
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 80:8080 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: otherWord 80:8080 | 8080:80",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8081:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: otherWord 8081:80 | 8080:80",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: otherWord $PWD/site:/usr/share/nginx/html | $PWD/site:/usr/share/nginx/html:ro",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:rw --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: otherWord $PWD/site:/usr/share/nginx/html:rw | $PWD/site:/usr/share/nginx/html:ro",
  },
  {
    at: "1:14",
    typed: 'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: noWord --restart; noWord unless-stopped",
  },
  {
    at: "1:14",
    typed: 'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart always nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: otherWord always | unless-stopped",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stoped nginx:1.27',
    output:
      "docker: Error response from daemon: invalid restart policy: unknown policy 'unless-stoped'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 14: otherWord unless-stoped | unless-stopped",
  },
  {
    at: "1:14",
    typed: 'docker run -d --name web -p 8080:80 -v "$PWD":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed: "docker run -d --name web -p 8080:80 -v site:/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed: "docker run -d --name web -p 8080:80 -v /site:/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    folder: "~",
    means: "differs 14: folder ~ | ~/1",
  },
  {
    at: "1:14",
    typed: "docker run -d --name web -p 8080:80 -v ./site:/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    folder: "~/1/site",
    means: "differs 14: folder ~/1/site | ~/1",
  },
  {
    at: "1:14",
    typed:
      'docker run --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output:
      "/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration\n/docker-entrypoint.sh: Configuration complete; ready for start up",
    runs: true,
    means: "nothing",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.26',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: otherWord nginx:1.26 | nginx:1.27",
  },
  {
    at: "1:14",
    typed: 'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed: 'docker run -d -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: noWord --name; noWord web",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name wep -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: otherWord wep | web",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8080:80 -v "$PWD/sites":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 14: otherWord $PWD/sites:/usr/share/nginx/html:ro | $PWD/site:/usr/share/nginx/html:ro",
  },
  {
    at: "1:14",
    typed: 'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed: 'docker run -d --name web -P -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web --rm -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output:
      "docker: conflicting options: cannot specify both --restart and --rm\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 14: moreWord --rm",
  },
  {
    at: "1:14",
    typed:
      'docker create --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web nginx:1.27 -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 127.0.0.1:8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web --network none -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:14",
    typed:
      "docker run -d --name web -p 8080:80 -v '$PWD/site':/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27",
    output:
      'docker: Error response from daemon: create $PWD/site: "$PWD/site" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path\n\nRun \'docker run --help\' for more information',
    exit: 125,
    means: "differs 14: otherWord '$PWD/site:/usr/share/nginx/html:ro' | $PWD/site:/usr/share/nginx/html:ro",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output:
      "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\ndocker: Error response from daemon: driver failed programming external connectivity on endpoint web (9f0c2a7be1d43865): Bind for 0.0.0.0:8080 failed: port is already allocated\n\nRun 'docker run --help' for more information",
    exit: 125,
    means:
      "differs 14: status 125 | 0; moreLine docker: Error response from daemon: driver failed programming external connectivity on endpoint web (9f0c2a7be1d43865): Bind for 0.0.0.0:8080 failed: port is already allocated",
  },
  {
    at: "1:15",
    typed: "curl -s localhost:8081",
    exit: 7,
    means: "differs 15: otherWord localhost:8081 | localhost:8080",
  },
];

testRows(await lesson("options"), rows);
