import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("images");

/** The id of a container or a network that is made. */
const made = "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f";

const right: readonly Row[] = [
  { at: "1:12", typed: "docker exec -ti front bash", nextPrompt: "root@81e645fc27a3:/#", means: "done 12" },
  { at: "1:12", typed: "docker container exec -it front bash", nextPrompt: "root@81e645fc27a3:/#", means: "done 12" },
  { at: "1:12", typed: "docker exec -it 81e bash", nextPrompt: "root@81e645fc27a3:/#", means: "done 12" },
  {
    at: "1:13",
    typed: "head /usr/share/nginx/html/index.html",
    output: "hello",
    prompt: "root@81e645fc27a3:/#",
    means: "nothing",
  },
  {
    at: "1:14",
    typed: "printf 'bye\\n' >> /usr/share/nginx/html/index.html",
    prompt: "root@81e645fc27a3:/#",
    means: "done 14",
  },
  {
    at: "1:16",
    typed: "ls -1 conf.d",
    output: "default.conf",
    prompt: "root@81e645fc27a3:/etc/nginx#",
    means: "done 16",
  },
  {
    at: "1:19",
    typed: "docker diff 81e645fc27a3",
    output:
      "C /var\nC /var/cache\nC /var/cache/nginx\nA /var/cache/nginx/client_temp\nC /usr\nC /usr/share\nC /usr/share/nginx\nC /usr/share/nginx/html\nC /usr/share/nginx/html/index.html\nC /run\nA /run/nginx.pid",
    means: "done 19",
  },
  {
    at: "1:19",
    typed: "docker diff front | grep html",
    output: "C /usr/share/nginx/html\nC /usr/share/nginx/html/index.html",
    means: "otherwise 19",
  },
  {
    at: "1:20",
    typed: 'docker commit -m "add bye" 81e645fc27a3 shop:3.0',
    output: "sha256:11c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b",
    means: "done 20",
  },
  {
    at: "1:20",
    typed: 'docker commit -m="add bye" front shop:3.0',
    output: "sha256:11c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b",
    means: "done 20",
  },
  { at: "1:21", typed: "docker run -p 8091:80 -d shop:3.0", output: made, means: "done 21" },
  { at: "1:22", typed: "docker ps --quiet --filter 'ancestor=shop:3.0'", output: "a39f07c1e526", means: "done 22" },
  {
    at: "1:22",
    typed: "docker ps",
    output:
      'CONTAINER ID   IMAGE         COMMAND                  CREATED         STATUS         PORTS                                     NAMES\na39f07c1e526   shop:3.0      "/docker-entrypoint.…"   9 seconds ago   Up 8 seconds   0.0.0.0:8091->80/tcp, [::]:8091->80/tcp   eager_kirch\n81e645fc27a3   shop:stable   "/docker-entrypoint.…"   5 minutes ago   Up 5 minutes   0.0.0.0:8090->80/tcp, [::]:8090->80/tcp   front',
    means: "nothing",
  },
  {
    at: "1:23",
    typed: "docker top a39",
    output:
      "UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD\nroot                5120                5098                0                   06:01               ?                   00:00:00            nginx: master process nginx -g daemon off;\nsystemd+            5163                5120                0                   06:01               ?                   00:00:00            nginx: worker process",
    means: "done 23",
  },
  {
    at: "1:24",
    typed: "docker stats --no-stream 81e645fc27a3",
    output:
      "CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT     MEM %     NET I/O         BLOCK I/O   PIDS\n81e645fc27a3   front     0.02%     4.102MiB / 3.816GiB   0.10%     2.1kB / 1.3kB   0B / 0B     3",
    means: "done 24",
  },
  {
    at: "1:24",
    typed: "docker stats --no-stream=true front",
    output:
      "CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT     MEM %     NET I/O         BLOCK I/O   PIDS\n81e645fc27a3   front     0.02%     4.102MiB / 3.816GiB   0.10%     2.1kB / 1.3kB   0B / 0B     3",
    means: "done 24",
  },
  { at: "1:25", typed: "docker rename $(docker ps -ql) spare", means: "nothing" },
  { at: "1:26", typed: "docker restart -t 1 front", output: "front", means: "nothing" },
  { at: "1:12", typed: "docker exec -it front bash --login", nextPrompt: "root@81e645fc27a3:/#", means: "nothing" },
  {
    at: "1:15",
    typed: "cd /etc && cd nginx",
    prompt: "root@81e645fc27a3:/#",
    nextPrompt: "root@81e645fc27a3:/etc/nginx#",
    means: "nothing",
  },
  {
    at: "1:20",
    typed: 'docker commit --pause=false -m "add bye" front shop:3.0',
    output: "sha256:11c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b",
    means: "nothing",
  },
  { at: "1:26", typed: "docker restart --time 3 front", output: "front", means: "nothing" },
  {
    at: "1:23",
    typed: "docker top a39f07c1e526 | head -2",
    output:
      "UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD\nroot                5120                5098                0                   06:01               ?                   00:00:00            nginx: master process nginx -g daemon off;",
    means: "otherwise 23",
  },
  {
    at: "1:24",
    typed: "docker stats --no-stream 81e645fc27a39d0bf15263748e9dacbf061728394a5b6c7d8e9fa0b1c2d3e456",
    output:
      "CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT     MEM %     NET I/O         BLOCK I/O   PIDS\n81e645fc27a3   front     0.02%     4.102MiB / 3.816GiB   0.10%     2.1kB / 1.3kB   0B / 0B     3",
    means: "done 24",
  },
  { at: "1:26", typed: "docker restart -t0 front", output: "front", means: "nothing" },
];

