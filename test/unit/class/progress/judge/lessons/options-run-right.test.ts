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
    means: "nothing",
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
    means: "done 4",
  },
  {
    at: "1:4",
    typed: 'docker run --rm --env-file "$PWD/app.env" alpine:3.20 sh -c \'echo "mode: $MODE"\'',
    output: "mode: dev",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "docker run --rm --env-file app.env alpine:3.20 sh -c 'echo \"mode: \x24{MODE}\"'",
    output: "mode: dev",
    means: "done 4",
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
    means: "nothing",
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
    means: "nothing",
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
  {
    at: "1:13",
    typed: "docker ps --all --filter name=tmp",
    output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES",
    means: "done 13",
  },
  {
    at: "1:13",
    typed: "docker container ls -a --filter name=tmp",
    output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES",
    means: "done 13",
  },
  {
    at: "1:13",
    typed: "docker ps -a -f name=tmp",
    output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES",
    means: "done 13",
  },
  {
    at: "1:13",
    typed: "docker ps -af name=tmp",
    output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES",
    means: "done 13",
  },
  {
    at: "1:13",
    typed: 'docker ps -a --filter "name=tmp"',
    output: "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES",
    means: "done 13",
  },
  { at: "1:13", typed: "docker ps -a | grep tmp", exit: 1, means: "nothing" },
  {
    at: "1:14",
    typed:
      "docker run -d --name web -p 8080:80 -v $(pwd)/site:/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 14",
  },
  {
    at: "1:14",
    typed:
      "docker run -d --name web -p 8080:80 -v ~/1/site:/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 14",
  },
  {
    at: "1:14",
    typed:
      "docker run -d --name web -p 8080:80 -v /home/ubuntu/1/site:/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 14",
  },
  {
    at: "1:14",
    typed: "docker run -d --name web -p 8080:80 -v ./site:/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 14",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8080:80 -v "$PWD"/site:/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 14",
  },
  {
    at: "1:14",
    typed:
      "docker run -d --name web -p 8080:80 -v \x24{PWD}/site:/usr/share/nginx/html:ro --restart=unless-stopped nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 14",
  },
  {
    at: "1:14",
    typed:
      'docker run --restart unless-stopped -d -p 8080:80 --volume "$PWD/site:/usr/share/nginx/html:ro" --name web nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 14",
  },
  {
    at: "1:14",
    typed:
      'docker run -d --name web -p 8080:80 --mount type=bind,source="$PWD/site",target=/usr/share/nginx/html,readonly --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  { at: "1:15", typed: "curl localhost:8080", output: "<h1>안녕하세요</h1>", means: "done 15" },
  { at: "1:15", typed: "curl -s http://localhost:8080", output: "<h1>안녕하세요</h1>", means: "done 15" },
  { at: "1:15", typed: "curl -s localhost:8080/", output: "<h1>안녕하세요</h1>", means: "done 15" },
  { at: "1:15", typed: "curl -s 127.0.0.1:8080", output: "<h1>안녕하세요</h1>", means: "done 15" },
  { at: "1:15", typed: "curl --silent localhost:8080", output: "<h1>안녕하세요</h1>", means: "done 15" },
  { at: "1:15", typed: "curl -s localhost:8080/index.html", output: "<h1>안녕하세요</h1>", means: "nothing" },
  { at: "1:15", typed: "wget -qO- localhost:8080", output: "<h1>안녕하세요</h1>", means: "otherwise 15" },
  {
    at: "1:17",
    typed: "docker container exec web touch /usr/share/nginx/html/x",
    output: "touch: cannot touch '/usr/share/nginx/html/x': Read-only file system",
    exit: 1,
    means: "done 17",
  },
  {
    at: "1:17",
    typed: "docker exec -it web touch /usr/share/nginx/html/x",
    output: "touch: cannot touch '/usr/share/nginx/html/x': Read-only file system",
    exit: 1,
    means: "done 17",
  },
  {
    at: "1:17",
    typed: "docker exec cf83 touch /usr/share/nginx/html/x",
    output: "touch: cannot touch '/usr/share/nginx/html/x': Read-only file system",
    exit: 1,
    means: "done 17",
  },
  {
    at: "1:18",
    typed: "docker run -d --name small --memory 64M --cpus .5 nginx:1.27",
    output: "b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 18",
  },
  {
    at: "1:18",
    typed: "docker run -d --name small --memory 64mb --cpus 0.5 nginx:1.27",
    output: "b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 18",
  },
  { at: "1:19", typed: "docker inspect --format '{{.HostConfig.Memory}}' small", output: "67108864", means: "done 19" },
  { at: "1:19", typed: "docker inspect --format='{{.HostConfig.Memory}}' small", output: "67108864", means: "done 19" },
  {
    at: "1:19",
    typed: "docker container inspect -f '{{.HostConfig.Memory}}' small",
    output: "67108864",
    means: "done 19",
  },
  { at: "1:19", typed: "docker inspect small -f '{{.HostConfig.Memory}}'", output: "67108864", means: "done 19" },
  { at: "1:19", typed: "docker inspect -f '{{ .HostConfig.Memory }}' small", output: "67108864", means: "done 19" },
  { at: "1:19", typed: "docker inspect -f {{.HostConfig.Memory}} small", output: "67108864", means: "done 19" },
  {
    at: "1:19",
    typed: 'docker inspect -f "{{.HostConfig.Memory}}" 3e6092cf71b5',
    output: "67108864",
    means: "done 19",
  },
  {
    at: "1:19",
    typed: "docker inspect small | jq '.[0].HostConfig.Memory'",
    output: "67108864",
    means: "otherwise 19",
  },
  {
    at: "1:20",
    typed: "docker inspect --format '{{.HostConfig.RestartPolicy.Name}}' web small",
    output: "unless-stopped\nno",
    means: "done 20",
  },
  {
    at: "1:20",
    typed:
      "docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' web; docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' small",
    output: "unless-stopped\nno",
    means: "otherwise 20",
  },
  { at: "1:21", typed: "docker update --restart=always small", output: "small", means: "done 21" },
  { at: "1:21", typed: "docker container update --restart always small", output: "small", means: "done 21" },
  { at: "1:21", typed: "docker update --restart always 3e6", output: "3e6", means: "done 21" },
  { at: "1:21", typed: "docker update small --restart always", output: "small", means: "done 21" },
  { at: "1:22", typed: 'docker run --rm alpine:3.20 sh -c "exit 3"', exit: 3, means: "done 22" },
  { at: "1:22", typed: "docker run --rm alpine:3.20 sh -c 'exit 3'; echo $?", output: "3", means: "done 22" },
  { at: "1:22", typed: "docker run --rm alpine:3.20 /bin/sh -c 'exit 3'", exit: 3, means: "done 22" },
  {
    at: "1:23",
    typed: "docker run --rm --entrypoint /usr/sbin/nginx nginx:1.27 -v",
    output: "nginx version: nginx/1.27.5",
    means: "nothing",
  },
  { at: "1:25", typed: "docker rm --force web small", output: "web\nsmall", means: "done 25" },
  { at: "1:25", typed: "docker container rm -f web small", output: "web\nsmall", means: "done 25" },
  { at: "1:25", typed: "docker rm -f small web", output: "small\nweb", means: "done 25" },
  { at: "1:25", typed: "docker rm -f web && docker rm -f small", output: "web\nsmall", means: "done 25" },
  { at: "1:25", typed: "docker rm -f $(docker ps -aq)", output: "3e6092cf71b5\ncf83a162e507", means: "nothing" },
  { at: "1:25", typed: "docker rm web small -f", output: "web\nsmall", means: "done 25" },
];

testRows(await lesson("options"), rows);
