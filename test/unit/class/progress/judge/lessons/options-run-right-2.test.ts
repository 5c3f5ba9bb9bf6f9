import { lesson, type Row, testRows } from "./row.ts";

const rows: readonly Row[] = [
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
      'docker run -d \\\n  --name web \\\n  -p 8080:80 \\\n  -v "$PWD/site":/usr/share/nginx/html:ro \\\n  --restart unless-stopped \\\n  nginx:1.27',
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
  {
    at: "1:14",
    typed:
      'docker run -dp 8080:80 --name web -v "$PWD/site":/usr/share/nginx/html:ro --restart unless-stopped nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 14",
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
    typed: "docker run -d --name small -m 64m --cpus 0.5 nginx:1.27",
    output: "b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 18",
  },
  {
    at: "1:18",
    typed: "docker run -d --name small --memory=64m --cpus=0.5 nginx:1.27",
    output: "b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 18",
  },
  {
    at: "1:18",
    typed: "docker run -d --cpus 0.5 --memory 64m --name small nginx:1.27",
    output: "b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 18",
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
    typed: "docker run --rm --entrypoint=nginx nginx:1.27 -v",
    output: "nginx version: nginx/1.27.5",
    means: "done 23",
  },
  {
    at: "1:23",
    typed: "docker run --entrypoint nginx --rm nginx:1.27 -v",
    output: "nginx version: nginx/1.27.5",
    means: "done 23",
  },
  {
    at: "1:23",
    typed: "docker run --rm --entrypoint /usr/sbin/nginx nginx:1.27 -v",
    output: "nginx version: nginx/1.27.5",
    means: "otherwise 23",
  },
  {
    at: "1:24",
    typed: "docker run --name web -d nginx:1.27",
    output:
      'docker: Error response from daemon: Conflict. The container name "/web" is already in use by container "cf83a162e50749db635fc182a0e479bdf516382a4c5e7091b2d3648fa0c1e253". You have to remove (or rename) that container to be able to reuse that name.\n\nRun \'docker run --help\' for more information',
    exit: 125,
    means: "done 24",
  },
  {
    at: "1:24",
    typed: "docker run -d --name=web nginx:1.27",
    output:
      'docker: Error response from daemon: Conflict. The container name "/web" is already in use by container "cf83a162e50749db635fc182a0e479bdf516382a4c5e7091b2d3648fa0c1e253". You have to remove (or rename) that container to be able to reuse that name.\n\nRun \'docker run --help\' for more information',
    exit: 125,
    means: "done 24",
  },
  { at: "1:25", typed: "docker rm --force web small", output: "web\nsmall", means: "done 25" },
  { at: "1:25", typed: "docker container rm -f web small", output: "web\nsmall", means: "done 25" },
  { at: "1:25", typed: "docker rm -f small web", output: "small\nweb", means: "done 25" },
  { at: "1:25", typed: "docker rm -f web && docker rm -f small", output: "web\nsmall", means: "done 25" },
  { at: "1:25", typed: "docker rm -f $(docker ps -aq)", output: "3e6092cf71b5\ncf83a162e507", means: "nothing" },
  { at: "1:25", typed: "docker rm web small -f", output: "web\nsmall", means: "done 25" },
];

testRows(await lesson("options"), rows);
