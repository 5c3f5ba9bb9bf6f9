import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  { at: "2:1", typed: "mkdir -p site", output: "", means: "done 1" },
  { at: "2:1", typed: "mkdir ~/2/site", output: "", means: "done 1" },
  { at: "2:1", typed: 'mkdir site && echo "<h1>kitchen</h1>" > site/index.html', output: "", means: "done 1, done 2" },
  { at: "2:2", typed: 'echo "<h1>kitchen</h1>" >site/index.html', output: "", means: "done 2" },
  { at: "2:2", typed: 'echo "<h1>kitchen</h1>" | tee site/index.html', output: "<h1>kitchen</h1>", means: "done 2" },
  {
    at: "2:3",
    typed: 'docker run --detach --name=web --publish 8080:80 --volume "$PWD/site":/usr/share/nginx/html:ro nginx:1.27',
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 3",
  },
  {
    at: "2:3",
    typed: "docker run -d --name web -p 8080:80 -v $(pwd)/site:/usr/share/nginx/html:ro nginx:1.27",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 3",
  },
  {
    at: "2:3",
    typed: "docker run -d --name web -p 8080:80 -v ./site:/usr/share/nginx/html:ro nginx:1.27",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 3",
  },
  {
    at: "2:3",
    typed: "docker run -dp 8080:80 --name web -v /home/ubuntu/2/site:/usr/share/nginx/html:ro nginx:1.27",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 3",
  },
  { at: "2:4", typed: "curl -s http://localhost:8080/", output: "<h1>kitchen</h1>", means: "done 4" },
  { at: "2:4", typed: "curl -s 127.0.0.1:8080", output: "<h1>kitchen</h1>", means: "done 4" },
  {
    at: "2:5",
    typed: "docker run -d --memory 64m --cpus=0.5 --env TZ=Asia/Seoul --name cache redis:7",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 5",
  },
  {
    at: "2:5",
    typed: "docker run -d --name cache -m 64M --cpus 0.5 -e TZ=Asia/Seoul docker.io/library/redis:7",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 5",
  },
  { at: "2:6", typed: "docker exec -it cache redis-cli set menu bibimbap", output: "OK", means: "done 6" },
  { at: "2:6", typed: "docker exec a39f07c1e526 redis-cli set menu bibimbap", output: "OK", means: "done 6" },
  { at: "2:6", typed: "docker container exec cache redis-cli set menu 'bibimbap'", output: "OK", means: "done 6" },
  { at: "2:7", typed: "docker exec -i cache redis-cli get menu", output: "bibimbap", means: "done 7" },
  { at: "2:7", typed: "docker exec a39 redis-cli get menu", output: "bibimbap", means: "done 7" },
  { at: "2:9", typed: "docker container inspect -f {{.HostConfig.Memory}} cache", output: "67108864", means: "done 9" },
  { at: "2:9", typed: "docker inspect cache -f '{{ .HostConfig.Memory }}'", output: "67108864", means: "done 9" },
  {
    at: "2:10",
    typed: "docker container logs --tail=1 web",
    output: '172.17.0.1 - - [24/Nov/2026:06:02:44 +0000] "GET / HTTP/1.1" 200 17 "-" "curl/8.5.0" "-"',
    means: "done 10",
  },
  {
    at: "2:10",
    typed: "docker logs web | tail -1",
    output: '172.17.0.1 - - [24/Nov/2026:06:02:44 +0000] "GET / HTTP/1.1" 200 17 "-" "curl/8.5.0" "-"',
    means: "otherwise 10",
  },
  { at: "2:11", typed: "docker exec -ti web bash", nextPrompt: "root@81e645fc27a3:/#", output: "", means: "done 11" },
  {
    at: "2:11",
    typed: "docker exec -i -t web /bin/bash",
    nextPrompt: "root@81e645fc27a3:/#",
    output: "",
    means: "done 11",
  },
  {
    at: "2:12",
    typed: "/usr/sbin/nginx -v",
    prompt: "root@81e645fc27a3:/#",
    output: "nginx version: nginx/1.27.5",
    means: "done 12",
  },
  {
    at: "2:14",
    typed: "docker cp web:/etc/nginx/nginx.conf ./",
    output: "Successfully copied 2.56kB to /home/ubuntu/2/./",
    means: "done 14",
  },
  {
    at: "2:14",
    typed: "docker cp web:/etc/nginx/nginx.conf nginx.conf",
    output: "Successfully copied 2.56kB to /home/ubuntu/2/nginx.conf",
    means: "done 14",
  },
  { at: "2:15", typed: "docker container stop web", output: "web", means: "done 15" },
  { at: "2:15", typed: "docker stop 81e645fc27a3", output: "81e645fc27a3", means: "done 15" },
  {
    at: "2:16",
    typed: "docker container ls -a --format '{{.Names}} {{.State}}'",
    output: "cache running\nweb exited",
    means: "done 16",
  },
  {
    at: "2:16",
    typed: "docker ps --format '{{.Names}} {{.State}}' -a",
    output: "cache running\nweb exited",
    means: "done 16",
  },
  {
    at: "2:17",
    typed: "docker container commit cache menu:1",
    output: "sha256:903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 17",
  },
  {
    at: "2:17",
    typed: "docker commit a39f07c1e526 menu:1",
    output: "sha256:903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 17",
  },
];

testRows(note, rows);
