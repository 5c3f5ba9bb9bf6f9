import { lesson, type Row, testRows } from "./row.ts";

const rows: readonly Row[] = [
  {
    at: "1:3",
    typed: "docker run --rm -e NAME=mina ubuntu:18.04 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "nothing",
  },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME=mina alpine env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "nothing",
  },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME=mina alpine:3.19 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "differs 3: otherWord alpine:3.19 | alpine:3.20",
  },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME=minah alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=minah\nHOME=/root",
    means: "differs 3: otherWord NAME=minah | NAME=mina",
  },
  {
    at: "1:3",
    typed: "docker run -e NAME=mina alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "differs 3: noWord --rm",
  },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME = mina alpine:3.20 env",
    output: "docker: invalid reference format\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 3: otherWord NAME | NAME=mina; moreWord =",
  },
  {
    at: "1:3",
    typed: "docker rn --rm -e NAME=mina alpine:3.20 env",
    output: "docker: unknown command: docker rn\n\nRun 'docker --help' for more information",
    exit: 1,
    means: "differs 3: otherWord rn | run",
  },
  {
    at: "1:3",
    typed: "dcoker run --rm -e NAME=mina alpine:3.20 env",
    output: "dcoker: command not found",
    exit: 127,
    means: "differs 3: otherWord dcoker | docker",
  },
  {
    at: "1:3",
    typed: "애차ㄷㄱ 겨ㅜ --그 -ㄷ ㅜ므ㄸ=ㅡㅑㅜㅁ 미ㅔㅑㅜㄷ:3.20 두ㅍ",
    output: "애차ㄷㄱ: command not found",
    exit: 127,
    means: "differs 3: hangul docker run --rm -e namE=mina alpine:3.20 env",
  },
  { at: "1:3", typed: "NAME=mina env | grep NAME", output: "NAME=mina", means: "nothing" },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME=mina --privileged alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "docker run --rm -e MODE=dev alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "mode: dev",
    means: "nothing",
  },
  { at: "1:4", typed: 'echo "mode: dev"', output: "mode: dev", means: "nothing" },
  {
    at: "1:4",
    typed: "docker run --rm --env-file app.env alpine:3.20 echo 'mode: dev'",
    output: "mode: dev",
    means: "nothing",
  },
  { at: "1:4", typed: 'source app.env; echo "mode: $MODE"', output: "mode: dev", means: "nothing" },
  { at: "1:4", typed: '. ./app.env && echo "mode: $MODE"', output: "mode: dev", means: "nothing" },
  {
    at: "1:4",
    typed: "docker run --rm --env-file app.env alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "docker: open app.env: no such file or directory\n\nRun 'docker run --help' for more information",
    exit: 125,
    folder: "~",
    means: "differs 4: folder ~ | ~/1; status 125 | 0; otherLine docker: | mode:",
  },
  {
    at: "1:4",
    typed: "docker run --env-file app.env alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "mode: dev",
    means: "differs 4: noWord --rm",
  },
  {
    at: "1:4",
    typed: 'MODE=dev; docker run --rm alpine:3.20 sh -c "echo \\"mode: $MODE\\""',
    output: "mode: dev",
    means: "nothing",
  },
  { at: "1:5", typed: "cd /tmp && pwd", output: "/tmp", means: "nothing" },
  { at: "1:5", typed: "docker run --rm alpine:3.20 pwd", output: "/", means: "differs 5: noWord -w; noWord /tmp" },
  {
    at: "1:6",
    typed: "id",
    output: "uid=1000(ubuntu) gid=1000(ubuntu) groups=1000(ubuntu),27(sudo),110(docker)",
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "docker run --rm alpine:3.20 id",
    output:
      "uid=0(root) gid=0(root) groups=0(root),1(bin),2(daemon),3(sys),4(adm),6(disk),10(wheel),11(floppy),20(dialout),26(tape),27(video)",
    means: "differs 6: noWord -u; noWord 1000:1000",
  },
  {
    at: "1:7",
    typed: "docker run --rm alpine:3.20 -h web01 hostname",
    output:
      "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: \"-h\": executable file not found in $PATH: unknown\n\nRun 'docker run --help' for more information",
    exit: 127,
    means: "differs 7: otherPlace alpine:3.20",
  },
  {
    at: "1:7",
    typed: "docker run --rm alpine:3.20 hostname web01",
    output: "hostname: sethostname: Operation not permitted",
    exit: 1,
    means: "differs 7: noWord -h; otherPlace web01",
  },
  {
    at: "1:8",
    typed: "docker exec -it tmp bash",
    output: "Error response from daemon: No such container: tmp",
    exit: 1,
    means: "nothing",
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
    means: "differs 11: otherWord tmp | /tmp",
  },
  {
    at: "1:12",
    typed: "exti",
    output: "bash: exti: command not found",
    prompt: "root@d072b3549f68:/#",
    means: "differs 12: otherWord exti | exit",
  },
  {
    at: "1:12",
    typed: "docker ps",
    output: "bash: docker: command not found",
    prompt: "root@d072b3549f68:/#",
    means: "nothing",
  },
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
  {
    at: "1:13",
    typed: "docker images -a --filter name=tmp",
    output: "Error response from daemon: invalid filter 'name'",
    exit: 1,
    means: "differs 13: otherWord images | ps",
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
  { at: "1:15", typed: "curl -s localhost", exit: 7, means: "differs 15: otherWord localhost | localhost:8080" },
  {
    at: "1:15",
    typed: "curl -s localhost:8080/app.env",
    output:
      "<html>\n<head><title>404 Not Found</title></head>\n<body>\n<center><h1>404 Not Found</h1></center>\n<hr><center>nginx/1.27.5</center>\n</body>\n</html>",
    means: "nothing",
  },
  { at: "1:15", typed: "cat site/index.html", output: "<h1>안녕하세요</h1>", means: "nothing" },
  {
    at: "1:15",
    typed: "docker exec web cat /usr/share/nginx/html/index.html",
    output: "<h1>안녕하세요</h1>",
    means: "nothing",
  },
  { at: "1:15", typed: "curl -s localhost:8080 -o out.html", means: "nothing" },
  {
    at: "1:15",
    typed: "curl -s localhost:8080",
    output:
      "<html>\n<head><title>403 Forbidden</title></head>\n<body>\n<center><h1>403 Forbidden</h1></center>\n<hr><center>nginx/1.27.5</center>\n</body>\n</html>",
    means: "differs 15: otherLine <html> | <h1>안녕하세요</h1>",
  },
  {
    at: "1:15",
    typed: "curl -s localhost:8080",
    exit: 7,
    without: [14],
    means:
      'differs 15: status 7 | 0; noLine <h1>안녕하세요</h1>; first docker run -d --name web -p 8080:80 -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
  },
  {
    at: "1:17",
    typed: "touch /usr/share/nginx/html/x",
    output: "touch: cannot touch '/usr/share/nginx/html/x': No such file or directory",
    exit: 1,
    means: "nothing",
  },
  {
    at: "1:17",
    typed: "docker exec web touch /usr/share/nginx/html/x",
    means: "differs 17: status 0 | 1; noLine touch: cannot touch '/usr/share/nginx/html/x': Read-only file system",
  },
  {
    at: "1:17",
    typed: "docker exec wep touch /usr/share/nginx/html/x",
    output: "Error response from daemon: No such container: wep",
    exit: 1,
    means: "differs 17: otherWord wep | web",
  },
  {
    at: "1:17",
    typed: "docker exec web2 touch /usr/share/nginx/html/x",
    output: "touch: cannot touch '/usr/share/nginx/html/x': Read-only file system",
    exit: 1,
    means: "differs 17: otherWord web2 | web",
  },
  { at: "1:19", typed: "docker inspect -f '{{.HostConfig.Memory}}' web", output: "0", means: "nothing" },
  { at: "1:19", typed: "docker inspect -f '{{.HostConfig.MemorySwap}}' small", output: "134217728", means: "nothing" },
  {
    at: "1:19",
    typed: "docker inspect -f '{{.Config.Memory}}' small",
    output:
      'template parsing error: template: :1:9: executing "" at <.Config.Memory>: map has no entry for key "Memory"',
    exit: 1,
    means: "differs 19: otherWord {{.Config.Memory}} | {{.HostConfig.Memory}}",
  },
  {
    at: "1:19",
    typed: "docker inspect -f '{.HostConfig.Memory}' small",
    output: "{.HostConfig.Memory}",
    means: "differs 19: otherWord {.HostConfig.Memory} | {{.HostConfig.Memory}}",
  },
  { at: "1:21", typed: "docker update --restart always web", output: "web", means: "nothing" },
  {
    at: "1:21",
    typed: "docker update --restart alway small",
    output:
      "Error response from daemon: invalid restart policy: unknown policy 'alway'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'",
    exit: 1,
    means: "differs 21: otherWord alway | always",
  },
  {
    at: "1:21",
    typed: "docker update --restart no small",
    output: "small",
    means: "differs 21: otherWord no | always",
  },
  { at: "1:21", typed: "docker restart small", output: "small", means: "nothing" },
  { at: "1:21", typed: "docker update -m 128m small", output: "small", means: "nothing" },
  { at: "1:22", typed: "sh -c 'exit 3'", exit: 3, means: "nothing" },
  { at: "1:22", typed: "sh -c 'exit 3'; echo $?", output: "3", means: "nothing" },
  {
    at: "1:24",
    typed: "docker rename small web",
    output:
      'Error response from daemon: Error when allocating new name: Conflict. The container name "/web" is already in use by container "cf83a162e50749db635fc182a0e479bdf516382a4c5e7091b2d3648fa0c1e253". You have to remove (or rename) that container to be able to reuse that name.',
    exit: 1,
    means: "nothing",
  },
  {
    at: "1:25",
    typed: "docker rm web small",
    output:
      'Error response from daemon: cannot remove container "web": container is running: stop the container before removing or force remove\nError response from daemon: cannot remove container "small": container is running: stop the container before removing or force remove',
    exit: 1,
    means: "differs 25: noWord -f",
  },
  { at: "1:25", typed: "docker rm -f web", output: "web", means: "nothing" },
  { at: "1:25", typed: "docker stop web small", output: "web\nsmall", means: "nothing" },
  { at: "1:25", typed: "docker kill web small", output: "web\nsmall", means: "nothing" },
  {
    at: "1:25",
    typed: "docker rm -f web smal",
    output: "web\nError response from daemon: No such container: smal",
    exit: 1,
    means: "differs 25: otherWord smal | small",
  },
  {
    at: "1:25",
    typed: "docker rmi -f web small",
    output:
      "Error response from daemon: No such image: web:latest\nError response from daemon: No such image: small:latest",
    exit: 1,
    means: "differs 25: otherWord rmi | rm",
  },
  { at: "1:25", typed: "docker restart web small", output: "web\nsmall", means: "nothing" },
  { at: "1:25", typed: "docker rm -f web tmp", output: "web\ntmp", means: "nothing" },
];

testRows(await lesson("options"), rows);