const wrong: readonly Row[] = [
  {
    at: "1:12",
    typed: "docker exec -it front",
    output: "\"docker exec\" requires at least 2 arguments.\nSee 'docker exec --help'.",
    exit: 1,
    means: "differs 12: noWord bash",
  },
  {
    at: "1:12",
    typed: "docker exec -it front bsah",
    output:
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "bsah": executable file not found in $PATH: unknown',
    exit: 127,
    means: "differs 12: otherWord bsah | bash",
  },
  {
    at: "1:12",
    typed: "exec -it front bash",
    output: "bash: exec: -i: invalid option",
    exit: 2,
    means: "differs 12: noWord docker",
  },
  {
    at: "1:13",
    typed: "cat /usr/share/nginx/html/index.htm",
    output: "cat: /usr/share/nginx/html/index.htm: No such file or directory",
    prompt: "root@81e645fc27a3:/#",
    means: "differs 13: otherWord /usr/share/nginx/html/index.htm | /usr/share/nginx/html/index.html",
  },
  { at: "1:13", typed: "echo hello", output: "hello", prompt: "root@81e645fc27a3:/#", means: "nothing" },
  {
    at: "1:13",
    typed: "cat /usr/share/nginx/html/index.html",
    output: "hello",
    prompt: "root@4be7d1f09a3c:/#",
    means: "differs 13: otherId 4be7d1f09a3c | 81e645fc27a3",
  },
  {
    at: "1:14",
    typed: "echo by >> /usr/share/nginx/html/index.html",
    prompt: "root@81e645fc27a3:/#",
    means: "differs 14: otherWord by | bye",
  },
  { at: "1:14", typed: "echo bye >> index.html", prompt: "root@81e645fc27a3:/#", means: "nothing" },
  { at: "1:14", typed: "echo bye >> /usr/share/nginx/index.html", prompt: "root@81e645fc27a3:/#", means: "nothing" },
  {
    at: "1:14",
    typed: "docker exec front echo bye >> /usr/share/nginx/html/index.html",
    output: "bash: /usr/share/nginx/html/index.html: No such file or directory",
    exit: 1,
    means: "nothing",
  },
  {
    at: "1:16",
    typed: "ls",
    output: "conf.d  fastcgi_params  mime.types  modules  nginx.conf  scgi_params  uwsgi_params",
    prompt: "root@81e645fc27a3:/etc/nginx#",
    means: "nothing",
  },
  {
    at: "1:16",
    typed: "echo default.conf",
    output: "default.conf",
    prompt: "root@81e645fc27a3:/etc/nginx#",
    means: "nothing",
  },
  { at: "1:18", typed: "curl -s localhost:8090", output: "hello", means: "differs 18: noLine bye" },
  {
    at: "1:19",
    typed: "diff front",
    output: "diff: missing operand after 'front'\ndiff: Try 'diff --help' for more information.",
    exit: 2,
    means: "nothing",
  },
  { at: "1:19", typed: "docker diff front | grep -c html", output: "2", means: "nothing" },
  {
    at: "1:20",
    typed: 'docker commit -m "add bye" shop:3.0 front',
    output: "Error response from daemon: No such container: shop:3.0",
    exit: 1,
    means: "differs 20: otherPlace front",
  },
  {
    at: "1:20",
    typed: 'docker commit -m "add bye" front shop:30',
    output: "sha256:11c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b",
    means: "differs 20: otherWord shop:30 | shop:3.0",
  },
  {
    at: "1:20",
    typed: 'docker commit "add bye" front shop:3.0',
    output: "\"docker commit\" requires at least 1 and at most 2 arguments.\nSee 'docker commit --help'.",
    exit: 1,
    means: "differs 20: noWord -m",
  },
  {
    at: "1:20",
    typed: 'docker commit -m "add bye" front shpo:3.0',
    output: "sha256:11c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b",
    means: "differs 20: otherWord shpo:3.0 | shop:3.0",
  },
  {
    at: "1:21",
    typed: "docker run -d -p 8090:80 shop:3.0",
    output:
      "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\ndocker: Error response from daemon: driver failed programming external connectivity: Bind for 0.0.0.0:8090 failed: port is already allocated.",
    exit: 125,
    means: "differs 21: otherWord 8090:80 | 8091:80",
  },
  {
    at: "1:21",
    typed: "docker run -d -p 8091:8091 shop:3.0",
    output: made,
    means: "differs 21: otherWord 8091:8091 | 8091:80",
  },
  {
    at: "1:21",
    typed: "docker run -d -p 8091:80 front",
    output:
      "Unable to find image 'front:latest' locally\ndocker: Error response from daemon: pull access denied for front, repository does not exist or may require 'docker login'.",
    exit: 125,
    means: "differs 21: otherWord front | shop:3.0",
  },
  { at: "1:22", typed: "docker ps -q", output: "a39f07c1e526\n81e645fc27a3", means: "nothing" },
  { at: "1:22", typed: "docker ps -q --filter ancestor=shop:3.0", means: "differs 22: noLine a39f07c1e526" },
  {
    at: "1:23",
    typed: "docker top front",
    output:
      "UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD\nroot                5120                5098                0                   06:01               ?                   00:00:00            nginx: master process nginx -g daemon off;\nsystemd+            5163                5120                0                   06:01               ?                   00:00:00            nginx: worker process",
    means: "differs 23: otherId front | a39f07c1e526",
  },
  {
    at: "1:23",
    typed: "docker top 81e645fc27a3",
    output:
      "UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD\nroot                5120                5098                0                   06:01               ?                   00:00:00            nginx: master process nginx -g daemon off;\nsystemd+            5163                5120                0                   06:01               ?                   00:00:00            nginx: worker process",
    means: "differs 23: otherId 81e645fc27a3 | a39f07c1e526",
  },
  {
    at: "1:23",
    typed: "docker top shop:3.0",
    output: "Error response from daemon: No such container: shop:3.0",
    exit: 1,
    means: "differs 23: otherId shop:3.0 | a39f07c1e526",
  },
  {
    at: "1:23",
    typed: "docker top a39f07c1e526 aux",
    output: "Error response from daemon: Couldn't find PID field in ps output",
    exit: 1,
    means: "differs 23: moreWord aux",
  },
  {
    at: "1:24",
    typed: "docker stats --no-stream fornt",
    output: "Error response from daemon: No such container: fornt",
    exit: 1,
    means: "differs 24: otherWord fornt | front",
  },
  {
    at: "1:24",
    typed: "docker stats --no-stream shop:stable",
    output: "Error response from daemon: No such container: shop:stable",
    exit: 1,
    means: "differs 24: otherWord shop:stable | front",
  },
  {
    at: "1:25",
    typed: "docker rename spare a39f07c1e526",
    output: "Error response from daemon: No such container: spare",
    exit: 1,
    means: "differs 25: otherWord a39f07c1e526 | spare",
  },
  { at: "1:25", typed: "docker rename front spare", means: "differs 25: otherId front | a39f07c1e526" },
  {
    at: "1:25",
    typed: "docker rename a39f07c1e526",
    output: "\"docker rename\" requires exactly 2 arguments.\nSee 'docker rename --help'.",
    exit: 1,
    means: "differs 25: noWord spare",
  },
  {
    at: "1:25",
    typed: "docker renmae a39f07c1e526 spare",
    output: "docker: 'renmae' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 25: otherWord renmae | rename",
  },
  { at: "1:26", typed: "docker stop front", output: "front", means: "nothing" },
  {
    at: "1:26",
    typed: "docker restrat front",
    output: "docker: 'restrat' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 26: otherWord restrat | restart",
  },
  { at: "1:12", typed: "docker exec -it front bash -x", nextPrompt: "root@81e645fc27a3:/#", means: "nothing" },
  {
    at: "1:15",
    typed: "cd ~/etc/nginx",
    output: "bash: cd: /root/etc/nginx: No such file or directory",
    prompt: "root@81e645fc27a3:/#",
    means: "nothing",
  },
  {
    at: "1:19",
    typed: "docker diff back",
    output:
      "C /var\nC /var/cache\nC /var/cache/nginx\nA /var/cache/nginx/client_temp\nC /usr\nC /usr/share\nC /usr/share/nginx\nC /usr/share/nginx/html\nC /usr/share/nginx/html/index.html\nC /run\nA /run/nginx.pid",
    means: "nothing",
  },
  {
    at: "1:20",
    typed: 'docker commit -m "add by" front shop:3.0',
    output: "sha256:11c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b",
    means: "differs 20: otherWord by | bye",
  },
  {
    at: "1:20",
    typed: 'docker commit -m "add bye" front shop 3.0',
    output: '"docker commit" requires at least 1 and at most 2 arguments.',
    exit: 1,
    means: "nothing",
  },
  {
    at: "1:21",
    typed: "docker run -d -p 8091:80 --name front shop:3.0",
    output: 'docker: Error response from daemon: Conflict. The container name "/front" is already in use',
    exit: 125,
    means:
      "differs 21: status 125 | 0; otherLine docker: | 5e4ab27c90d13f68e1a2b3c4d5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718",
  },
  {
    at: "1:23",
    typed: "docker container top front",
    output:
      "UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD\nroot                5120                5098                0                   06:01               ?                   00:00:00            nginx: master process nginx -g daemon off;\nsystemd+            5163                5120                0                   06:01               ?                   00:00:00            nginx: worker process",
    means: "differs 23: otherId front | a39f07c1e526",
  },
  {
    at: "1:23",
    typed: "docker top 81e645fc27a39d0bf15263748e9dacbf061728394a5b6c7d8e9fa0b1c2d3e456",
    output:
      "UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD\nroot                5120                5098                0                   06:01               ?                   00:00:00            nginx: master process nginx -g daemon off;\nsystemd+            5163                5120                0                   06:01               ?                   00:00:00            nginx: worker process",
    means: "differs 23: otherId 81e645fc27a39d0bf15263748e9dacbf061728394a5b6c7d8e9fa0b1c2d3e456 | a39f07c1e526",
  },
  {
    at: "1:23",
    typed: "docker logs a39f07c1e526",
    output: "/docker-entrypoint.sh: Configuration complete; ready for start up",
    means: "nothing",
  },
  {
    at: "1:24",
    typed: "docker container stats --no-stream back",
    output:
      "CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT     MEM %     NET I/O         BLOCK I/O   PIDS\n4be7d1f09a3c   back     0.02%     4.102MiB / 3.816GiB   0.10%     2.1kB / 1.3kB   0B / 0B     3",
    means: "nothing",
  },
  { at: "1:25", typed: "docker container rename front spare", means: "differs 25: otherId front | a39f07c1e526" },
  { at: "1:25", typed: "docker rename a39f07c1e526 Spare", means: "differs 25: otherWord Spare | spare" },
  {
    at: "1:26",
    typed: "docker rename front front",
    output: "Error response from daemon: Renaming a container with the same name as its current name",
    exit: 1,
    means: "nothing",
  },
  {
    at: "1:20",
    typed: 'docker commit --message="add by" front shop:3.0',
    output: "sha256:11c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b",
    means: "differs 20: otherWord by | bye",
  },
  {
    at: "1:20",
    typed: "docker commit --message='add bye' front shop:3.1",
    output: "sha256:11c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b",
    means: "differs 20: otherWord shop:3.1 | shop:3.0",
  },
  {
    at: "1:21",
    typed: "docker run --detach --publish=8090:80 shop:3.0",
    output:
      "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\ndocker: Error response from daemon: Bind for 0.0.0.0:8090 failed: port is already allocated.",
    exit: 125,
    means: "differs 21: otherWord 8090:80 | 8091:80",
  },
  { at: "1:25", typed: "docker rename front a39f07c1e526", means: "nothing" },
];

testRows(note, [...right, ...wrong]);
