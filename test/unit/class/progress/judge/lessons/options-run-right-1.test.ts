import { lesson, type Row, testRows } from "./row.ts";

const rows: readonly Row[] = [
  {
    at: "1:3",
    typed: "docker run --rm --env NAME=mina alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker run -e NAME=mina --rm alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker run --rm -eNAME=mina alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker run --rm --env=NAME=mina alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker container run --rm -e NAME=mina alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: 'docker run --rm -e "NAME=mina" alpine:3.20 env',
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME='mina' alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "sudo docker run --rm -e NAME=mina alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "NAME=mina docker run --rm -e NAME alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "otherwise 3",
  },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME=mina docker.io/library/alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker run --rm \\\n  -e NAME=mina \\\n  alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME=mina alpine:3.20 printenv",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker run --rm -e NAME=mina alpine:3.20 env | cat",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker run --rm --name e1 -e NAME=mina alpine:3.20 env",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=a4c07d51e8b9\nNAME=mina\nHOME=/root",
    means: "done 3",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file=app.env alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "mode: dev",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file ./app.env alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "mode: dev",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file ~/1/app.env alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "mode: dev",
    means: "otherwise 4",
  },
  {
    at: "1:4",
    typed: 'docker run --rm --env-file "$PWD/app.env" alpine:3.20 sh -c \'echo "mode: $MODE"\'',
    output: "mode: dev",
    means: "otherwise 4",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file app.env alpine:3.20 sh -c 'echo \"mode: \x24{MODE}\"'",
    output: "mode: dev",
    means: "otherwise 4",
  },
  {
    at: "1:4",
    typed: 'docker run --rm --env-file app.env alpine:3.20 sh -c "echo \\"mode: \\$MODE\\""',
    output: "mode: dev",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file app.env alpine:3.20 sh -c 'echo mode: $MODE'",
    output: "mode: dev",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "docker run --env-file app.env --rm alpine:3.20 sh -c 'echo \"mode: $MODE\"'",
    output: "mode: dev",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: 'docker run --rm --env-file app.env alpine:3.20 sh -c \'printf "mode: %s\\n" "$MODE"\'',
    output: "mode: dev",
    means: "otherwise 4",
  },
  { at: "1:5", typed: "docker run --rm --workdir /tmp alpine:3.20 pwd", output: "/tmp", means: "done 5" },
  { at: "1:5", typed: "docker run --rm --workdir=/tmp alpine:3.20 pwd", output: "/tmp", means: "done 5" },
  { at: "1:5", typed: "docker run --rm -w/tmp alpine:3.20 pwd", output: "/tmp", means: "done 5" },
  { at: "1:5", typed: "docker run -w /tmp --rm alpine:3.20 pwd", output: "/tmp", means: "done 5" },
  { at: "1:5", typed: "docker run --rm -w /tmp alpine:3.20 sh -c pwd", output: "/tmp", means: "done 5" },
  { at: "1:5", typed: "docker run --rm -it -w /tmp alpine:3.20 pwd", output: "/tmp", means: "done 5" },
  { at: "1:5", typed: 'docker run --rm -w "/tmp" alpine:3.20 pwd', output: "/tmp", means: "done 5" },
  {
    at: "1:6",
    typed: "docker run --rm --user 1000:1000 alpine:3.20 id",
    output: "uid=1000 gid=1000 groups=1000",
    means: "done 6",
  },
  {
    at: "1:6",
    typed: "docker run --rm --user=1000:1000 alpine:3.20 id",
    output: "uid=1000 gid=1000 groups=1000",
    means: "done 6",
  },
  {
    at: "1:6",
    typed: "docker run --rm -u $(id -u):$(id -g) alpine:3.20 id",
    output: "uid=1000 gid=1000 groups=1000",
    means: "otherwise 6",
  },
  {
    at: "1:6",
    typed: "docker run -u '1000:1000' --rm alpine:3.20 id",
    output: "uid=1000 gid=1000 groups=1000",
    means: "done 6",
  },
  { at: "1:7", typed: "docker run --rm --hostname web01 alpine:3.20 hostname", output: "web01", means: "done 7" },
  { at: "1:7", typed: "docker run --rm --hostname=web01 alpine:3.20 hostname", output: "web01", means: "done 7" },
  { at: "1:7", typed: "docker run --rm -h web01 alpine:3.20 cat /etc/hostname", output: "web01", means: "nothing" },
  { at: "1:7", typed: "docker run --rm -h web01 alpine:3.20 uname -n", output: "web01", means: "nothing" },
  {
    at: "1:8",
    typed: "docker run --rm -it --name tmp ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "done 8",
  },
  {
    at: "1:8",
    typed: "docker run -ti --rm --name=tmp ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "done 8",
  },
  {
    at: "1:8",
    typed: "docker run -i -t --rm --name tmp ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "done 8",
  },
  {
    at: "1:8",
    typed: "docker run --interactive --tty --rm --name tmp ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "done 8",
  },
  {
    at: "1:8",
    typed: "docker run -it --rm --name tmp ubuntu:18.04 /bin/bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "done 8",
  },
  {
    at: "1:8",
    typed: "docker run -it --rm --name tmp ubuntu:18.04",
    nextPrompt: "root@d072b3549f68:/#",
    means: "done 8",
  },
  {
    at: "1:8",
    typed: "docker run --name tmp --rm -it ubuntu:18.04 bash",
    nextPrompt: "root@d072b3549f68:/#",
    means: "done 8",
  },
  { at: "1:9", typed: "hostname", output: "d072b3549f68", prompt: "root@d072b3549f68:/#", means: "nothing" },
  { at: "1:9", typed: "cat < /etc/hostname", output: "d072b3549f68", prompt: "root@d072b3549f68:/#", means: "done 9" },
  { at: "1:9", typed: "echo $HOSTNAME", output: "d072b3549f68", prompt: "root@d072b3549f68:/#", means: "nothing" },
  { at: "1:9", typed: "cat  /etc/hostname", output: "d072b3549f68", prompt: "root@d072b3549f68:/#", means: "done 9" },
  { at: "1:10", typed: 'echo "hi" > /tmp/a.txt', prompt: "root@d072b3549f68:/#", means: "done 10" },
  { at: "1:10", typed: "echo hi >/tmp/a.txt", prompt: "root@d072b3549f68:/#", means: "done 10" },
  { at: "1:10", typed: "printf 'hi\\n' > /tmp/a.txt", prompt: "root@d072b3549f68:/#", means: "done 10" },
  { at: "1:10", typed: "echo hi | tee /tmp/a.txt", output: "hi", prompt: "root@d072b3549f68:/#", means: "done 10" },
  { at: "1:11", typed: "ls /tmp/", output: "a.txt", prompt: "root@d072b3549f68:/#", means: "done 11" },
  { at: "1:11", typed: "ls -1 /tmp", output: "a.txt", prompt: "root@d072b3549f68:/#", means: "done 11" },
  { at: "1:11", typed: "ls tmp", output: "a.txt", prompt: "root@d072b3549f68:/#", means: "done 11" },
  {
    at: "1:11",
    typed: "cd /tmp && ls",
    output: "a.txt",
    prompt: "root@d072b3549f68:/#",
    nextPrompt: "root@d072b3549f68:/tmp#",
    means: "nothing",
  },
];

testRows(await lesson("options"), rows);
