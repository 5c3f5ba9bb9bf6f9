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
    typed: "docker run --rm -e name=mina alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nname=mina\nHOME=/root",
    means: "nothing",
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
    typed: "docker run -d --rm -e NAME=mina alpine:3.20 env",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME alpine:3.20 env",
    output: "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nHOME=/root",
    means: "nothing",
  },
  {
    at: "1:3",
    typed: "docker run --rm alpine:3.20 -e NAME=mina env",
    output:
      "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: \"-e\": executable file not found in $PATH: unknown\n\nRun 'docker run --help' for more information",
    exit: 127,
    means: "nothing",
  },
  {
    at: "1:3",
    typed: "docker run --rm alpine:3.20 env NAME=mina",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nHOME=/root\nNAME=mina",
    means: "nothing",
  },
  { at: "1:3", typed: "docker run --rm -e NAME=mina alpine:3.20", means: "nothing" },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME = mina alpine:3.20 env",
    output: "docker: invalid reference format\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 3: otherWord NAME | NAME=mina; moreWord =",
  },
  {
    at: "1:3",
    typed: "docker run -rm -e NAME=mina alpine:3.20 env",
    output:
      "unknown shorthand flag: 'r' in -rm\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 3: otherWord -rm | --rm",
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
  {
    at: "1:4",
    typed: 'docker run --rm --env-file app.env alpine:3.20 sh -c "echo \\"mode: $MODE\\""',
    output: "mode:",
    means: 'differs 4: otherWord echo "mode: $MODE" | \'echo "mode: $MODE"\'',
  },
  { at: "1:4", typed: 'echo "mode: dev"', output: "mode: dev", means: "nothing" },
  {
    at: "1:4",
    typed: 'docker run --rm --env-file app.env alpine:3.20 echo "mode: $MODE"',
    output: "mode:",
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file app.env alpine:3.20 echo 'mode: dev'",
    output: "mode: dev",
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file app.env alpine:3.20 sh -c 'echo \"mode: dev\"'",
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
    typed: "docker run --rm --env-file app.env ubuntu:18.04 sh -c 'echo \"mode: $MODE\"'",
    output: "mode: dev",
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file app.env alpine:3.20 sh -c 'echo \"mode: $LANG\"'",
    output: "mode: ko_KR.UTF-8",
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file=env.app alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "docker: open env.app: no such file or directory\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 4: otherWord env.app | app.env",
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
  {
    at: "1:4",
    typed: "docker run --rm -env-file app.env alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "docker: invalid reference format\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 4: otherWord -env-file | --env-file",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file site/app.env alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "mode: dev",
    means: "nothing",
  },
  { at: "1:5", typed: "docker run --rm -w /tmp ubuntu:18.04 pwd", output: "/tmp", means: "nothing" },
  { at: "1:5", typed: "docker run --rm -w /var alpine:3.20 pwd", output: "/var", means: "nothing" },
  {
    at: "1:5",
    typed: "docker run --rm -w tmp alpine:3.20 pwd",
    output:
      "docker: Error response from daemon: the working directory 'tmp' is invalid, it needs to be an absolute path\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 5: otherWord tmp | /tmp",
  },
  { at: "1:5", typed: "cd /tmp && pwd", output: "/tmp", means: "nothing" },
  { at: "1:5", typed: "docker run --rm alpine:3.20 pwd", output: "/", means: "differs 5: noWord -w; noWord /tmp" },
  { at: "1:5", typed: "docker run --rm alpine:3.20 echo /tmp", output: "/tmp", means: "nothing" },
  { at: "1:5", typed: "docker run --rm -w /tmp alpine:3.20 echo /tmp", output: "/tmp", means: "nothing" },
  { at: "1:5", typed: "docker run --rm -v /tmp alpine:3.20 pwd", output: "/", means: "differs 5: otherWord -v | -w" },
  {
    at: "1:5",
    typed: "docker run --rm -W /tmp alpine:3.20 pwd",
    output:
      "unknown shorthand flag: 'W' in -W\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 5: otherWord -W | -w",
  },
  { at: "1:5", typed: "docker run --rm alpine:3.20 sh -c 'cd /tmp; pwd'", output: "/tmp", means: "nothing" },
  { at: "1:5", typed: "docker run --rm -v /tmp:/tmp -w /tmp alpine:3.20 pwd", output: "/tmp", means: "nothing" },
  {
    at: "1:6",
    typed: "docker run --rm -u 1000 alpine:3.20 id",
    output: "uid=1000 gid=0(root) groups=0(root)",
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "docker run --rm -u 1000:1001 alpine:3.20 id",
    output: "uid=1000 gid=1001 groups=1001",
    means: "differs 6: otherWord 1000:1001 | 1000:1000",
  },
  {
    at: "1:6",
    typed: "id",
    output: "uid=1000(ubuntu) gid=1000(ubuntu) groups=1000(ubuntu),27(sudo),110(docker)",
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "docker run --rm -u 1000:1000 ubuntu:18.04 id",
    output: "uid=1000 gid=1000 groups=1000",
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "docker run --rm -u 1000:1000 alpine:3.20 whoami",
    output: "whoami: unknown uid 1000",
    exit: 1,
    means: "differs 6: otherWord whoami | id",
  },
  {
    at: "1:6",
    typed: "docker run --rm -u mina alpine:3.20 id",
    output:
      "docker: Error response from daemon: unable to find user mina: no matching entries in passwd file\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 6: otherWord mina | 1000:1000",
  },
  {
    at: "1:6",
    typed: "docker run --rm -u 1000:1000 alpine:3.20 echo 'uid=1000 gid=1000 groups=1000'",
    output: "uid=1000 gid=1000 groups=1000",
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
    typed: "docker run --rm -h web02 alpine:3.20 hostname",
    output: "web02",
    means: "differs 7: otherWord web02 | web01",
  },
  { at: "1:7", typed: "docker run --rm --name web01 alpine:3.20 hostname", output: "3c0e7fa19b52", means: "nothing" },
  { at: "1:7", typed: "docker run --rm alpine:3.20 echo web01", output: "web01", means: "nothing" },
  { at: "1:7", typed: "docker run -h web01 alpine:3.20 hostname", output: "web01", means: "differs 7: noWord --rm" },
  { at: "1:7", typed: "docker run --rm -h web01 ubuntu:18.04 hostname", output: "web01", means: "nothing" },
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
    at: "1:7",
    typed: "docker run --rm -h Web01 alpine:3.20 hostname",
    output: "Web01",
    means: "differs 7: otherWord Web01 | web01",
  },
  { at: "1:7", typed: "docker run --rm -h web01 alpine:3.20 hostname -f", output: "web01", means: "nothing" },
  {
    at: "1:7",
    typed: "docker run --rm -h web01 alpine:3.20 Hostname",
    output:
      "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: \"Hostname\": executable file not found in $PATH: unknown\n\nRun 'docker run --help' for more information",
    exit: 127,
    means: "differs 7: otherWord Hostname | hostname",
  },
  {
    at: "1:8",
    typed: "docker run -it --name tmp ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "differs 8: noWord --rm",
  },
  {
    at: "1:8",
    typed: "docker run -it --rm ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "differs 8: noWord --name; noWord tmp",
  },
  {
    at: "1:8",
    typed: "docker run -it --rm --name tmp2 ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "differs 8: otherWord tmp2 | tmp",
  },
  {
    at: "1:8",
    typed: "docker run -it --rm --name tmp alpine:3.20 bash",
    output:
      "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: \"bash\": executable file not found in $PATH: unknown\n\nRun 'docker run --help' for more information",
    exit: 127,
    means: "differs 8: otherWord alpine:3.20 | ubuntu:18.04",
  },
  { at: "1:8", typed: "docker run -it --rm --name tmp alpine:3.20 sh", nextPrompt: "/ #", means: "nothing" },
  { at: "1:8", typed: "docker run --rm --name tmp ubuntu:18.04 bash", means: "differs 8: noWord -it" },
  { at: "1:8", typed: "docker run -i --rm --name tmp ubuntu:18.04 bash", runs: true, means: "nothing" },
  {
    at: "1:8",
    typed: "docker run -dit --rm --name tmp ubuntu:18.04 bash",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 8: otherWord -dit | -it",
  },
  {
    at: "1:8",
    typed: "docker run -it --rm --name tmp ubuntu:20.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "differs 8: otherWord ubuntu:20.04 | ubuntu:18.04",
  },
  {
    at: "1:8",
    typed: "docker run -it --rm --name tmp ubuntu bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "nothing",
  },
];

testRows(await lesson("options"), rows);
